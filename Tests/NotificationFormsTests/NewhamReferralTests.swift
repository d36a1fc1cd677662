import Casework
import Escalations
import JSON
import NotificationForms
import Testing

@Suite("Newham's Escalation Referral Form") struct NewhamReferralTests {
  static let path = "config/forms/newham-referral.json"

  static let learning: JSONValue = [
    "agencyLearning": "Ask earlier.", "staffTraining": true, "newProtocol": false,
    "subGroup": false,
  ]

  /// Stages 1 and 3 with a talk each, stage 2 private, stages 4 and 5 passed over.
  static func atLastStage() throws -> Play {
    var play = try Play("config/policies/newham.json")
    try play.discuss("We differ on the risk.")
    try play.move(to: "stage-2")
    try play.give(
      .act(
        Act(
          kind: .consult, role: "line-manager", duties: ["s2-advice"], answer: "significant-harm")),
      [Part(class: .narrative, member: "/words", text: "In confidence: hold firm.")])
    try play.move(to: "stage-3")
    try play.discuss("The leads spoke.", role: "named-lead")
    try play.discuss("The leads spoke again.", role: "named-lead")
    try play.move(to: "stage-6", reason: "It cannot wait.")
    return play
  }

  static func row(_ number: Int, of field: FieldID, in answers: Answers) throws -> Answers {
    guard case .rows(let rows)? = answers[field] else {
      throw FormFaults([])
    }
    return rows[number]
  }

  @Test func `is filled in with each stage's meeting, the steps and who took part`() throws {
    let play = try Self.atLastStage()

    let form = try FormPlay(Self.path, in: play)

    let answers = form.answers
    #expect(answers["stage1Date"] == .date(try date("2026-03-03")))
    #expect(answers["stage3Date"] == .date(try date("2026-03-07")), "the first of the two")
    #expect(answers["stage5Date"] == nil)
    let steps = form.answers.json(form.template.fields)["steps"]?.arrayValue ?? []
    #expect(steps.count == 4)
    #expect(
      steps.first == [
        "stage": "Stage 1: Professionals discuss", "date": "2026-03-03",
        "what": "Discussion, by phone. We differ on the risk.",
        "who":
          "Ann Archer (St Hilda’s School); Sam Social (Children’s Social Care)",
      ])
    #expect(
      form.answers.json(form.template.fields)["author"] == [
        "name": "Ann Archer", "role": "Head teacher", "agency": "St Hilda’s School",
      ])
    #expect(answers["stagesNotTried"] != nil)
  }

  @Test func `what was said in confidence is filled in as a fact, and not in words`() throws {
    let play = try Self.atLastStage()

    let form = try FormPlay(Self.path, in: play)

    let advice = try Self.row(1, of: "steps", in: form.answers)
    #expect(advice["what"] == .text("Advice sought"))
    #expect(advice["who"] == .text("Line manager, St Hilda’s School"))
    let other = play.prefill(form.template, for: Play.care)
    guard case .rows(let rows)? = other.answers["steps"] else {
      Issue.record("there are no steps")
      return
    }
    #expect(rows.count == 3, "the other side does not see it at all")
  }

  @Test func `says from which events each answer was filled in, until somebody changes it`() throws
  {
    let play = try Self.atLastStage()
    var form = try FormPlay(Self.path, in: play)
    func events(_ pointer: String) -> [Int]? {
      form.form.origins.first { $0.pointer == pointer }?.events
    }

    #expect(events("/details") == [1])
    #expect(events("/stage1Date") == [2])
    #expect(events("/stage3Date") == [6])
    #expect(events("/steps/3/what") == [7])

    try form.answer(["details": "Said better."], in: play)

    #expect(events("/details") == nil)
    #expect(events("/stage1Date") == [2])
  }

  @Test func `the address is never filled in, and may be withheld`() throws {
    let play = try Self.atLastStage()
    var form = try FormPlay(Self.path, in: play)

    #expect(try Self.row(0, of: "children", in: form.answers)["address"] == nil)
    #expect(form.missing("referral", in: play).contains("/children/0/address missing"))

    try form.answer(
      [
        "children": [
          [
            "child": ["key": "child-1", "name": "Ben Made-Up", "birthDate": "2015-02-03"],
            "address": ["withheld": true],
          ],
          [
            "child": ["key": "child-2", "name": "Baby Made-Up", "birthDateNotKnown": true],
            "address": ["given": "1 Made-Up Street"],
          ],
        ]
      ], in: play)

    #expect(!form.missing("referral", in: play).contains { $0.hasPrefix("/children") })
    #expect(try Self.row(0, of: "children", in: form.answers)["address"] == .withheld)
  }

  @Test(arguments: [
    (["stage1Date", "stage3Date", "stage5Date"], false),
    (["stage1Date", "stage3Date"], true), (["stage1Date", "stage5Date"], true),
    (["stage3Date", "stage5Date"], true), ([], true),
  ])
  func `a reason is demanded exactly when a stage's meeting date is missing`(
    given: [String], isDemanded: Bool
  ) throws {
    let play = try Self.atLastStage()
    var form = try FormPlay(Self.path, in: play)
    var dates = JSONObject()
    for name in ["stage1Date", "stage3Date", "stage5Date"] {
      dates[name] = given.contains(name) ? "2026-03-04" : .null
    }

    try form.answer(.object(dates), in: play)

    #expect(
      form.missing("referral", in: play).contains("/missingReasons missing") == isDemanded)
  }

  @Test func `the fault speaks in the label of the paper`() throws {
    let play = try Self.atLastStage()
    let form = try FormPlay(Self.path, in: play)

    let missing = play.formRules(form.template).missing(
      in: "referral", of: form.form, draft: form.draft, texts: [])

    let address = try #require(missing.first { $0.pointer == "/children/1/address" })
    #expect(address.label == "Child/young person, row 2: Address")
    #expect(address.detail == "Write something here.")
  }

  @Test func `the sub-group is named when one is to discuss it, and not otherwise`() throws {
    let play = try Self.atLastStage()
    var form = try FormPlay(Self.path, in: play)

    try form.answer(["subGroup": true], in: play)
    #expect(form.missing("referral", in: play).contains("/subGroupName missing"))

    try form.answer(["subGroup": false, "subGroupName": "Practice"], in: play)
    #expect(form.missing("referral", in: play).contains("/subGroupName notAsked"))
  }

  @Test func `submitted, its answers are learning, and it meets both duties that ask for it`()
    throws
  {
    var play = try Self.atLastStage()
    var form = try FormPlay(Self.path, in: play)
    try form.answer(Self.learning, in: play)
    try form.answer(
      [
        "subGroup": true, "subGroupName": "Practice", "missingReasons": "It could not wait.",
        "others": [["practitioner": ["name": "S", "role": "Manager", "agency": "Care"]]],
        "children": [
          [
            "child": ["key": "child-1", "name": "Ben", "birthDate": "2015-02-03"],
            "address": ["withheld": true],
          ]
        ],
      ], in: play)

    let decision = try form.submit("referral", in: &play)

    #expect(
      decision.learning.map(\.kind) == ["agency", "training", "theme"])
    #expect(decision.learning.map(\.words) == ["Ask earlier.", nil, "Practice"])
    #expect(decision.learning.map(\.routes) == [["agencies"], ["training"], ["sub-group"]])
    #expect(play.state.isMet("s6-form") && play.state.isMet("referral-form"))
    #expect(
      form.form.filings.first?.submitted.content.entry(at: "/children/0/address")?.says == .withheld
    )
  }

  @Test func `without a child it asks for none`() throws {
    let play = try Play("config/policies/newham.json", withChildren: false)
    let form = try FormPlay(Self.path, in: play)

    #expect(!form.missing("referral", in: play).contains("/children missing"))
  }

  @Test func `a date in the future is no date of a meeting`() throws {
    let play = try Self.atLastStage()
    var form = try FormPlay(Self.path, in: play)

    try form.answer(["stage5Date": "2026-12-24"], in: play)

    #expect(form.missing("referral", in: play).contains("/stage5Date inTheFuture"))
  }
}
