import Escalations
import Testing

@Suite("Zone transitions") struct ZoneTransitionsTests {
  @Test func `each date from 1997 to 2100 begins with its first millisecond`() throws {
    let london = try Fixture.london()
    for date in try Fixture.dates("1997-01-01", through: "2100-12-31") {
      let start = london.startOfDay(date)

      #expect(london.localDate(of: start) == date)
      #expect(london.localDate(of: start.adding(milliseconds: -1)) == date.adding(days: -1))
      #expect(london.localTime(of: start) == .midnight)
    }
  }

  @Test(arguments: [
    ("2026-03-28", 24), ("2026-03-29", 23), ("2026-03-30", 24), ("2026-10-24", 24),
    ("2026-10-25", 25), ("2026-10-26", 24),
  ])
  func `the days of the changes have 23 and 25 hours`(text: String, hours: Int64) throws {
    let london = try Fixture.london()
    let date = try Fixture.date(text)
    let length = london.startOfDay(date.adding(days: 1))
      .milliseconds(since: london.startOfDay(date))

    #expect(length == hours * 3_600_000)
  }

  @Test(arguments: [
    ("2026-03-29T00:59:59.999Z", "2026-03-29", "00:59", "the last of winter time"),
    ("2026-03-29T01:00:00Z", "2026-03-29", "02:00", "the first of summer time"),
    ("2026-10-25T00:30:00Z", "2026-10-25", "01:30", "the first 01:30"),
    ("2026-10-25T01:30:00Z", "2026-10-25", "01:30", "the second 01:30"),
    ("2026-06-30T22:59:59.999Z", "2026-06-30", "23:59", "before a summer midnight"),
    ("2026-06-30T23:00:00Z", "2026-07-01", "00:00", "a summer midnight"),
    ("2026-12-31T23:59:59.999Z", "2026-12-31", "23:59", "before a winter midnight"),
    ("2050-07-01T23:30:00Z", "2050-07-02", "00:30", "a summer far ahead"),
  ])
  func `an instant has a date and a time in London`(
    text: String, date: String, time: String, because: String
  ) throws {
    let london = try Fixture.london()
    let instant = try Fixture.instant(text)

    #expect(london.localDate(of: instant).description == date, "\(because)")
    #expect(london.localTime(of: instant).description == time, "\(because)")
  }

  @Test(arguments: [
    ("2026-03-29", "01:30", "2026-03-29T01:00:00Z", "skipped: the change itself"),
    ("2026-03-29", "02:00", "2026-03-29T01:00:00Z", "the first time there is"),
    ("2026-10-25", "01:30", "2026-10-25T00:30:00Z", "twice: the first"),
    ("2026-10-25", "02:00", "2026-10-25T02:00:00Z", "after the change"),
    ("2026-07-01", "17:00", "2026-07-01T16:00:00Z", "summer"),
    ("2026-01-05", "17:00", "2026-01-05T17:00:00Z", "winter"),
  ])
  func `a time on the wall is one instant`(
    date: String, time: String, expected: String, because: String
  ) throws {
    let instant = try Fixture.london().instant(
      of: Fixture.date(date), at: #require(TimeOfDay(time)))

    #expect(instant.description == expected, "\(because)")
  }

  @Test func `where midnight is skipped the day begins with the change`() throws {
    let zone = try made(from: 7_200, at: "2026-03-28T22:00:00Z", to: 10_800)

    let start = zone.startOfDay(try Fixture.date("2026-03-29"))

    #expect(start.description == "2026-03-28T22:00:00Z")
    #expect(zone.localTime(of: start).description == "01:00")
  }

  @Test func `where midnight comes twice the day begins with the first`() throws {
    // 01:00 becomes 00:00 of the same date.
    let zone = try made(from: -14_400, at: "2026-11-01T05:00:00Z", to: -18_000)

    #expect(zone.startOfDay(try Fixture.date("2026-11-01")).description == "2026-11-01T04:00:00Z")
  }

  @Test func `where the clocks go back over midnight no explanation runs backwards`() throws {
    // One minute past midnight becomes 23:01 of the day before.
    let zone = try made(from: -9_000, at: "2026-11-01T02:31:00Z", to: -12_600)
    let face = ClockFace(calendar: try Fixture.englandAndWales(), zone: zone)
    let midnight = zone.startOfDay(try Fixture.date("2026-11-01"))

    let trace = face.explain(.elapsedHours(1), from: midnight)

    #expect(trace.map(\.date.description) == ["2026-11-01"])
  }

  @Test func `transitions out of order or offsets of a day are no zone`() throws {
    let spring = ZoneTransitions.Transition(
      at: try Fixture.instant("2026-03-29T01:00:00Z"), offsetSeconds: 3_600)
    let autumn = ZoneTransitions.Transition(
      at: try Fixture.instant("2026-10-25T01:00:00Z"), offsetSeconds: 0)
    let far = ZoneTransitions.Transition(at: autumn.at, offsetSeconds: 86_400)

    #expect(zone([spring, autumn]) != nil)
    #expect(zone([autumn, spring]) == nil)
    #expect(zone([spring, spring]) == nil)
    #expect(zone([far]) == nil)
  }

  @Test func `a zone without changes has one offset`() throws {
    let utc = try #require(zone([]))

    #expect(utc.startOfDay(try Fixture.date("2026-07-01")).description == "2026-07-01T00:00:00Z")
  }

  private func zone(_ transitions: [ZoneTransitions.Transition]) -> ZoneTransitions? {
    ZoneTransitions(identifier: "Made/Up", initialOffsetSeconds: 0, transitions: transitions)
  }

  private func made(from before: Int, at: String, to after: Int) throws -> ZoneTransitions {
    let change = ZoneTransitions.Transition(at: try Fixture.instant(at), offsetSeconds: after)
    return try #require(
      ZoneTransitions(
        identifier: "Made/Up", initialOffsetSeconds: before, transitions: [change]))
  }
}
