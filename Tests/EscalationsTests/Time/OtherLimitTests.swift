import Escalations
import Testing

@Suite("Limits in hours, calendar days and none") struct OtherLimitTests {
  @Test(arguments: elapsed)
  func `hours are hours, over nights, weekends and changes of the clocks`(row: DueRow) throws {
    try row.check(on: Fixture.face(endOfWorkingDay: "17:00"))
  }

  static let elapsed = [
    DueRow(
      .elapsedHours(24), from: "2026-02-06T16:00:00Z", dueOn: "2026-02-07",
      at: "2026-02-07T16:00:00Z", because: "Friday afternoon to Saturday afternoon"),
    DueRow(
      .elapsedHours(48), from: "2026-02-06T10:00:00Z", dueOn: "2026-02-08",
      at: "2026-02-08T10:00:00Z", because: "48 hours from a Friday end on the Sunday"),
    DueRow(
      .elapsedHours(24), from: "2026-03-28T12:00:00Z", dueOn: "2026-03-29",
      at: "2026-03-29T12:00:00Z", because: "noon to 13:00: the day of 29 March has 23 hours"),
    DueRow(
      .elapsedHours(24), from: "2026-10-24T11:00:00Z", dueOn: "2026-10-25",
      at: "2026-10-25T11:00:00Z", because: "noon to 11:00: the day of 25 October has 25 hours"),
    DueRow(
      .elapsedHours(24), from: "2026-03-28T23:30:00Z", dueOn: "2026-03-30",
      at: "2026-03-29T23:30:00Z", because: "from 23:30 over the short day lies two dates on"),
    DueRow(
      .elapsedHours(24), from: "2026-10-24T23:30:00Z", dueOn: "2026-10-25",
      at: "2026-10-25T23:30:00Z", because: "from 00:30 of the long day stays on its date"),
    DueRow(
      .elapsedHours(24), from: "2026-12-24T15:00:00Z", dueOn: "2026-12-25",
      at: "2026-12-25T15:00:00Z", because: "Christmas Day stops no hours"),
    DueRow(
      .elapsedHours(24), from: "2026-02-03T00:00:00Z", dueOn: "2026-02-03",
      at: "2026-02-04T00:00:00Z", because: "from midnight they are over with that same date"),
    DueRow(
      .elapsedHours(1), from: "2029-06-01T12:00:00Z", dueOn: "2029-06-01",
      at: "2029-06-01T13:00:00Z", because: "hours need no list of holidays, so 2029 is certain"),
  ]

  @Test(arguments: calendarDays)
  func `calendar days count every day`(row: DueRow) throws {
    try row.check(on: Fixture.face(endOfWorkingDay: "17:00"))
  }

  static let calendarDays = [
    DueRow(
      .calendarDays(3), from: "2026-02-06T10:00:00Z", dueOn: "2026-02-09",
      at: "2026-02-10T00:00:00Z", because: "Friday and three days are Monday"),
    DueRow(
      .calendarDays(1), from: "2026-03-28T10:00:00Z", dueOn: "2026-03-29",
      at: "2026-03-29T23:00:00Z", because: "the day of 23 hours ends by summer time"),
    DueRow(
      .calendarDays(1), from: "2026-10-24T10:00:00Z", dueOn: "2026-10-25",
      at: "2026-10-26T00:00:00Z", because: "the day of 25 hours ends by winter time"),
    DueRow(
      .calendarDays(28), from: "2028-02-01T10:00:00Z", dueOn: "2028-02-29",
      at: "2028-03-01T00:00:00Z", because: "to the leap day"),
  ]

  @Test(arguments: sameDay)
  func `the same working day is today, or the next if today is none`(row: DueRow) throws {
    try row.check(on: Fixture.face())
  }

  static let sameDay = [
    DueRow(
      .sameWorkingDay, from: "2026-07-01T08:00:00Z", dueOn: "2026-07-01",
      at: "2026-07-01T23:00:00Z", because: "a Wednesday morning"),
    DueRow(
      .sameWorkingDay, from: "2026-07-01T22:59:00Z", dueOn: "2026-07-01",
      at: "2026-07-01T23:00:00Z", because: "23:59 on a Wednesday has a minute left"),
    DueRow(
      .sameWorkingDay, from: "2026-07-01T23:30:00Z", dueOn: "2026-07-02",
      at: "2026-07-02T23:00:00Z", because: "00:30 on the Thursday, though Wednesday in UTC"),
    DueRow(
      .sameWorkingDay, from: "2026-02-07T10:00:00Z", dueOn: "2026-02-09",
      at: "2026-02-10T00:00:00Z", because: "a Saturday"),
    DueRow(
      .sameWorkingDay, from: "2026-04-03T10:00:00Z", dueOn: "2026-04-07",
      at: "2026-04-07T23:00:00Z", because: "Good Friday"),
  ]

  @Test(arguments: endOfDay)
  func `a policy's end of the working day makes a deadline earlier`(row: DueRow) throws {
    try row.check(on: Fixture.face(endOfWorkingDay: "17:00"))
  }

  static let endOfDay = [
    DueRow(
      .workingDays(1), from: "2026-02-02T18:00:00Z", dueOn: "2026-02-03",
      at: "2026-02-03T17:00:00Z", because: "day zero stays day zero after five o'clock"),
    DueRow(
      .workingDays(1), from: "2026-07-01T18:00:00Z", dueOn: "2026-07-02",
      at: "2026-07-02T16:00:00Z", because: "five o'clock in summer is four in UTC"),
    DueRow(
      .sameWorkingDay, from: "2026-02-02T16:59:00Z", dueOn: "2026-02-02",
      at: "2026-02-02T17:00:00Z", because: "a minute before five there is a minute left"),
    DueRow(
      .sameWorkingDay, from: "2026-02-02T17:00:00Z", dueOn: "2026-02-03",
      at: "2026-02-03T17:00:00Z", because: "at five the day is over: no deadline precedes its start"
    ),
    DueRow(
      .sameWorkingDay, from: "2026-04-02T16:30:00Z", dueOn: "2026-04-07",
      at: "2026-04-07T16:00:00Z", because: "half past five on Maundy Thursday: the day after Easter"
    ),
    DueRow(
      .sameWorkingDay, from: "2026-02-07T18:00:00Z", dueOn: "2026-02-09",
      at: "2026-02-09T17:00:00Z", because: "a Saturday evening: Monday has not been missed"),
  ]

  @Test func `48 hours and two working days from a Friday are two days apart`() throws {
    let face = try Fixture.face()
    let friday = try Fixture.instant("2026-02-06T10:00:00Z")

    #expect(face.due(for: .elapsedHours(48), from: friday)?.date.description == "2026-02-08")
    #expect(face.due(for: .workingDays(2), from: friday)?.date.description == "2026-02-10")
  }

  @Test func `without delay has no number and is never overdue`() throws {
    #expect(
      try Fixture.face().due(for: .withoutDelay, from: Fixture.instant("2026-02-06T10:00:00Z"))
        == nil)
  }

  @Test func `a date that was promised ends at its midnight, also on a Saturday`() throws {
    let due = try Fixture.face(endOfWorkingDay: "17:00").due(endOf: Fixture.date("2026-07-04"))

    #expect(due.date.description == "2026-07-04")
    #expect(due.at.description == "2026-07-04T23:00:00Z")
  }

  @Test(arguments: [0, -1, 1_001, Int.max, Int.min])
  func `a limit of no days, fewer or a lifetime cannot be written`(number: Int) {
    #expect(Limit.Count(exactly: number) == nil)
  }

  @Test func `the shortest and the longest limit can`() {
    #expect(Limit.Count(exactly: 1)?.value == 1)
    #expect(Limit.Count(exactly: 1_000)?.value == 1_000)
  }

  @Test func `a limit of no days in source code stops the program`() async {
    await #expect(processExitsWith: .failure) { _ = Limit.workingDays(0) }
  }
}
