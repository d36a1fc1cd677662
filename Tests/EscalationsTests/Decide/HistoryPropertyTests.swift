import Casework
import Escalations
import Testing

@Suite("Random histories") struct HistoryPropertyTests {
  private static let policy = Ladder.policy(
    skipping: .withReason,
    opening: [Ladder.duty("ask", .consult, by: .raising)],
    first: [
      Ladder.duty("tell", .respond, by: .receiving, clock: Ladder.days(1)),
      Ladder.duty("senior", .support, by: .raising, after: .passed("tell")),
    ],
    second: [Ladder.duty("form", .submitForm, by: .raising, force: .must, [.moving])],
    closing: [Ladder.duty("debrief", .debrief, by: .each, when: .ended([.resolved]))])

  private func orders(_ generator: inout SeededRandom) -> (Acting, Command, [String]) {
    let by: [Acting] = [
      .agency(Play.school), .agency(Play.care), .agency(Play.health), .agency("stranger"),
      .partnership, .decider, .service,
    ]
    let commands: [Command] = [
      .act(Act(kind: .discuss)), .act(Act(kind: .discuss, how: .attempted)),
      .act(Act(kind: .confirmRecord)), .act(Act(kind: .respond)), .act(Act(kind: .consult)),
      .act(Act(kind: .submitForm)), .act(Act(kind: .debrief)),
      .move(to: "two", track: nil, risk: .no), .move(to: "three", track: nil, risk: .no),
      .move(to: "one", track: nil, risk: nil), .stateRisk(RiskStatement(answer: .notKnown)),
      .noteAction(owner: Play.care, dueOn: nil, agreed: true), .checkClocks(nearHours: 24),
      .resolve(Resolution(basis: .assent, outcome: nil, assenting: [], dissenting: [])),
      .withdraw(risk: .no), .reopen(at: "two"), .leave, .acknowledge, .followCalendar,
      .addParty(Party(agency: "police", kind: "police", side: .involved)),
    ]
    return (
      by.randomElement(using: &generator) ?? .service,
      commands.randomElement(using: &generator) ?? .acknowledge,
      Bool.random(using: &generator) ? ["/reason"] : []
    )
  }

  @Test(arguments: UInt64(1)...60)
  func `what is recorded replays to the same state, and no date moves without its event`(
    seed: UInt64
  ) throws {
    var generator = SeededRandom(seed: seed)
    var play = try Play(HistoryPropertyTests.policy)
    for _ in 1...60 {
      play.now = play.now.adding(hours: Int.random(in: 0...30, using: &generator))
      let (by, command, says) = orders(&generator)
      let before = play.state
      guard let event = try? play.order(command, by: by, says: says) else {
        #expect(play.state == before, "a refusal changes nothing")
        continue
      }
      for item in before.duties {
        let now = play.state.duty(item.key)
        let isMoved = now?.timing != item.timing
        let isSaid = event.effects.contains { effect in
          if case .timed(item.key, _) = effect { true } else { false }
        }
        #expect(!isMoved || isSaid)
        if item.meeting != nil { #expect(now?.meeting == item.meeting, "a verdict is frozen") }
      }
    }
    #expect(Escalation.replay(play.recorded) == play.state)
  }

  @Test(arguments: UInt64(1)...30)
  func `whatever the other side leaves undone, the raising side reaches the end`(
    seed: UInt64
  ) throws {
    var generator = SeededRandom(seed: seed)
    var play = try Play(HistoryPropertyTests.policy)
    let school = Acting.agency(Play.school)
    for stage in ["two", "three"] as [StageID] {
      play.now = play.now.adding(hours: Int.random(in: 0...300, using: &generator))
      for item in play.state.duties where item.isOpen && item.isOwed(by: .agency(Play.school)) {
        guard let duty = play.rules.policy.duty(item.key, of: play.state),
          duty.force == .must, duty.act != .complete
        else { continue }
        let how: Effect.Meeting.How = duty.attemptMeets ? .attempted : .done
        try play.order(.act(Act(kind: duty.act, how: how, duties: [duty.id])), by: school)
      }
      try play.move(to: stage)
    }
    #expect(play.state.stage == "three")
  }
}
