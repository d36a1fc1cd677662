import JSON
import Testing

/// The two stages.
extension HaringeyClauseTests {
  @Test func `HAR-04 practitioners try first, then the first line managers have to talk`()
    async throws
  {
    let played = try await raise()
    let talk = try await played.discuss()
    let refused = try await played.move(to: "stage-2")
    let attempt = try await played.discuss(
      #""how": "attempted", "by": {"name": "B. Manager", "role": "line-manager"}"#)
    let moved = try await played.move(to: "stage-2")

    #expect(talk.json.texts("met") == ["1.practitioners-discuss.haringey-st-hilda"])
    #expect(refused.status == 409)
    #expect(refused.faults == ["dutiesOpen "])
    #expect(refused.clauses == ["HAR-04"])
    #expect(attempt.json.texts("met") == ["1.s1-managers.haringey-st-hilda"])
    #expect(moved.status == 201, "\(moved.text)")
  }

  @Test func `HAR-04 social care's silence holds nobody up, and it cannot move the school's case`()
    async throws
  {
    let played = try await raise()
    try await talkOfManagers(played)

    let theirs = try await played.move(to: "stage-2", by: played.other)
    let ours = try await played.move(to: "stage-2")

    #expect(theirs.status == 403)
    #expect(theirs.faults == ["notAMover "])
    #expect(ours.status == 201, "\(ours.text)")
  }

  @Test func `HAR-05 at stage 2 every agency involved is present or recorded as invited`()
    async throws
  {
    let played = try await atStage2(
      #""involved": ["\#(HaringeyClauseTests.health)", "\#(HaringeyClauseTests.police)"]"#)
    try await played.post(
      "acts", #"{"kind": "convene", "by": {"name": "H", "role": "head-of-service"}}"#,
      by: played.other)
    let met = try await played.post(
      "acts",
      #"""
      {"kind": "meet", "medium": "faceToFace", "by": {"name": "H", "role": "head-of-service"},
       "participants": [
         {"agency": "haringey-social-care", "role": "head-of-service"},
         {"agency": "haringey-health", "role": "designated-professional", "present": false}]}
      """#)

    let attending = try await played.duties("s2-attend")
    let how = attending.map { $0.text("met", "how") ?? $0.text("state") ?? "" }
    #expect(met.status == 201, "\(met.text)")
    #expect(
      attending.map { $0["owners"]?.arrayValue?.first?.stringValue } == [
        "agency:haringey-st-hilda", "agency:haringey-social-care", "agency:haringey-health",
        "agency:haringey-police",
      ])
    #expect(how == ["done", "done", "attempted", "open"])
    #expect(try await played.duty("s2-convene").text("state") == "met")
    #expect(attending.allSatisfy { $0.text("force") == "should" })
  }

  @Test func `HAR-05 without delay has no number, and is never late`() async throws {
    let server = try RunningServer(["--clock", "manual=2026-06-01T09:00:00Z"])
    let played = try await PlayedCase.raise(
      on: server, policy: "haringey", of: "haringey-lscb", by: HaringeyClauseTests.school,
      with: HaringeyClauseTests.care)
    try await talkOfManagers(played)
    try await played.move(to: "stage-2")

    try server.move(to: "2026-08-03T09:00:00Z")

    let stage = try await played.duty("stage-2-complete")
    #expect(stage.text("state") == "open")
    #expect(stage.text("clause") == "HAR-05")
    #expect(stage["clock"] != nil)
    #expect(stage["clock"]?["limit"] == nil)
    #expect(try await played.get("owed").json["late"]?.int64Value == 0)
    #expect(try await played.status().text("timing") == "none")
  }

  @Test func `HAR-06 each agency confirms its own record at each stage, and holds nobody up`()
    async throws
  {
    let played = try await atStage2(#""involved": ["\#(HaringeyClauseTests.health)"]"#)
    let late = try await played.post(
      "record-confirmations",
      #"{"stage": "stage-1", "ownReference": "Mosaic 7", "by": {"name": "R"}}"#,
      by: played.other)
    try await resolve(played)

    let confirmations = try await played.duties("confirm-record")
    #expect(late.json.texts("met") == ["1.confirm-record.haringey-social-care"])
    #expect(confirmations.count == 6)
    #expect(confirmations.count { $0.text("state") == "open" } == 5)
    #expect(confirmations.allSatisfy { $0.text("force") == "must" })
    #expect(confirmations.allSatisfy { $0["blocks"] == nil })
  }

  @Test func `HAR-07 feedback is owed to whoever raised it, dated, and listed after closing`()
    async throws
  {
    let played = try await atStage2()
    #expect(try await played.duties("feed-back").isEmpty)
    try await played.post(
      "actions", #"{"owner": "haringey-social-care", "what": "Assess.", "agreed": true}"#,
      by: played.other)
    try await resolve(played)

    let owed = try await played.duty("feed-back")
    #expect(owed.text("state") == "open")
    #expect(owed.text("clause") == "HAR-07")
    #expect(try await played.duty("final-feedback").text("state") == "open")
    try await played.post(
      "feedback", #"{"occurredAt": "2026-06-01T09:00:00Z", "by": {"name": "C"}}"#,
      by: played.other)
    let told = try await played.duty("feed-back")
    #expect(told.text("met", "at") == "2026-06-01T09:00:00Z")
    #expect(try await played.duty("final-feedback").text("state") == "met")
  }

  @Test func `HAR-14 a stage with e-mail alone says so when it is left, and a call does not`()
    async throws
  {
    let mailed = try await raise()
    try await talkOfManagers(mailed, "email")
    let left = try await mailed.move(to: "stage-2")
    let called = try await raise()
    try await talkOfManagers(called, "email")
    try await called.discuss(#""medium": "phone""#)
    let well = try await called.move(to: "stage-2")
    let closed = try await raise()
    try await closed.discuss(#""medium": "email""#)
    let ended = try await resolve(closed)

    #expect(left.remark("medium")?.text("clause") == "HAR-14")
    #expect(well.status == 201, "\(well.text)")
    #expect(well.remark("medium") == nil)
    #expect(ended.remark("medium")?.text("clause") == "HAR-14")
    let acts = try await mailed.get().json["acts"]?.arrayValue ?? []
    #expect(acts.first?.text("medium") == "email")
  }

  @Test func `HAR-15 no stage is passed over, and the stage of resolution is kept`() async throws {
    let skipped = try await tryRaising(#""stage": "stage-2", "reason": "Grave.""#)
    let low = try await raise()
    try await resolve(low)

    #expect(skipped.status == 409)
    #expect(skipped.code == "skipForbidden")
    #expect(skipped.clauses == ["HAR-15"])
    let status = try await low.status()
    #expect(status.text("state") == "resolved")
    #expect(status["stage"]?["number"]?.int64Value == 1)
  }

  @Test func `HAR-16 whom the facts were checked with is owed, and never in the way`()
    async throws
  {
    let played = try await atStage2()
    let owed = try await played.duty("check-facts")
    let checked = try await played.post(
      "acts",
      #"{"kind": "check", "contents": {"checked-with": "The health visitor"}, "by": {"name": "A"}}"#
    )

    #expect(owed.text("state") == "open")
    #expect(owed.text("force") == "should")
    #expect(owed.text("clause") == "HAR-16")
    #expect(checked.json.texts("met") == ["1.check-facts.haringey-st-hilda"])
  }

  @Test func `HAR-20 advice in one's own house is owed, private and no gate; support is offered`()
    async throws
  {
    let played = try await raise()
    let owed = try await played.duty("consult-own-lead")
    let asked = try await played.post(
      "consultations",
      #"{"kind": "consult", "by": {"name": "C. Lead", "role": "safeguarding-lead"}}"#)
    let supported = try await played.post(
      "acts", #"{"kind": "support", "words": "The deputy head goes along.", "by": {"name": "D"}}"#)

    #expect(owed.text("force") == "should")
    #expect(owed["blocks"] == nil)
    #expect(asked.json.texts("met") == ["1.consult-own-lead.haringey-st-hilda"])
    #expect(supported.json.texts("met") == ["1.name-supporter.haringey-st-hilda"])
    #expect(try await played.duties("consult-own-lead", seenBy: played.other).isEmpty)
    let seen = try await played.get(by: played.other).json["acts"]?.arrayValue ?? []
    #expect(!seen.contains { $0.text("kind") == "consult" })
    let record = try await played.get("record", by: played.other).json["events"]?.arrayValue ?? []
    #expect(!record.contains { $0.text("kind") == "consult" })
  }

  @Test func `HAR-21 nobody is named beyond stage 2: it may end unresolved, and is listed so`()
    async throws
  {
    let early = try await raise()
    let tooEarly = try await early.change(
      "resolution", #"{"basis": "unresolved", "nextSteps": "None."}"#)
    let played = try await atStage2()
    let beyond = try await played.move(to: "stage-3")
    let theirs = try await played.change(
      "resolution", #"{"basis": "unresolved", "nextSteps": "None."}"#, by: played.other)
    let ended = try await played.change(
      "resolution", #"{"basis": "unresolved", "nextSteps": "Watch."}"#)

    #expect(tooEarly.code == "notAtTheEnd")
    #expect(beyond.faults == ["unknownCode /to"])
    #expect(theirs.code == "notRaisingSide")
    #expect(ended.status == 201, "\(ended.text)")
    let listed = try await played.office("dashboard").get("/v1/escalations?state=unresolved").json
    #expect(listed.entry(of: "items", where: "reference", is: played.reference) != nil)
    let policy = try await policy()
    #expect(policy[path: ["tracks", "0", "stages", "1", "end", "notStated"]]?.boolValue == true)
    #expect(
      policy.entry(of: "notes", where: "about", is: "appendices")?.text("clause") == "HAR-21")
  }
}
