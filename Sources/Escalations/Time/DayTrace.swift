/// One line of a clock's explanation: a date, what it is, and how it was counted.
///
/// An auditor with a wall calendar can check a deadline by these lines alone.
public struct DayTrace: Hashable, Sendable {
  /// How a date entered the count.
  public enum Counting: Hashable, Sendable {
    /// The date of the start, which is never counted.
    case dayZero
    /// Counted, as this number of the limit.
    case counted(number: Int)
    /// Passed over, because it is no working day.
    case passedOver
    /// Run through: hours are hours, whatever the day.
    case elapsing
  }

  /// The date.
  public let date: CivilDate
  /// What it is to one who counts working days.
  public let kind: DayKind
  /// How it was counted.
  public let counting: Counting
  /// Whether the calendar does not know all bank holidays about that date.
  public let beyondCoverage: Bool

  /// A line of an explanation.
  public init(date: CivilDate, kind: DayKind, counting: Counting, beyondCoverage: Bool) {
    self.date = date
    self.kind = kind
    self.counting = counting
    self.beyondCoverage = beyondCoverage
  }

  /// Whether the date is one of the limit's own.
  public var isCounted: Bool { number != nil }

  /// Which of the limit's days it is; nil if it is none.
  public var number: Int? {
    switch counting {
    case .counted(let number): number
    case .dayZero, .passedOver, .elapsing: nil
    }
  }
}

extension ClockFace {
  /// Every date from day zero to the due date, which is the last; none for a limit without number.
  public func explain(_ limit: Limit, from start: Instant) -> [DayTrace] {
    guard let due = due(for: limit, from: start) else { return [] }
    let dayZero = zone.localDate(of: start)
    var number = 0
    return (dayZero.dayNumber...due.date.dayNumber).map { dayNumber in
      let date = CivilDate(dayNumber: dayNumber)
      let kind = calendar.kind(of: date)
      return DayTrace(
        date: date, kind: kind,
        counting: date == dayZero ? .dayZero : limit.counting(of: kind, after: &number),
        beyondCoverage: calendar.isBeyondCoverage(date))
    }
  }
}

extension Limit {
  /// How a date after day zero is counted, when `number` have been counted before it.
  fileprivate func counting(of kind: DayKind, after number: inout Int) -> DayTrace.Counting {
    switch self {
    case .elapsedHours, .withoutDelay:
      return .elapsing
    case .workingDays, .sameWorkingDay:
      guard kind == .working else { return .passedOver }
    case .calendarDays:
      break
    }
    number += 1
    return .counted(number: number)
  }
}
