import Casework
import Escalations
import JSON
import NotificationForms
import Testing

@Suite("Croydon's Escalation Notification Form") struct CroydonNotificationTests {
  static let path = "config/forms/croydon-notification.json"

  static let rest: JSONValue = [
    "stage": "stage-3", "decisionDisputed": "No conference.", "agreedOutcomes": "None yet.",
    "isOutstanding": false, "isOnRecord": true, "ownReference": "SH-77", "themes": ["plans"],
  ]

  static func atFormalStage() throws -> Play {
    var play = try Play("config/policies/croydon.json")
    try play.discuss("We differ.")
    try play.move(to: "stage-2")
    try play.discuss("We still differ.")
    try play.move(to: "stage-3")
    return play
  }

  static func complete(in play: Play) throws -> FormPlay {
    var form = try FormPlay(path, in: play)
    try form.answer(rest, in: play)
    return form
  }

  @Test func `once complete it is submitted, and no longer in the way of a move`() throws {
    var play = try Self.atFormalStage()
    try play.discuss("At stage 3 too.")
    try play.give(
      .act(Act(kind: .consider, answer: "no", hasReason: true)),
      [Part(class: .narrative, member: "/reason", text: "Not stuck.")])
    var form = try Self.complete(in: play)
    #expect(form.missing("notification", in: play) == [])
    var blocked = play
    #expect(throws: Refused.self) { try blocked.move(to: "stage-4") }

    let decision = try form.submit("notification", in: &play)
    try play.move(to: "stage-4")

    #expect(decision.act?.duties == ["s3-form"])
    #expect(play.state.stage == "stage-4")
  }

  @Test func `declined with a reason, it meets the same duty`() throws {
    var play = try Self.atFormalStage()
    var form = try FormPlay(Self.path, in: play)
    #expect(refusal { try form.give(.decline, in: play) } == .wordsMissing)
    #expect(refusal { try form.give(.decline, in: play, by: .agency(Play.care)) } == .notYours)

    let reason = Part(class: .narrative, member: "/reason", text: "It is nearly settled.")
    let decision = try form.give(.decline, in: play, [reason])
    let act = try #require(decision.act)
    try play.give(.act(act), [reason])

    #expect(act.how == .declined && act.duties == ["s3-form"])
    #expect(play.state.isMet("s3-form"))
    #expect(decision.event.parts == [reason])
    #expect(refusal { try form.give(.submit("notification"), in: play) } == .declined)
    #expect(refusal { try form.give(.decline, in: play, [reason]) } == .alreadyDone)
  }

  @Test func `themes go into learning, one for each, without names`() throws {
    var play = try Self.atFormalStage()
    var form = try Self.complete(in: play)
    try form.answer(["themes": ["plans", "other"], "issues": "Who calls whom."], in: play)

    let decision = try form.submit("notification", in: &play)

    #expect(decision.learning.map(\.theme) == ["plans", "other"])
    #expect(decision.learning.map(\.words) == ["Who calls whom.", "Who calls whom."])
    #expect(decision.learning.map(\.routes) == [["form-themes"], ["form-themes"]])
  }

  @Test func `something else wants words, and outstanding issues want a way on`() throws {
    let play = try Self.atFormalStage()
    var form = try Self.complete(in: play)

    try form.answer(["themes": ["other"], "isOutstanding": true], in: play)

    #expect(
      form.missing("notification", in: play) == [
        "/outstandingIssues missing", "/issues missing",
      ])
  }

  @Test func `each stage's form meets that stage's duty, and is numbered`() throws {
    var play = try Self.atFormalStage()
    var first = try Self.complete(in: play)
    try first.submit("notification", in: &play)
    try play.discuss("Again.")
    try play.give(
      .act(Act(kind: .consider, answer: "no", hasReason: true)),
      [Part(class: .narrative, member: "/reason", text: "Not stuck.")])
    try play.move(to: "stage-4")
    var second = try Self.complete(in: play)

    let decision = try second.submit("notification", in: &play)

    #expect(decision.act?.duties == ["s4-form"])
    #expect(second.form.filings.first?.submitted.number == 2)
  }

  @Test func `begun for a duty by name, it meets that one; for another form's it is refused`()
    throws
  {
    let play = try Self.atFormalStage()
    let item = try #require(play.state.duties.first { $0.key.duty == "s3-form" })
    let other = try #require(play.state.duties.first { $0.key.duty == "s3-consider-consultation" })

    let form = try FormPlay(Self.path, in: play, duty: item.key)

    #expect(form.form.begun.duty == item.key)
    #expect(
      refusal { _ = try FormPlay(Self.path, in: play, duty: other.key) } == .noSuchDuty)
  }
}
