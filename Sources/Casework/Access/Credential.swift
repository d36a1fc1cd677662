public import Escalations

/// A credential as it is kept: the token's digest, never the token.
public struct Credential: Sendable, Equatable {
  /// Its name in the record.
  public let id: CredentialID
  /// The words its owner gave it.
  public let name: String
  /// What it may do and for whom.
  public let viewer: Viewer
  /// SHA-256 of the token, in hexadecimal.
  public let tokenDigest: String
  /// From when on it is refused; nil for never.
  public let expiresAt: Instant?
  /// When it was revoked.
  public let revokedAt: Instant?
  /// Whether an administrator named it for restricted escalations.
  public let seesRestricted: Bool

  /// A credential.
  public init(
    id: CredentialID, name: String, viewer: Viewer, tokenDigest: String, expiresAt: Instant?,
    revokedAt: Instant? = nil, seesRestricted: Bool = false
  ) {
    self.id = id
    self.name = name
    self.viewer = viewer
    self.tokenDigest = tokenDigest
    self.expiresAt = expiresAt
    self.revokedAt = revokedAt
    self.seesRestricted = seesRestricted
  }

  /// Whether it opens anything at that instant.
  public func isValid(at now: Instant) -> Bool {
    revokedAt == nil && (expiresAt.map { now < $0 } ?? true)
  }
}

/// A credential as administrators see it: whose it is and how it is used, nothing of its token.
public struct CredentialRow: Sendable, Equatable, Codable {
  /// Its name in the record.
  public var id: CredentialID
  /// The words its owner gave it.
  public var name: String
  /// What it may do.
  public var role: AccessRole
  /// The agency it acts for.
  public var agency: AgencyID?
  /// The panel it sits on.
  public var panel: PanelID?
  /// Whether it was named for restricted escalations.
  public var seesRestricted: Bool
  /// When it was issued; nil for one older than this being kept.
  public var issuedAt: Instant?
  /// From when on it is refused.
  public var expiresAt: Instant?
  /// When it was revoked.
  public var revokedAt: Instant?
  /// When it was last used, to within a few minutes.
  public var lastUsedAt: Instant?
  /// Until when the token before the last rotation opens too.
  public var previousUntil: Instant?

  /// A row.
  public init(
    id: CredentialID, name: String, role: AccessRole, agency: AgencyID?, panel: PanelID?,
    seesRestricted: Bool, issuedAt: Instant?, expiresAt: Instant?, revokedAt: Instant?,
    lastUsedAt: Instant?, previousUntil: Instant?
  ) {
    self.id = id
    self.name = name
    self.role = role
    self.agency = agency
    self.panel = panel
    self.seesRestricted = seesRestricted
    self.issuedAt = issuedAt
    self.expiresAt = expiresAt
    self.revokedAt = revokedAt
    self.lastUsedAt = lastUsedAt
    self.previousUntil = previousUntil
  }
}
