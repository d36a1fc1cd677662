import Escalations
import Testing

@Suite("Working calendar") struct WorkingCalendarTests {
  let calendar: WorkingCalendar

  init() throws {
    calendar = try Fixture.englandAndWales()
  }

  @Test func `a day is working, weekend or a bank holiday by name`() throws {
    #expect(calendar.kind(of: try Fixture.date("2026-04-02")) == .working)
    #expect(calendar.kind(of: try Fixture.date("2026-04-03")) == .bankHoliday(title: "Good Friday"))
    #expect(calendar.kind(of: try Fixture.date("2026-04-04")) == .weekend)
    #expect(calendar.kind(of: try Fixture.date("2026-04-05")) == .weekend)
    #expect(
      calendar.kind(of: try Fixture.date("2027-12-27")) == .bankHoliday(title: "Christmas Day"))
  }

  @Test func `Christmas Day 2027 itself is a Saturday, and its substitute the Monday`() throws {
    #expect(calendar.kind(of: try Fixture.date("2027-12-25")) == .weekend)
    #expect(!calendar.isWorkingDay(try Fixture.date("2027-12-27")))
  }

  @Test func `the next working day on or after a working day is that day`() throws {
    #expect(
      calendar.nextWorkingDay(onOrAfter: try Fixture.date("2026-04-02")).description == "2026-04-02"
    )
    #expect(
      calendar.nextWorkingDay(onOrAfter: try Fixture.date("2026-04-03")).description == "2026-04-07"
    )
  }

  @Test func `a State Funeral proclaimed in September moves what is due after it`() throws {
    let known = try calendar.withdrawing(Fixture.date("2022-09-19"))
    let friday = try Fixture.date("2022-09-16")
    let proclaimed = try known.adding(
      Holiday(date: Fixture.date("2022-09-19"), title: "State Funeral"))

    #expect(known.date(adding: 1, workingDaysAfter: friday).description == "2022-09-19")
    #expect(proclaimed.date(adding: 1, workingDaysAfter: friday).description == "2022-09-20")
  }

  @Test func `each change is a new version and leaves the old one as it was`() throws {
    let extra = Holiday(date: try Fixture.date("2026-06-15"), title: "One-off")
    let added = try calendar.adding(extra)
    let withdrawn = try added.withdrawing(extra.date)

    #expect([calendar.version, added.version, withdrawn.version] == [1, 2, 3])
    #expect(calendar.isWorkingDay(extra.date))
    #expect(!added.isWorkingDay(extra.date))
    #expect(withdrawn.holidays == calendar.holidays)
  }

  @Test func `a date that is a bank holiday already is not added twice`() throws {
    let goodFriday = try #require(calendar.holiday(on: Fixture.date("2026-04-03")))

    #expect(throws: CalendarFault.alreadyAHoliday(goodFriday)) {
      try calendar.adding(Holiday(date: goodFriday.date, title: "Again"))
    }
  }

  @Test func `an ordinary day cannot be withdrawn`() throws {
    let ordinary = try Fixture.date("2026-04-02")

    #expect(throws: CalendarFault.notAHoliday(ordinary)) { try calendar.withdrawing(ordinary) }
  }

  @Test func `a calendar is extended by whole years, with their holidays`() throws {
    let newYear = Holiday(date: try Fixture.date("2029-01-01"), title: "New Year’s Day")
    let extended = try calendar.extended(through: Fixture.date("2029-12-31"), adding: [newYear])

    #expect(calendar.isBeyondCoverage(newYear.date))
    #expect(!extended.isBeyondCoverage(newYear.date))
    #expect(!extended.isWorkingDay(newYear.date))
    #expect(extended.version == 2)
    #expect(throws: CalendarFault.outsideCoverage(newYear)) { try calendar.adding(newYear) }
    #expect(throws: CalendarFault.coverageNotExtended(calendar.coverage.upperBound)) {
      try calendar.extended(through: Fixture.date("2028-06-30"), adding: [])
    }
  }

  @Test func `a list with a date twice or a coverage backwards is no calendar`() throws {
    let may = Holiday(date: try Fixture.date("2026-05-04"), title: "May Day")

    #expect(throws: CalendarFault.alreadyAHoliday(may)) {
      try made(from: "2026-01-01", through: "2026-12-31", holidays: [may, may])
    }
    #expect(throws: CalendarFault.coverageEndsBeforeItBegins) {
      try made(from: "2026-12-31", through: "2026-01-01", holidays: [])
    }
  }

  @Test func `a bank holiday on a Saturday takes no working day`() throws {
    let saturday = Holiday(date: try Fixture.date("2026-08-15"), title: "On a Saturday")
    let other = try calendar.adding(saturday)
    let (monday, nextMonday) = (try Fixture.date("2026-08-10"), try Fixture.date("2026-08-17"))

    #expect(other.kind(of: saturday.date) == .weekend)
    #expect(other.workingDays(after: monday, through: nextMonday) == 5)
  }

  @Test func `working days over all the years there are counted at once`() {
    // 3,652,059 days from a Monday are 521,722 weeks and 5 days; the first day itself is not
    // counted, and 75 bank holidays are known.
    #expect(
      calendar.workingDays(after: .earliest, through: .latest)
        == 521_722 * 5 + 5 - 1 - calendar.holidays.count)
    #expect(calendar.workingDays(after: .latest, through: .earliest) == 0)
  }

  @Test func `no search leaves the range of dates`() {
    #expect(calendar.date(subtracting: 1_000, workingDaysBefore: .earliest) == .earliest)
    #expect(calendar.date(adding: 1_000, workingDaysAfter: .latest) == .latest)
  }

  private func made(
    from first: String, through last: String, holidays: [Holiday]
  ) throws -> WorkingCalendar {
    try WorkingCalendar(
      id: "made-up", title: "Made up", version: 1, coveredFrom: Fixture.date(first),
      through: Fixture.date(last), holidays: holidays)
  }
}
