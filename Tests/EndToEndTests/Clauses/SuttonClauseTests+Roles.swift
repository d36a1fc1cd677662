import JSON
import Testing

/// Whose act counts as whose, and the lists that are served.
extension SuttonClauseTests {
  /// An agency, the role in which somebody of it recognises the issue, and whether that counts.
  @Test(arguments: [
    ("sutton-social-care", "team-manager-childrens", true),
    ("sutton-health", "designated-nurse-or-doctor", true),
    ("sutton-icb", "designated-nurse-or-doctor", true),
    ("sutton-police", "designated-nurse-or-doctor", false),
    ("sutton-police", "team-manager-childrens", false), ("sutton-police", "senior-manager", true),
  ])
  func `SUT-08 SUT-09 a role counts where that kind of agency has it`(
    agency: String, role: String, counts: Bool
  ) async throws {
    let server = try SuttonCase.common()
    let caller = server.caller(agency)
    let raised = try await caller.post(
      "/v1/escalations",
      PlayedCase.body(policy: "sutton", with: "sutton-housing", #""category": "assessment""#))
    let reference = try #require(raised.json.text("reference"), "\(raised.text)")
    let path = "/v1/escalations/\(reference)"
    let by = #""by": {"name": "A", "role": "\#(role)"}"#
    let recognised = try await caller.post("\(path)/acts", #"{"kind": "check", \#(by)}"#)
    let talked = try await caller.post(
      "\(path)/discussions", #"{"summary": "S", "how": "attempted", \#(by)}"#)

    #expect(recognised.json.texts("met").isEmpty != counts)
    let serves = counts && role != "senior-manager"
    #expect(talked.json.texts("met") == (serves ? ["1.s1-managers.-"] : []), "\(talked.text)")
    let owed = try await caller.get("\(path)/owed").json
    let preferred = owed.entry(of: "duties", where: "duty", is: "s1-managers")?.texts("preferred")
    let isHealth = ["sutton-health", "sutton-icb"].contains(agency)
    #expect(preferred == (isHealth ? ["designated-nurse-or-doctor"] : []))
  }

  @Test(arguments: [
    ("child-protection-adviser", true), ("designated-nurse-or-doctor", true),
    ("safeguarding-lead", true), ("senior-manager", false),
  ])
  func `SUT-08 the named or designated adviser, or who stands for one, advises`(
    role: String, counts: Bool
  ) async throws {
    let one = try await SuttonCase()
    let advised = try await one.post(
      "consultations", #"{"kind": "consult", "by": {"name": "A", "role": "\#(role)"}}"#)
    #expect(advised.json.texts("met").isEmpty != counts)
  }

  @Test(arguments: ["discussions", "consultations"])
  func `SUT-13 talks, meetings and attempts of the right level serve at each stage`(call: String)
    async throws
  {
    let kind = call == "discussions" ? #""summary": "S""# : #""kind": "meet""#
    for (stages, role, duty) in [
      ([], "line-manager", "1.s1-managers.-"), (["stage-2"], "senior-manager", "2.s2-seniors.-"),
      (["stage-2", "stage-3"], "head-of-service", "3.s3-heads.-"),
    ] {
      for how in ["done", "attempted"] {
        let one = try await SuttonCase()
        for stage in stages { try await one.mustMove(to: stage) }
        let done = try await one.post(
          call, #"{\#(kind), "how": "\#(how)", "by": {"name": "A", "role": "\#(role)"}}"#)
        #expect(done.json.texts("met") == [duty], "\(how): \(done.text)")
      }
    }
    let referral = try await SuttonCase(#""category": "referral""#)
    try await referral.post(
      "acts", #"{"kind": "respond", "by": {"name": "F", "role": "line-manager"}}"#)
    let tried = try await referral.post(
      "discussions", #"{"summary": "S", "how": "attempted"}"#, by: referral.care)
    #expect(tried.json.texts("met") == ["1.s1-discuss-referral.-"])
  }

  @Test func `SUT-02 each area belongs to its own part, and its Chair to the partnership`()
    async throws
  {
    let policy = try await SuttonCase.policy()
    let areas = (policy["categories"]?.arrayValue ?? []).filter { $0["tracks"] != nil }
    #expect(areas.count == 16)
    for area in areas {
      let code = try #require(area.text("code"))
      for track in ["strategic", "professional", "conference"] {
        let raised = try await SuttonCase.raise(
          #""track": "\#(track)", "category": "\#(code)""#)
        #expect((raised.status == 201) == area.texts("tracks").contains(track), "\(code) \(track)")
      }
    }
    let chairs = (policy["roles"]?.arrayValue ?? []).filter { $0.text("clause") == "SUT-02" }
    #expect(chairs.count == 6)
    #expect(chairs.allSatisfy { $0.texts("kinds") == ["partnership"] })
  }

  @Test func `SUT-01 a strategic issue may be about the partnership, a policy or a strategy`()
    async throws
  {
    for subject in ["partnership", "policy", "strategy"] {
      let raised = try await SuttonCase.raise(
        #""track": "strategic", "subjects": [{"kind": "\#(subject)", "description": "D"}]"#,
        child: false)
      #expect(raised.status == 201, "\(raised.text)")
    }
    let childless = try await SuttonCase.raise(SuttonClauseTests.dissent, child: false)
    #expect(childless.faults == ["childMissing /children"])
  }

  @Test func `SUT-11 the partnership sees names once it comes to the Independent Chair`()
    async throws
  {
    let one = try await dissented("concurs")
    try await one.move(to: "stage-2")
    #expect(try await one.detail(one.office).text("mask") == "outline")
    try await one.move(to: "stage-3")
    #expect(try await one.detail(one.office)["mask"] == nil)
    let strategic = try await SuttonCase(#""track": "strategic""#, child: false)
    #expect(try await strategic.detail(strategic.office)["mask"] == nil, "it is addressed to it")
  }

  @Test func `SUT-15 a resolution confirms the agreed outcome on each part, issues left or not`()
    async throws
  {
    for members in ["", #""track": "strategic""#, SuttonClauseTests.dissent] {
      let one = try await SuttonCase(members)
      let bare = try await one.change("resolution", #"{"basis": "assent"}"#)
      #expect(bare.faults == ["contentsMissing /contents/agreed-outcome"])
      #expect(try await one.resolve().status == 201)
    }
    for track in try await SuttonCase.policy()["tracks"]?.arrayValue ?? [] {
      let contents = track["resolution"]?["contents"]?.arrayValue ?? []
      #expect(contents.compactMap { $0.text("id") } == ["agreed-outcome", "outstanding-issues"])
    }
    let outcomes = try await SuttonCase.policy().codes(of: "outcomes")
    #expect(outcomes.count == 6)
    for outcome in outcomes {
      let ended = try await SuttonCase().change(
        "resolution",
        #"{"basis": "assent", "outcome": "\#(outcome)", "contents": {"agreed-outcome": "A"}}"#)
      #expect(ended.status == 201, "\(ended.text)")
    }
  }

  @Test func `SUT-17 what is read into the text or left open says so`() async throws {
    let policy = try await SuttonCase.policy()
    #expect(
      policy["notes"]?.arrayValue?.compactMap { $0.text("about") } == [
        "/effectiveFrom", "timescales", "appendices", "form destination",
        "/tracks/0/partnershipSeesFrom", "/tracks/2/partnershipSeesFrom",
        "/tracks/0/stages/0/formality", "conduct", "/review",
      ])
    #expect(policy.text("calendar") == "england-and-wales")
    #expect(policy["documents"]?.arrayValue?.count == 2)
    let stages = (policy["tracks"]?.arrayValue ?? []).map { $0["stages"]?.arrayValue ?? [] }
    #expect(
      stages.map { $0.compactMap { $0.text("formality") } } == [
        ["informal", "formal", "formal", "formal"], ["notStated", "notStated"],
        ["notStated", "notStated", "notStated"],
      ])
  }

  @Test func `SUT-14 each kind of learning goes somewhere`() async throws {
    let routes = try await SuttonCase.policy()["learningRoutes"]?.arrayValue ?? []
    #expect(
      routes.compactMap { $0.text("to") } == [
        "The relevant LSCP sub-group", "Changes to policy, procedure, system or practice",
        "An expert on evidence-based practice",
      ])
  }
}
