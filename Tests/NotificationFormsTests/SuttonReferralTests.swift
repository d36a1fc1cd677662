import Casework
import Escalations
import JSON
import NotificationForms
import Testing

@Suite("Sutton's Escalation Referral Form") struct SuttonReferralTests {
  static let path = "config/forms/sutton-referral.json"

  /// Everything that the record does not fill in.
  static let rest: JSONValue = [
    "practitionersOfConcern": [["practitioner": ["name": "Pat Concern", "agency": "Social Care"]]],
    "outcomesSought": "A core group within a week.", "contactHeadOfService": true,
    "department": "Pastoral care",
  ]

  /// At the formal stage, with one action agreed.
  static func atFormalStage() throws -> Play {
    var play = try Play("config/policies/sutton.json", category: "assessment")
    try play.discuss("No date for the core group.", role: "line-manager")
    try play.give(
      .noteAction(owner: Play.care, dueOn: try date("2026-03-20"), agreed: true),
      [Part(class: .narrative, member: "/what", text: "Call the core group")])
    try play.give(
      .act(Act(kind: .check, role: "line-manager", duties: ["s1-recognise"])))
    try play.move(to: "stage-2")
    return play
  }

  static func complete(in play: Play) throws -> FormPlay {
    var form = try FormPlay(path, in: play)
    try form.answer(rest, in: play)
    try form.sign("referral", as: "referrer", in: play)
    try form.sign("referral", as: "advisor", role: "safeguarding-lead", name: "Lee Lead", in: play)
    return form
  }

  @Test func `is drafted with the children, the concern and the actions agreed`() throws {
    let play = try Self.atFormalStage()

    let form = try FormPlay(Self.path, in: play)

    #expect(
      form.answers.json(form.template.fields) == [
        "children": [
          ["child": ["key": "child-1", "name": "Ben Made-Up", "birthDate": "2015-02-03"]],
          ["child": ["key": "child-2", "name": "Baby Made-Up", "expectedDate": "2026-06-01"]],
        ],
        "nature": "The plan is not kept to.",
        "actions": [
          [
            "who": "Children’s Social Care", "what": "Call the core group",
            "byWhen": "2026-03-20",
          ]
        ],
      ])
  }

  @Test func `is refused with everything that is missing, in the order of the paper`() throws {
    let play = try Self.atFormalStage()
    var form = try FormPlay(Self.path, in: play)

    let found = faults { try form.give(.submit("referral"), in: play) }

    #expect(
      found == [
        "/practitionersOfConcern missing", "/outcomesSought missing",
        "/contactHeadOfService missing", "/department missing",
        "/referrerSignature signatureMissing", "/advisorSignature signatureMissing",
      ])
    #expect(form.form.filings.isEmpty)
  }

  @Test func `asks who, what and by when of each action, or for the actions in words`() throws {
    let play = try Self.atFormalStage()
    var form = try FormPlay(Self.path, in: play)

    try form.answer(["actions": [["what": "Call the core group"], ["who": "The lead"]]], in: play)

    #expect(
      form.missing("referral", in: play).filter { $0.contains("ction") }
        == [
          "/practitionersOfConcern missing", "/actions/0/who missing", "/actions/0/byWhen missing",
          "/actions/1/what missing", "/actions/1/byWhen missing",
        ].filter { $0.contains("ction") })

    try form.answer(["actions": nil, "actionsAgreed": nil], in: play)

    let missing = form.missing("referral", in: play)
    #expect(missing.contains("/actionsAgreed missing") && missing.contains("/actions missing"))

    try form.answer(["actionsAgreed": "None yet."], in: play)

    #expect(!form.missing("referral", in: play).contains { $0.hasPrefix("/actions") })
  }

  @Test func `the advisor signs in the advisor's role, and the referrer in any`() throws {
    let play = try Self.atFormalStage()
    var form = try FormPlay(Self.path, in: play)

    #expect(
      refusal { try form.sign("referral", as: "advisor", role: "line-manager", in: play) }
        == .wrongRole)
    #expect(refusal { try form.sign("referral", as: "advisor", in: play) } == .wrongRole)
    #expect(refusal { try form.sign("referral", as: "stranger", in: play) } == .noSuchPlace)
    #expect(refusal { try form.sign("outcome", as: "referrer", in: play) } == .noSuchPlace)
    #expect(
      refusal { try form.sign("referral", as: "referrer", name: " ", in: play) } == .wordsMissing)

    try form.sign("referral", as: "advisor", role: "designated-nurse-or-doctor", in: play)
    try form.sign("referral", as: "referrer", in: play)

    #expect(form.form.signed("referral") == ["advisor", "referrer"])
    #expect(refusal { try form.sign("referral", as: "referrer", in: play) } == .alreadyDone)
  }

  @Test func `a change takes away the signatures that stood for what was changed`() throws {
    let play = try Self.atFormalStage()
    var form = try Self.complete(in: play)

    try form.answer(["contactHeadOfService": false], in: play)

    #expect(form.form.signed("referral") == ["referrer"])
    #expect(form.draft.names.map(\.text) == ["Ann Archer"])

    try form.answer(["department": "Year 6"], in: play)

    #expect(form.form.signed("referral") == [])
  }

  @Test func `submitted, it meets its duty, and the outcome meets the one after closing`() throws {
    var play = try Self.atFormalStage()
    var form = try Self.complete(in: play)

    let sent = try form.submit("referral", in: &play)

    #expect(sent.act?.duties == ["s2-form"])
    #expect(sent.act?.contents == ["nature"])
    #expect(play.state.isMet("s2-form"))
    #expect(!play.state.isMet("form-outcome"))

    try play.give(
      .resolve(Resolution(basis: .assent, outcome: "changed", assenting: [], dissenting: [])),
      [Part(class: .narrative, member: "/contents/agreed-outcome", text: "Held.")])
    try form.answer(["outcomeAchieved": "The core group met."], in: play)
    let outcome = try form.submit("outcome", in: &play)

    #expect(outcome.act?.duties == ["form-outcome"])
    #expect(play.state.isMet("form-outcome"))
    #expect(form.form.filings.map(\.submitted.number) == [1, 2])
  }

  @Test func `the outcome waits for the sending`() throws {
    let play = try Self.atFormalStage()
    var form = try FormPlay(Self.path, in: play)
    try form.answer(["outcomeAchieved": "All is well."], in: play)

    #expect(refusal { try form.give(.submit("outcome"), in: play) } == .notYet)
  }

  @Test func `what was submitted is not changed any more, and nothing is lost`() throws {
    var play = try Self.atFormalStage()
    var form = try Self.complete(in: play)
    try form.submit("referral", in: &play)
    let before = form.answers

    #expect(
      faults { try form.answer(["nature": "Something else."], in: play) } == [
        "/nature submittedBefore"
      ])
    #expect(refusal { try form.give(.submit("referral"), in: play) } == .submittedBefore)
    #expect(refusal { try form.sign("referral", as: "referrer", in: play) } == .submittedBefore)
    #expect(refusal { try form.give(.decline, in: play) } == .submittedBefore)
    #expect(form.answers == before)

    try form.answer(["outcomeAchieved": "Later."], in: play)

    #expect(form.answers["nature"] == before["nature"])
  }

  @Test func `whoever there is a concern about stays out of the record's payload`() throws {
    var play = try Self.atFormalStage()
    var form = try Self.complete(in: play)

    let decision = try form.submit("referral", in: &play)

    guard case .submitted(let submitted) = decision.event.body else {
      Issue.record("the event is no submission")
      return
    }
    let payload = submitted.content.entries.compactMap(\.value).joined(separator: " ")
    for name in ["Pat Concern", "Ben Made-Up", "2015-02-03", "Call the core group", "Pastoral"] {
      #expect(!payload.contains(name))
      #expect(decision.event.parts.contains { $0.text.contains(name) }, "\(name) lies beside it")
    }
    #expect(decision.learning == [])
  }

  @Test func `a form of another policy, or for another track, is refused`() throws {
    let newham = try Play("config/policies/newham.json")
    let strategic = try Play("config/policies/sutton.json", track: "strategic", category: "hr")

    #expect(refusal { _ = try FormPlay(Self.path, in: newham) } == .wrongPolicy)
    #expect(refusal { _ = try FormPlay(Self.path, in: strategic) } == .wrongPolicy)
    #expect(
      refusal { _ = try FormPlay(Self.path, in: try Self.atFormalStage(), by: Play.health) }
        == .notYours)
  }

  @Test func `only the agency that began it writes, signs and submits it`() throws {
    let play = try Self.atFormalStage()
    var form = try Self.complete(in: play)
    let answers = form.answers

    #expect(
      refusal { try form.give(.change(answers), in: play, by: .agency(Play.care)) } == .notYours)
    #expect(
      refusal { try form.give(.submit("referral"), in: play, by: .agency(Play.care)) } == .notYours)
    #expect(refusal { try form.give(.submit("referral"), in: play, by: .partnership) } == .notYours)
  }
}
