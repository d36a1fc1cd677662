import JSON
import Testing

/// The formal stage, where disagreements remain, and what is learnt.
extension GSCPClauseTests {
  @Test func `GSC-11 the Head of Service of children's social care, whichever side it is on`()
    async throws
  {
    let played = try await raise()
    try await climb(played, to: 3)

    let head = try await played.duty("s3-head-of-service")
    #expect(head.texts("owners") == ["agency:gscp-social-care"])
    #expect(head.text("note")?.contains("silent on both") == true)
    #expect(try await played.duty("s3-equivalent").texts("owners") == ["agency:gscp-st-hilda"])
    let spoke = try await played.discuss(
      """
      "by": {"name": "H", "role": "head-of-service"},
      "participants": [{"agency": "\(GSCPClauseTests.care)", "role": "head-of-service-childrens"}]
      """)
    #expect(spoke.json.texts("met").contains("3.s3-head-of-service.gscp-social-care"))
    #expect(spoke.json.texts("met").contains("3.s3-equivalent.gscp-st-hilda"))
  }

  @Test func `GSC-11 where social care escalates, it owes once; where it is no party, nobody does`()
    async throws
  {
    let reversed = try await raise(by: GSCPClauseTests.care, with: "gscp-police")
    try await climb(reversed, to: 3)
    #expect(
      try await reversed.duty("s3-head-of-service").texts("owners") == ["agency:gscp-social-care"])
    #expect(try await reversed.duties("s3-equivalent").isEmpty)

    let without = try await raise(by: "gscp-health", with: "gscp-police")
    try await climb(without, to: 3)
    #expect(try await without.duties("s3-head-of-service").isEmpty)
    #expect(try await without.duty("s3-equivalent").texts("owners") == ["agency:gscp-health"])
  }

  @Test func `GSC-12 a decision, or the word that none was reached, ends stage 3`() async throws {
    let played = try await raise()
    try await climb(played, to: 3)
    try await played.discuss()

    #expect(try await played.move(to: "stage-4").clauses == ["GSC-12"])
    let bare = try await played.post(
      "acts", #"{"kind": "decide", "duties": ["s3-decision"], "answer": "not-reached"}"#)
    #expect(bare.faults == ["reasonMissing /reason"])
    let failed = try await fail(played, by: played.other)
    #expect(failed.json.texts("met") == ["3.s3-decision.-"], "either side may say so")
    #expect(try await played.move(to: "stage-4").status == 201)

    let agreed = try await raise()
    try await climb(agreed, to: 3)
    let decision = try await agreed.post(
      "decisions",
      """
      {"basis": "agreed", "answer": "reached", "outcome": "partly-changed",
       "agreedBy": ["\(GSCPClauseTests.school)", "\(GSCPClauseTests.care)"],
       "contents": {"views": "Both.", "clarity": "The referral lacked the history."}}
      """)
    #expect(decision.json.texts("met") == ["3.s3-decision.-"])
  }

  @Test func `GSC-13 the Resolution Group is considered with a reason, where unresolved`()
    async throws
  {
    let played = try await raise()
    try await climb(played, to: 4)

    let consider = try await played.duty("s4-consider-group")
    #expect(consider.text("force") == "consider")
    #expect(consider["blocks"] == nil)
    let bare = try await played.post(
      "consultations",
      #"{"kind": "consider", "duties": ["s4-consider-group"], "answer": "no"}"#)
    #expect(bare.faults == ["reasonMissing /reason"])
    try await played.post(
      "consultations", #"{"kind": "consider", "answer": "yes", "reason": "No way forward."}"#)
    #expect(try await played.duty("s4-refer-group").text("force") == "should")
  }

  @Test func `GSC-13 a resolved escalation can still be referred for its lessons`() async throws {
    let played = try await raise()
    try await played.change("resolution", #"{"basis": "assent", "outcome": "changed"}"#)

    #expect(try await played.duty("consider-lessons").text("force") == "consider")
    try await played.post(
      "consultations", #"{"kind": "consider", "answer": "yes", "reason": "It recurs."}"#)
    let referred = try await played.post("acts", #"{"kind": "refer", "words": "See the file."}"#)
    #expect(referred.json.texts("met") == ["1.refer-lessons.-"])
    let learnt = try await played.post("learning", #"{"kind": "lesson", "words": "Ring first."}"#)
    #expect(learnt.status == 201)
    let detail = try await played.get().json
    #expect(detail[path: ["learning", "0", "routes"]] == ["resolution-group"])
    #expect(detail.text("state") == "resolved", "it does not open again")
  }

  @Test func `GSC-14 five posts sit in the Resolution Group, and who sat is recorded`()
    async throws
  {
    let seats = try #require(try await policy()[path: ["panels", "0", "seats"]]?.arrayValue)
    #expect(seats.count == 5)
    #expect(seats.allSatisfy { $0.text("publishedTitle") != nil })
    #expect(
      seats[1].text("presentTitle") == "Designated Safeguarding Lead, Integrated Care Board")

    let played = try await referred()
    let office = played.office("partnership")
    let bare = try await played.post(
      "acts", #"{"kind": "meet", "answer": "not-resolved"}"#, by: office)
    #expect(bare.remark("stillOwed")?.text("clause") == "GSC-14")
    let sat = try await played.post(
      "acts",
      """
      {"kind": "meet", "answer": "not-resolved",
       "contents": {"attendance": "Director, ICB lead, DCI; commissioning sent apologies."}}
      """, by: office)
    #expect(sat.json.texts("met") == ["4.s4-group.+resolution-group"])
  }

  @Test func `GSC-15 what the group cannot resolve goes to the Chair, who may not decide`()
    async throws
  {
    let played = try await referred()
    let office = played.office("partnership")
    try await played.post(
      "acts",
      #"{"kind": "meet", "answer": "not-resolved", "contents": {"attendance": "All."}}"#, by: office
    )

    #expect(try await played.duty("s4-refer-chair").texts("owners") == ["panel:resolution-group"])
    try await played.post("acts", #"{"kind": "refer"}"#, by: office)
    let heard = try await played.post(
      "acts",
      #"{"kind": "respond", "words": "Considered.", "by": {"name": "C", "role": "executive-chair"}}"#,
      by: office)
    #expect(heard.json.texts("met") == ["4.s4-chair.+partnership"])
    let end = try await policy()[path: ["tracks", "0", "stages", "3", "end"]]
    #expect(end?["notStated"] == true)
    #expect(end?.text("kind") == "report")
    #expect(
      try await played.change("resolution", #"{"basis": "decision"}"#).code == "decisionMissing")
    #expect(try await played.change("resolution", #"{"basis": "unresolved"}"#).status == 201)
    #expect(try await played.status().text("state") == "unresolved")
  }

  /// An escalation that is before the Resolution Group.
  private func referred() async throws -> PlayedCase {
    let played = try await raise()
    try await climb(played, to: 4)
    try await played.post(
      "consultations", #"{"kind": "consider", "answer": "yes", "reason": "No way forward."}"#)
    try await played.post("acts", #"{"kind": "refer"}"#)
    return played
  }

  @Test(arguments: [2, 3, 4])
  func `GSC-16 agreed action goes back at once to the stage 2 managers, from stage 2 on`(
    stage: Int
  ) async throws {
    let played = try await raise()
    try await agreeAction(played)
    #expect(try await played.duties("feed-back-second-tier").isEmpty, "stage 1 has none")
    try await climb(played, to: stage)

    try await agreeAction(played)

    let owed = try await played.duties("feed-back-second-tier")
    #expect(owed.count == 2)
    #expect(owed.allSatisfy { $0.text("clause") == "GSC-16" && $0.text("state") == "open" })
    #expect(owed.allSatisfy { $0[path: ["clock", "limit"]] == nil })
    try await played.change("resolution", #"{"basis": "assent"}"#)
    let after = try await played.duty("feed-back-second-tier")
    #expect(after.text("state") == "open", "it outlives the end")
  }

  @Test func `GSC-16 where stage 2 was passed over nothing goes back to its managers`() async throws
  {
    let played = try await raise()
    try await played.discuss()
    try await report(played)
    try await played.move(to: "stage-3", #""reason": "The conference is tomorrow.""#)

    try await agreeAction(played)

    #expect(try await played.duties("feed-back-second-tier").isEmpty)
  }

  @Test func `GSC-17 four stages, the formality of the fourth not stated`() async throws {
    let list = try await server.caller("dashboard", of: "gscp").get("/v1/policies").json
    let policy = list.entry(of: "items", where: "id", is: "gscp")
    let stages = try #require(policy?[path: ["tracks", "0", "stages"]]?.arrayValue)
    #expect(
      stages.compactMap { $0.text("title") } == [
        "Preventing disputes", "Informal dispute procedure", "Formal dispute procedure",
        "Where disagreements remain",
      ])
    #expect(
      stages.compactMap { $0.text("formality") } == [
        "informal", "informal", "formal", "notStated",
      ])

    let played = try await raise()
    try await climb(played, to: 4)
    #expect(try await played.status().text("stage", "formality") == "notStated")
  }

  @Test func `GSC-17 the partnership sees names once its own group may act`() async throws {
    let played = try await raise()
    try await climb(played, to: 3)
    let office = played.office("partnership")
    #expect(try await played.get(by: office).json.text("mask") == "outline")

    try await played.discuss()
    try await fail(played)
    try await played.move(to: "stage-4")

    #expect(try await played.get(by: office).json["mask"] == nil)
  }

  @Test func `GSC-19 form, tracker, review date and numbers beyond stage 1 are not stated`()
    async throws
  {
    let policy = try await policy()
    let notes = try #require(policy["notes"]?.arrayValue)
    let open = notes.filter { $0["notStated"] == true }.compactMap { $0.text("about") }
    #expect(
      open == [
        "/tracks/0/stages/2/clock", "/tracks/0/stages/3/clock", "/review", "form", "tracker",
      ])
    #expect(policy["review"] == nil)

    let server = try RunningServer(["--clock", "manual=2026-06-01T09:00:00Z"])
    let played = try await GSCPClauseTests.raise(on: server)
    try await climb(played, to: 4)
    try server.move(to: "2027-06-01T09:00:00Z")
    let owed = try await played.duties()
    #expect(owed.allSatisfy { $0.text("state") != "late" }, "a year later")
    #expect(owed.allSatisfy { $0["form"] == nil || $0["blocks"] == nil })
    #expect(owed.allSatisfy { !($0.texts("blocks").contains("resolving")) })
  }
}
