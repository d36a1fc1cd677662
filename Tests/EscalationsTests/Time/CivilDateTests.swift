import Escalations
import Testing

@Suite("Civil date") struct CivilDateTests {
  @Test func `every date of 800 years reads back as written, one day after the last`() throws {
    var expected = (year: 1600, month: 1, day: 1)
    var weekday = 6  // 1 January 1600 was a Saturday.
    var date = try Fixture.date("1600-01-01")
    while expected.year < 2400 {
      #expect(date.components == expected)
      #expect(date.weekday.rawValue == weekday)
      #expect(CivilDate(date.description) == date)

      expected = successor(of: expected)
      weekday = weekday % 7 + 1
      date = date.adding(days: 1)
    }
  }

  /// Steps through the wall calendar by the rule that every child learns.
  private func successor(
    of date: (year: Int, month: Int, day: Int)
  ) -> (year: Int, month: Int, day: Int) {
    let isLeap = date.year % 400 == 0 || (date.year % 4 == 0 && date.year % 100 != 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    if date.day < lengths[date.month - 1] { return (date.year, date.month, date.day + 1) }
    return date.month < 12 ? (date.year, date.month + 1, 1) : (date.year + 1, 1, 1)
  }

  @Test(arguments: [
    ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2026-11-22", 20_779),
    ("0001-01-01", -719_162), ("9999-12-31", 2_932_896),
  ])
  func `day numbers count from 1970`(text: String, number: Int) throws {
    let date = try Fixture.date(text)

    #expect(date.dayNumber == number)
    #expect(CivilDate(dayNumber: number).description == text)
  }

  @Test(arguments: [
    ("2026-02-29", "no leap year"), ("2100-02-29", "a century is none"),
    ("2026-02-30", "no such day"), ("2026-04-31", "April has 30"), ("2026-00-10", "no month 0"),
    ("2026-13-10", "no month 13"), ("2026-01-00", "no day 0"), ("2026-01-32", "no day 32"),
    ("0000-01-01", "no year 0"), ("", "empty"), ("2026-1-01", "a digit short"),
    ("2026-01-1", "a digit short"), ("26-01-01", "two digits of a year"),
    ("2026/01/01", "slashes"), ("20260101", "basic format"), ("2026-01-01 ", "a space after"),
    (" 2026-01-01", "a space before"), ("+2026-01-01", "a sign"), ("2026-01-01T", "more after"),
    ("２０２６-01-01", "digits of another width"), ("2026-0a-01", "a letter"),
    ("-026-01-01", "a minus"), ("01-02-2026", "day first"), ("2026-01–01", "a dash"),
  ])
  func `what is no date is refused`(text: String, because: String) {
    #expect(CivilDate(text) == nil, "\(because)")
  }

  @Test(arguments: ["2000-02-29", "2028-02-29", "2400-02-29", "2026-12-31", "2026-01-01"])
  func `dates that exist are read`(text: String) {
    #expect(CivilDate(text)?.description == text)
  }

  @Test func `arithmetic stops at the ends instead of trapping`() {
    #expect(CivilDate.latest.adding(days: 1) == .latest)
    #expect(CivilDate.latest.adding(days: .max) == .latest)
    #expect(CivilDate.earliest.adding(days: -1) == .earliest)
    #expect(CivilDate.earliest.adding(days: .min) == .earliest)
    #expect(CivilDate(dayNumber: .max) == .latest)
  }

  @Test func `earlier dates come first`() throws {
    #expect(try Fixture.date("2026-09-30") < Fixture.date("2026-10-01"))
  }
}
