/// When something is due: the date for people, and the instant from which it is late.
///
/// Both are stored with the clock, so that whether it is late is a comparison with now, right even
/// while nothing runs.
public struct Due: Hashable, Sendable, Codable {
  /// The last date on which the act is in time.
  public let date: CivilDate
  /// The first instant at which it is late; as a rule the midnight with which the date ends.
  public let at: Instant
  /// Whether the count left the years whose bank holidays are known: the date may yet move.
  public let beyondCoverage: Bool

  /// A deadline as stored.
  public init(date: CivilDate, at: Instant, beyondCoverage: Bool) {
    self.date = date
    self.at = at
    self.beyondCoverage = beyondCoverage
  }

  /// The one that comes first: “the lesser of two”, or a limit under a cap; the first on a tie.
  public static func lesser(_ one: Due, _ other: Due) -> Due {
    other.at < one.at ? other : one
  }

  /// The one that comes first, where nil sets no limit; nil if neither does.
  public static func lesser(_ one: Due?, _ other: Due?) -> Due? {
    guard let one, let other else { return one ?? other }
    return lesser(one, other) as Due
  }

  /// Whether what is not yet done is late at that instant.
  public func isOverdue(at now: Instant) -> Bool {
    now >= at
  }

  /// What is to be said of an act that was done at that instant, whenever it was recorded.
  public func verdict(actAt occurredAt: Instant) -> Verdict {
    occurredAt < at ? .met : .missed
  }

  /// Whether the act was in time and only its record late: shown, and no one's deadline missed.
  public func isRecordedLate(occurredAt: Instant, recordedAt: Instant) -> Bool {
    occurredAt < at && at <= recordedAt
  }
}

/// What a clock that stopped is frozen with.
public enum Verdict: String, Hashable, Sendable, Codable {
  /// The act was done before the instant from which it would have been late.
  case met
  /// It was done at that instant or after.
  case missed
}
