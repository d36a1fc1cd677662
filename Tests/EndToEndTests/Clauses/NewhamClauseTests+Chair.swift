import JSON
import Testing

/// The Independent Chair's stage.
extension NewhamClauseTests {
  private static let chair = #""by": {"name": "C", "role": "independent-chair"}"#

  private func setLimit(_ played: PlayedCase, by caller: Caller) async throws -> Caller.Answer {
    try await played.post(
      "limits",
      #"{"duty": "s6-respond", "dueOn": "2026-06-30", \#(NewhamClauseTests.chair)}"#,
      by: caller)
  }

  @Test func `NEW-10 the Chair sets how long she needs; no agency sets it by claiming her role`()
    async throws
  {
    let played = try await at(6)
    let before = try await played.duty("s6-respond")
    let claimed = try await setLimit(played, by: played.raiser)
    let set = try await setLimit(played, by: played.office("decider"))

    #expect(before["clock"]?["limit"] == nil)
    #expect((400..<500).contains(claimed.status), "\(claimed.text)")
    #expect(set.json.texts("met") == ["1.s6-set-limit.+partnership"], "\(set.text)")
    let after = try await played.duty("s6-respond")
    #expect(after.text("clock", "limit", "on") == "2026-06-30")
    #expect(after.text("clock", "cause") == "set")
  }

  @Test
  func `NEW-10 it goes to her through the agency's representative, and she writes an estimate`()
    async throws
  {
    let played = try await at(6)
    let raised = try await played.post(
      "acts", #"{"kind": "refer", "by": {"name": "L", "role": "named-lead"}}"#)
    let bare = try await played.post(
      "acts", #"{"kind": "write", \#(NewhamClauseTests.chair)}"#, by: played.office("decider"))
    let written = try await played.post(
      "acts",
      #"""
      {"kind": "write", "contents": {"estimated-timescale": "By the end of June."},
       \#(NewhamClauseTests.chair)}
      """#, by: played.office("decider"))

    #expect(raised.json.texts("met") == ["1.s6-raise.newham-st-hilda"])
    #expect(bare.json.texts("met").isEmpty)
    #expect(written.json.texts("met") == ["1.s6-estimate.+partnership"], "\(written.text)")
    let duties = try await stage(6)["duties"]?.arrayValue ?? []
    let refer = duties.first { $0.text("id") == "s6-raise" }
    #expect(refer?.text("via") == "agency-representative")
    let seen = try await played.get(by: played.other)
    #expect(seen.text.contains("By the end of June."))
  }

  @Test
  func `NEW-10 the time that she set is hers: no agency is late by it, and her answer meets it`()
    async throws
  {
    let server = try RunningServer(["--clock", "manual=2026-06-01T09:00:00Z"])
    let played = try await raise(on: server)
    try await played.move(to: "stage-6", #""reason": "Grave.""#)
    #expect(try await setLimit(played, by: played.office("decider")).status == 201)
    try server.move(to: "2026-07-01T09:00:00Z")

    let late = try await played.duties().filter { $0.text("state") == "late" }
    #expect(late.map { $0.text("duty") } == ["s6-respond"])
    #expect(late.map { $0.texts("owners") } == [["partnership"]])
    let own = try await played.raiser.get(
      "/v1/duties?owedBy=agency:newham-st-hilda&due=2026-07-01T09:00:00Z"
    )
    .json
    #expect(own["items"]?.arrayValue?.isEmpty == true)
    let decided = try await played.post(
      "decisions",
      #"{"basis": "determined", "outcome": "changed", \#(NewhamClauseTests.chair)}"#,
      by: played.office("decider"))
    #expect(decided.json.texts("met") == ["2.s6-respond.+partnership"], "\(decided.text)")
    let met = try await played.duty("s6-respond")
    #expect(met.text("state") == "metLate", "frozen when she answered, not when it is closed")
  }

  @Test func `NEW-10 her decision ends it, whoever records the end`() async throws {
    let played = try await at(6)
    let early = try await played.change(
      "resolution", #"{"basis": "decision"}"#, by: played.other)
    let decided = try await played.post(
      "decisions",
      #"{"basis": "determined", "outcome": "changed", \#(NewhamClauseTests.chair)}"#,
      by: played.office("decider"))
    let resolved = try await played.change(
      "resolution", #"{"basis": "decision"}"#, by: played.other)

    #expect(early.code == "decisionMissing")
    #expect(decided.status == 201, "\(decided.text)")
    #expect(resolved.status == 201, "\(resolved.text)")
    #expect(try await played.status().text("state") == "resolved")
  }

  @Test func `NEW-20 stages not tried are listed to the Chair, and why`() async throws {
    let played = try await at(6)
    let raised = try await played.post(
      "acts",
      #"""
      {"kind": "refer", "contents": {"stages-not-tried": "One to five: no time."},
       "by": {"name": "L", "role": "named-lead"}}
      """#)

    #expect(raised.status == 201, "\(raised.text)")
    let chair = try await played.get(by: played.office("decider"))
    #expect(
      chair.json.texts("skipped") == ["stage-1", "stage-2", "stage-3", "stage-4", "stage-5"])
    #expect(chair.text.contains("One to five: no time."))
    #expect(chair.text.contains("No time to lose."))
    let note = try await policy().entry(of: "notes", where: "about", is: "stages not tried")
    #expect(note?.text("clause") == "NEW-20")
  }

  @Test func `NEW-12 the partnership sees names from stage 6 on, before that an outline`()
    async throws
  {
    let early = try await raise()
    let late = try await at(6)

    let before = try await early.get(by: early.office("partnership"))
    let after = try await late.get(by: late.office("partnership"))
    #expect(before.json.text("mask") == "outline")
    #expect(!before.text.contains("ST-0042"))
    #expect(after.text.contains("ST-0042"))
  }

  @Test func `NEW-21 the prose's Child Protection Manager is used, with a note on the chart`()
    async throws
  {
    let role = try await policy().entry(of: "roles", where: "id", is: "child-protection-manager")

    #expect(role?.text("title") == "Child Protection Manager")
    #expect(role?.text("clause") == "NEW-21")
    #expect(role?.text("note")?.contains("relevant safeguarding manager") == true)
    #expect(try await stage(4).text("title") == "Child Protection Manager")
  }

  @Test func `NEW-22 the form is due on entering stage 6, and may go in at any time before`()
    async throws
  {
    let played = try await at(6)
    let due = try await played.duty("s6-form")
    let early = try await raise()
    let offered = try await early.duty("referral-form")
    let form = try await PlayedForm.begin("newham-referral", of: early)
    try await form.answer(FormCase.newham.answers)
    try await form.answer(
      #"{"author": {"name": "A. Teacher", "role": "Teacher", "agency": "St Hilda's"}}"#)
    let sent = try await form.submit("referral")
    try await early.move(to: "stage-6", #""reason": "Grave.""#)

    #expect(due.text("state") == "open")
    #expect(due.text("force") == "should")
    #expect(due.text("basis") == "assumed")
    #expect(due.text("form") == "newham-referral")
    #expect(offered.text("state") == "offered")
    #expect(sent.json.texts("met") == ["1.referral-form.newham-st-hilda"])
    #expect(try await early.duties("s6-form").isEmpty)
  }
}
