import Escalations
import Testing

@Suite("Acts and the duties they meet") struct ActTests {
  @Test func `a discussion meets the duty to discuss`() throws {
    var play = try Play()

    try play.act(.discuss)

    let meeting = try #require(play.item("talk")?.meeting)
    #expect(meeting.how == .done)
    #expect(play.state.acts(.discuss).map(\.act.number) == [1])
  }

  @Test func `an attempt without reply meets a duty that wants the other side`() throws {
    var play = try Play()

    try play.act(.discuss) { $0.how = .attempted }

    #expect(play.item("talk")?.meeting?.how == .attempted)
  }

  @Test func `an attempt at what one does alone meets nothing`() throws {
    var play = try Play()

    try play.act(.confirmRecord) { $0.how = .attempted }

    #expect(play.item("confirm", of: Play.school)?.isOpen == true)
    #expect(
      play.refusals(.act(Act(kind: .confirmRecord, how: .attempted, duties: ["confirm"])))
        == [.attemptNotEnough])
  }

  @Test func `each agency confirms its own record and nobody else's`() throws {
    var play = try Play()

    try play.act(.confirmRecord, by: Play.care)

    #expect(play.item("confirm", of: Play.care)?.isOpen == false)
    #expect(play.item("confirm", of: Play.school)?.isOpen == true)
  }

  @Test func `an act of an earlier day is met in time and marked as recorded late`() throws {
    let clock = Ladder.days(1)
    let duty = Ladder.duty("tell", .report, by: .raising, clock: clock)
    var play = try Play(Ladder.policy(first: [duty]), at: "2026-06-04T09:00:00Z")
    try play.wait(until: "2026-06-09T09:00:00Z")

    try play.act(.report, at: "2026-06-05T15:00:00Z")

    let meeting = try #require(play.item("tell")?.meeting)
    #expect(meeting.verdict == .met)
    #expect(meeting.recordedLate)
    #expect(play.state.duties.contains { $0.key.duty == "tell" && $0.hasPassed } == false)
  }

  @Test func `an act after its limit is missed for good`() throws {
    let duty = Ladder.duty("tell", .report, by: .raising, clock: Ladder.days(1))
    var play = try Play(Ladder.policy(first: [duty]))
    try play.wait(until: "2026-06-09T09:00:00Z")

    try play.act(.report)

    #expect(play.item("tell")?.meeting?.verdict == .missed)
    #expect(play.item("tell")?.meeting?.workingDaysTaken == 6)
  }

  @Test func `several duties that ask for the same act want to be named`() throws {
    let duties = [
      Ladder.duty("tell-a", .report, by: .raising), Ladder.duty("tell-b", .report, by: .raising),
    ]
    var play = try Play(Ladder.policy(first: duties))

    #expect(play.refusals(.act(Act(kind: .report))) == [.ambiguousDuty])
    try play.act(.report) { $0.duties = ["tell-b"] }
    #expect(play.owed().contains("tell-a"))
    #expect(!play.owed().contains("tell-b"))
  }

  @Test func `a role, its equivalent or a declared substitute meets a duty, another does not`()
    throws
  {
    let duty = Duty(
      id: "ask", title: "Ask", act: .consult, owedBy: .raising, by: ["lead"], force: .should,
      provenance: Ladder.source)
    let policy = Ladder.policy(first: [duty])
    for (role, stand, isMet) in [
      ("lead", nil, true), ("manager", nil, true), ("teacher", nil, false),
      ("teacher", "lead", true), (nil, nil, false),
    ] as [(RoleID?, RoleID?, Bool)] {
      var play = try Play(policy)
      try play.act(.consult) {
        $0.role = role
        $0.substituteFor = stand
      }
      #expect(play.item("ask")?.isOpen == !isMet, "\(String(describing: role))")
      #expect(play.item("ask")?.meeting?.substituteFor == (isMet ? stand : nil))
    }
  }

  @Test func `a question wants one of its answers, and a reason where it says so`() throws {
    let duty = Duty(
      id: "weigh", title: "Weigh", act: .consider, owedBy: .raising, force: .must,
      blocks: [.moving],
      answers: [
        Duty.Answer(code: "yes", title: "Yes", needsReason: false),
        Duty.Answer(code: "no", title: "No", needsReason: true),
      ], provenance: Ladder.source)
    var play = try Play(Ladder.policy(first: [duty]))
    func weigh(_ answer: Code?, reason: Bool = false) -> Command {
      .act(Act(kind: .consider, duties: ["weigh"], answer: answer, hasReason: reason))
    }

    #expect(play.refusals(weigh(nil)) == [.answerMissing])
    #expect(play.refusals(weigh("perhaps")) == [.answerMissing])
    #expect(play.refusals(weigh("no")) == [.reasonMissing])
    try play.order(weigh("no", reason: true))
    #expect(play.state.answer(to: "weigh") == "no")
  }

  @Test func `what comes first comes first`() throws {
    let first = Ladder.duty("ask", .consult, by: .raising)
    let second = Duty(
      id: "tell", title: "Tell", act: .report, owedBy: .raising, force: .should,
      requires: ["ask"], provenance: Ladder.source)
    var play = try Play(Ladder.policy(first: [first, second]))

    #expect(play.refusals(.act(Act(kind: .report, duties: ["tell"]))) == [.stepMissing])
    try play.act(.consult)
    #expect(play.refusals(.act(Act(kind: .report, duties: ["tell"]))) == [])
  }

  @Test func `required parts are named when they are missing`() throws {
    let duty = Duty(
      id: "refer", title: "Refer", act: .refer, owedBy: .raising, force: .must,
      contents: [
        Duty.Content(id: "nature", title: "Nature", required: true),
        Duty.Content(id: "note", title: "Note", required: false),
      ], provenance: Ladder.source)
    let play = try Play(Ladder.policy(first: [duty]))

    #expect(play.refusals(.act(Act(kind: .refer, duties: ["refer"]))) == [.contentsMissing])
    #expect(
      play.refusals(.act(Act(kind: .refer, duties: ["refer"], contents: ["nature"]))) == [])
  }

  @Test func `an act that meets only an internal duty is its agency's alone`() throws {
    let duty = Duty(
      id: "ask", title: "Ask", act: .consult, owedBy: .raising, force: .should, isPrivate: true,
      provenance: Ladder.source)
    var play = try Play(Ladder.policy(opening: [duty]))

    let inside = try play.act(.consult)
    let outside = try play.act(.discuss)

    #expect(inside.privateTo == Play.school)
    #expect(outside.privateTo == nil)
  }

  @Test func `a talk meets a duty to talk with somebody only if they took part or were asked`()
    throws
  {
    let duty = Duty(
      id: "bring-in", title: "Bring in", act: .discuss, owedBy: .raising,
      with: ["social-worker"], force: .must, blocks: [.moving], attemptMeets: true,
      provenance: Ladder.source)
    let policy = Ladder.policy(first: [duty])
    let care = Play.care
    let rows: [([Act.Participant], [DutyID], Effect.Meeting.How?)] = [
      ([], [], nil),
      ([Act.Participant(agency: care, role: "lead", present: true)], [], nil),
      ([Act.Participant(agency: Play.health, role: "social-worker", present: true)], [], nil),
      ([Act.Participant(agency: care, role: "social-worker", present: true)], [], .done),
      ([Act.Participant(agency: care, role: "social-worker", present: false)], [], .attempted),
      ([], ["bring-in"], .done),
    ]
    for (participants, named, how) in rows {
      var play = try Play(policy)
      try play.act(.discuss) {
        $0.participants = participants
        $0.duties = named
      }
      #expect(play.item("bring-in")?.meeting?.how == how)
    }
  }

  @Test func `an act that does not do says what it lacks`() throws {
    let duty = Duty(
      id: "ask", title: "Ask", act: .consult, owedBy: .raising, by: ["lead"], force: .should,
      provenance: Ladder.source)
    var play = try Play(Ladder.policy(first: [duty]))
    let before = play.state

    let short = try play.act(.consult)
    let full = try play.act(.consult) { $0.role = "lead" }

    let misses = play.rules.nearMisses(of: short, on: before)
    #expect(misses.map(\.reason) == [.wrongRole])
    #expect(misses.first?.detail == "Ask: It asks for one of: Lead.")
    #expect(play.rules.nearMisses(of: full, on: before).isEmpty)
  }

  @Test func `whoever takes no part records nothing`() throws {
    let play = try Play()

    #expect(play.refusals(.act(Act(kind: .discuss)), by: .agency("elsewhere")) == [.notAParty])
  }

  @Test func `nothing happens in the future`() throws {
    let play = try Play(at: "2026-06-01T09:00:00Z")
    let order = Order(
      by: .agency(Play.school), command: .act(Act(kind: .discuss)),
      occurredAt: try Fixture.instant("2026-06-01T09:30:00Z"))

    let refused = #expect(throws: Refused.self) {
      try play.rules.decide(order, on: play.state, now: play.now)
    }
    #expect(refused?.refusals.map(\.reason) == [.inTheFuture])
  }
}
