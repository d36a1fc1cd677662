import JSON
import Testing

/// The five stages: how long, what each asks for, what follows the last.
extension CroydonClauseTests {
  @Test func `CRO-04 five stages in their order, two informal and three formal`() async throws {
    let stages = try #require(try await policy()[path: ["tracks", "0", "stages"]]?.arrayValue)
    #expect(
      stages.map { $0.text("formality") }
        == ["informal", "informal", "formal", "formal", "formal"])

    let played = try await raise()
    try await played.discuss()
    let skipping = try await played.move(to: "stage-3")

    #expect(skipping.code == "skipForbidden")
    #expect(skipping.clauses == ["CRO-04"])
    #expect(try await played.status().text("stage", "formality") == "informal")
  }

  @Test func `CRO-04 informal means that the partnership is not yet involved, not unrecorded`()
    async throws
  {
    let played = try await raise()
    let office = played.office("partnership")
    try await climb(played, to: 2)

    let outline = try await played.get(by: office)
    #expect(outline.json.text("mask") == "outline")
    #expect(outline.json.text("stage", "id") == "stage-2")
    #expect(!outline.text.contains("ST-0042"))
    #expect(try await played.get("record", by: office).text.contains("closed and we") == false)
    #expect(try await played.get("record").json["events"]?.arrayValue?.count == 3)

    try await played.discuss()
    try await played.move(to: "stage-3")
    let whole = try await played.get(by: office)
    #expect(whole.json["mask"] == nil)
    #expect(whole.text.contains("ST-0042"))
  }

  @Test
  func `CRO-11 each stage ends with the seventh working day, and both sides may agree earlier`()
    async throws
  {
    let server = try RunningServer(["--clock", "manual=2026-04-01T09:00:00Z"])
    let played = try await CroydonClauseTests.raise(on: server)
    let limit = ["clock", "limit", "on"]

    let over = try await played.duty("stage-1-complete")
    #expect(over[path: limit] == "2026-04-14", "Good Friday and Easter Monday lie between")
    #expect(over.text("clause") == "CRO-11")
    let earlier = #"{"duty": "stage-1-complete", "dueOn": "2026-04-09"}"#
    try await played.post("limits", earlier)
    #expect(try await played.duty("stage-1-complete")[path: limit] == "2026-04-14", "proposed")
    try await played.post("limits", earlier, by: played.other)
    #expect(try await played.duty("stage-1-complete")[path: limit] == "2026-04-09", "agreed")
    let later = try await played.post(
      "limits", #"{"duty": "stage-1-complete", "dueOn": "2026-04-20"}"#)
    #expect(later.code == "limitNotChangeable")
    #expect(later.clauses == ["CRO-11"])

    try server.move(to: "2026-04-09T22:59:59Z")
    #expect(try await played.duty("stage-1-complete").text("state") == "open")
    try server.move(to: "2026-04-09T23:00:00Z")
    #expect(try await played.duty("stage-1-complete").text("state") == "late")
    #expect(try await played.status().text("timing") == "overdue")
    try await played.discuss()
    try await played.move(to: "stage-2")
    #expect(
      try await played.duty("stage-2-complete")[path: limit] == "2026-04-21",
      "counted from the stage's own entry, which was on the tenth by the clock of London")
    #expect(try await played.duty("stage-1-complete").text("met", "verdict") == "missed")
  }

  @Test func `CRO-11 all five stages have that limit`() async throws {
    let played = try await raise()
    try await climb(played, to: 5)

    for stage in 1...5 {
      let limit = try await played.duty("stage-\(stage)-complete")
      #expect(limit.text("clock", "limit", "on") == "2026-06-10", "stage \(stage)")
    }
  }

  /// A way to have done with talking.
  struct Way: Sendable, CustomTestStringConvertible {
    let members: String
    let testDescription: String

    static let all = [
      Way(members: #""medium": "phone""#, testDescription: "a discussion"),
      Way(members: #""how": "attempted""#, testDescription: "an attempt without reply"),
      Way(
        members: #""how": "declined", "reason": "They are on leave.""#,
        testDescription: "a reason why there was none"),
    ]
  }

  @Test(arguments: Way.all)
  func `CRO-13 leaving a stage wants a discussion, an attempt or a reason`(way: Way) async throws {
    let played = try await raise()

    let refused = try await played.move(to: "stage-2")
    #expect(refused.code == "dutiesOpen")
    #expect(refused.clauses == ["CRO-13"])
    let recorded = try await played.discuss(way.members)
    #expect(recorded.json.texts("met") == ["1.discuss.croydon-st-hilda"])
    #expect(try await played.move(to: "stage-2").status == 201)
    #expect(try await played.move(to: "stage-3").code == "dutiesOpen", "each stage wants its own")
  }

  @Test func `CRO-13 having had no discussion wants a reason`() async throws {
    let played = try await raise()

    let bare = try await played.discuss(#""how": "declined""#)

    #expect(bare.faults == ["reasonMissing /reason"])
  }

  @Test func `CRO-14 a group consultation is considered before stage 3 is left, and held if yes`()
    async throws
  {
    let played = try await raise()
    try await climb(played, to: 3)
    try await played.discuss()
    try await declineForm(played)

    let refused = try await played.move(to: "stage-4")
    #expect(refused.clauses == ["CRO-14"])
    let bare = try await played.post(
      "consultations",
      #"{"kind": "consider", "duties": ["s3-consider-consultation"], "answer": "yes"}"#)
    #expect(bare.faults == ["reasonMissing /reason"])
    try await played.post(
      "consultations", #"{"kind": "consider", "answer": "yes", "reason": "It is stuck."}"#)
    let hold = try await played.duty("s3-hold-consultation")
    #expect(hold.text("force") == "should")
    #expect(hold["blocks"] == nil)
    try await played.post(
      "consultations",
      """
      {"kind": "meet", "occurredAt": "2026-06-01T08:30:00Z",
       "participants": [{"agency": "\(CroydonClauseTests.care)", "role": "line-manager"}],
       "contents": {"way-forward": "Meet the family together."}}
      """)
    let held = try await played.duty("s3-hold-consultation")
    #expect(held.text("met", "at") == "2026-06-01T08:30:00Z")
    let acts = try await played.get().json
    let meeting = acts.entry(of: "acts", where: "kind", is: "meet")
    #expect(meeting?.text("participants", "0", "agency") == CroydonClauseTests.care)
    #expect(try await played.move(to: "stage-4").status == 201)
  }

  @Test func `CRO-14 a group consultation can be held at any stage`() async throws {
    let played = try await raise()

    #expect(try await played.duty("group-consultation").text("state") == "offered")
    let held = try await played.post("consultations", #"{"kind": "meet"}"#, by: played.other)

    #expect(held.json.texts("met") == ["1.group-consultation.-"])
  }

  @Test func `CRO-15 the form is submitted or declined with a reason at stages 3, 4 and 5`()
    async throws
  {
    let played = try await raise()
    try await climb(played, to: 3)
    try await played.discuss()
    try await played.post(
      "consultations", #"{"kind": "consider", "answer": "no", "reason": "Not stuck."}"#)

    let form = try await played.duty("s3-form")
    #expect(form.text("form") == "croydon-notification")
    #expect(form.text("basis") == "assumed")
    #expect(form.text("note")?.contains("3, 5 and 5") == true)
    #expect(try await played.move(to: "stage-4").clauses == ["CRO-15"])
    let bare = try await played.post("acts", #"{"kind": "submitForm", "how": "declined"}"#)
    #expect(bare.faults == ["reasonMissing /reason"])
    try await declineForm(played)
    try await played.move(to: "stage-4")
    try await played.discuss()
    #expect(try await played.move(to: "stage-5").clauses == ["CRO-15"])
    #expect(try await played.change("resolution", #"{"basis": "assent"}"#).clauses == ["CRO-15"])
    try await declineForm(played)
    try await played.move(to: "stage-5")
    #expect(try await played.change("resolution", #"{"basis": "assent"}"#).clauses == ["CRO-15"])
    try await declineForm(played)
    #expect(try await played.change("resolution", #"{"basis": "assent"}"#).status == 201)
  }

  @Test func `CRO-20 what the picture held is marked as a reading, and one field changes it`()
    async throws
  {
    let policy = try await policy()
    let notes = try #require(policy["notes"]?.arrayValue).filter { $0.text("clause") == "CRO-20" }
    #expect(notes.count == 5)
    #expect(notes.allSatisfy { $0["assumed"] == true })
    #expect(policy[path: ["tracks", "0", "stages", "4", "end", "assumed"]] == true)

    let shipped = try await raise()
    #expect(try await closeOnDecision(shipped).status == 201)
    let other = try RunningServer.changing(
      "croydon", #""kind": "decision","#, to: #""kind": "report","#,
      ["--clock", "manual=2026-06-01T09:00:00Z"])
    let reported = try await CroydonClauseTests.raise(on: other)
    #expect(try await closeOnDecision(reported).code == "decisionMissing")
  }

  /// Climbs to the end, has the decider decide, and closes on it from the other side.
  private func closeOnDecision(_ played: PlayedCase) async throws -> Caller.Answer {
    try await climb(played, to: 5)
    try await played.post(
      "decisions", #"{"basis": "determined", "outcome": "changed", "words": "As asked."}"#,
      by: played.office("decider"))
    return try await played.change("resolution", #"{"basis": "decision"}"#, by: played.other)
  }
}
