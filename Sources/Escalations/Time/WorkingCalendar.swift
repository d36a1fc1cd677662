/// The bank holidays of one division of the United Kingdom, and the years for which they are known.
///
/// A value with a version: adding or withdrawing a day gives the next version, and every computed
/// deadline can say with which one it was computed. Outside `coverage` a bank holiday may exist
/// that the calendar does not know, and whoever computes with it must say so.
public struct WorkingCalendar: Hashable, Sendable {
  /// The division, such as `england-and-wales`.
  public let id: String
  /// The division's name for people.
  public let title: String
  /// Counts the changes; 1 is as shipped.
  public let version: Int
  /// The dates for which all bank holidays are known.
  public let coverage: ClosedRange<CivilDate>
  /// The bank holidays, oldest first, no date twice.
  public let holidays: [Holiday]

  /// A calendar as written down; throws when two holidays share a date or lie outside the coverage.
  public init(
    id: String, title: String, version: Int, coveredFrom first: CivilDate,
    through last: CivilDate, holidays: [Holiday]
  ) throws(CalendarFault) {
    guard first <= last else { throw .coverageEndsBeforeItBegins }
    let coverage = first...last
    let sorted = holidays.sorted { $0.date < $1.date }
    for (holiday, next) in zip(sorted, sorted.dropFirst()) where holiday.date == next.date {
      throw .alreadyAHoliday(holiday)
    }
    for holiday in sorted where !coverage.contains(holiday.date) {
      throw .outsideCoverage(holiday)
    }
    self.id = id
    self.title = title
    self.version = version
    self.coverage = coverage
    self.holidays = sorted
  }

  /// The next version, in which that holiday is a day off.
  public func adding(_ holiday: Holiday) throws(CalendarFault) -> WorkingCalendar {
    if let present = self.holiday(on: holiday.date) { throw .alreadyAHoliday(present) }
    return try nextVersion(through: coverage.upperBound, holidays: holidays + [holiday])
  }

  /// The next version, in which that date is an ordinary day again.
  public func withdrawing(_ date: CivilDate) throws(CalendarFault) -> WorkingCalendar {
    guard holiday(on: date) != nil else { throw .notAHoliday(date) }
    let remaining = holidays.filter { $0.date != date }
    return try nextVersion(through: coverage.upperBound, holidays: remaining)
  }

  /// The next version, which knows all holidays through a later date: those there and those given.
  public func extended(
    through last: CivilDate, adding more: [Holiday]
  ) throws(CalendarFault) -> WorkingCalendar {
    guard last > coverage.upperBound else { throw .coverageNotExtended(coverage.upperBound) }
    return try nextVersion(through: last, holidays: holidays + more)
  }

  private func nextVersion(
    through last: CivilDate, holidays: [Holiday]
  ) throws(CalendarFault) -> WorkingCalendar {
    try WorkingCalendar(
      id: id, title: title, version: version + 1, coveredFrom: coverage.lowerBound, through: last,
      holidays: holidays)
  }

  /// The bank holiday on that date, if it is one.
  public func holiday(on date: CivilDate) -> Holiday? {
    let index = firstHoliday(onOrAfter: date)
    guard index < holidays.endIndex, holidays[index].date == date else { return nil }
    return holidays[index]
  }

  /// What the date is to one who counts working days.
  public func kind(of date: CivilDate) -> DayKind {
    if date.weekday.isWeekend { return .weekend }
    return holiday(on: date).map { .bankHoliday(title: $0.title) } ?? .working
  }

  /// Whether the date is not a Saturday, a Sunday or a bank holiday.
  public func isWorkingDay(_ date: CivilDate) -> Bool {
    !date.weekday.isWeekend && holiday(on: date) == nil
  }

  /// Whether the calendar does not know all bank holidays about that date.
  public func isBeyondCoverage(_ date: CivilDate) -> Bool {
    !coverage.contains(date)
  }

  /// The index of the first holiday that is not before the date.
  func firstHoliday(onOrAfter date: CivilDate) -> Int {
    holidays.firstIndex(inOrder: { holidays[$0].date >= date })
  }
}

/// Why a calendar cannot be as asked.
public enum CalendarFault: Error, Hashable, Sendable {
  /// The date has a bank holiday already: this one.
  case alreadyAHoliday(Holiday)
  /// The date to withdraw is no bank holiday.
  case notAHoliday(CivilDate)
  /// A holiday in a year that the calendar does not cover; extend the calendar by whole years.
  case outsideCoverage(Holiday)
  /// The last date of the coverage lies before the first.
  case coverageEndsBeforeItBegins
  /// The calendar reaches through this date already.
  case coverageNotExtended(CivilDate)
}
