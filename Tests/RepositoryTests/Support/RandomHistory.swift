import Casework
import Escalations

@testable import Repository

/// Histories of events that no policy would lead to, but that the record must hold all the same.
enum RandomHistory {
  /// Raises so many escalations and appends so many events to them, in a random order, in one commit.
  static func write(
    to world: World, escalations: Int, events: Int, seed: UInt64
  ) throws {
    try world.run { (ledger, now) throws(Failure) in
      var random = SeededRandom(seed: seed)
      var instant = now
      var references: [Reference] = []
      for _ in 0..<escalations {
        let receiving = Bool.random(using: &random) ? World.socialCare : World.police
        references.append(try Story.raise(ledger, now, receiving: receiving).reference)
      }
      for _ in 0..<events {
        instant = instant.adding(milliseconds: Int64.random(in: 1...90_000_000, using: &random))
        let reference = references[Int.random(in: 0..<escalations, using: &random)]
        guard let state = try ledger.escalationForService(reference) else { throw .notFound }
        let viewer = Bool.random(using: &random) ? World.agent(World.school) : nil
        let event = event(on: state, at: instant, &random)
        _ = try Story.append(event, to: reference, ledger, by: viewer, instant)
      }
      return nil
    }
  }

  /// Some event that the state can take.
  static func event(
    on state: Escalation, at now: Instant, _ random: inout SeededRandom
  ) -> Event {
    let agency = [World.school, World.socialCare, World.police].randomElement(using: &random)
    let bodies: [EventBody] = [
      .acted(Act(kind: ActKind.allCases.randomElement(using: &random) ?? .discuss, number: 1)),
      .riskStated(RiskStatement(answer: .notKnown)),
      .joined(Party(agency: World.police, kind: "police", side: .involved)),
      .left(agency ?? World.school), .voided(World.police), .acknowledged(World.socialCare),
      .formAcknowledged(FormAcknowledgement(event: 2)),
      .moved(Move(from: state.stage, track: nil, to: TestPolicy.stageTwo, skipped: [])),
      .closed(Closing(ending: .withdrawn)), .reopened(Reopening(stage: TestPolicy.stageOne)),
      .actionNoted(ActionNote(number: 1, owner: World.school, dueOn: nil, agreed: true)),
      .clocksChecked,
    ]
    return Event(
      body: bodies.randomElement(using: &random) ?? .clocksChecked,
      effects: effects(on: state, at: now, &random), occurredAt: now, agency: agency,
      privateTo: Int.random(in: 0..<8, using: &random) == 0 ? World.school : nil,
      parts: parts(&random))
  }

  private static func effects(
    on state: Escalation, at now: Instant, _ random: inout SeededRandom
  ) -> [Effect] {
    var effects: [Effect] = []
    for item in state.duties where item.isOpen && Bool.random(using: &random) {
      let meeting = Effect.Meeting(how: .done, at: now, verdict: .met, recordedLate: false)
      let some: [Effect] = [
        .met(item.key, meeting), .lapsed(item.key), .passed(item.key), .near(item.key),
        .timed(item.key, Story.timing(now, hours: Int.random(in: 1...100, using: &random))),
      ]
      if let effect = some.randomElement(using: &random) { effects.append(effect) }
    }
    if Bool.random(using: &random) {
      let key = DutyKey(
        visit: state.visit, duty: TestPolicy.aim, owner: nil, occurrence: state.duties.count + 1)
      effects.append(
        .opened(.init(key: key, owners: [.agency(World.school), .partnership], at: now)))
      effects.append(.timed(key, Story.timing(now, hours: 30)))
    }
    return effects
  }

  private static func parts(_ random: inout SeededRandom) -> [Part] {
    (0..<Int.random(in: 0...3, using: &random)).map { index in
      Part(
        class: Part.Class.allCases.randomElement(using: &random) ?? .narrative,
        person: ["", "child-1", "child-2"].randomElement(using: &random) ?? "",
        member: "/texts/\(index)", text: "12:\n é \(random.next())")
    }
  }
}
