import JSON
import Testing

/// What the stages ask, read as one list, and what is left of it.
extension GSCPClauseTests {
  @Test func `GSC-17 what each stage asks, of whom, how strongly and on what ground`() async throws
  {
    let played = try await raise(#""involved": ["gscp-health"]"#)
    try await agreeAction(played)
    try await climb(played, to: 2)
    try await played.post("acts", #"{"kind": "check", "category": "threshold"}"#)
    try await agreeAction(played)
    try await played.discuss(
      #"""
      "participants": [{"agency": "gscp-social-care", "role": "mash-service-manager"}]
      """#)
    try await played.move(to: "stage-3")
    try await played.discuss()
    try await fail(played)
    try await played.move(to: "stage-4")
    #expect(
      try await played.worklist()["stage-4"].split(separator: "\n").count == 1,
      "the consideration, and nothing that follows from it yet")
    try await takeToTheChair(played)
    let asked = try await played.worklist()

    #expect(
      asked["stage-1"] == """
        state-area [GSC-02] st-hilda should check; assumed
        communicate [GSC-08] st-hilda must discuss to receiving, or meet, or write, or notify, \
        before moving; an attempt serves; lapses with the stage
        run-faster [GSC-03] st-hilda may state, saying reason!; lapses with the stage
        confirm-record [GSC-07] st-hilda and social-care should confirmRecord, saying \
        conflict/agreement; outlives the end
        s1-discuss [GSC-04] st-hilda+social-care should discuss; an attempt serves; by \
        2026-06-02; lapses with the stage
        s1-feed-back [GSC-07] st-hilda and social-care should feedBack with line-manager to \
        tookPartAt:stage-1; by no set day; outlives the end; each time
        s1-report [GSC-18] st-hilda must report as line-manager, or consult as \
        designated-professional/named-professional, before moving; lapses with the stage; \
        private
        s1-managers-contact [GSC-05] st-hilda+social-care should discuss as \
        line-manager/designated-professional/named-professional; an attempt serves; by \
        2026-06-02; lapses with the stage
        """)
    #expect(
      asked["stage-2"] == """
        stage-2-complete [GSC-09] st-hilda+social-care must complete; by no set day
        s2-consider [GSC-09] st-hilda+social-care should discuss as second-tier-manager, or meet \
        as team-around-the-family; an attempt serves; lapses with the stage
        s2-safeguarding-advice [GSC-09] st-hilda and social-care should consult as \
        designated-professional/named-professional, or discuss as second-tier-manager; lapses \
        with the stage
        s2-mash [GSC-10] st-hilda must discuss with mash-service-manager, or meet, before \
        moving; an attempt serves; lapses with the stage
        feed-back-second-tier [GSC-16] st-hilda and social-care should feedBack with \
        second-tier-manager to tookPartAt:stage-2; by no set day; outlives the end; each time
        """)
    #expect(
      asked["stage-3"] == """
        s3-head-of-service [GSC-11] social-care should discuss as head-of-service-childrens; an \
        attempt serves; lapses with the stage
        s3-equivalent [GSC-11] st-hilda should discuss as head-of-service; an attempt serves; \
        lapses with the stage
        s3-decision [GSC-12] st-hilda+social-care must decide, answering \
        reached/not-reached(why), saying views/clarity, before moving; an attempt serves; lapses \
        with the stage
        """)
    #expect(
      asked["stage-4"] == """
        s4-consider-group [GSC-13] st-hilda consider consider, answering yes(why)/no(why)
        s4-refer-group [GSC-13] st-hilda should refer to panel:resolution-group, or submitForm, \
        on gscp-resolution-group
        s4-group [GSC-14] panel:resolution-group should meet, answering resolved/not-resolved, \
        saying attendance!
        s4-refer-chair [GSC-15] panel:resolution-group should refer with executive-chair to \
        partnership
        s4-chair [GSC-15] partnership should respond as executive-chair
        """)
  }

  /// From the consideration of the Resolution Group to the Chair of the Executive, a step at a time.
  private func takeToTheChair(_ played: PlayedCase) async throws {
    let office = played.office("partnership")
    let steps: [(String, String, Caller, String)] = [
      (
        "consultations", #"{"kind": "consider", "answer": "yes", "reason": "Stuck."}"#,
        played.raiser, "s4-refer-group"
      ),
      ("acts", #"{"kind": "refer"}"#, played.raiser, "s4-group"),
      (
        "acts", #"{"kind": "meet", "answer": "not-resolved", "contents": {"attendance": "All."}}"#,
        office, "s4-refer-chair"
      ),
      ("acts", #"{"kind": "refer"}"#, office, "s4-chair"),
    ]
    for (call, body, caller, next) in steps {
      #expect(try await played.duties(next).isEmpty, "\(next) waits for the step before")
      try await played.post(call, body, by: caller)
      #expect(try await played.duty(next).text("state") == "open")
    }
  }

  @Test func `GSC-13 after the end lessons are considered, and referred if there may be any`()
    async throws
  {
    let played = try await raise()
    try await played.change("resolution", #"{"basis": "assent", "outcome": "changed"}"#)
    #expect(try await played.duties("refer-lessons").isEmpty)
    for answer in ["yes", "no"] {
      let bare = try await played.post(
        "consultations",
        #"{"kind": "consider", "duties": ["consider-lessons"], "answer": "\#(answer)"}"#)
      #expect(bare.faults == ["reasonMissing /reason"])
    }
    try await played.post(
      "consultations", #"{"kind": "consider", "answer": "yes", "reason": "It recurs."}"#,
      by: played.other)
    let closed = try await played.worklist()

    #expect(
      closed["stage-1"].hasSuffix(
        """
        consider-lessons [GSC-13] st-hilda+social-care consider consider, answering \
        yes(why)/no(why); outlives the end
        refer-lessons [GSC-13] st-hilda+social-care should refer to panel:resolution-group, or \
        submitForm, on gscp-resolution-group; outlives the end
        """))
  }

  @Test func `GSC-13 where the group was considered at stage 4, lessons only if there may be some`()
    async throws
  {
    for (facts, count) in [("", 0), (#""facts": ["lessons"]"#, 1)] {
      let played = try await raise(facts)
      try await climb(played, to: 4)
      try await played.change("resolution", #"{"basis": "assent", "outcome": "changed"}"#)

      #expect(try await played.duties("consider-lessons").count == count)
    }
  }

  @Test func `GSC-08 what lives with its stage lapses there, the rest at the end or never`()
    async throws
  {
    let played = try await raise(#""category": "threshold""#)
    try await agreeAction(played)
    try await played.discuss(#""how": "attempted""#)
    try await report(played)
    try await played.discuss(#""how": "attempted""#)
    try await played.move(to: "stage-2")
    let first = ["run-faster": "lapsed", "s1-managers-contact": "lapsed", "s1-feed-back": "open"]
    for (duty, state) in first {
      #expect(Set(try await played.states(of: duty, at: 1)) == [state], "\(duty)")
    }
    #expect(
      try await played.states(of: "s1-report", at: 1, seenBy: played.other) == ["lapsed"],
      "what the other side left undone goes with its stage")

    try await played.change("resolution", #"{"basis": "assent"}"#)

    let second = ["communicate", "s2-consider", "s2-safeguarding-advice", "s2-mash"]
    for duty in second {
      #expect(Set(try await played.states(of: duty, at: 2)) == ["lapsed"], "\(duty)")
    }
    #expect(try await played.states(of: "state-area") == [])
    #expect(Set(try await played.states(of: "confirm-record")) == ["open"])
    #expect(Set(try await played.states(of: "s1-feed-back")) == ["open"])
  }

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
