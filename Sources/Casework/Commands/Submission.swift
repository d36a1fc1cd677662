public import Escalations

/// What comes with a command: who sends it, under which key, and on what it is based.
public struct Envelope: Sendable {
  /// Who sends it.
  public var viewer: Viewer
  /// The client's key and the fingerprint of the request; nil where nothing is created.
  public var key: (key: IdempotencyKey, fingerprint: String)?
  /// The ETag the change is based on.
  public var ifMatch: String?
  /// Whether to decide and answer, and record nothing.
  public var isDryRun: Bool

  /// An envelope.
  public init(
    viewer: Viewer, key: (key: IdempotencyKey, fingerprint: String)?, ifMatch: String? = nil,
    isDryRun: Bool = false
  ) {
    self.viewer = viewer
    self.key = key
    self.ifMatch = ifMatch
    self.isDryRun = isDryRun
  }
}

extension Command {
  /// Whether it changes what was read, and so says what it is based on; the rest adds to the record.
  public var needsMatch: Bool {
    switch self {
    case .move, .resolve, .withdraw, .transfer, .reopen, .correct, .void, .migrate: true
    case .act, .stateRisk, .addParty, .leave, .noteAction, .progressAction, .changeLimit,
      .noteOutstanding, .progressOutstanding, .noteLearning, .approve, .addAddendum, .acknowledge,
      .acknowledgeForm,
      .checkClocks, .followCalendar:
      false
    }
  }
}
