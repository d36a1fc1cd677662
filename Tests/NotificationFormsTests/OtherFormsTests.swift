import Casework
import Escalations
import JSON
import NotificationForms
import Testing

@Suite("The other forms") struct OtherFormsTests {
  /// Signs where a part asks for it, and submits; what is missing before is named.
  private func submit(
    _ path: String, _ part: FormPartID, as author: AuthorID, role: RoleID? = nil,
    lacking missing: [String], _ rest: JSONValue, in play: inout Play
  ) throws -> FormDecision {
    var form = try FormPlay(path, in: play)
    let lacks = form.missing(part, in: play).filter { !$0.hasSuffix("signatureMissing") }
    #expect(lacks == missing)
    try form.answer(rest, in: play)
    #expect(form.missing(part, in: play) == ["/signature signatureMissing"])
    try form.sign(part, as: author, role: role, in: play)
    return try form.submit(part, in: &play)
  }

  @Test func `Sutton's heads of service get the nature and the attempts in writing`() throws {
    var play = try SuttonReferralTests.atFormalStage()
    try play.discuss("Senior managers spoke.", role: "senior-manager")
    try play.move(to: "stage-3")

    let decision = try submit(
      "config/forms/sutton-heads-of-service.json", "follow-up", as: "author", lacking: [],
      ["verbalReportOn": "2026-03-04"], in: &play)

    #expect(decision.act?.contents == ["nature", "attempts"])
    #expect(play.state.isMet("s3-write"))
    let attempts = try #require(
      decision.event.parts.first { $0.member == "/answers/attempts" }?.text)
    #expect(
      attempts.hasPrefix(
        "Stage 1: Practitioners and first line managers; 3 March 2026; Discussion, by phone. "))
    #expect(attempts.contains("No date for the core group."))
  }

  @Test func `Sutton's Chair gets the account, the attempts, the risk and what is sought`() throws {
    var play = try SuttonReferralTests.atFormalStage()
    try play.move(to: "stage-3")
    try play.give(
      .act(Act(kind: .discuss, role: "head-of-service", duties: ["s3-heads"])),
      [Part(class: .narrative, member: "/summary", text: "Heads spoke.")])
    try play.give(
      .stateRisk(RiskStatement(answer: .notKnown)),
      [Part(class: .narrative, member: "/words", text: "Nobody has seen him.")])
    try play.move(to: "stage-4")

    let decision = try submit(
      "config/forms/sutton-chair-referral.json", "referral", as: "referrer",
      lacking: ["/resolutionSought missing"], ["resolutionSought": "A conference."], in: &play)

    #expect(
      decision.act?.contents == ["account", "attempts", "risk-assessment", "resolution-sought"])
    #expect(play.state.isMet("s4-referral"))
    #expect(
      decision.event.parts.first { $0.member == "/answers/riskAssessment" }?.text
        .hasSuffix("\nNobody has seen him.") == true)
  }

  @Test func `GSCP's Resolution Group gets what is unresolved, or what there is to learn`() throws {
    var play = try Play("config/policies/gscp.json")
    try play.discuss("We differ.")

    let decision = try submit(
      "config/forms/gscp-resolution-group.json", "referral", as: "referrer",
      lacking: ["/grounds missing", "/managers/0/practitioner/role missing"],
      [
        "grounds": ["lessons"], "lessons": "Say who decides.",
        "managers": [["practitioner": ["name": "S", "role": "Manager", "agency": "Care"]]],
      ], in: &play)

    #expect(decision.learning.map(\.kind) == ["lesson"])
    #expect(decision.learning.map(\.words) == ["Say who decides."])
  }

  @Test func `Haringey's round table is recorded with who came and what each will do`() throws {
    var play = try Play(
      "config/policies/haringey.json", track: "round-table", facts: ["contested-risk-plan"])
    try play.give(
      .act(
        Act(
          kind: .meet, role: "head-of-service", duties: ["attend-round-table"],
          participants: [
            Act.Participant(agency: Play.care, role: "head-of-service", present: true)
          ])),
      [
        Part(class: .name, person: "practitioner", member: "/by/name", text: "Ann Archer"),
        Part(class: .name, person: "participant-1", member: "/participants/0/name", text: "Sam"),
      ])
    let path = "config/forms/haringey-round-table.json"
    var form = try FormPlay(path, in: play)
    #expect(form.answers["heldOn"] == .date(try date("2026-03-03")))

    try form.answer(
      [
        "grounds": ["contested-risk-plan"], "sharedAssessment": "High risk.", "isDissent": true,
        "dissent": "Health, on the plan; it stands.", "feedBack": "By phone, today.",
        "attendance": [
          [
            "practitioner": ["name": "Sam", "role": "Head of Service", "agency": "Care"],
            "came": true,
          ],
          [
            "practitioner": ["name": "D", "role": "Detective Chief Inspector", "agency": "Police"],
            "came": false,
          ],
        ],
        "views": [["agency": ["name": "Care"], "view": "Keep the plan."]],
        "actions": [
          ["who": "Care", "what": "Visit", "byWhen": "2026-03-04", "toldFrontLine": true]
        ],
        "significant": true, "significantWords": "On risk.", "training": "Risk in hospital.",
      ], in: play)
    #expect(
      refusal { try form.sign("record", as: "chair", role: "line-manager", in: play) }
        == .wrongRole)
    try form.sign("record", as: "chair", role: "detective-chief-inspector", in: play)
    let decision = try form.submit("record", in: &play)

    #expect(decision.act?.duties == ["convene-round-table"])
    #expect(play.state.isMet("convene-round-table"))
    #expect(decision.learning.map(\.kind) == ["significantDisagreement", "training"])
  }
}

@Suite("A form of a sixth partnership") struct SixthPartnershipTests {
  static let path = "examples/forms/wexmouth-differences.json"

  @Test func `is sent by one side and answered by the other, without a line of Swift`() throws {
    var play = try Play("examples/policies/wexmouth.json", category: "threshold")
    try play.give(.move(to: "managers", track: nil, risk: .no), by: Play.care)
    var form = try FormPlay(Self.path, in: play)
    #expect(refusal { _ = try FormPlay(Self.path, in: play, by: Play.care) } == .notYours)
    let early: JSONValue = ["accepted": "no"]
    #expect(
      refusal { try form.answer(early, in: play, by: .agency(Play.care)) } == .notYet)
    try form.answer(["wanted": "A second look."], in: play)
    #expect(
      faults { try form.answer(["accepted": "no"], in: play) } == ["/accepted anotherAuthor"])

    let sent = try form.submit("differences", in: &play)

    #expect(sent.act?.duties == ["escalation-form"])
    #expect(
      faults { try form.answer(["wanted": "More."], in: play, by: .agency(Play.care)) }
        == ["/wanted submittedBefore"])

    try form.answer(
      ["accepted": "partly", "themes": "Look twice."], in: play, by: .agency(Play.care))
    #expect(
      form.missing("reply", in: play) == ["/reasons missing", "/signature signatureMissing"])
    try form.answer(["reasons": "One of two."], in: play, by: .agency(Play.care))
    #expect(
      refusal {
        try form.sign("reply", as: "answerer", role: "line-manager", in: play, by: Play.care)
      } == .wrongRole)
    #expect(
      refusal { try form.sign("reply", as: "answerer", role: "service-head", in: play) }
        == .notYours)
    try form.sign("reply", as: "answerer", role: "service-head", in: play, by: Play.care)
    let reply = try form.submit("reply", in: &play, by: Play.care)

    #expect(reply.act?.duties == ["form-reply"])
    #expect(reply.learning.map(\.words) == ["Look twice."])
  }
}
