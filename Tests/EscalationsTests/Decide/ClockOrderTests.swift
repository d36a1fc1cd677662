import Escalations
import Testing

@Suite("Clocks under people's hands, the calendar's and the scheduler's") struct ClockOrderTests {
  private func change(_ date: String) throws -> Command {
    .changeLimit(duty: "one-complete", dueOn: try Fixture.date(date), role: nil)
  }

  @Test func `an earlier day holds once the other side agrees`() throws {
    var play = try Play()

    try play.order(try change("2026-06-05"))
    #expect(play.item("one-complete")?.timing?.cause == .started)
    try play.order(try change("2026-06-05"), by: .agency(Play.care))

    #expect(play.item("one-complete")?.timing?.limit?.date == (try Fixture.date("2026-06-05")))
    #expect(play.item("one-complete")?.timing?.cause == .agreed)
  }

  @Test func `a later day is refused where only an earlier may be agreed`() throws {
    let play = try Play()

    #expect(play.refusals(try change("2026-06-30")) == [.limitNotChangeable])
  }

  @Test func `the proposer does not agree with itself`() throws {
    var play = try Play()
    try play.order(try change("2026-06-05"))

    let again = try play.order(try change("2026-06-05"))

    guard case .limitChanged(let limit) = again.body else { throw Play.Unexpected.body }
    #expect(limit.standing == .proposed)
  }

  @Test func `a limit that a role sets is set by that role alone`() throws {
    let clock = ClockRule(limit: .setByRole(["chair"]), provenance: Ladder.source)
    let duty = Ladder.duty("answer", .respond, by: .receiving, clock: clock)
    var play = try Play(Ladder.policy(first: [duty]))
    let date = try Fixture.date("2026-06-15")
    #expect(play.item("answer")?.timing?.limit == nil)
    #expect(
      play.refusals(.changeLimit(duty: "answer", dueOn: date, role: "lead"))
        == [.limitNotChangeable])

    try play.order(.changeLimit(duty: "answer", dueOn: date, role: "chair"), by: .decider)

    #expect(play.item("answer")?.timing?.limit?.date == date)
    #expect(play.item("answer")?.timing?.cause == .set)
  }

  @Test func `that a limit passed is recorded once`() throws {
    var play = try Play()
    try play.wait(until: "2026-06-11T00:00:00Z")

    let first = try play.order(.checkClocks(nearHours: 48), by: .service)
    let second = try play.order(.checkClocks(nearHours: 48), by: .service)

    #expect(first.effects == [.passed(try #require(play.item("one-complete")?.key))])
    #expect(second.effects == [])
  }

  @Test func `that a limit is near is recorded once`() throws {
    var play = try Play()
    try play.wait(until: "2026-06-10T00:00:00Z")

    let first = try play.order(.checkClocks(nearHours: 48), by: .service)
    let second = try play.order(.checkClocks(nearHours: 48), by: .service)

    #expect(first.effects == [.near(try #require(play.item("one-complete")?.key))])
    #expect(second.effects == [])
  }

  @Test func `a holiday added moves running clocks only, with both dates on record`() throws {
    var play = try Play(Ladder.policy(), at: "2022-09-12T09:00:00Z")
    try play.act(.discuss)
    try play.move(to: "two")
    let frozen = play.state.duties.first { $0.key.duty == "one-complete" }
    #expect(play.item("two-complete")?.timing?.limit?.date == (try Fixture.date("2022-09-15")))
    try play.act(.discuss, at: nil)

    let calendar = try Fixture.englandAndWales()
      .adding(Holiday(date: try Fixture.date("2022-09-14"), title: "Invented"))
    play.rules = Rules(
      policy: Ladder.policy(), calendar: calendar, zone: try Fixture.london())
    let event = try play.order(.followCalendar, by: .service)

    #expect(play.item("two-complete")?.timing?.limit?.date == (try Fixture.date("2022-09-16")))
    #expect(play.item("two-complete")?.timing?.cause == .holiday)
    #expect(play.state.duties.first { $0.key.duty == "one-complete" } == frozen)
    #expect(event.effects.count == 1)
  }

  @Test func `migration lapses what the new version lacks and wants a reason`() throws {
    let duty = Ladder.duty("old", .report, by: .raising)
    var play = try Play(Ladder.policy(first: [duty]))
    play.rules = try Play.rules(Ladder.policy(version: "2"))
    #expect(play.refusals(.migrate(to: nil), by: .partnership) == [.reasonMissing])
    #expect(play.refusals(.migrate(to: nil), says: ["/reason"]) == [.notAParty])

    try play.order(.migrate(to: nil), by: .partnership, says: ["/reason"])

    #expect(play.state.policyVersion == "2")
    #expect(play.item("old")?.standing == .lapsed)
  }

  @Test func `a clock that moved with its policy still follows the calendar`() throws {
    var play = try Play(Ladder.policy(), at: "2022-09-12T09:00:00Z")
    let calendar = try Fixture.englandAndWales()
    let shorter = try calendar.withdrawing(try Fixture.date("2022-09-19"))
    play.rules = Rules(
      policy: Ladder.policy(version: "2"), calendar: shorter, zone: try Fixture.london())
    try play.order(.migrate(to: nil), by: .partnership, says: ["/reason"])
    #expect(play.item("one-complete")?.timing?.cause == .migrated)
    #expect(play.item("one-complete")?.timing?.limit?.date == (try Fixture.date("2022-09-21")))

    play.rules = Rules(
      policy: Ladder.policy(version: "2"), calendar: calendar, zone: try Fixture.london())
    try play.order(.followCalendar, by: .service)

    #expect(play.item("one-complete")?.timing?.limit?.date == (try Fixture.date("2022-09-22")))
  }
}
