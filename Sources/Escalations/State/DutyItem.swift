/// A duty of one escalation, from its opening to its end.
public struct DutyItem: Sendable, Equatable {
  /// Whether it is owed, met, or owed no longer.
  public enum Standing: String, Sendable, CaseIterable, Codable {
    /// Owed.
    case open
    /// Met.
    case met
    /// Owed no longer, though nobody met it.
    case lapsed
  }

  /// Its key within the escalation.
  public let key: DutyKey
  /// Whoever owes it; several owe it together.
  public let owners: [Owner]
  /// Since when.
  public let openedAt: Instant
  /// The event that opened it.
  public let openedBy: Int
  /// Whether it opened when the escalation had ended.
  public let isAfterClosing: Bool
  /// Its clock's dates; nil while it has none.
  public var timing: Effect.Timing?
  /// How it was met.
  public var meeting: Effect.Meeting?
  /// The event that met it.
  public var metBy: Int?
  /// When it lapsed.
  public var lapsedAt: Instant?
  /// Whether the record says that its limit passed.
  public var hasPassed = false
  /// Whether the record says that its limit is near.
  public var isNear = false

  /// A duty as it opens.
  public init(_ opening: Effect.Opening, by event: Int, isAfterClosing: Bool) {
    key = opening.key
    owners = opening.owners
    openedAt = opening.at
    openedBy = event
    self.isAfterClosing = isAfterClosing
  }

  /// Whether the record says that its limit was not kept: it passed while open, or was met too late.
  public var wasMissed: Bool { hasPassed || meeting?.verdict == .missed }

  mutating func run(_ timing: Effect.Timing) {
    self.timing = timing
    hasPassed = false
    isNear = false
  }

  mutating func meet(_ meeting: Effect.Meeting, by event: Int) {
    self.meeting = meeting
    metBy = event
  }

  /// Whether it is owed, met, or owed no longer.
  public var standing: Standing {
    if meeting != nil { return .met }
    return lapsedAt == nil ? .open : .lapsed
  }

  /// Whether it is owed.
  public var isOpen: Bool { standing == .open }

  /// Whether it is open past its limit; a function of its state and `now` alone.
  public func isOverdue(at now: Instant) -> Bool {
    isOpen && (timing?.limit?.isOverdue(at: now) ?? false)
  }

  /// Whether this agency owes it, alone or with others.
  public func isOwed(by owner: Owner) -> Bool { owners.contains(owner) }
}
