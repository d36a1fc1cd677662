import Escalations
import Testing

@Suite("What opens a duty") struct OpeningTests {
  private func answered(_ codes: [Code]) -> Trigger { .answered("weigh", codes) }

  private var question: Duty {
    Duty(
      id: "weigh", title: "Weigh", act: .consider, owedBy: .raising, force: .consider,
      answers: ["yes", "no"].map {
        Duty.Answer(code: $0, title: $0.text, needsReason: false)
      }, provenance: Ladder.source)
  }

  @Test func `an answer opens what it calls for, and another does not`() throws {
    let follow = Ladder.duty("hold", .meet, by: .sides, after: .answered("weigh", ["yes"]))
    for (answer, opens) in [("yes", true), ("no", false)] as [(Code, Bool)] {
      var play = try Play(Ladder.policy(first: [question, follow]))
      #expect(play.item("hold") == nil)
      try play.act(.consider) { $0.answer = answer }
      #expect((play.item("hold") != nil) == opens)
    }
  }

  @Test func `silence past a limit opens what it opens, whether or not a scheduler ran`() throws {
    let tell = Ladder.duty("tell", .respond, by: .receiving, clock: Ladder.days(1))
    let senior = Ladder.duty("senior", .support, by: .raising, after: .passed("tell"))
    var play = try Play(Ladder.policy(first: [tell, senior]))
    try play.wait(until: "2026-06-03T00:00:00Z")

    try play.order(.acknowledge)

    #expect(play.item("tell")?.hasPassed == true)
    #expect(play.owed().contains("senior"))
  }

  @Test func `each action opens its feedback anew`() throws {
    let feedback = Duty(
      id: "tell-back", title: "Tell back", act: .feedBack, owedBy: .receiving, force: .should,
      after: .recorded(.action), repeats: true, provenance: Ladder.source)
    var play = try Play(Ladder.policy(first: [feedback]))

    for _ in 1...2 {
      try play.order(.noteAction(owner: Play.care, dueOn: nil, agreed: true))
    }

    #expect(
      play.state.duties.filter { $0.key.duty == "tell-back" }.map(\.key.occurrence) == [1, 2])
  }

  @Test func `a fact that comes to light opens what hangs on it`() throws {
    let duty = Ladder.duty("money", .notify, by: .raising, when: .fact(["resources"]))
    var play = try Play(Ladder.policy(first: [duty]))
    #expect(play.item("money") == nil)

    try play.act(.discuss) { $0.facts = ["resources"] }

    #expect(play.owed().contains("money"))
  }

  @Test func `an agency that joins owes its own part, and owes it no more when it leaves`() throws {
    let duty = Ladder.duty("own", .check, by: .everyone)
    var play = try Play(Ladder.policy(first: [duty]))
    let police = Party(agency: "police", kind: "police", side: .involved)

    try play.order(.addParty(police))
    #expect(play.owed(by: "police") == ["own"])

    try play.order(.leave, by: .agency("police"))
    #expect(play.owed(by: "police") == [])
    #expect(play.item("own", of: "police")?.standing == .lapsed)
  }

  @Test func `what the text does not state is never demanded`() throws {
    let duty = Duty(
      id: "unsaid", title: "Unsaid", act: .report, owedBy: .raising, force: .must,
      blocks: [.moving], provenance: Provenance(clause: "T-9", basis: .notStated))
    let play = try Play(Ladder.policy(first: [duty]))

    #expect(play.item("unsaid") == nil)
  }

  @Test func `what was left out on raising is owed until it is stated`() throws {
    let level = Ladder.duty("level", .check, by: .raising, when: .unstated(.level))
    let area = Ladder.duty("area", .check, by: .raising, when: .unstated(.category))
    var play = try Play(Ladder.policy(opening: [level, area])) { $0.category = "threshold" }
    #expect(play.owed().contains("level"))
    #expect(!play.owed().contains("area"))

    try play.act(.check)
    #expect(!play.owed().contains("level"))
  }

  @Test func `naming a duty before it opens meets it as it opens`() throws {
    let follow = Ladder.duty("hold", .meet, by: .sides, after: .answered("weigh", ["yes"]))
    var play = try Play(Ladder.policy(first: [question, follow]))

    try play.act(.meet) { $0.duties = ["hold"] }
    try play.act(.consider) { $0.answer = "yes" }

    #expect(play.item("hold")?.standing == .met)
  }

  @Test func `a cap runs from its first stage to the leaving of its last`() throws {
    let cap = Cap(
      id: "in-all", title: "In all", from: "one", through: "two", clock: Ladder.days(10))
    var play = try Play(Ladder.policy(caps: [cap]))
    try play.act(.discuss)
    try play.move(to: "two")
    #expect(play.item("in-all")?.isOpen == true)

    try play.act(.discuss)
    try play.move(to: "three")

    #expect(play.item("in-all")?.meeting?.verdict == .met)
  }

  @Test func `a clock that counts from a discussion starts with it`() throws {
    let duty = Ladder.duty(
      "advice", .consult, by: .raising, clock: Ladder.days(1, from: .met("talk")))
    var play = try Play(Ladder.policy(first: [duty]))
    #expect(play.item("advice")?.timing == nil)
    try play.wait(until: "2026-06-05T16:00:00Z")

    try play.act(.discuss)

    #expect(play.item("advice")?.timing?.limit?.date == (try Fixture.date("2026-06-08")))
  }
}
