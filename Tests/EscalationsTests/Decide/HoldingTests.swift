import Escalations
import Testing

@Suite("Who can hold a role") struct HoldingTests {
  private static func play(_ duty: Duty) throws -> Play { try Play(Ladder.policy(first: [duty])) }

  private static func duty(_ act: ActKind, by role: RoleID, clock: ClockRule? = nil) -> Duty {
    Duty(
      id: "asked", title: "Asked", act: act, owedBy: .raising, by: [role], force: .should,
      clock: clock, provenance: Ladder.source)
  }

  @Test func `a role of another kind of agency is not had by asserting it`() throws {
    for (act, isMet, because) in [
      (ActKind.discuss, false, "the one who talks acts in the role"),
      (.consult, true, "the one who was asked has the role, in whichever agency"),
    ] {
      var play = try HoldingTests.play(HoldingTests.duty(act, by: "social-worker"))

      try play.act(act) { $0.role = "social-worker" }

      #expect(play.item("asked")?.isOpen == !isMet, "\(because)")
    }
  }

  @Test func `a limit that the partnership's office sets is not set by an agency in its name`()
    throws
  {
    let clock = ClockRule(limit: .agreedBySides, setBy: ["office"], provenance: Ladder.source)
    var play = try HoldingTests.play(HoldingTests.duty(.report, by: "lead", clock: clock))
    let day = try Fixture.date("2026-06-05")
    let order = Command.changeLimit(duty: "asked", dueOn: day, role: "office")

    #expect(play.refusals(order) == [.wrongRole])
    try play.order(order, by: .partnership)

    #expect(play.item("asked")?.timing?.limit?.date == day)
  }

  @Test func `an agency does not decide in the name of a decider`() throws {
    var play = try Play()
    try play.act(.discuss)
    try play.move(to: "two")
    try play.act(.discuss)
    try play.move(to: "three")
    var act = Act(kind: .decide, role: "chair")
    act.decision = Decision(basis: .determined, outcome: "changed", agreedBy: [])

    #expect(play.refusals(.act(act)) == [.notTheDecider])
    #expect(play.refusals(.act(act), by: .decider) == [])
  }
}
