import Escalations
import Testing

/// The calendar and the zone that the tests of time run on, written out here so that a table of due
/// dates can be read with nothing else open.
enum Fixture {
  /// England and Wales, 2020 to 2028; `ShippedCalendarTests` compares it with the file.
  static func englandAndWales() throws -> WorkingCalendar {
    try WorkingCalendar(
      id: "england-and-wales", title: "England and Wales", version: 1,
      coveredFrom: date("2020-01-01"), through: date("2028-12-31"),
      holidays: bankHolidays.map { Holiday(date: try date($0), title: $1) })
  }

  /// Europe/London by the published rule: summer time from the last Sunday of March to the last
  /// Sunday of October, both at 01:00 UTC.
  static func london() throws -> ZoneTransitions {
    let transitions = try (1996...2100).flatMap { year in
      [
        ZoneTransitions.Transition(at: try lastSunday(3, of: year), offsetSeconds: 3_600),
        ZoneTransitions.Transition(at: try lastSunday(10, of: year), offsetSeconds: 0),
      ]
    }
    return try #require(
      ZoneTransitions(
        identifier: "Europe/London", initialOffsetSeconds: 0, transitions: transitions))
  }

  /// The two together, as most policies use them.
  static func face(endOfWorkingDay: String? = nil) throws -> ClockFace {
    ClockFace(
      calendar: try englandAndWales(), zone: try london(),
      endOfWorkingDay: try endOfWorkingDay.map { try #require(TimeOfDay($0)) })
  }

  static func date(_ text: String) throws -> CivilDate {
    try #require(CivilDate(text), "\(text) is no date")
  }

  static func instant(_ text: String) throws -> Instant {
    try #require(Instant(text), "\(text) is no instant")
  }

  /// Every date of the range.
  static func dates(_ first: String, through last: String) throws -> [CivilDate] {
    (try date(first).dayNumber...date(last).dayNumber).map { CivilDate(dayNumber: $0) }
  }

  private static func lastSunday(_ month: Int, of year: Int) throws -> Instant {
    let last = try #require(CivilDate(year: year, month: month, day: 31))
    return try instant("\(last.adding(days: -(last.weekday.rawValue % 7)))T01:00:00Z")
  }

  private static let bankHolidays = [
    ("2020-01-01", "New Year’s Day"),
    ("2020-04-10", "Good Friday"),
    ("2020-04-13", "Easter Monday"),
    ("2020-05-08", "Early May bank holiday (VE day)"),
    ("2020-05-25", "Spring bank holiday"),
    ("2020-08-31", "Summer bank holiday"),
    ("2020-12-25", "Christmas Day"),
    ("2020-12-28", "Boxing Day"),
    ("2021-01-01", "New Year’s Day"),
    ("2021-04-02", "Good Friday"),
    ("2021-04-05", "Easter Monday"),
    ("2021-05-03", "Early May bank holiday"),
    ("2021-05-31", "Spring bank holiday"),
    ("2021-08-30", "Summer bank holiday"),
    ("2021-12-27", "Christmas Day"),
    ("2021-12-28", "Boxing Day"),
    ("2022-01-03", "New Year’s Day"),
    ("2022-04-15", "Good Friday"),
    ("2022-04-18", "Easter Monday"),
    ("2022-05-02", "Early May bank holiday"),
    ("2022-06-02", "Spring bank holiday"),
    ("2022-06-03", "Platinum Jubilee bank holiday"),
    ("2022-08-29", "Summer bank holiday"),
    ("2022-09-19", "Bank Holiday for the State Funeral of Queen Elizabeth II"),
    ("2022-12-26", "Boxing Day"),
    ("2022-12-27", "Christmas Day"),
    ("2023-01-02", "New Year’s Day"),
    ("2023-04-07", "Good Friday"),
    ("2023-04-10", "Easter Monday"),
    ("2023-05-01", "Early May bank holiday"),
    ("2023-05-08", "Bank holiday for the coronation of King Charles III"),
    ("2023-05-29", "Spring bank holiday"),
    ("2023-08-28", "Summer bank holiday"),
    ("2023-12-25", "Christmas Day"),
    ("2023-12-26", "Boxing Day"),
    ("2024-01-01", "New Year’s Day"),
    ("2024-03-29", "Good Friday"),
    ("2024-04-01", "Easter Monday"),
    ("2024-05-06", "Early May bank holiday"),
    ("2024-05-27", "Spring bank holiday"),
    ("2024-08-26", "Summer bank holiday"),
    ("2024-12-25", "Christmas Day"),
    ("2024-12-26", "Boxing Day"),
    ("2025-01-01", "New Year’s Day"),
    ("2025-04-18", "Good Friday"),
    ("2025-04-21", "Easter Monday"),
    ("2025-05-05", "Early May bank holiday"),
    ("2025-05-26", "Spring bank holiday"),
    ("2025-08-25", "Summer bank holiday"),
    ("2025-12-25", "Christmas Day"),
    ("2025-12-26", "Boxing Day"),
    ("2026-01-01", "New Year’s Day"),
    ("2026-04-03", "Good Friday"),
    ("2026-04-06", "Easter Monday"),
    ("2026-05-04", "Early May bank holiday"),
    ("2026-05-25", "Spring bank holiday"),
    ("2026-08-31", "Summer bank holiday"),
    ("2026-12-25", "Christmas Day"),
    ("2026-12-28", "Boxing Day"),
    ("2027-01-01", "New Year’s Day"),
    ("2027-03-26", "Good Friday"),
    ("2027-03-29", "Easter Monday"),
    ("2027-05-03", "Early May bank holiday"),
    ("2027-05-31", "Spring bank holiday"),
    ("2027-08-30", "Summer bank holiday"),
    ("2027-12-27", "Christmas Day"),
    ("2027-12-28", "Boxing Day"),
    ("2028-01-03", "New Year’s Day"),
    ("2028-04-14", "Good Friday"),
    ("2028-04-17", "Easter Monday"),
    ("2028-05-01", "Early May bank holiday"),
    ("2028-05-29", "Spring bank holiday"),
    ("2028-08-28", "Summer bank holiday"),
    ("2028-12-25", "Christmas Day"),
    ("2028-12-26", "Boxing Day"),
  ]
}
