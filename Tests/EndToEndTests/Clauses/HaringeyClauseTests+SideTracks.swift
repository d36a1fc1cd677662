import JSON
import Testing

/// Conferences, round tables, allegations.
extension HaringeyClauseTests {
  /// At the formal request for a conference.
  private func requested() async throws -> PlayedCase {
    let played = try await raise(#""category": "conference-refused""#)
    try await talkOfManagers(played)
    let moved = try await played.move(to: "request", #""track": "conference-request""#)
    #expect(moved.status == 201, "\(moved.text)")
    return played
  }

  @Test func `HAR-09 a request that a senior manager supports makes social care owe a conference`()
    async throws
  {
    let played = try await requested()
    let early = try await support(played, "named-professional")
    let asked = try await played.post(
      "acts", #"{"kind": "write", "contents": {"grounds": "Two injuries."}, "by": {"name": "A"}}"#)
    let weak = try await support(played, "line-manager")
    #expect(try await played.duties("convene-conference").isEmpty)
    let supported = try await support(played, "senior-manager")

    #expect(early.json.texts("met").isEmpty)
    #expect(asked.json.texts("met") == ["2.request-conference.haringey-st-hilda"])
    #expect(weak.json.texts("met").isEmpty)
    #expect(supported.json.texts("met") == ["2.support-request.haringey-st-hilda"])
    let owed = try await played.duty("convene-conference")
    #expect(owed["owners"] == ["agency:haringey-social-care"])
    #expect(owed.text("force") == "should")
    #expect(owed.text("clause") == "HAR-09")
  }

  @Test func `HAR-09 a refusal wants a reason, and the request goes on at stage 2`() async throws {
    let played = try await requested()
    try await played.post("acts", #"{"kind": "write", "by": {"name": "A"}}"#)
    try await support(played, "designated-professional")
    let bare = try await refuse(played, "")
    let reasoned = try await refuse(played, #", "reason": "The threshold is not met.""#)
    let moved = try await played.move(to: "stage-2", #""track": "escalation""#)

    #expect(bare.json.texts("met").isEmpty)
    #expect(reasoned.json.texts("met") == ["2.convene-conference.haringey-social-care"])
    #expect(moved.status == 201, "\(moved.text)")
    #expect(try await played.status().text("stage", "id") == "stage-2")
  }

  @Test func `HAR-09 no escalation begins with the request, nor goes there without the wish`()
    async throws
  {
    let begun = try await tryRaising(#""track": "conference-request""#)
    let other = try await raise(#""category": "threshold""#)
    try await talkOfManagers(other)
    let crossed = try await other.move(to: "request", #""track": "conference-request""#)
    try await other.discuss(#""facts": ["conference-wanted"]"#)
    let wished = try await other.move(to: "request", #""track": "conference-request""#)

    #expect(begun.code == "trackNotStartable")
    #expect(crossed.code == "entryNotOpen")
    #expect(crossed.clauses == ["HAR-09"])
    #expect(wished.status == 201, "\(wished.text)")
  }

  @discardableResult
  private func support(_ played: PlayedCase, _ role: String) async throws -> Caller.Answer {
    try await played.post(
      "acts", #"{"kind": "support", "by": {"name": "M", "role": "\#(role)"}}"#)
  }

  private func refuse(_ played: PlayedCase, _ reason: String) async throws -> Caller.Answer {
    try await played.post(
      "acts", #"{"kind": "convene", "answer": "refused"\#(reason), "by": {"name": "T"}}"#,
      by: played.other)
  }

  /// A round table of social care, police and health.
  private func roundTable() async throws -> PlayedCase {
    try await raise(
      #""track": "round-table", "facts": ["polarised"], "involved": ["haringey-health"]"#,
      by: HaringeyClauseTests.care, with: HaringeyClauseTests.police)
  }

  @Test func `HAR-10 the round table is for polarised views of social care, police and health`()
    async throws
  {
    let school = try await tryRaising(#""track": "round-table", "facts": ["polarised"]"#)
    let plain = try await server.caller(HaringeyClauseTests.care).post(
      "/v1/escalations",
      PlayedCase.body(
        policy: "haringey", with: HaringeyClauseTests.police, #""track": "round-table""#))
    let played = try await roundTable()

    #expect(school.code == "entryNotOpen")
    #expect(plain.code == "entryNotOpen")
    #expect(school.clauses + plain.clauses == ["HAR-10", "HAR-10"])
    #expect(try await played.status().text("track") == "round-table")
    let panel = try await policy().entry(of: "panels", where: "id", is: "round-table")
    let titles = (panel?["seats"]?.arrayValue ?? []).compactMap { $0.text("publishedTitle") }
    #expect(titles == ["Heads of Service", "DCI", "Designated leads"])
  }

  @Test func `HAR-10 the three levels attend, and any agency may convene`() async throws {
    let played = try await roundTable()
    let convened = try await played.post(
      "acts", #"{"kind": "convene", "by": {"name": "D"}}"#,
      by: server.caller(HaringeyClauseTests.health))
    let met = try await played.post(
      "acts",
      #"""
      {"kind": "meet", "by": {"name": "H", "role": "head-of-service"}, "participants": [
        {"agency": "haringey-police", "role": "detective-chief-inspector"},
        {"agency": "haringey-health", "role": "designated-professional"}]}
      """#)

    #expect(convened.json.texts("met") == ["1.convene-round-table.-"])
    #expect(met.json.texts("met").count == 3, "\(met.text)")
    #expect(try await played.duties("attend-round-table").allSatisfy { $0["met"] != nil })
  }

  @Test func `HAR-10 each action is told to front-line staff, and kept on the case file`()
    async throws
  {
    let played = try await roundTable()
    let action = #"{"owner": "haringey-police", "what": "Visit.", "agreed": true}"#
    try await played.post("actions", action, by: played.other)
    try await played.post("actions", action, by: played.other)
    let told = try await played.post(
      "acts", #"{"kind": "notify", "by": {"name": "S"}}"#, by: played.other)

    let owed = try await played.duties("notify-front-line")
    let police = owed.filter { $0["owners"] == ["agency:haringey-police"] }
    #expect(owed.count == 6)
    #expect(police.count == 2)
    #expect(told.status == 201, "\(told.text)")
    #expect(try await played.duty("confirm-record").text("clause") == "HAR-10")
  }

  @Test func `HAR-10 a further disagreement is entered, considered, and may go to stage 2`()
    async throws
  {
    let played = try await roundTable()
    let early = try await played.move(to: "stage-2", #""track": "escalation""#)
    try await played.post(
      "dissents", #"{"words": "We hold to our view.", "by": {"name": "P"}}"#, by: played.other)
    let bare = try await played.post(
      "acts", #"{"kind": "consider", "answer": "no", "by": {"name": "H"}}"#)
    let considered = try await played.post(
      "acts",
      #"{"kind": "consider", "answer": "no", "reason": "Nothing new.", "by": {"name": "H"}}"#)
    let moved = try await played.move(to: "stage-2", #""track": "escalation""#)

    #expect(early.code == "entryNotOpen")
    #expect(bare.json.texts("met").isEmpty)
    #expect(considered.json.texts("met") == ["1.consider-dissent.-"])
    #expect(moved.status == 201, "\(moved.text)")
  }

  @Test func `HAR-10 an ordinary escalation goes to the round table once views are polarised`()
    async throws
  {
    let played = try await raise(
      "", by: HaringeyClauseTests.health, with: HaringeyClauseTests.care)
    try await talkOfManagers(played)
    let plain = try await played.move(to: "round-table", #""track": "round-table""#)
    try await played.discuss(#""facts": ["polarised", "acute-health"]"#)
    let moved = try await played.move(to: "round-table", #""track": "round-table""#)

    #expect(plain.status == 409)
    #expect(plain.clauses.contains("HAR-10"))
    #expect(moved.status == 201, "\(moved.text)")
  }

  @Test func `HAR-11 an allegation is restricted, its adult by role or initials, no child needed`()
    async throws
  {
    let played = try await raise(
      #"""
      "track": "allegation", "category": "allegation", "children": [],
      "subjects": [{"kind": "adult-by-role", "name": "a teaching assistant"}]
      """#)
    let elsewhere = try await tryRaising(#""category": "allegation""#)
    let unknown = try await tryRaising(
      #""track": "allegation", "category": "allegation", "subjects": [{"kind": "place"}]"#)

    let seen = try await played.get(by: played.other).json
    #expect(seen["restricted"]?.boolValue == true)
    #expect(seen.text("subjects", "0", "kind") == "adult-by-role")
    #expect(seen.text("subjects", "0", "name") == "a teaching assistant")
    #expect(elsewhere.code == "entryNotOpen")
    #expect(unknown.faults == ["unknownCode /subjects/0/kind"])
    let audit = try await played.get(by: played.office("auditor"))
    #expect(!audit.text.contains("teaching assistant"))
  }

  @Test func `HAR-11 a disputed meeting decision takes the ordinary stages`() async throws {
    let played = try await raise(#""track": "allegation", "category": "allegation""#)
    let table = try await played.move(to: "round-table", #""track": "round-table""#)
    try await talkOfManagers(played)
    let moved = try await played.move(to: "stage-2")

    #expect(table.status == 409)
    #expect(table.clauses.contains("HAR-11"))
    #expect(moved.status == 201, "\(moved.text)")
  }

  @Test func `HAR-11 a contested initial risk management plan takes the round table`() async throws
  {
    let played = try await raise(
      #""track": "allegation", "category": "allegation", "facts": ["contested-risk-plan"]"#)
    #expect(try await played.duties("s1-managers").isEmpty)
    let moved = try await played.move(to: "round-table", #""track": "round-table""#)
    let direct = try await raise(
      #""track": "round-table", "category": "allegation", "facts": ["contested-risk-plan"]"#)

    #expect(moved.status == 201, "\(moved.text)")
    for one in [played, direct] {
      #expect(try await one.get().json["restricted"]?.boolValue == true)
    }
    try await played.post("dissents", #"{"words": "No.", "by": {"name": "A"}}"#)
    let back = try await played.move(to: "stage-2", #""track": "allegation""#)
    #expect(back.status == 201, "\(back.text)")
  }
}
