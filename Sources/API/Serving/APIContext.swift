public import Casework
public import Escalations

/// What a handler works with: its own reader, the writer's desk, the rules, the time.
///
/// One is made for each loop, since a reader belongs to one thread.
public struct APIContext {
  /// The loop's own read side.
  public var reader: any Reader
  /// The writer's counter, shared by all loops.
  public var desk: any Desk
  /// The counter for what is more work than a loop may do, shared by all loops.
  public var longDesk: any LongDesk
  /// The present snapshot of policies and calendars.
  public var library: @Sendable () -> Library
  /// The time; the only way this module knows it.
  public var now: @Sendable () -> Instant
  /// What changes when something is committed, so that what is remembered can be dropped; nil where
  /// nobody says so, and nothing may be remembered.
  public var changes: Changes?
  /// Counts a request of a credential: nil if it may go on, or after how many seconds one may.
  public var retryAfter: @Sendable (CredentialID) -> Int? = { _ in nil }
  /// Told whether anybody on this loop waits for news, so that its signal is raised only then.
  public var listening: (Bool) -> Void = { _ in }
  /// Takes that a credential was used, for being written down now and then.
  public var noteUse: @Sendable (CredentialID, Instant) -> Void = { _, _ in }
  /// What the operator set.
  public var settings: APISettings
  /// Whether the service can do its work.
  public var readiness: @Sendable () -> Readiness
  /// The figures for the operator's monitoring, in Prometheus' text format.
  public var metrics: @Sendable () -> String
  /// Takes what broke, for the log alone: the request's id and words for the operator.
  public var log: @Sendable (_ request: String, _ message: String) -> Void

  /// A context.
  public init(
    reader: any Reader, desk: any Desk, longDesk: any LongDesk,
    library: @escaping @Sendable () -> Library,
    now: @escaping @Sendable () -> Instant, settings: APISettings, changes: Changes? = nil,
    readiness: @escaping @Sendable () -> Readiness = { Readiness(checks: []) },
    metrics: @escaping @Sendable () -> String = { "" },
    log: @escaping @Sendable (_ request: String, _ message: String) -> Void = { _, _ in }
  ) {
    self.reader = reader
    self.desk = desk
    self.longDesk = longDesk
    self.library = library
    self.now = now
    self.settings = settings
    self.changes = changes
    self.readiness = readiness
    self.metrics = metrics
    self.log = log
  }
}

/// Numbers that grow when something has changed.
///
/// Each must have grown before the command that changed it is answered; whoever remembers an answer
/// keeps the number that it was made under.
public struct Changes: Sendable {
  /// Grows with each change of a credential: issued, rotated, revoked.
  public var credentials: @Sendable () -> UInt64
  /// Grows with each commit that changes what viewers of that partnership see.
  public var partnership: @Sendable (PartnershipID) -> UInt64

  /// Sources of these numbers.
  public init(
    credentials: @escaping @Sendable () -> UInt64,
    partnership: @escaping @Sendable (PartnershipID) -> UInt64
  ) {
    self.credentials = credentials
    self.partnership = partnership
  }
}
