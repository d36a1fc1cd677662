import JSON
import Testing

/// Whose act counts as whose, and the lists that are served.
extension NewhamClauseTests {
  @Test(arguments: ["discuss", "meet", "attempted"])
  func `NEW-05 a call, an e-mail, a meeting or an attempt at one is a stage 1 discussion`(
    way: String
  )
    async throws
  {
    let played = try await raise()
    let answer =
      switch way {
      case "meet": try await played.post("consultations", #"{"kind": "meet"}"#, by: played.other)
      case "attempted": try await played.discuss(#""how": "attempted""#)
      default: try await played.discuss(by: played.other)
      }
    #expect(answer.json.texts("met") == ["1.s1-discuss.-"])
  }

  @Test func `NEW-05 three working days over Easter, from the earlier of the two days`()
    async throws
  {
    let own = try RunningServer(["--clock", "manual=2026-04-02T09:00:00Z"])
    let today = try await raise("", on: own)
    let before = try await raise(#""raisedWithOtherSideOn": "2026-03-31""#, on: own)

    #expect(try await today.duty("s1-discuss").text("clock", "limit", "on") == "2026-04-09")
    #expect(try await before.duty("s1-discuss").text("clock", "limit", "on") == "2026-04-07")
  }

  @Test(arguments: [
    "changed", "partly-changed", "unchanged-understood", "unchanged-disputed", "other-action",
    "overtaken",
  ])
  func `NEW-05 it may end in any of the outcomes`(outcome: String) async throws {
    let played = try await raise()
    let ended = try await played.change(
      "resolution", #"{"basis": "assent", "outcome": "\#(outcome)"}"#)

    #expect(ended.status == 201, "\(ended.text)")
  }

  @Test func `NEW-07 at stages 3 to 5 an attempt to talk serves, whoever's role does it`()
    async throws
  {
    let lead = #""how": "attempted", "by": {"name": "L", "role": "designated-lead"}"#
    let senior = #""how": "attempted", "by": {"name": "S", "role": "senior-manager"}"#
    let third = try await at(3).discuss(lead)
    let met = try await at(3).post(
      "consultations", #"{"kind": "meet", "by": {"name": "L", "role": "named-lead"}}"#)
    let fourth = try await at(4).discuss(
      #"""
      \#(lead), "participants": [
        {"agency": "newham-social-care", "role": "child-protection-manager", "present": false}]
      """#)
    let fifth = try await at(5).discuss(senior, by: server.caller(NewhamClauseTests.care))

    #expect(third.json.texts("met") == ["1.s3-liaise.newham-st-hilda"])
    #expect(met.json.texts("met") == ["1.s3-liaise.newham-st-hilda"])
    #expect(fourth.json.texts("met") == ["1.s4-contact.newham-st-hilda"])
    #expect(fifth.json.texts("met") == ["1.s5-liaise.-"])
  }

  @Test func `NEW-08 the Child Protection Manager is social care's, and no other's by the name`()
    async throws
  {
    let played = try await at(4)
    let claimed = try await played.post(
      "acts",
      """
      {"kind": "decide", "answer": "neither", "reason": "R.",
       "by": {"name": "M", "role": "child-protection-manager"}}
      """)
    let stranger = try await played.discuss(
      #"""
      "by": {"name": "A", "role": "teacher"}, "participants": [
        {"agency": "newham-social-care", "role": "child-protection-manager"}]
      """#)
    let risk = try await played.discuss(#""facts": ["risk-interpretation"]"#)

    #expect(claimed.json.texts("met").isEmpty)
    #expect(stranger.json.texts("met").isEmpty)
    #expect(risk.status == 201)
    #expect(try await played.get().json.texts("facts") == ["risk-interpretation"])
  }

  @Test func `NEW-12 at stage 5 the partnership still sees an outline`() async throws {
    let played = try await at(5)

    #expect(try await played.get(by: played.office("partnership")).json.text("mask") == "outline")
    let notes = try await policy()["notes"]?.arrayValue ?? []
    #expect(
      notes.filter { $0.text("clause") == "NEW-12" }.compactMap { $0.text("about") }
        == ["/tracks/0/partnershipSeesFrom", "tracker", "/review"])
  }

  @Test func `NEW-01 with or without a child, about any of the subjects, with any other party`()
    async throws
  {
    for subject in ["group", "place", "policy", "strategy", "review", "family"] {
      let members = #""children": [], "subjects": [{"kind": "\#(subject)", "description": "D"}]"#
      #expect(try await tryRaising(members).status == 201, "\(subject)")
    }
    for party in ["family-member", "child", "group"] {
      let members = #""otherParties": [{"kind": "\#(party)", "name": "N"}]"#
      #expect(try await tryRaising(members).status == 201, "\(party)")
    }
    for area in ["policy-or-strategy", "type-of-review"] {
      #expect(try await tryRaising(#""category": "\#(area)""#).status == 201, "\(area)")
    }
  }

  @Test func `NEW-03 six stages, whose formality is not stated, each with its own number`()
    async throws
  {
    let stages = try await policy()[path: ["tracks", "0", "stages"]]?.arrayValue ?? []
    #expect(stages.compactMap { $0["number"]?.int64Value } == [1, 2, 3, 4, 5, 6])
    #expect(stages.allSatisfy { $0.text("formality") == "notStated" })
    let notes = try await policy()["notes"]?.arrayValue ?? []
    #expect(notes.contains { $0.text("about") == "/tracks/0/skipping" })
    #expect(stages.last?.text("end", "kind") == "decision")
  }

  @Test func `NEW-10 only she decides: no agency by claiming her role, and no stage before hers`()
    async throws
  {
    let decide =
      #"{"basis": "determined", "outcome": "changed", "by": {"name": "C", "role": "independent-chair"}}"#
    let last = try await at(6)
    #expect(try await last.post("decisions", decide).code == "notTheDecider")
    let early = try await at(5)
    #expect(
      try await early.post("decisions", decide, by: early.office("decider")).code
        == "notTheDecider")
    let agreed = try await last.post(
      "limits", #"{"duty": "s6-respond", "dueOn": "2026-06-30"}"#)
    #expect(agreed.code == "limitNotChangeable", "the sides do not agree her time between them")
  }

  @Test(arguments: [
    ("phone", true), ("email", true), ("faceToFace", true), ("video", true),
    ("letter", false),
  ])
  func `NEW-14 phone, e-mail or a meeting, whichever is quickest; a stage of letters alone says so`(
    medium: String, isWelcome: Bool
  ) async throws {
    let played = try await raise()
    try await played.discuss(#""medium": "\#(medium)""#)
    let moved = try await played.move(to: "stage-2")

    #expect((moved.remark("medium") == nil) == isWelcome)
    #expect(
      try await policy().codes(of: "principles")
        == ["dialogue", "persist", "right-person", "quickly", "families-too"])
  }

  @Test func `NEW-15 the figures that bear on each point of the standard`() async throws {
    let standards = try await policy()["standards"]?.arrayValue ?? []
    #expect(
      standards.map { $0.texts("figures") } == [
        ["days-from-arising-to-raising"],
        ["evidence-stated-by-each-side", "learning-by-agency"],
        ["discussions-held", "attempts-without-reply"],
        ["media-of-discussions", "outcomes"],
        ["limits-met-by-level", "stage-of-resolution"],
      ])
  }

  @Test func `NEW-16 either reason will do for taking advice, and neither wants another`()
    async throws
  {
    for (reason, role) in [
      ("significant-harm", "line-manager"), ("seriously-unsound", "named-lead"),
    ] {
      let advised = try await at(2).post(
        "consultations",
        #"{"kind": "consult", "answer": "\#(reason)", "by": {"name": "D", "role": "\#(role)"}}"#)
      #expect(advised.json.texts("met") == ["1.s2-advice.newham-st-hilda"])
    }
  }

  @Test func `NEW-18 the four levels, the first two by our reading`() async throws {
    let levels = try await policy()["levels"]?.arrayValue ?? []
    #expect(
      levels.compactMap { $0.text("code") } == ["level-1", "level-2", "level-3", "level-4"])
    #expect(levels.map { $0["assumed"] == true } == [true, true, false, false])
    for level in levels.compactMap({ $0.text("code") }) {
      let members = #""children": [{"localReference": "1", "level": "\#(level)"}]"#
      #expect(try await tryRaising(members).status == 201, "\(level)")
    }
  }

  @Test func `NEW-19 nothing is out of scope, which a note says`() async throws {
    let notes = try await policy()["notes"]?.arrayValue ?? []
    #expect(notes.first { $0.text("about") == "/scope" }?.text("clause") == "NEW-19")
  }

  @Test func `NEW-13 each route of the form's learning leads to somebody`() async throws {
    let routes = try await policy()["learningRoutes"]?.arrayValue ?? []
    #expect(
      routes.compactMap { $0.text("to") } == [
        "The agencies concerned", "Newham Safeguarding Children Partnership, staff training",
        "Newham Safeguarding Children Partnership, a new protocol or procedure",
        "A sub-group of the partnership, to be named", "NSCP annual report",
      ])
  }
}
