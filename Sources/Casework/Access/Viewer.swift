public import Escalations

/// What a credential may do, at most.
public enum AccessRole: String, Sendable, CaseIterable, Codable {
  /// Raises, and acts in escalations where its agency takes part.
  case agency
  /// Sees all of the partnership's, sets what is its to set; decides nothing for agencies.
  case partnership
  /// Decides at stages it is named for.
  case decider
  /// Reads the record and the log, persons masked.
  case auditor
  /// Reads status and counts; never personal data or narrative.
  case dashboard
  /// Keeps agencies, credentials, policies and calendars; sees no escalation.
  case admin
}

/// Who is asking: the credential, and what it may see.
///
/// Every read and every command takes one.
public struct Viewer: Hashable, Sendable {
  /// The credential; it is the actor of what it does.
  public let credential: CredentialID
  /// What it may do.
  public let role: AccessRole
  /// The partnership it belongs to.
  public let partnership: PartnershipID
  /// The one agency it acts for; nil for roles that act for none.
  public let agency: AgencyID?

  /// A viewer.
  public init(
    credential: CredentialID, role: AccessRole, partnership: PartnershipID, agency: AgencyID?
  ) {
    self.credential = credential
    self.role = role
    self.partnership = partnership
    self.agency = agency
  }
}

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

  /// A credential.
  public init(
    id: CredentialID, name: String, viewer: Viewer, tokenDigest: String, expiresAt: Instant?,
    revokedAt: Instant? = nil
  ) {
    self.id = id
    self.name = name
    self.viewer = viewer
    self.tokenDigest = tokenDigest
    self.expiresAt = expiresAt
    self.revokedAt = revokedAt
  }

  /// Whether it opens anything at that instant.
  public func isValid(at now: Instant) -> Bool {
    revokedAt == nil && (expiresAt.map { now < $0 } ?? true)
  }
}

/// A partnership: whose policies these are.
public struct Partnership: Sendable, Equatable {
  /// Its name on this server.
  public let id: PartnershipID
  /// The title people know.
  public let title: String
  /// What its references begin with (`CSCP`); unique on a server.
  public let prefix: String

  /// A partnership.
  public init(id: PartnershipID, title: String, prefix: String) {
    self.id = id
    self.title = title
    self.prefix = prefix
  }
}

/// A member organisation of a kind.
public struct Agency: Sendable, Equatable {
  /// Its name on this server.
  public let id: AgencyID
  /// The partnership it belongs to.
  public let partnership: PartnershipID
  /// The title people know.
  public let title: String
  /// Its kind (`school`, `childrens-social-care`).
  public let kind: String

  /// An agency.
  public init(id: AgencyID, partnership: PartnershipID, title: String, kind: String) {
    self.id = id
    self.partnership = partnership
    self.title = title
    self.kind = kind
  }
}
