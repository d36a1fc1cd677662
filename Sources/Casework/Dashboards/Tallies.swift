public import Escalations

/// Counts of the escalations that a viewer may see, as they are kept: nothing in them depends on the time.
///
/// Restricted escalations are in the counts of those who may see them, and in no other: even their number
/// would tell of them.
public struct Tallies: Sendable, Equatable {
  /// What is counted.
  public enum Measure: String, Sendable, CaseIterable {
    /// Escalations by state: `open`, or how they ended.
    case state
    /// Open ones by track and stage, `track/stage`.
    case stage
    /// Open ones by the formality of their stage.
    case formality
    /// Open ones by agency and side, `agency side`.
    case agency
    /// Open ones in which a child is, or may be, at immediate risk.
    case flagged
    /// Open ones that an agency of the receiving side has not acknowledged.
    case unseen
    /// Duties by whoever owes them.
    case owed
    /// Escalations by the day of their first running limit.
    case dueOn
    /// Escalations by the instant of that limit.
    case dueAt
    /// Open ones by the hour in which they were raised.
    case raised
  }

  /// One count.
  public struct Tally: Sendable, Equatable {
    /// What is counted.
    public let measure: Measure
    /// Of which value.
    public let value: String
    /// Under which policy.
    public let policy: PolicyID
    /// How many.
    public let count: Int

    /// A count.
    public init(measure: Measure, value: String, policy: PolicyID, count: Int) {
      self.measure = measure
      self.value = value
      self.policy = policy
      self.count = count
    }
  }

  /// The counts; of `dueAt` those that were asked for, of `dueOn` those before the day of asking as one, and
  /// of `raised` the first.
  public let rows: [Tally]

  /// Counts.
  public init(rows: [Tally]) { self.rows = rows }
}

/// Which counts to read.
public struct TallyQuery: Sendable, Equatable {
  /// Only those of a policy.
  public var policy: PolicyID?
  /// The day of asking.
  public var day: CivilDate
  /// Limits are told apart by the instant after the one and up to the other: the day of asking.
  public var after: Instant
  /// The end of that day.
  public var through: Instant

  /// A question for the counts on a day.
  public init(policy: PolicyID?, on day: CivilDate, in zone: ZoneTransitions) {
    self.policy = policy
    self.day = day
    after = zone.startOfDay(day)
    through = zone.startOfDay(day.adding(days: 1))
  }
}

extension Tallies {
  /// An instant as a value that sorts as it passes: milliseconds in fifteen digits.
  public static func value(of instant: Instant) -> String {
    let digits = String(max(0, instant.milliseconds))
    return String(repeating: "0", count: max(0, 15 - digits.count)) + digits
  }

  /// The instant of such a value.
  static func instant(of value: String) -> Instant? {
    Int64(value).map { Instant(milliseconds: $0) }
  }
}
