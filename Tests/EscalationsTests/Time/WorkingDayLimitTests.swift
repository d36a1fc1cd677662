import Escalations
import Testing

@Suite("Limits in working days") struct WorkingDayLimitTests {
  @Test(arguments: weekdays)
  func `three working days from each day of the week`(row: DueRow) throws {
    try row.check(on: Fixture.face())
  }

  static let weekdays = [
    DueRow(
      .workingDays(3), from: "2026-02-02T10:00:00Z", dueOn: "2026-02-05",
      at: "2026-02-06T00:00:00Z", because: "Monday: Tuesday, Wednesday, Thursday"),
    DueRow(
      .workingDays(3), from: "2026-02-03T10:00:00Z", dueOn: "2026-02-06",
      at: "2026-02-07T00:00:00Z", because: "Tuesday: ends with the week"),
    DueRow(
      .workingDays(3), from: "2026-02-04T10:00:00Z", dueOn: "2026-02-09",
      at: "2026-02-10T00:00:00Z", because: "Wednesday: one weekend lies between"),
    DueRow(
      .workingDays(3), from: "2026-02-05T10:00:00Z", dueOn: "2026-02-10",
      at: "2026-02-11T00:00:00Z", because: "Thursday: one weekend lies between"),
    DueRow(
      .workingDays(3), from: "2026-02-06T10:00:00Z", dueOn: "2026-02-11",
      at: "2026-02-12T00:00:00Z", because: "Friday: Monday is day one"),
    DueRow(
      .workingDays(3), from: "2026-02-07T10:00:00Z", dueOn: "2026-02-11",
      at: "2026-02-12T00:00:00Z", because: "Saturday is day zero, Monday is day one"),
    DueRow(
      .workingDays(3), from: "2026-02-08T10:00:00Z", dueOn: "2026-02-11",
      at: "2026-02-12T00:00:00Z", because: "Sunday is day zero, Monday is day one"),
  ]

  @Test(arguments: holidays)
  func `a bank holiday is passed over`(row: DueRow) throws {
    try row.check(on: Fixture.face())
  }

  static let holidays = [
    DueRow(
      .workingDays(3), from: "2026-04-02T09:00:00Z", dueOn: "2026-04-09",
      at: "2026-04-09T23:00:00Z", because: "Easter 2026 from Maundy Thursday: 3 and 6 April are off"
    ),
    DueRow(
      .workingDays(3), from: "2026-04-01T09:00:00Z", dueOn: "2026-04-08",
      at: "2026-04-08T23:00:00Z",
      because: "Easter 2026 from the Wednesday: one day before it counts"),
    DueRow(
      .workingDays(1), from: "2026-04-03T09:00:00Z", dueOn: "2026-04-07",
      at: "2026-04-07T23:00:00Z", because: "begun on Good Friday itself"),
    DueRow(
      .workingDays(1), from: "2026-04-06T09:00:00Z", dueOn: "2026-04-07",
      at: "2026-04-07T23:00:00Z", because: "begun on Easter Monday itself"),
    DueRow(
      .workingDays(1), from: "2026-12-24T12:00:00Z", dueOn: "2026-12-29",
      at: "2026-12-30T00:00:00Z", because: "Christmas 2026: Friday, and Monday 28 is the substitute"
    ),
    DueRow(
      .workingDays(7), from: "2026-12-23T12:00:00Z", dueOn: "2027-01-06",
      at: "2027-01-07T00:00:00Z", because: "seven days from 23 December 2026 reach past New Year"),
    DueRow(
      .workingDays(1), from: "2027-12-24T12:00:00Z", dueOn: "2027-12-29",
      at: "2027-12-30T00:00:00Z",
      because: "Christmas 2027: Monday 27 and Tuesday 28 are substitutes"),
    DueRow(
      .workingDays(7), from: "2027-12-23T12:00:00Z", dueOn: "2028-01-06",
      at: "2028-01-07T00:00:00Z", because: "seven days over Christmas 2027 and 3 January 2028"),
    DueRow(
      .workingDays(1), from: "2027-12-31T12:00:00Z", dueOn: "2028-01-04",
      at: "2028-01-05T00:00:00Z", because: "New Year 2028 is a Saturday: Monday 3 January is off"),
    DueRow(
      .workingDays(1), from: "2020-05-07T12:00:00Z", dueOn: "2020-05-11",
      at: "2020-05-11T23:00:00Z", because: "May Day 2020 was moved to Friday the 8th"),
    DueRow(
      .workingDays(1), from: "2020-05-01T12:00:00Z", dueOn: "2020-05-04",
      at: "2020-05-04T23:00:00Z", because: "so Monday 4 May 2020 was worked"),
    DueRow(
      .workingDays(1), from: "2022-06-01T12:00:00Z", dueOn: "2022-06-06",
      at: "2022-06-06T23:00:00Z", because: "the Jubilee: 2 and 3 June 2022"),
    DueRow(
      .workingDays(1), from: "2022-05-27T12:00:00Z", dueOn: "2022-05-30",
      at: "2022-05-30T23:00:00Z", because: "so Monday 30 May 2022 was worked"),
    DueRow(
      .workingDays(1), from: "2022-09-16T12:00:00Z", dueOn: "2022-09-20",
      at: "2022-09-20T23:00:00Z", because: "the State Funeral: Monday 19 September 2022"),
    DueRow(
      .workingDays(2), from: "2023-05-04T12:00:00Z", dueOn: "2023-05-09",
      at: "2023-05-09T23:00:00Z", because: "the Coronation: Monday 8 May 2023"),
    DueRow(
      .workingDays(5), from: "2023-04-28T12:00:00Z", dueOn: "2023-05-09",
      at: "2023-05-09T23:00:00Z", because: "two Mondays of May 2023 running are off"),
    DueRow(
      .workingDays(1), from: "2028-02-28T12:00:00Z", dueOn: "2028-02-29",
      at: "2028-03-01T00:00:00Z", because: "the leap day is a working day"),
    DueRow(
      .workingDays(1), from: "2028-02-29T12:00:00Z", dueOn: "2028-03-01",
      at: "2028-03-02T00:00:00Z", because: "and the first of March follows it"),
    DueRow(
      .workingDays(1), from: "2027-02-26T12:00:00Z", dueOn: "2027-03-01",
      at: "2027-03-02T00:00:00Z", because: "a February without a leap day"),
  ]

  @Test(arguments: hours)
  func `day zero is the date in London, whatever the hour`(row: DueRow) throws {
    try row.check(on: Fixture.face())
  }

  static let hours = [
    DueRow(
      .workingDays(1), from: "2026-07-01T22:30:00Z", dueOn: "2026-07-02",
      at: "2026-07-02T23:00:00Z", because: "23:30 in summer: still Wednesday 1 July"),
    DueRow(
      .workingDays(1), from: "2026-07-01T23:30:00Z", dueOn: "2026-07-03",
      at: "2026-07-03T23:00:00Z", because: "00:30 in summer: Thursday in London, Wednesday in UTC"),
    DueRow(
      .workingDays(1), from: "2026-07-05T22:30:00Z", dueOn: "2026-07-06",
      at: "2026-07-06T23:00:00Z", because: "23:30 on a Sunday in summer: Monday is day one"),
    DueRow(
      .workingDays(1), from: "2026-07-05T23:30:00Z", dueOn: "2026-07-07",
      at: "2026-07-07T23:00:00Z", because: "00:30 on a Monday in summer: Monday is day zero"),
    DueRow(
      .workingDays(1), from: "2026-07-01T23:00:00Z", dueOn: "2026-07-03",
      at: "2026-07-03T23:00:00Z", because: "exactly midnight in summer belongs to the new day"),
    DueRow(
      .workingDays(1), from: "2026-07-01T22:59:59.999Z", dueOn: "2026-07-02",
      at: "2026-07-02T23:00:00Z", because: "a millisecond before midnight to the old one"),
    DueRow(
      .workingDays(1), from: "2026-02-03T00:00:00Z", dueOn: "2026-02-04",
      at: "2026-02-05T00:00:00Z", because: "exactly midnight in winter"),
    DueRow(
      .workingDays(1), from: "2026-02-03T23:59:59.999Z", dueOn: "2026-02-04",
      at: "2026-02-05T00:00:00Z", because: "the last millisecond of the same day is no later"),
    DueRow(
      .workingDays(1), from: "2026-03-27T10:00:00Z", dueOn: "2026-03-30",
      at: "2026-03-30T23:00:00Z", because: "clocks go forward on 29 March: ends by summer time"),
    DueRow(
      .workingDays(1), from: "2026-03-29T00:30:00Z", dueOn: "2026-03-30",
      at: "2026-03-30T23:00:00Z", because: "half an hour before the clocks go forward"),
    DueRow(
      .workingDays(1), from: "2026-10-23T10:00:00Z", dueOn: "2026-10-26",
      at: "2026-10-27T00:00:00Z", because: "clocks go back on 25 October: ends by winter time"),
    DueRow(
      .workingDays(1), from: "2026-10-25T00:30:00Z", dueOn: "2026-10-26",
      at: "2026-10-27T00:00:00Z", because: "01:30 on the Sunday that has two of them"),
    DueRow(
      .workingDays(1), from: "2026-10-22T23:30:00Z", dueOn: "2026-10-26",
      at: "2026-10-27T00:00:00Z", because: "00:30 on the last Friday of summer time"),
  ]

  @Test(arguments: edges)
  func `beyond the years that are known, the answer says so`(row: DueRow) throws {
    try row.check(on: Fixture.face())
  }

  static let edges = [
    DueRow(
      .workingDays(1), from: "2028-12-28T10:00:00Z", dueOn: "2028-12-29",
      at: "2028-12-30T00:00:00Z", because: "the last working day that is known"),
    DueRow(
      .workingDays(1), from: "2028-12-29T10:00:00Z", dueOn: "2029-01-01",
      at: "2029-01-02T00:00:00Z", beyondCoverage: true,
      because: "New Year's Day 2029 is not in the list, so it counts, and the answer is marked"),
    DueRow(
      .workingDays(3), from: "2028-12-28T10:00:00Z", dueOn: "2029-01-02",
      at: "2029-01-03T00:00:00Z", beyondCoverage: true,
      because: "the count leaves the list on its way"),
    DueRow(
      .workingDays(1), from: "2019-12-30T10:00:00Z", dueOn: "2019-12-31",
      at: "2020-01-01T00:00:00Z", beyondCoverage: true, because: "before the list begins"),
    DueRow(
      .workingDays(1), from: "2019-12-31T10:00:00Z", dueOn: "2020-01-02",
      at: "2020-01-03T00:00:00Z", beyondCoverage: true,
      because: "day zero itself is a day the list does not know"),
    DueRow(
      .sameWorkingDay, from: "2028-12-30T10:00:00Z", dueOn: "2029-01-01",
      at: "2029-01-02T00:00:00Z", beyondCoverage: true, because: "the Saturday before"),
  ]

  @Test func `the longest limit there is ends too`() throws {
    let due = try #require(
      Fixture.face().due(for: .workingDays(1_000), from: Fixture.instant("2022-01-04T10:00:00Z")))

    // Checked by a separate script that steps through the list of gov.uk.
    #expect(due.date.description == "2025-12-18")
  }

  @Test func `counting stops at the end of the year 9999`() throws {
    let due = try #require(
      Fixture.face().due(for: .workingDays(1_000), from: Instant.latest))

    #expect(due.date == .latest)
    #expect(due.beyondCoverage)
  }
}
