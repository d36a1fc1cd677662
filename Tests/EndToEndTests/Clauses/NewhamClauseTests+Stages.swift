import JSON
import Testing

/// The six stages.
extension NewhamClauseTests {
  @Test func `NEW-03 stages may be passed over with a reason, and what was skipped is shown`()
    async throws
  {
    let bare = try await tryRaising(#""stage": "stage-6""#)
    let last = try await at(6)
    let played = try await raise()
    let unreasoned = try await played.move(to: "stage-4")
    let moved = try await played.move(to: "stage-4", #""reason": "Managers know.""#)

    #expect(bare.faults == ["reasonMissing /reason"])
    #expect(unreasoned.clauses == ["NEW-03"])
    #expect(
      try await last.get().json.texts("skipped")
        == ["stage-1", "stage-2", "stage-3", "stage-4", "stage-5"])
    #expect(moved.status == 201, "\(moved.text)")
    #expect(try await played.get().json.texts("skipped") == ["stage-2", "stage-3"])
    #expect(try await stage(6)["number"]?.int64Value == 6)
  }

  @Test func `NEW-03 no duty stands in the way of the next stage, in any of them`() async throws {
    let played = try await raise()

    for stage in 2...6 {
      let moved = try await played.move(to: "stage-\(stage)")
      #expect(moved.status == 201, "\(moved.text)")
    }
    #expect(try await played.status().text("stage", "id") == "stage-6")
  }

  @Test func `NEW-04 the risk answer names social care and the police; who was told is kept`()
    async throws
  {
    let played = try await raise(#""immediateRisk": "yes""#)
    let told = try await played.post(
      "risk-statements",
      #"""
      {"immediateRisk": "yes", "told": {"kind": "police", "at": "2026-06-01T08:40:00Z",
       "name": "Control room"}}
      """#)
    let unasked = try await played.change("stage-moves", #"{"to": "stage-2"}"#)

    let urgent = played.raised.text("urgent") ?? ""
    #expect(urgent.contains("Children's Social Care or the Police"))
    #expect(told.status == 201, "\(told.text)")
    #expect(unasked.faults == ["riskMissing /immediateRisk"])
    #expect(unasked.clauses == ["NEW-04"])
    let risk = try await played.get().json["risk"]
    #expect(risk?.text("toldKind") == "police")
    #expect(risk?.text("toldAt") == "2026-06-01T08:40:00Z")
    #expect(try await played.status()["flagged"]?.boolValue == true)
  }

  @Test func `NEW-05 three working days from the day it was raised with the other side, generally`()
    async throws
  {
    let played = try await raise(
      #""aroseOn": "2026-05-20", "raisedWithOtherSideOn": "2026-05-29""#)
    let posted = try await raise()
    let mailed = try await played.discuss(#""medium": "email""#)

    let duty = try await played.duty("s1-discuss")
    #expect(duty.text("clock", "limit", "on") == "2026-06-03")
    #expect(duty.text("clock", "start") == "2026-05-28T23:00:00Z")
    #expect(duty["clock"]?["guide"]?.boolValue == true)
    #expect(duty.text("clause") == "NEW-05")
    #expect(duty.text("met", "verdict") == "met")
    #expect(mailed.json["warnings"]?.arrayValue?.isEmpty == true)
    #expect(try await posted.duty("s1-discuss").text("clock", "limit", "on") == "2026-06-04")
    let seen = try await played.get().json
    #expect(seen.text("aroseOn") == "2026-05-20")
    #expect(seen.text("raisedWithOtherSideOn") == "2026-05-29")
    #expect(seen.text("raisedAt") == "2026-06-01T09:00:00Z")
  }

  @Test func `NEW-06 advice is best the same day and generally one working day later at most`()
    async throws
  {
    let played = try await raise()
    let talked = try await played.discuss(#""occurredAt": "2026-06-01T09:00:00Z""#)
    try await played.move(to: "stage-2")
    let other = try await raise()
    try await other.move(to: "stage-2")

    let clock = try await played.duty("s2-advice")["clock"]
    #expect(talked.status == 201, "\(talked.text)")
    #expect(clock?.text("target", "on") == "2026-06-01")
    #expect(clock?.text("limit", "on") == "2026-06-02")
    #expect(clock?["guide"]?.boolValue == true)
    #expect(try await other.duty("s2-advice")["clock"] == nil)
  }

  @Test func `NEW-05 and NEW-06 past a guide nothing is late; past stage 5's three days it is`()
    async throws
  {
    // A Friday before a bank holiday: a guide counts working days as a limit does.
    let own = try RunningServer(["--clock", "manual=2026-05-22T09:00:00Z"])
    let played = try await raise("", on: own)
    try await played.discuss()
    try await played.move(to: "stage-2")
    let fifth = try await raise(#""stage": "stage-5", "reason": "Resources.""#, on: own)
    let first = try await raise("", on: own)
    #expect(try await fifth.duty("stage-5-complete").text("clock", "limit", "on") == "2026-05-28")
    let advice = try await played.duty("s2-advice")["clock"]
    #expect(advice?.text("limit", "on") == "2026-05-26")

    try own.move(to: "2026-06-10T09:00:00Z")

    #expect(try await first.duty("s1-discuss").text("state") == "open")
    #expect(try await first.status().text("timing") == "none")
    #expect(try await played.duty("s2-advice").text("state") == "open")
    let late = try await fifth.duty("stage-5-complete")
    #expect(late.text("state") == "late")
    #expect(late.text("clause") == "NEW-09")
    #expect(try await fifth.status().text("timing") == "overdue")
  }

  @Test func `NEW-07 at stage 3 the lead checks, each side states its evidence, equivalents talk`()
    async throws
  {
    let played = try await at(3)
    let stranger = try await played.post("acts", #"{"kind": "check", "by": {"name": "A"}}"#)
    let checked = try await played.post(
      "acts", #"{"kind": "check", "by": {"name": "L", "role": "named-lead"}}"#)
    let bare = try await played.post("acts", #"{"kind": "state", "by": {"name": "L"}}"#)
    let stated = try await played.post(
      "acts", #"{"kind": "state", "contents": {"evidence": "Two reports."}, "by": {"name": "L"}}"#)
    let talked = try await played.discuss(#""by": {"name": "L", "role": "named-lead"}"#)

    #expect(stranger.json.texts("met").isEmpty)
    #expect(checked.json.texts("met") == ["1.s3-check.newham-st-hilda"])
    #expect(bare.json.texts("met").isEmpty)
    #expect(stated.json.texts("met") == ["1.s3-evidence.newham-st-hilda"])
    #expect(talked.json.texts("met") == ["1.s3-liaise.newham-st-hilda"])
    #expect(try await played.duties("s3-evidence").map { $0.text("state") } == ["met", "open"])
    let liaise = try await played.duty("s3-liaise")
    #expect(liaise.text("clock", "target", "on") == "2026-06-01")
    #expect(liaise.text("clock", "limit", "on") == "2026-06-02")
    let clocks = try await played.get("clocks").json
    let clock = clocks.entry(of: "clocks", where: "duty", is: "s3-liaise")
    #expect(clock?.text("rule", "note")?.contains("from when is not stated") == true)
  }

  @Test func `NEW-08 at stage 4 a conference, a round table or neither is decided with a reason`()
    async throws
  {
    let played = try await at(4)
    let contact = try await played.discuss(
      #"""
      "by": {"name": "L", "role": "line-manager"}, "participants": [
        {"agency": "newham-social-care", "role": "child-protection-manager"}]
      """#)
    let by = #""by": {"name": "M", "role": "child-protection-manager"}"#
    let bare = try await played.post(
      "acts", #"{"kind": "decide", "answer": "round-table", \#(by)}"#, by: played.other)
    let wrong = try await played.post(
      "acts", #"{"kind": "decide", "answer": "wait", "reason": "A.", \#(by)}"#, by: played.other)
    let decided = try await played.post(
      "acts",
      #"{"kind": "decide", "answer": "round-table", "reason": "Risk is read two ways.", \#(by)}"#,
      by: played.other)

    #expect(contact.json.texts("met") == ["1.s4-contact.newham-st-hilda"], "\(contact.text)")
    #expect(bare.json.texts("met").isEmpty)
    #expect(wrong.json.texts("met").isEmpty)
    #expect(decided.json.texts("met") == ["1.s4-decide.-"], "\(decided.text)")
    #expect(try await played.duty("s4-decide").text("met", "answer") == "round-table")
    #expect(
      try await played.duty("s4-decide").texts("answers")
        == ["conference", "round-table", "neither"])
  }

  @Test func `NEW-09 three days more for senior managers: working days, and marked as our reading`()
    async throws
  {
    let played = try await at(5, #""facts": ["resources"]"#)
    let met = try await played.post(
      "acts", #"{"kind": "meet", "by": {"name": "S", "role": "senior-manager"}}"#, by: played.other)

    #expect(met.json.texts("met") == ["1.s5-liaise.-"])
    let clocks = try await played.get("clocks").json
    let clock = clocks.entry(of: "clocks", where: "duty", is: "stage-5-complete")
    #expect(clock?.text("clock", "limit", "on") == "2026-06-04")
    #expect(clock?.text("rule", "basis") == "assumed")
    #expect(clock?.text("rule", "clause") == "NEW-09")
    let rule = try await stage(5)["clock"]
    #expect(rule?["limit"] == ["workingDays": 3])
    #expect(rule?["from"] == ["entry": true])
  }

  @Test func `NEW-11 each party confirms its record at each stage, with what the policy asks for`()
    async throws
  {
    let played = try await raise()
    let confirmed = try await played.post(
      "record-confirmations",
      #"""
      {"ownReference": "file 7", "by": {"name": "R"}, "contents": {
        "escalation-action": "Raised.", "agreed-actions": "None yet.", "timescales": "This week."}}
      """#)
    try await played.move(to: "stage-2")

    let owed = try await played.duties("confirm-record")
    #expect(confirmed.json.texts("met") == ["1.confirm-record.newham-st-hilda"])
    #expect(owed.count == 4)
    #expect(owed[0].texts("contents") == ["escalation-action", "agreed-actions", "timescales"])
    #expect(owed.allSatisfy { $0.text("clause") == "NEW-11" })
  }

  @Test func `NEW-16 advice is for one of two reasons, from any one role, and private`()
    async throws
  {
    let played = try await at(2)
    let bare = try await played.post(
      "consultations", #"{"kind": "consult", "by": {"name": "D", "role": "designated-lead"}}"#)
    let advised = try await played.post(
      "consultations",
      #"""
      {"kind": "consult", "answer": "seriously-unsound", "by": {"name": "D", "role": "designated-lead"}}
      """#)

    #expect(bare.json.texts("met").isEmpty)
    #expect(advised.json.texts("met") == ["1.s2-advice.newham-st-hilda"])
    #expect(try await played.duty("s2-advice").text("met", "answer") == "seriously-unsound")
    #expect(try await played.duties("s2-advice", seenBy: played.other).isEmpty)
    let theirs = try await played.get(by: played.other)
    #expect(!theirs.text.contains("seriously-unsound"))
  }
}
