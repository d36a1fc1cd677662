import JSON
import Testing

/// What holds throughout, and the first two stages.
extension GSCPClauseTests {
  @Test func `GSC-01 a risk never delays the answer, says who acts, and flags the escalation`()
    async throws
  {
    let played = try await raise(#""immediateRisk": "notKnown""#)

    #expect(played.raised.text("urgent")?.contains("police") == true)
    #expect(try await played.status()["flagged"] == true)
    try await played.post(
      "risk-statements", #"{"immediateRisk": "no"}"#, by: played.other)
    #expect(try await played.status()["flagged"] == true)
    try await played.discuss()
    try await report(played)
    #expect(
      try await played.change("stage-moves", #"{"to": "stage-2"}"#).clauses == ["GSC-01"])
    try await played.move(to: "stage-2", risk: "no")
    #expect(try await played.status()["flagged"] == false)
  }

  @Test func `GSC-02 six areas of disagreement, and any other in words of one's own`() async throws
  {
    #expect(try await policy()["categories"]?.arrayValue?.count == 7)

    let bare = try await server.caller(GSCPClauseTests.school).post(
      "/v1/escalations",
      PlayedCase.body(policy: "gscp", with: GSCPClauseTests.care, #""category": "other""#))
    #expect(bare.faults == ["reasonMissing /categoryWords"])
    #expect(bare.clauses == ["GSC-02"])
    let worded = try await raise(#""category": "other", "categoryWords": "Housing.""#)
    #expect(try await worded.status().text("category") == "other")
  }

  @Test func `GSC-03 all stages may be run in one day, and why is recorded`() async throws {
    let played = try await raise()

    try await climb(played, to: 3)
    let said = try await played.post(
      "acts", #"{"kind": "state", "contents": {"reason": "He goes home tonight."}}"#)
    #expect(said.json.texts("met") == ["3.run-faster.gscp-st-hilda"])
    try await played.discuss()
    try await fail(played)
    #expect(try await played.move(to: "stage-4").status == 201)
    let visits = try #require(try await played.get().json["visits"]?.arrayValue)
    #expect(visits.count == 4)
    #expect(Set(visits.compactMap { $0.text("enteredAt") }) == ["2026-06-01T09:00:00Z"])
  }

  @Test func `GSC-03 a stage may be passed over for the child's safety, with a reason`()
    async throws
  {
    let played = try await raise()
    try await played.discuss()
    try await report(played)

    let bare = try await played.move(to: "stage-3")
    #expect(bare.faults == ["reasonMissing /reason"])
    #expect(bare.clauses == ["GSC-03"])
    let reasoned = try await played.move(
      to: "stage-3", #""reason": "The conference is tomorrow.""#)
    #expect(reasoned.status == 201)
    #expect(try await played.get().json.texts("skipped") == ["stage-2"])
  }

  @Test func `GSC-04 the professionals try within one working day of raising`() async throws {
    let server = try RunningServer(["--clock", "manual=2026-05-22T15:00:00Z"])
    let played = try await GSCPClauseTests.raise(on: server)

    let talk = try await played.duty("s1-discuss")
    #expect(
      talk.text("clock", "limit", "on") == "2026-05-26",
      "a Friday before the bank holiday of 25 May")
    #expect(talk.texts("owners").count == 2)
    let clocks = try await played.get("clocks").json
    let explained = clocks.entry(of: "clocks", where: "duty", is: "s1-discuss")
    #expect(explained?.text("rule", "basis") == "assumed")
    try server.move(to: "2026-05-26T22:59:59Z")
    #expect(try await played.duty("s1-discuss").text("state") == "open")
    try server.move(to: "2026-05-26T23:00:00Z")
    #expect(try await played.duty("s1-discuss").text("state") == "late")
    #expect(try await played.duty("s1-report").text("clause") == "GSC-18", "silence opens it")
  }

  @Test func `GSC-05 the managers speak within 24 hours, nights and weekends included`()
    async throws
  {
    let server = try RunningServer(["--clock", "manual=2026-06-05T16:30:00Z"])
    let played = try await GSCPClauseTests.raise(on: server)
    try await played.discuss()
    #expect(try await played.duties("s1-managers-contact").isEmpty)

    try await report(played)

    let contact = try await played.duty("s1-managers-contact")
    #expect(contact.text("clock", "limit", "at") == "2026-06-06T16:30:00Z", "a Saturday")
    let clocks = try await played.get("clocks").json
    let explained = clocks.entry(of: "clocks", where: "duty", is: "s1-managers-contact")
    #expect(explained?.text("rule", "limit") == "24 elapsed hours")
    #expect(explained?.text("rule", "note")?.contains("not stated") == true)
    try server.move(to: "2026-06-06T16:30:00Z")
    #expect(try await played.duty("s1-managers-contact").text("state") == "late")
    let late = try await played.discuss(
      #""by": {"name": "M", "role": "line-manager"}"#, by: played.other)
    #expect(late.json.texts("met") == ["1.s1-managers-contact.-"])
    #expect(try await played.duty("s1-managers-contact").text("state") == "metLate")
  }

  @Test(arguments: ["line-manager", "designated-professional", "named-professional"])
  func `GSC-06 a designated or named professional serves as well as a line manager`(role: String)
    async throws
  {
    let played = try await raise()
    try await played.discuss()

    let kind = role == "line-manager" ? "report" : "consult"
    let told = try await played.post(
      "acts", #"{"kind": "\#(kind)", "by": {"name": "A", "role": "\#(role)"}}"#)
    #expect(told.json.texts("met") == ["1.s1-report.gscp-st-hilda"])
    let spoke = try await played.discuss(#""by": {"name": "M", "role": "\#(role)"}"#)
    #expect(spoke.json.texts("met") == ["1.s1-managers-contact.-"])
  }

  @Test func `GSC-07 agreed action is fed back at once to the managers, and the file confirmed`()
    async throws
  {
    let played = try await raise()

    for action in 1...2 {
      try await agreeAction(played)
      let owed = try await played.duties("s1-feed-back")
      #expect(owed.count == 2 * action, "each side, for each action")
    }
    let first = try #require(try await played.duties("s1-feed-back").first)
    #expect(first.text("clock", "start") != nil)
    #expect(first[path: ["clock", "limit"]] == nil, "without delay has no number")
    #expect(first.text("force") == "should")
    let told = try await played.post("feedback", #"{"words": "Told both managers."}"#)
    #expect(told.json.texts("met").count == 2)
    let confirmed = try await played.post(
      "record-confirmations",
      #"{"contents": {"conflict": "Threshold.", "agreement": "A visit."}}"#, by: played.other)
    #expect(confirmed.json.texts("met") == ["1.confirm-record.gscp-social-care"])
  }

  @Test func `GSC-08 nothing is escalated without communication, or an attempt at it`() async throws
  {
    let ways = [
      ("discussions", #"{"summary": "Spoke."}"#),
      ("discussions", #"{"how": "attempted", "summary": "No reply."}"#),
      ("acts", #"{"kind": "write", "words": "A letter."}"#),
      ("consultations", #"{"kind": "meet"}"#),
    ]
    for (call, body) in ways {
      let played = try await raise()
      let refused = try await played.move(to: "stage-2")
      #expect(refused.code == "dutiesOpen")
      #expect(refused.clauses == ["GSC-08"])

      try await played.post(call, body)

      #expect(try await played.move(to: "stage-2").clauses == ["GSC-18"], "\(body)")
      try await report(played)
      #expect(try await played.move(to: "stage-2").status == 201, "\(body)")
      #expect(try await played.move(to: "stage-3").clauses == ["GSC-08"], "in each stage")
    }
  }

  @Test
  func `GSC-09 second-tier managers or the Team Around the Family consider it, without delay`()
    async throws
  {
    let server = try RunningServer(["--clock", "manual=2026-06-01T09:00:00Z"])
    let played = try await GSCPClauseTests.raise(on: server)
    try await climb(played, to: 2)

    let stage = try await played.duty("stage-2-complete")
    #expect(stage.text("clause") == "GSC-09")
    #expect(stage.text("clock", "start") == "2026-06-01T09:00:00Z")
    try server.move(to: "2026-07-31T09:00:00Z")
    #expect(try await played.duty("stage-2-complete").text("state") == "open", "after 60 days")
    #expect(try await played.status().text("timing") == "none")
    #expect(try await played.duty("s2-consider").text("state") == "open")
    let family = try await played.post(
      "consultations",
      #"{"kind": "meet", "by": {"name": "T", "role": "team-around-the-family"}}"#)
    #expect(family.json.texts("met").contains("2.s2-consider.-"))
    let advice = try await played.post(
      "consultations",
      #"{"kind": "consult", "by": {"name": "N", "role": "named-professional"}}"#)
    #expect(advice.json.texts("met") == ["2.s2-safeguarding-advice.gscp-st-hilda"])
    let tier = try await played.discuss(
      #""by": {"name": "S", "role": "second-tier-manager"}"#, by: played.other)
    #expect(tier.json.texts("met") == ["2.s2-safeguarding-advice.gscp-social-care"])
  }

  @Test func `GSC-10 a dispute over the threshold brings in the Service Manager MASH`()
    async throws
  {
    let other = try await raise(#""category": "sharing-or-services""#)
    try await climb(other, to: 2)
    #expect(try await other.duties("s2-mash").isEmpty)

    let played = try await raise()
    try await climb(played, to: 2)
    #expect(try await played.duty("state-area").text("basis") == "assumed")
    let stated = try await played.post("acts", #"{"kind": "check", "category": "threshold"}"#)
    #expect(stated.json.texts("met") == ["1.state-area.gscp-st-hilda"])
    #expect(try await played.status().text("category") == "threshold")
    try await played.discuss(#""by": {"name": "S", "role": "second-tier-manager"}"#)
    let refused = try await played.move(to: "stage-3")
    #expect(refused.clauses == ["GSC-10"], "a talk without that manager does not pass for it")
    let invited = try await played.discuss(
      """
      "participants": [{"agency": "\(GSCPClauseTests.care)", "role": "mash-service-manager",
                        "present": false}]
      """)
    #expect(invited.json.texts("met").contains("2.s2-mash.gscp-st-hilda"))
    #expect(try await played.duty("s2-mash").text("met", "how") == "attempted")
    #expect(try await played.move(to: "stage-3").status == 201)
  }

  @Test func `GSC-18 each side reports to its own line manager, and that is its own affair`()
    async throws
  {
    let played = try await raise()
    try await played.discuss()

    #expect(
      try await played.duties("s1-report").map { $0.texts("owners") } == [
        ["agency:gscp-st-hilda"]
      ])
    #expect(
      try await played.duties("s1-report", seenBy: played.other).map { $0.texts("owners") } == [
        ["agency:gscp-social-care"]
      ])
    try await report(played)
    #expect(try await played.duty("s1-report", seenBy: played.other).text("state") == "open")
    let record = try await played.get("record", by: played.other)
    #expect(!record.text.contains("\"report\""))
    #expect(
      try await played.move(to: "stage-2").status == 201, "the other side's is not waited for")
  }
}
