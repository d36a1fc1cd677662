import JSON
import Testing

/// Whose act counts as whose, and the lists that are served.
extension HaringeyClauseTests {
  @Test(arguments: ["line-manager", "safeguarding-lead", "designated-professional", "teacher"])
  func `HAR-20 manager, designated lead or designated professional advise`(role: String)
    async throws
  {
    let played = try await raise()
    let asked = try await played.post(
      "consultations", #"{"kind": "consult", "by": {"name": "C", "role": "\#(role)"}}"#)
    #expect(asked.json.texts("met").isEmpty == (role == "teacher"))
  }

  @Test(arguments: [
    ("head-of-service", true), ("designated-professional", true),
    ("detective-chief-inspector", false), ("line-manager", false),
  ])
  func `HAR-05 a Head of Service or their equal attends; a DCI is a police officer`(
    role: String, serves: Bool
  ) async throws {
    let played = try await atStage2(#""involved": ["haringey-police"]"#)
    let attended = try await played.post(
      "acts", #"{"kind": "attend", "by": {"name": "H", "role": "\#(role)"}}"#)
    #expect(attended.json.texts("met") == (serves ? ["2.s2-attend.haringey-st-hilda"] : []))
    let police = try await played.post(
      "acts", #"{"kind": "attend", "by": {"name": "I", "role": "detective-chief-inspector"}}"#,
      by: server.caller(HaringeyClauseTests.police))
    #expect(police.json.texts("met") == ["2.s2-attend.haringey-police"])
  }

  @Test(arguments: [
    ("senior-manager", true), ("head-of-service", true), ("named-professional", true),
    ("designated-professional", true), ("line-manager", false),
  ])
  func `HAR-09 a senior manager or named or designated professional supports the request`(
    role: String, serves: Bool
  ) async throws {
    let played = try await raise(#""category": "conference-refused""#)
    try await talkOfManagers(played)
    try await played.move(to: "request", #""track": "conference-request""#)
    try await played.post("acts", #"{"kind": "write"}"#)
    try await played.post(
      "acts", #"{"kind": "support", "by": {"name": "M", "role": "\#(role)"}}"#)
    #expect(try await played.duties("convene-conference").isEmpty != serves)
  }

  @Test func `HAR-04 managers meeting, an attempt or a reason serves at stage 1 of either ladder`()
    async throws
  {
    for members in ["", #""track": "allegation", "category": "allegation""#] {
      let met = try await raise(members)
      let meeting = try await met.post(
        "consultations", #"{"kind": "meet", "by": {"name": "B", "role": "line-manager"}}"#)
      #expect(meeting.json.texts("met").contains("1.s1-managers.haringey-st-hilda"))
      for way in [#""how": "attempted""#, #""how": "declined", "reason": "On leave.""#] {
        let played = try await raise(members)
        #expect(try await played.move(to: "stage-2").code == "dutiesOpen")
        let done = try await played.discuss(
          #"\#(way), "by": {"name": "B", "role": "line-manager"}"#)
        #expect(done.json.texts("met").contains("1.s1-managers.haringey-st-hilda"), "\(way)")
        #expect(try await played.move(to: "stage-2").status == 201)
      }
    }
  }

  @Test func `HAR-12 each kind of learning goes to its group`() async throws {
    let routes = try await policy()["learningRoutes"]?.arrayValue ?? []
    #expect(
      routes.compactMap { $0.text("to") } == [
        "Joint Operational Group", "Quality Assurance and Practice Review sub-group",
        "Training, Learning and Development sub-group", "Independent Chair",
        "The board, as noted at the discussion itself",
      ])
    #expect(routes[1].text("via") == "The agency's representative on the board")
  }

  @Test func `HAR-15 the lowest stage is a principle with its figure, the documents are served`()
    async throws
  {
    let policy = try await policy()
    let lowest = policy.entry(of: "principles", where: "code", is: "lowest-stage")
    #expect(lowest?.texts("figures") == ["stage-of-resolution"])
    #expect(policy["documents"]?.arrayValue?.count == 2)
    #expect(policy["documents"]?.arrayValue?.allSatisfy { $0.text("clause") == "HAR-01" } == true)
  }

  @Test func `HAR-21 what the text leaves open is not stated, at each place`() async throws {
    let policy = try await policy()
    #expect(
      policy["notes"]?.arrayValue?.compactMap { $0.text("about") } == [
        "/tracks/0/partnershipSeesFrom", "/tracks/0/stages/0/formality",
        "/tracks/0/stages/0/clock", "appendices", "/roles",
      ])
    let stages = (policy["tracks"]?.arrayValue ?? []).flatMap { $0["stages"]?.arrayValue ?? [] }
    #expect(
      stages.compactMap { $0.text("formality") } == [
        "notStated", "notStated", "formal", "notStated", "notStated", "notStated",
      ])
    #expect(
      stages.map { $0.text("end", "kind") } == [
        nil, "unresolved", nil, "unresolved", nil, "unresolved",
      ])
    for (track, stage) in [("escalation", "stage-2"), ("allegation", "stage-2")] {
      let members = track == "escalation" ? "" : #""track": "allegation", "category": "allegation""#
      let played = try await raise(members)
      try await talkOfManagers(played)
      try await played.move(to: stage)
      let clock = try await played.get("clocks").json
        .entry(of: "clocks", where: "duty", is: "\(stage)-complete")
      #expect(clock?.text("rule", "from") == "the end of the stage before")
    }
  }
}
