/// A date on the wall calendar, with no time and no zone.
///
/// Deadlines are counted in dates, never in seconds, so that neither the hour at which somebody
/// wrote nor a change of the clocks can move one. Kept as one number, so that comparing and
/// counting cost nothing. From 0001-01-01 to 9999-12-31; arithmetic stops at these ends rather
/// than trap, because dates come from outside.
public struct CivilDate: Hashable, Sendable {
  /// Days since 1970-01-01 in the proleptic Gregorian calendar; negative before.
  public let dayNumber: Int

  /// 0001-01-01, the earliest date there is.
  public static let earliest = CivilDate(uncheckedDayNumber: -719_162)
  /// 9999-12-31, the latest date that four digits can write.
  public static let latest = CivilDate(uncheckedDayNumber: 2_932_896)

  /// The date so many days from 1970-01-01, or the nearer end of the range when beyond it.
  public init(dayNumber: Int) {
    let bounded = min(max(dayNumber, Self.earliest.dayNumber), Self.latest.dayNumber)
    self.init(uncheckedDayNumber: bounded)
  }

  /// The date, if there is one: 30 February is nil, and so is 29 February 2027.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month),
      (1...Self.daysInMonth(month, of: year)).contains(day)
    else { return nil }
    self.init(
      uncheckedDayNumber: Self.daysBefore(marchYear: month > 2 ? year : year - 1)
        + Self.daysFromMarch(to: month) + day - 1)
  }

  private init(uncheckedDayNumber: Int) {
    dayNumber = uncheckedDayNumber
  }

  /// The year, 1 to 9999.
  public var year: Int { components.year }
  /// The month, 1 to 12.
  public var month: Int { components.month }
  /// The day of the month, 1 to 31.
  public var day: Int { components.day }

  /// Year, month and day in one go.
  public var components: (year: Int, month: Int, day: Int) {
    // 400 years are always 146,097 days; within them the years begin on 1 March, so that the leap
    // day, when there is one, is the last and disturbs no month before it.
    let (cycle, dayOfCycle) = Self.floorDivide(dayNumber + 719_468, by: 146_097)
    let leapDaysBefore = dayOfCycle / 1_460 - dayOfCycle / 36_524 + dayOfCycle / 146_096
    let yearOfCycle = (dayOfCycle - leapDaysBefore) / 365
    let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (
      cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0), month,
      dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    )
  }

  /// The day of the week.
  public var weekday: Weekday {
    // 1970-01-01 was a Thursday, the fourth day, hence the 3.
    let index = Self.floorDivide(dayNumber + 3, by: 7).remainder
    return Weekday.allCases[index]
  }

  /// The date so many days later, or earlier when negative; stops at either end of the range.
  public func adding(days: Int) -> CivilDate {
    let (sum, overflow) = dayNumber.addingReportingOverflow(days)
    return overflow ? (days < 0 ? .earliest : .latest) : CivilDate(dayNumber: sum)
  }

  /// How many days the month has in that year.
  static func daysInMonth(_ month: Int, of year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }

  /// The day number of 1 March of that year.
  private static func daysBefore(marchYear year: Int) -> Int {
    365 * year + year / 4 - year / 100 + year / 400 - 719_468
  }

  /// Days from 1 March to the first of the month: 153 days in every five months from March.
  private static func daysFromMarch(to month: Int) -> Int {
    (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5
  }

  /// Division that rounds down also below zero.
  static func floorDivide(_ value: Int, by divisor: Int) -> (quotient: Int, remainder: Int) {
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}

extension CivilDate: Comparable {
  /// Earlier comes first.
  public static func < (left: CivilDate, right: CivilDate) -> Bool {
    left.dayNumber < right.dayNumber
  }
}
