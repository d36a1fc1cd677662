import JSON
import Testing

/// Whose act counts as whose, and the lists that are served.
extension GSCPClauseTests {
  @Test func `GSC-04 an attempt at talking serves, as a talk of the managers does`() async throws {
    let played = try await raise()
    let tried = try await played.discuss(#""how": "attempted""#)
    try await report(played)
    let managers = try await played.discuss(
      #""how": "attempted", "by": {"name": "M", "role": "line-manager"}"#)

    #expect(
      tried.json.texts("met") == ["1.communicate.gscp-st-hilda", "1.s1-discuss.-"])
    #expect(managers.json.texts("met") == ["1.s1-managers-contact.-"])
  }

  @Test func `GSC-18 reporting is owed once talking was tried, or the day for it has passed`()
    async throws
  {
    let written = try await raise()
    #expect(try await written.duties("s1-report").isEmpty)
    try await written.post("acts", #"{"kind": "write", "words": "A letter."}"#)
    #expect(try await written.duty("s1-report").text("state") == "open")

    let theirs = try await raise()
    try await theirs.discuss(by: theirs.other)
    #expect(try await theirs.duty("s1-report").text("state") == "open")
    for way in ["attempted", "declined"] {
      let body =
        #"{"kind": "report", "how": "\#(way)", "reason": "R", "by": {"name": "A", "role": "line-manager"}}"#
      try await theirs.post("acts", body)
      #expect(try await theirs.duty("s1-report").text("state") == "open", "\(way)")
    }
    #expect(
      try await theirs.change("resolution", #"{"basis": "assent"}"#).status == 201,
      "it stands in the way of moving on, and of no agreement")
  }

  @Test(arguments: ["designated-professional", "named-professional", "head-teacher"])
  func `GSC-06 a report to the designated or named professional serves, to another it does not`(
    role: String
  ) async throws {
    let played = try await raise()
    try await played.discuss()
    let told = try await played.post(
      "acts", #"{"kind": "report", "by": {"name": "A", "role": "\#(role)"}}"#)

    #expect(told.json.texts("met").isEmpty == (role == "head-teacher"))
  }

  @Test func `GSC-10 only social care's own Service Manager MASH is one`() async throws {
    let played = try await raise(
      #""category": "threshold", "involved": ["gscp-police"]"#)
    try await climb(played, to: 2)
    let claimed = try await played.discuss(
      #"""
      "participants": [{"agency": "gscp-police", "role": "mash-service-manager"}]
      """#)
    #expect(!claimed.json.texts("met").contains("2.s2-mash.gscp-st-hilda"))
    #expect(try await played.move(to: "stage-3").clauses == ["GSC-10"])

    for way in [#""how": "declined", "reason": "Busy.""#, #""how": "attempted""#] {
      let tried = try await played.post(
        "discussions", #"{"duties": ["s2-mash"], "summary": "S", \#(way)}"#)
      #expect((tried.status == 201) == way.contains("attempted"), "\(tried.text)")
    }
    let met = try await raise(#""category": "threshold""#)
    try await climb(met, to: 2)
    let meeting = try await met.post(
      "consultations",
      """
      {"kind": "meet", "participants": [
        {"agency": "gscp-social-care", "role": "mash-service-manager"}]}
      """)
    #expect(meeting.json.texts("met").contains("2.s2-mash.gscp-st-hilda"))
  }

  @Test func `GSC-11 a Head of Service is one by that name, and social care's is social care's`()
    async throws
  {
    let played = try await raise()
    try await climb(played, to: 3)
    let claimed = try await played.discuss(
      #""by": {"name": "H", "role": "head-of-service-childrens"}"#)
    #expect(!claimed.json.texts("met").contains("3.s3-equivalent.gscp-st-hilda"))
    let theirs = try await played.discuss(
      #""how": "attempted", "by": {"name": "H", "role": "head-of-service"}"#, by: played.other)
    #expect(theirs.json.texts("met") == ["3.s3-head-of-service.gscp-social-care"])
    let ours = try await played.discuss(
      #""how": "attempted", "by": {"name": "H", "role": "head-of-service"}"#)
    #expect(ours.json.texts("met") == ["3.s3-equivalent.gscp-st-hilda"])
  }

  @Test func `GSC-12 each outcome can be recorded, and a decision agreed needs no reason`()
    async throws
  {
    let outcomes = [
      "changed", "partly-changed", "unchanged-understood", "unchanged-disputed", "other-action",
      "overtaken",
    ]
    #expect(try await policy().codes(of: "outcomes") == outcomes)
    for outcome in outcomes {
      let played = try await raise()
      let ended = try await played.change(
        "resolution", #"{"basis": "assent", "outcome": "\#(outcome)"}"#)
      #expect(ended.status == 201, "\(outcome): \(ended.text)")
    }
    let played = try await raise()
    try await climb(played, to: 3)
    let reached = try await played.post("acts", #"{"kind": "decide", "answer": "reached"}"#)
    #expect(reached.json.texts("met") == ["3.s3-decision.-"])
    let stuck = try await raise()
    try await climb(stuck, to: 3)
    try await stuck.discuss()
    try await stuck.post(
      "acts", #"{"kind": "decide", "how": "declined", "reason": "R", "by": {"name": "A"}}"#)
    #expect(try await stuck.move(to: "stage-4").clauses == ["GSC-12"])
    #expect(try await stuck.change("resolution", #"{"basis": "assent"}"#).status == 201)
  }

  @Test func `GSC-14 each of the five posts belongs to its own kind of agency`() async throws {
    let policy = try await policy()
    let seats = try #require(policy[path: ["panels", "0", "seats"]]?.arrayValue)
    let kinds = seats.map { seat in
      policy.entry(of: "roles", where: "id", is: seat.text("role") ?? "")?.texts("kinds") ?? []
    }
    #expect(
      kinds == [["childrens-social-care"], ["icb"], ["police"], [], ["partnership"]],
      "the commissioners' post is of a council, whose kind the text leaves open")
  }

  @Test func `GSC-15 an agency does not decide by claiming the Chair's role`() async throws {
    let played = try await raise()
    try await climb(played, to: 4)
    let decide = #"{"basis": "determined", "by": {"name": "C", "role": "executive-chair"}}"#

    #expect(try await played.post("decisions", decide).code == "notTheDecider")
    let hers = try await played.post("decisions", decide, by: played.office("decider"))
    #expect(hers.status == 201, "\(hers.text)")
    #expect(
      try await played.change("resolution", #"{"basis": "decision"}"#).code == "decisionMissing",
      "what she says is kept, and whether it decides is not stated")
  }

  @Test func `GSC-19 what is read into the text says so`() async throws {
    let notes = try #require(try await policy()["notes"]?.arrayValue)
    let read = notes.filter { $0["assumed"] == true }.compactMap { $0.text("about") }

    #expect(
      read == [
        "/effectiveFrom", "/tracks/0/partnershipSeesFrom", "/tracks/0/stages/0/formality",
      ])
  }

  @Test func `GSC-01 welfare, good time and communication are the principles served`() async throws
  {
    #expect(
      try await policy().codes(of: "principles") == ["welfare-paramount", "timely", "communicate"])
    let childless = try await server.caller(GSCPClauseTests.school).post(
      "/v1/escalations",
      PlayedCase.body(policy: "gscp", with: GSCPClauseTests.care, #""children": []"#))
    #expect(childless.faults == ["childMissing /children"])
  }

  @Test(arguments: [
    "threshold", "further-information", "procedures-invoked", "need-for-response",
    "sharing-or-services", "assessment-outcome",
  ])
  func `GSC-02 an area that is stated is not asked for again`(area: String) async throws {
    let played = try await raise(#""category": "\#(area)""#)

    #expect(try await played.status().text("category") == area)
    #expect(try await played.duties("state-area").isEmpty)
  }

  @Test func `GSC-04 over Easter the one working day ends on the Tuesday`() async throws {
    let server = try RunningServer(["--clock", "manual=2026-04-02T15:00:00Z"])
    let played = try await GSCPClauseTests.raise(on: server, #""aroseOn": "2026-03-02""#)
    let clock = try await played.duty("s1-discuss")["clock"]

    #expect(clock?.text("limit", "on") == "2026-04-07")
    #expect(clock?.text("start") == "2026-04-02T15:00:00Z", "raising, not the day it arose")
  }

  @Test func `GSC-09 the stage's clock runs from the end of the one before`() async throws {
    let played = try await raise()
    try await climb(played, to: 2)
    let clocks = try await played.get("clocks").json
    let rule = clocks.entry(of: "clocks", where: "duty", is: "stage-2-complete")?["rule"]

    #expect(rule?.text("from") == "the end of the stage before")
  }
}
