import Escalations
import Testing

@Suite("Decisions that end an escalation") struct DecisionTests {
  private let byDecision = Command.resolve(
    Resolution(basis: .decision, outcome: nil, assenting: [], dissenting: []))

  private func determined(carrying contents: [Code] = []) -> Command {
    var act = Act(kind: .decide, role: "chair", contents: contents)
    act.decision = Decision(basis: .determined, outcome: "changed", agreedBy: [])
    return .act(act)
  }

  /// A case that stands at the last stage.
  private func atTheEnd(_ policy: Policy = Ladder.policy(skipping: .allowed)) throws -> Play {
    var play = try Play(policy)
    try play.act(.discuss)
    try play.move(to: "three")
    return play
  }

  @Test func `a decision made before it was opened again does not end it a second time`() throws {
    var play = try atTheEnd()
    try play.order(determined(), by: .decider)
    try play.order(byDecision)

    try play.order(.reopen(at: "three"), says: ["/reason"])

    #expect(play.refusals(byDecision, by: .agency(Play.care)) == [.decisionMissing])
    try play.order(determined(), by: .decider)
    #expect(play.refusals(byDecision, by: .agency(Play.care)) == [])
  }

  @Test func `a decision that is to be in writing does not end it without the writing`() throws {
    let decide = Duty(
      id: "decide", title: "Decide in writing", act: .decide, owedBy: .partnership, by: ["chair"],
      force: .must, when: .reached("three"),
      contents: [Duty.Content(id: "writing", title: "The writing", required: true)],
      lifetime: .stage, provenance: Ladder.source)
    var play = try atTheEnd(Ladder.policy(skipping: .allowed, everyStage: [decide]))

    try play.order(determined(), by: .decider)
    #expect(play.refusals(byDecision) == [.decisionMissing])
    try play.order(determined(carrying: ["writing"]), by: .decider)

    #expect(play.refusals(byDecision) == [])
  }

  @Test func `one of several agencies that raise it leaves, and does not withdraw for the others`()
    throws
  {
    var play = try Play {
      $0.parties.append(Party(agency: "nursery", kind: "school", side: .raising))
    }
    let withdraw = Command.withdraw(risk: .no)
    #expect(play.refusals(withdraw, by: .agency("nursery"), says: ["/reason"]) == [.assentMissing])

    try play.order(.leave, by: .agency("nursery"))

    #expect(play.state.isOpen)
    #expect(play.refusals(withdraw, says: ["/reason"]) == [])
  }
}

@Suite("Agencies that join later") struct LaterJoinerTests {
  private let talk = Duty(
    id: "sides-talk", title: "Talk", act: .meet, owedBy: .sides, force: .must, blocks: [.moving],
    lifetime: .stage, provenance: Ladder.source)

  @Test func `one that joins a side meets what the sides owe together`() throws {
    var play = try Play(Ladder.policy(first: [talk]))
    try play.order(
      .addParty(Party(agency: "nursery", kind: "school", side: .raising)))

    try play.act(.meet, by: "nursery")

    #expect(play.item("sides-talk")?.standing == .met)
  }

  @Test func `one that joins a side is held by what the sides owe together`() throws {
    var play = try Play(Ladder.policy(first: [talk]))
    try play.order(
      .addParty(Party(agency: "nursery", kind: "school", side: .raising)))
    try play.act(.discuss, by: "nursery")

    let move = Command.move(to: "two", track: nil, risk: .no)

    #expect(play.refusals(move, by: .agency("nursery")) == [.dutiesOpen])
  }

  @Test func `one on neither side does not meet what the sides owe together`() throws {
    var play = try Play(Ladder.policy(first: [talk]))

    try play.act(.meet, by: Play.health)

    #expect(play.item("sides-talk")?.isOpen == true)
  }
}
