/// How long something may take, in the units of the policy language.
///
/// Units are never converted into one another: 48 hours are not two working days, and which of them
/// a policy means is the policy's to say.
public enum Limit: Hashable, Sendable {
  /// Through the n-th working day after day zero.
  case workingDays(Count)
  /// So many hours of sixty minutes from the instant of the start, over nights and weekends.
  case elapsedHours(Count)
  /// Through the n-th day after day zero, whatever day it is.
  case calendarDays(Count)
  /// Through the day of the start; the next working day if that day's work is over or never began.
  case sameWorkingDay
  /// “Without delay”: no number, so it is shown and never overdue.
  case withoutDelay

  /// A number of days or hours that a limit may have, 1 to 1000.
  ///
  /// Its existence is the proof that counting is bounded and that the deadline lies after the
  /// start. A longer limit is a mistake: a thousand working days are four years, and a thousand
  /// hours are better said in days.
  public struct Count: Hashable, Sendable {
    /// The numbers there are.
    public static let range = 1...1_000
    /// The number.
    public let value: Int

    /// The count of that number; nil outside `range`.
    public init?(exactly value: Int) {
      guard Self.range.contains(value) else { return nil }
      self.value = value
    }
  }
}

extension Limit.Count: ExpressibleByIntegerLiteral {
  /// A count written in source code, which must be in `range`.
  public init(integerLiteral value: Int) {
    precondition(Self.range.contains(value), "a limit is of 1 to 1000 days or hours")
    self.value = value
  }
}

extension Limit.Count: CustomStringConvertible {
  /// The number in digits.
  public var description: String { String(value) }
}
