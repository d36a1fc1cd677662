import JSON
import Testing

/// Professional disagreements: from the referral through line management to the formal process.
extension SuttonClauseTests {
  @Test
  func `SUT-04 management or the safeguarding lead recognises the issue before the formal stage`()
    async throws
  {
    let one = try await SuttonCase("\"category\": \"assessment\"")
    let early = try await one.move(to: "stage-2")
    #expect(early.code == "dutiesOpen")
    #expect(early.json.groundClauses == ["SUT-04"])

    let teacher = try await one.post(
      "acts",
      "{\"kind\": \"check\", \"duties\": [\"s1-recognise\"], \"by\": {\"name\": \"A.\", \"role\": \"teacher\"}}"
    )
    #expect(teacher.json["errors"]?.arrayValue?.first?["code"]?.stringValue == "wrongRole")
    try await one.recognise()

    #expect(try await one.move(to: "stage-2").status == 201)
  }

  @Test
  func
    `SUT-04 the formal stage owes the referral form and, at the end, learning into policy or practice`()
    async throws
  {
    let one = try await SuttonCase()
    try await one.mustMove(to: "stage-2")
    let form = try #require(try await one.items("s2-form").first)
    #expect(form["form"]?.stringValue == "sutton-referral")
    #expect(form["force"]?.stringValue == "should")

    #expect(try await one.resolve().status == 201)
    #expect(try await one.state("identify-learning") == "open")
    let learning = try await one.post(
      "learning", "{\"kind\": \"policyGap\", \"words\": \"No rule says who chairs.\"}")
    #expect(learning.status == 201, "\(learning.text)")
    let routes = try await one.detail()["learning"]?.arrayValue?.first?["routes"]
    #expect(routes?.arrayValue?.first?.stringValue == "policy-procedure-system-practice")
  }

  @Test func `SUT-05 a limit is what one side proposes and the other agrees`() async throws {
    let one = try await SuttonCase()
    let day = "{\"duty\": \"stage-1-complete\", \"dueOn\": \"2026-06-04\"}"
    func limit() async throws -> JSONValue? {
      try await one.items("stage-1-complete").first?["clock"]?["limit"]
    }

    #expect(try await one.post("limits", day).status == 201)
    #expect(try await limit() == nil)
    let proposals = try await one.detail(one.care)["proposedLimits"]?.arrayValue
    #expect(proposals?.first?["dueOn"]?.stringValue == "2026-06-04")
    #expect(try await one.post("limits", day, by: one.care).status == 201)

    #expect(try await limit()?["on"]?.stringValue == "2026-06-04")
    // Thursday 4 June ends at midnight, British Summer Time.
    #expect(try await limit()?["at"]?.stringValue == "2026-06-04T23:00:00Z")
    #expect(try await one.detail()["proposedLimits"]?.arrayValue?.isEmpty ?? true)
  }

  @Test
  func `SUT-05 the process may start and end the same day, with outcome and timescale agreed`()
    async throws
  {
    let one = try await SuttonCase("\"category\": \"resourcing\"")
    try await one.mustMove(to: "stage-2")
    let today = "{\"duty\": \"stage-2-complete\", \"dueOn\": \"2026-06-01\"}"
    #expect(try await one.post("limits", today).status == 201)
    #expect(try await one.post("limits", today, by: one.care).status == 201)
    let empty = try await one.post("acts", "{\"kind\": \"agree\", \"duties\": [\"s2-agree\"]}")
    #expect(empty.json["errors"]?.arrayValue?.first?["code"]?.stringValue == "contentsMissing")
    let agreed = try await one.post(
      "acts", "{\"kind\": \"agree\", \"contents\": {\"outcome\": \"A visit on Wednesday.\"}}")

    #expect(agreed.status == 201, "\(agreed.text)")
    #expect(try await one.state("s2-agree") == "met")
    #expect(try await one.resolve().status == 201)

    #expect(try await one.standing() == "resolved")
    let clock = try #require(try await one.items("stage-2-complete").first)
    #expect(clock["met"]?["verdict"]?.stringValue == "met")
  }

  @Test(arguments: [[], ["stage-2"], ["stage-2", "stage-3"], ["stage-2", "stage-3", "stage-4"]])
  func `SUT-06 somebody who supports the professional can be named at any stage`(stages: [String])
    async throws
  {
    let one = try await SuttonCase()
    for stage in stages { try await one.mustMove(to: stage) }
    #expect(try await one.state("name-supporter") == "offered")

    let named = try await one.post(
      "acts",
      "{\"kind\": \"support\", \"duties\": [\"name-supporter\"], \"by\": {\"name\": \"E. Mentor\"}}"
    )

    #expect(named.status == 201, "\(named.text)")
    #expect(try await one.state("name-supporter") == "met")
  }

  @Test
  func `SUT-07 the referral is revisited before the discussion, and a facilitator considered`()
    async throws
  {
    let one = try await SuttonCase("\"category\": \"referral\"")
    let talk = "{\"summary\": \"We went through it.\", \"duties\": [\"s1-discuss-referral\"]}"
    let early = try await one.post("discussions", talk)
    #expect(early.json["errors"]?.arrayValue?.first?["code"]?.stringValue == "stepMissing")
    #expect(early.json.groundClauses == ["SUT-07"])

    let revisited = try await one.post(
      "acts",
      """
      {"kind": "respond", "duties": ["s1-revisit-referral"], \
      "by": {"name": "F. Head", "role": "line-manager"}, "words": "Two dates are added."}
      """)
    #expect(revisited.status == 201, "\(revisited.text)")
    #expect(try await one.post("discussions", talk).status == 201)
    let unreasoned = try await one.post(
      "consultations",
      "{\"kind\": \"consider\", \"duties\": [\"s1-consider-facilitator\"], \"answer\": \"no\"}")
    #expect(unreasoned.faults == ["reasonMissing /reason"])
    let considered = try await one.post(
      "consultations",
      """
      {"kind": "consider", "duties": ["s1-consider-facilitator"], "answer": "no", \
      "reason": "The meeting settled it."}
      """)

    #expect(considered.status == 201, "\(considered.text)")
    for duty in ["s1-revisit-referral", "s1-discuss-referral", "s1-consider-facilitator"] {
      #expect(try await one.state(duty) == "met", "\(duty)")
    }
  }

  @Test func `SUT-07 a professionals meeting serves as well, and other areas owe none of it`()
    async throws
  {
    let one = try await SuttonCase("\"category\": \"referral\"")
    #expect(try await one.items("s1-managers").isEmpty)
    try await one.post(
      "acts",
      """
      {"kind": "respond", "duties": ["s1-revisit-referral"], \
      "by": {"name": "G. Lead", "role": "safeguarding-lead"}}
      """)
    let meeting = try await one.post("consultations", "{\"kind\": \"meet\"}")
    #expect(meeting.status == 201, "\(meeting.text)")
    #expect(try await one.state("s1-discuss-referral") == "met")

    let other = try await SuttonCase("\"category\": \"assessment\"")
    #expect(try await other.items("s1-revisit-referral").isEmpty)
    #expect(try await other.items("s1-consider-facilitator").isEmpty)
  }

  @Test func `SUT-08 social care's team manager and the first line managers liaise`() async throws {
    let one = try await SuttonCase("\"category\": \"planning-and-review\"")
    func talk(as role: String, by caller: Caller) async throws {
      let answer = try await one.post(
        "discussions",
        "{\"summary\": \"We spoke.\", \"by\": {\"name\": \"H.\", \"role\": \"\(role)\"}}",
        by: caller)
      #expect(answer.status == 201, "\(answer.text)")
    }

    try await talk(as: "teacher", by: one.school)
    try await talk(as: "team-manager-childrens", by: one.school)
    #expect(try await one.state("s1-managers") == "open")
    try await talk(as: "team-manager-childrens", by: one.care)

    #expect(try await one.state("s1-managers") == "met")
  }

  @Test func `SUT-08 advice from the named or designated adviser is the agency's own affair`()
    async throws
  {
    let one = try await SuttonCase("\"category\": \"assessment\"")
    #expect(try await one.state("s1-advice") == "offered")
    let advice = try await one.post(
      "consultations",
      """
      {"kind": "consult", "summary": "Our adviser shares the worry.", \
      "by": {"name": "I.", "role": "child-protection-adviser"}}
      """)

    #expect(advice.status == 201, "\(advice.text)")
    #expect(try await one.state("s1-advice") == "met")
    #expect(try await one.detail().hasActOf("consult"))
    #expect(try await !one.detail(one.care).hasActOf("consult"))
    let seen = try await one.items("s1-advice", one.care)
    #expect(
      seen.allSatisfy {
        $0["owners"]?.arrayValue?.first?.stringValue == "agency:sutton-social-care"
      })
  }

  @Test func `SUT-09 in health the designated nurse or doctor serves in place of line management`()
    async throws
  {
    let policy = try await SuttonCase.policy()
    let role = policy["roles"]?.listed("designated-nurse-or-doctor")
    #expect(
      role?["preferredIn"]?.arrayValue?.compactMap(\.stringValue) == ["health-provider", "icb"])

    let one = try await SuttonCase("\"category\": \"assessment\"")
    let care = try await one.health.post(
      "/v1/escalations",
      """
      {"policy": "sutton", "receiving": ["sutton-social-care"], "category": "assessment", \
      "summary": "The assessment leaves out the injuries we saw.", "immediateRisk": "no", \
      "children": [{"localReference": "H-0007"}]}
      """)
    let reference = try #require(care.json["reference"]?.stringValue)
    let talk = """
      {"summary": "The designated doctor spoke with the team manager.", \
      "by": {"name": "J.", "role": "designated-nurse-or-doctor"}}
      """

    let inHealth = try await one.health.post("/v1/escalations/\(reference)/discussions", talk)
    #expect(
      inHealth.json["met"]?.arrayValue?.map(\.stringValue)
        .contains { $0?.contains("s1-managers") == true } == true, "\(inHealth.text)")
    try await one.post("discussions", talk)
    #expect(try await one.state("s1-managers") == "open")
  }

  @Test
  func `SUT-08 past the timescale it goes to a senior manager without delay, whichever side moves`()
    async throws
  {
    let server = try SuttonCase.ownServer()
    let one = try await SuttonCase("\"category\": \"assessment\"", on: server)
    #expect(try await one.move(to: "stage-2", by: one.care).code == "entryNotOpen")
    try await one.agreeStageOne(on: "2026-06-03")
    #expect(try await one.move(to: "stage-2", by: one.care).code == "entryNotOpen")

    try server.move(to: "2026-06-03T23:00:00Z")
    try await one.awaitDuty("s1-refer-senior")

    #expect(try await one.state("stage-1-complete") == "late")
    let refer = try #require(try await one.items("s1-refer-senior").first)
    #expect(refer["force"]?.stringValue == "must")
    #expect(refer["clause"]?.stringValue == "SUT-08")
    #expect(refer["clock"]?["limit"] == nil)
    #expect(refer["state"]?.stringValue == "open")
    let moved = try await one.move(to: "stage-2", by: one.care)
    #expect(moved.status == 201, "\(moved.text)")
  }

  @Test func `SUT-22 past the timescale a senior member of staff takes it up, owed to the end`()
    async throws
  {
    let server = try SuttonCase.ownServer()
    let one = try await SuttonCase("\"category\": \"assessment\"", on: server)
    let kept = try await SuttonCase("\"category\": \"assessment\"", on: server)
    try await one.agreeStageOne(on: "2026-06-02")
    #expect(try await one.items("s1-senior-support").isEmpty)
    try server.move(to: "2026-06-03T09:00:00Z")
    try await one.awaitDuty("s1-senior-support")
    #expect(try await kept.items("s1-senior-support").isEmpty)

    try await one.mustMove(to: "stage-2", "stage-3")
    #expect(try await one.state("s1-senior-support") == "open")
    let support = try await one.post(
      "acts",
      """
      {"kind": "support", "duties": ["s1-senior-support"], \
      "by": {"name": "K. Director", "role": "head-of-service"}}
      """)
    #expect(support.status == 201, "\(support.text)")
    #expect(try await one.state("s1-senior-support") == "met")
  }

  @Test func `SUT-22 a limit that passed unnoticed opens the same duty as the stage is left late`()
    async throws
  {
    let server = try SuttonCase.ownServer()
    let one = try await SuttonCase("\"category\": \"assessment\"", on: server)
    try await one.agreeStageOne(on: "2026-06-02")
    try await one.recognise()
    try server.move(to: "2026-06-03T09:00:00Z")

    #expect(try await one.move(to: "stage-2").status == 201)

    #expect(try await one.state("s1-senior-support") == "open")
  }
}

extension SuttonCase {
  /// Both sides agree when the first stage ends.
  fileprivate func agreeStageOne(on day: String) async throws {
    for side in [school, care] {
      let answer = try await post(
        "limits", "{\"duty\": \"stage-1-complete\", \"dueOn\": \"\(day)\"}", by: side)
      try #require(answer.status == 201, "\(answer.text)")
    }
  }

  /// Waits until the scheduler has seen that time has passed.
  fileprivate func awaitDuty(_ duty: String) async throws {
    for _ in 0..<200 {
      if try await !items(duty).isEmpty { return }
      try await Task.sleep(for: .milliseconds(50))
    }
    Issue.record("\(duty) never opened")
  }
}
