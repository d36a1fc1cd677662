import Escalations
import Testing

@Suite("Due") struct DueTests {
  /// Ends with Friday 6 February 2026.
  let due: Due

  init() throws {
    due = try Fixture.face().due(endOf: Fixture.date("2026-02-06"))
  }

  @Test func `an act in the last millisecond meets its limit, one at midnight does not`() throws {
    #expect(due.verdict(actAt: try Fixture.instant("2026-02-06T23:59:59.999Z")) == .met)
    #expect(due.verdict(actAt: try Fixture.instant("2026-02-07T00:00:00Z")) == .missed)
  }

  @Test func `it is overdue from midnight on`() throws {
    #expect(!due.isOverdue(at: try Fixture.instant("2026-02-06T23:59:59.999Z")))
    #expect(due.isOverdue(at: try Fixture.instant("2026-02-07T00:00:00Z")))
  }

  @Test func `what was done on Friday and posted on Tuesday is met, recorded late`() throws {
    let friday = try Fixture.instant("2026-02-06T16:00:00Z")
    let tuesday = try Fixture.instant("2026-02-10T09:00:00Z")

    #expect(due.verdict(actAt: friday) == .met)
    #expect(due.isRecordedLate(occurredAt: friday, recordedAt: tuesday))
  }

  @Test func `what was posted in time, or done late, is not recorded late`() throws {
    let friday = try Fixture.instant("2026-02-06T16:00:00Z")
    let monday = try Fixture.instant("2026-02-09T09:00:00Z")

    #expect(!due.isRecordedLate(occurredAt: friday, recordedAt: friday))
    #expect(!due.isRecordedLate(occurredAt: monday, recordedAt: monday))
  }

  @Test func `posted at the very midnight is recorded late`() throws {
    let friday = try Fixture.instant("2026-02-06T16:00:00Z")

    #expect(due.isRecordedLate(occurredAt: friday, recordedAt: due.at))
    #expect(!due.isRecordedLate(occurredAt: friday, recordedAt: due.at.adding(milliseconds: -1)))
  }

  @Test func `the lesser of two limits is the earlier instant, whatever their units`() throws {
    let face = try Fixture.face()
    let friday = try Fixture.instant("2026-02-06T10:00:00Z")
    let hours = try #require(face.due(for: .elapsedHours(48), from: friday))
    let days = try #require(face.due(for: .workingDays(2), from: friday))

    #expect(Due.lesser(hours, days) == hours)
    #expect(Due.lesser(days, hours) == hours)
  }

  @Test func `a limit without a number leaves the cap, and a missing cap the limit`() {
    let none: Due? = nil

    #expect(Due.lesser(none, due) == due)
    #expect(Due.lesser(due, none) == due)
    #expect(Due.lesser(none, none) == nil)
  }

  @Test func `a cap over several stages cuts the last of them short`() throws {
    let face = try Fixture.face()
    let opened = try Fixture.instant("2026-02-02T10:00:00Z")
    let thirdStage = try Fixture.instant("2026-02-12T10:00:00Z")

    let cap = try #require(face.due(for: .workingDays(10), from: opened))
    let stage = try #require(face.due(for: .workingDays(5), from: thirdStage))

    #expect(Due.lesser(stage, cap).date.description == "2026-02-16")
  }

  @Test func `a clock is frozen with the working days it took`() throws {
    let face = try Fixture.face()
    let taken = face.workingDaysTaken(
      from: try Fixture.instant("2026-04-01T23:30:00Z"),
      to: try Fixture.instant("2026-04-08T10:00:00Z"))

    // From 00:30 on Maundy Thursday: Tuesday and Wednesday after Easter.
    #expect(taken == 2)
  }

  @Test func `a clock stopped on its first day, or before, took no working day`() throws {
    let face = try Fixture.face()
    let morning = try Fixture.instant("2026-02-02T09:00:00Z")

    #expect(face.workingDaysTaken(from: morning, to: morning.adding(hours: 8)) == 0)
    #expect(face.workingDaysTaken(from: morning, to: morning.adding(hours: -72)) == 0)
  }
}
