import Escalations
import Testing

@Suite("Moving from stage to stage") struct MoveTests {
  private func move(to stage: StageID, risk: RiskAnswer? = .no) -> Command {
    .move(to: stage, track: nil, risk: risk)
  }

  @Test func `the mover's own musts stand in the way, and are named`() throws {
    let play = try Play()
    let order = Order(by: .agency(Play.school), command: move(to: "two"))

    let refused = #expect(throws: Refused.self) {
      try play.rules.decide(order, on: play.state, now: play.now)
    }

    #expect(refused?.refusals.map(\.reason) == [.dutiesOpen])
    #expect(refused?.refusals.first?.duties.map(\.duty) == ["talk"])
    #expect(refused?.refusals.first?.clause == "T-1")
  }

  @Test func `nobody's missing confirmation stands in anybody's way`() throws {
    var play = try Play()
    try play.act(.discuss)

    try play.move(to: "two")

    #expect(play.state.stage == "two")
    #expect(play.item("confirm", of: Play.care)?.key.visit == 2)
    #expect(play.state.duties.count { $0.key.duty == "confirm" && $0.isOpen } == 4)
  }

  @Test func `leaving meets the stage's limit, and what lived only there lapses`() throws {
    var play = try Play()
    try play.act(.discuss)
    try play.wait(until: "2026-06-12T09:00:00Z")

    try play.move(to: "two")

    let limit = try #require(play.state.duties.first { $0.key.duty == "one-complete" })
    #expect(limit.meeting?.verdict == .missed)
    #expect(limit.wasMissed)
    #expect(play.item("two-complete")?.timing?.limit?.date == (try Fixture.date("2026-06-17")))
  }

  @Test func `the other side has no such move`() throws {
    let play = try Play()

    #expect(play.refusals(move(to: "two"), by: .agency(Play.care)) == [.notAMover])
  }

  @Test func `a fresh word on risk is wanted`() throws {
    var play = try Play()
    try play.act(.discuss)

    #expect(play.refusals(move(to: "two", risk: nil)) == [.riskMissing])
  }

  @Test func `the word on risk that comes with a move flags the escalation`() throws {
    var play = try Play()
    try play.act(.discuss)

    try play.order(move(to: "two", risk: .yes))

    #expect(play.state.risk.answer == .yes)
  }

  @Test(arguments: [
    (Skipping.Rule.forbidden, [Refusal.Reason.skipForbidden], [Refusal.Reason.skipForbidden]),
    (.withReason, [.reasonMissing], []), (.allowed, [], []),
    (.afterConsultation("talk"), [], []),
    (.afterConsultation("two-complete"), [.consultationMissing], [.consultationMissing]),
  ]) func `passing over a stage asks what the policy asks`(
    rule: Skipping.Rule, bare: [Refusal.Reason], reasoned: [Refusal.Reason]
  ) throws {
    var play = try Play(Ladder.policy(skipping: rule))
    try play.act(.discuss)

    #expect(play.refusals(move(to: "three")) == bare)
    #expect(play.refusals(move(to: "three"), says: ["/reason"]) == reasoned)
  }

  @Test func `there is no way back down the ladder`() throws {
    var play = try Play()
    try play.act(.discuss)
    try play.move(to: "two")
    try play.act(.discuss)

    #expect(play.refusals(move(to: "one")) == [.noSuchExit])
  }

  @Test func `a way on may be another's, hang on a condition and lead to another track`() throws {
    let exits = [
      Exit(to: "two", provenance: Ladder.source),
      Exit(
        track: "side", to: "table", movers: [.kind("childrens-social-care")],
        when: .fact(["resources"]), provenance: Ladder.source),
    ]
    var play = try Play(Ladder.policy(exits: exits))
    try play.act(.discuss)
    let cross = Command.move(to: "table", track: "side", risk: .no)
    #expect(play.refusals(cross) == [.notAMover, .entryNotOpen])

    try play.act(.support, by: Play.care) { $0.facts = ["resources"] }
    try play.order(cross, by: .agency(Play.care))

    #expect(play.state.track == "side")
    #expect(play.state.stage == "table")
  }

  @Test func `all stages can be run in one day`() throws {
    var play = try Play()

    try play.act(.discuss)
    try play.move(to: "two")
    try play.act(.discuss)
    try play.move(to: "three")

    #expect(play.state.visits.map(\.stage) == ["one", "two", "three"])
  }

  @Test func `a stage is not left before it was entered`() throws {
    var play = try Play(at: "2026-06-01T09:00:00Z")
    try play.act(.discuss)

    #expect(throws: Refused.self) { try play.move(to: "two", at: "2026-05-30T09:00:00Z") }
  }

  @Test func `of several ways to a stage, the one that is this side's says what it waits for`()
    throws
  {
    let silence = Exit(
      to: "two", movers: [.receiving], when: .passed("one-complete"), provenance: Ladder.source)
    let play = try Play(
      Ladder.policy(exits: [Exit(to: "two", provenance: Ladder.source), silence]))
    let order = Command.move(to: "two", track: nil, risk: .no)

    #expect(play.refusals(order, by: .agency(Play.care)) == [.entryNotOpen])
    #expect(play.refusals(order, by: .agency(Play.health)) == [.notAMover])
  }
}
