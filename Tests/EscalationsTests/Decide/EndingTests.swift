import Escalations
import Testing

@Suite("How an escalation ends") struct EndingTests {
  private func resolution(_ basis: Resolution.Basis) -> Command {
    .resolve(Resolution(basis: basis, outcome: "changed", assenting: [], dissenting: []))
  }

  @Test func `the raising side's assent ends it, and its clocks with it`() throws {
    var play = try Play()

    try play.order(resolution(.assent))

    #expect(play.state.standing == .closed(.resolved, at: play.now))
    #expect(play.state.resolution?.assenting == [Play.school])
    #expect(play.item("one-complete")?.meeting?.verdict == .met)
    #expect(play.item("talk")?.standing == .lapsed)
    #expect(play.item("confirm", of: Play.care)?.isOpen == true, "it outlives the escalation")
  }

  @Test func `the agency complained of cannot end it alone`() throws {
    let play = try Play()
    let care = Acting.agency(Play.care)

    #expect(play.refusals(resolution(.assent), by: care) == [.assentMissing])
    #expect(play.refusals(resolution(.decision), by: care) == [.decisionMissing])
    #expect(play.refusals(resolution(.unresolved), by: care) == [.notRaisingSide])
    #expect(play.refusals(.withdraw(risk: .no), by: care, says: ["/reason"]) == [.notRaisingSide])
  }

  @Test func `every raising agency is waited for`() throws {
    var play = try Play {
      $0.parties.append(Party(agency: "nursery", kind: "school", side: .raising))
    }

    try play.order(resolution(.assent))
    #expect(play.state.isOpen)
    try play.order(resolution(.assent), by: .agency("nursery"))

    #expect(!play.state.isOpen)
  }

  @Test func `a decision determined at the last stage ends it for all`() throws {
    var play = try Play(Ladder.policy(skipping: .allowed))
    try play.act(.discuss)
    try play.move(to: "three")
    var decision = Act(kind: .decide, role: "chair")
    decision.decision = Decision(basis: .determined, outcome: "changed", agreedBy: [])

    try play.order(.act(decision), by: .decider)
    let other = Resolution(basis: .decision, outcome: "other", assenting: [], dissenting: [])
    let silent = Resolution(basis: .decision, outcome: nil, assenting: [], dissenting: [])

    #expect(
      play.refusals(.resolve(other), by: .agency(Play.care)) == [.unknownCode, .decisionMissing])
    try play.order(.resolve(silent), by: .agency(Play.care))

    #expect(play.state.standing == .closed(.resolved, at: play.now))
    #expect(play.state.resolution?.outcome == "changed")
  }

  @Test func `a decider determines where the stage names one, and the sides never`() throws {
    var play = try Play(Ladder.policy(skipping: .allowed))
    var decision = Act(kind: .decide)
    decision.decision = Decision(basis: .determined, outcome: nil, agreedBy: [])

    #expect(play.refusals(.act(decision), by: .agency(Play.care)) == [.notTheDecider])
    #expect(play.refusals(.act(decision), by: .agency(Play.school)) == [.notTheDecider])
    #expect(play.refusals(.act(decision), by: .decider) == [.notTheDecider])
    try play.act(.discuss)
    try play.move(to: "three")
    #expect(play.refusals(.act(decision), by: .agency(Play.school)) == [.notTheDecider])
    #expect(play.refusals(.act(decision), by: .decider) == [])
    decision.role = "office"
    #expect(play.refusals(.act(decision), by: .decider) == [.notTheDecider])
  }

  @Test func `an agreed decision names both sides`() throws {
    let play = try Play()
    var decision = Act(kind: .decide)
    decision.decision = Decision(basis: .agreed, outcome: nil, agreedBy: [Play.school])

    #expect(play.refusals(.act(decision)) == [.assentMissing])
  }

  @Test func `withdrawing wants a reason`() throws {
    let play = try Play()

    #expect(play.refusals(.withdraw(risk: .no)) == [.reasonMissing])
    #expect(play.refusals(.withdraw(risk: .no), says: ["/reason"]) == [])
  }

  @Test func `a ladder that ends without resolution can end unresolved, and not before its end`()
    throws
  {
    var play = try Play(Ladder.policy(skipping: .allowed))
    #expect(play.refusals(resolution(.unresolved)) == [.notAtTheEnd])
    try play.act(.discuss)
    try play.move(to: "three")
    try play.act(.discuss)

    try play.order(resolution(.unresolved))

    #expect(play.state.standing == .closed(.unresolved, at: play.now))
  }

  @Test func `what is owed after the end opens with it and is met after it`() throws {
    let debrief = Duty(
      id: "debrief", title: "Debrief", act: .debrief, owedBy: .each, force: .may,
      when: .ended([.resolved]), lifetime: .beyond, provenance: Ladder.source)
    var play = try Play(Ladder.policy(closing: [debrief]))

    try play.order(resolution(.assent))
    #expect(play.item("debrief", of: Play.school)?.isOpen == true)
    try play.act(.debrief)

    #expect(play.item("debrief", of: Play.school)?.standing == .met)
    #expect(!play.state.isOpen)
    #expect(play.refusals(.act(Act(kind: .discuss))) == [.closed])
  }

  @Test func `opening again starts new clocks and leaves the old as they ended`() throws {
    var play = try Play()
    try play.order(resolution(.assent))
    let old = play.item("one-complete")
    try play.wait(until: "2026-07-01T09:00:00Z")

    try play.order(.reopen(at: "one"), says: ["/reason"])

    #expect(play.state.isOpen)
    #expect(play.state.duties.first { $0.key.duty == "one-complete" } == old)
    #expect(play.item("one-complete")?.timing?.limit?.date == (try Fixture.date("2026-07-10")))
  }
}
