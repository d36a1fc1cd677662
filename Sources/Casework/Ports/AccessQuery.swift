public import Escalations

/// Which access entries to list.
public struct AccessQuery: Sendable, Equatable {
  /// Only what this credential did.
  public var credential: CredentialID?
  /// Only what was done about these escalations; nil for all there is, none for nothing.
  public var references: [Reference]?
  /// Only readings of that kind.
  public var kind: AccessEntry.Kind?
  /// Only refusals, or only what was none.
  public var isRefused: Bool?
  /// Only those recorded at or after.
  public var since: Instant?
  /// Only those recorded before.
  public var before: Instant?
  /// The position after which the page begins.
  public var after: Position?
  /// At most so many rows, up to 200.
  public var limit: Int

  /// A question for all, newest first.
  public init(limit: Int = 50) { self.limit = limit }
}

/// An access entry as an auditor reads it.
public struct AccessRow: Sendable, Equatable {
  /// Its place in the partnership's chain of access entries.
  public var sequence: Int64
  /// When it was recorded.
  public var recordedAt: Instant
  /// The credential that read.
  public var credential: CredentialID
  /// Its role.
  public var role: AccessRole
  /// The agency it acts for.
  public var agency: AgencyID?
  /// What kind of reading.
  public var kind: AccessEntry.Kind
  /// The escalation; nil where it was not a single one.
  public var reference: Reference?
  /// The request.
  public var request: String
  /// Its hash, in hexadecimal.
  public var hash: String

  /// A row.
  public init(
    sequence: Int64, recordedAt: Instant, credential: CredentialID, role: AccessRole,
    agency: AgencyID?, kind: AccessEntry.Kind, reference: Reference?, request: String, hash: String
  ) {
    self.sequence = sequence
    self.recordedAt = recordedAt
    self.credential = credential
    self.role = role
    self.agency = agency
    self.kind = kind
    self.reference = reference
    self.request = request
    self.hash = hash
  }
}
