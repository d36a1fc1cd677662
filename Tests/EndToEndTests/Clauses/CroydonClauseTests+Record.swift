import JSON
import Testing

/// Risk, advice inside the house, and what is written down by whom.
extension CroydonClauseTests {
  @Test(arguments: ["yes", "notKnown"])
  func `CRO-09 a risk never delays the answer, says who acts, and flags the escalation everywhere`(
    answer: String
  ) async throws {
    let played = try await raise(#""immediateRisk": "\#(answer)""#)

    #expect(played.raised.text("urgent")?.contains("children's social care") == true)
    let status = try await played.status()
    #expect(status["flagged"] == true)
    #expect(status.text("immediateRisk") == answer)
    let list = try await played.office("partnership").get("/v1/escalations?sort=updated").json
    let row = list.entry(of: "items", where: "reference", is: played.reference)
    #expect(row?["flagged"] == true)
    #expect(try await played.get(by: played.other).json.text("risk", "urgent") != nil)
  }

  @Test func `CRO-09 the flag stays until the raising agency states otherwise`() async throws {
    let played = try await raise(#""immediateRisk": "yes""#)

    let theirs = try await played.post(
      "risk-statements", #"{"immediateRisk": "no", "words": "Seen today."}"#, by: played.other)
    #expect(theirs.status == 201)
    #expect(theirs.remark("flagStays")?.text("clause") == "CRO-09")
    #expect(try await played.status()["flagged"] == true)
    try await played.post(
      "risk-statements",
      """
      {"immediateRisk": "yes",
       "told": {"kind": "police", "at": "2026-06-01T08:50:00Z", "name": "The desk"}}
      """)
    #expect(try await played.get().json.text("risk", "toldKind") == "police")
    try await played.post("risk-statements", #"{"immediateRisk": "no"}"#)
    #expect(try await played.status()["flagged"] == false)
  }

  @Test func `CRO-09 the question is asked again at each move, and the answer counts`() async throws
  {
    let played = try await raise()
    try await played.discuss()

    let silent = try await played.change("stage-moves", #"{"to": "stage-2"}"#)
    #expect(silent.faults == ["riskMissing /immediateRisk"])
    #expect(silent.clauses == ["CRO-09"])
    let moved = try await played.move(to: "stage-2", risk: "notKnown")
    #expect(moved.status == 201)
    #expect(moved.json.text("urgent") != nil)
    #expect(try await played.status()["flagged"] == true)
  }

  @Test func `CRO-10 advice in one's own house is owed first, and is that agency's alone`()
    async throws
  {
    let played = try await raise()

    let owed = try await played.duty("consult-own-lead")
    #expect(owed.text("force") == "should")
    #expect(owed["blocks"] == nil)
    let advice = try await played.post(
      "consultations",
      """
      {"kind": "consult", "occurredAt": "2026-05-29T14:00:00Z", "words": "Go ahead.",
       "by": {"name": "D. Lead", "role": "safeguarding-lead"}}
      """)
    #expect(advice.json.texts("met") == ["1.consult-own-lead.croydon-st-hilda"])
    let own = try await played.get()
    #expect(own.json.entry(of: "acts", where: "kind", is: "consult")?.text("occurredAt") != nil)
    #expect(own.text.contains("D. Lead"))
    for viewer in [played.other, played.office("partnership"), played.office("decider")] {
      for read in ["", "record", "owed", "clocks"] {
        let seen = try await played.get(read, by: viewer)
        #expect(!seen.text.contains("consult-own-lead"), "\(read)")
        #expect(!seen.text.contains("Go ahead"), "\(read)")
        #expect(!seen.text.contains("D. Lead"), "\(read)")
      }
      let work = try await viewer.get("/v1/duties?state=any&limit=200")
      #expect(!work.text.contains("consult-own-lead"))
    }
  }

  @Test
  func `CRO-12 decision disputed, evidence and outcome sought are owed, and a thin text warned of`()
    async throws
  {
    let thin = try await raise(#""summary": "We worry.""#)
    #expect(thin.raised.entry(of: "warnings", where: "code", is: "thinText") != nil)

    let owed = try await thin.duty("state-concern")
    #expect(owed.text("force") == "should")
    #expect(owed.texts("contents") == ["decision-disputed", "evidence", "outcome-sought"])
    #expect(try await thin.duty("confirm-record").text("clause") == "CRO-17")
    let stated = try await thin.post(
      "acts",
      """
      {"kind": "state", "by": {"name": "A. Teacher"},
       "contents": {"decision-disputed": "No further action.", "evidence": "Two bruises in May.",
                    "outcome-sought": "An assessment."}}
      """)
    #expect(stated.json.texts("met") == ["1.state-concern.croydon-st-hilda"])
    #expect(try await thin.get(by: thin.other).text.contains("Two bruises in May."))
    try await thin.discuss()
    #expect(try await raise().raised["warnings"]?.arrayValue?.isEmpty == true)
  }

  @Test func `CRO-16 an equivalent role serves, a substitute serves and is recorded as one`()
    async throws
  {
    let byEquivalent = try await raise()
    let equivalent = try await advise(byEquivalent, #""role": "safeguarding-lead""#)
    #expect(equivalent.json.texts("met").count == 1)

    let bySubstitute = try await raise()
    let another = try await advise(bySubstitute, #""role": "caretaker""#)
    #expect(another.json.texts("met").isEmpty)
    #expect(another.remark("stillOwed")?.text("clause") == "CRO-10")
    let substitute = try await advise(
      bySubstitute, #""role": "head-of-year", "substituteFor": "line-manager""#)
    #expect(substitute.json.texts("met").count == 1)
    #expect(
      try await bySubstitute.duty("consult-own-lead").text("met", "substituteFor")
        == "line-manager")
  }

  private func advise(_ played: PlayedCase, _ role: String) async throws -> Caller.Answer {
    try await played.post(
      "consultations", #"{"kind": "consult", "by": {"name": "X", \#(role)}}"#)
  }

  @Test func `CRO-17 each agency confirms its own record at each stage, and nobody waits for it`()
    async throws
  {
    let played = try await raise(#""involved": ["croydon-health"]"#)
    try await climb(played, to: 2)

    let missing = try await played.duties("confirm-record")
    #expect(missing.count == 6, "three agencies at two stages")
    #expect(missing.allSatisfy { $0.text("state") == "open" && $0["blocks"] == nil })
    let confirmed = try await played.post(
      "record-confirmations",
      """
      {"stage": "stage-1", "ownReference": "file 7", "by": {"name": "Records"},
       "contents": {"agreed-outcomes": "None yet.", "outstanding-issues": "Asked in writing."}}
      """, by: played.other)
    #expect(confirmed.json.texts("met") == ["1.confirm-record.croydon-social-care"])
    let act = try await played.get(by: played.other).json
      .entry(of: "acts", where: "kind", is: "confirmRecord")
    #expect(act?.text("ownReference") == "file 7")
    #expect(act?.text("stage") == "stage-1")
    #expect(try await played.duties("confirm-record").count { $0.text("state") == "open" } == 5)
    try await played.discuss()
    #expect(try await played.move(to: "stage-3").status == 201)
  }

  @Test func `CRO-17 outstanding issues are pursued, also after the end`() async throws {
    let played = try await raise()

    let noted = try await played.post(
      "outstanding-issues",
      """
      {"owner": "\(CroydonClauseTests.care)", "what": "Send the assessment.", "dueOn": "2026-06-19"}
      """)
    let number = try #require(noted.json["number"]?.int64Value)
    let closed = try await played.change(
      "resolution",
      #"{"basis": "assent", "outcome": "changed", "contents": {"outstanding-issues": "By letter."}}"#
    )
    #expect(closed.status == 201, "\(closed.text)")
    let done = try await played.post(
      "outstanding-issues/\(number)/progress", #"{"progress": "done"}"#, by: played.other)
    #expect(done.status == 201, "\(done.text)")
    let detail = try await played.get().json
    #expect(detail.text("outstandingIssues", "0", "progress") == "done")
    #expect(detail.text("resolution", "contents", "outstanding-issues") == "By letter.")
  }
}
