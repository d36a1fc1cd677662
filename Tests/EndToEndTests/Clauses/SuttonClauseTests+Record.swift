import JSON
import Testing

/// The end of the ladder, and the record of all of it.
extension SuttonClauseTests {
  private static let talk = "{\"medium\": \"phone\", \"summary\": \"We went through the plan.\"}"

  @Test
  func
    `SUT-10 a discussion keeps when it was and when it was recorded, and a late entry is marked`()
    async throws
  {
    let server = try SuttonCase.ownServer()
    let one = try await SuttonCase(on: server)
    try server.move(to: "2026-06-03T09:00:00Z")

    let late = try await one.post(
      "discussions", "{\"summary\": \"We spoke.\", \"occurredAt\": \"2026-06-01T15:00:00Z\"}")

    #expect(late.json.remarkCodes.contains("lateEntry"))
    let event = try #require(late.json["event"]?.int64Value)
    let record = try await one.school.get(
      "/v1/escalations/\(one.reference)/record?event=\(event)")
    let entry = record.json["events"]?.arrayValue?.first { $0["number"]?.int64Value == event }
    #expect(entry?["occurredAt"]?.stringValue == "2026-06-01T15:00:00Z")
    #expect(entry?["recordedAt"]?.stringValue?.hasPrefix("2026-06-03T09:00") == true)
    let prompt = try await one.post("discussions", SuttonClauseTests.talk)
    #expect(!prompt.json.remarkCodes.contains("lateEntry"))
  }

  @Test func `SUT-10 each side approves the record of each discussion, with name and date`()
    async throws
  {
    let one = try await SuttonCase()
    try await one.post("discussions", SuttonClauseTests.talk)
    try await one.post("discussions", SuttonClauseTests.talk, by: one.care)
    #expect(try await one.items("approve-record").count == 4)
    let approval = "{\"by\": {\"name\": \"O. Head\", \"role\": \"line-manager\"}}"

    let approved = try await one.post("discussions/1/approval", approval)
    #expect(approved.status == 201, "\(approved.text)")
    #expect(try await one.post("discussions/1/approval", approval).code == "alreadyDone")

    let items = try await one.items("approve-record")
    let mine = items.filter {
      $0["owners"]?.arrayValue?.first?.stringValue == "agency:sutton-st-hilda"
    }
    #expect(mine.compactMap { $0["state"]?.stringValue }.sorted() == ["met", "open"])
    #expect(mine.contains { $0["met"]?["at"]?.stringValue?.hasPrefix("2026-06-01") == true })
    #expect(items.allSatisfy { $0["force"]?.stringValue == "must" })
    let acts = try await one.detail(one.care)["acts"]?.arrayValue
    #expect(acts?.first?["approvedBy"]?.arrayValue?.first?.stringValue == "sutton-st-hilda")
    // What is owed over the record stops nobody.
    try await one.mustMove(to: "stage-2")
  }

  @Test func `SUT-10 a discussion inside one agency is recorded, approved and seen there alone`()
    async throws
  {
    let one = try await SuttonCase("\"category\": \"assessment\"")
    let inside = try await one.post(
      "discussions",
      """
      {"internal": true, "summary": "The head and I agree to go on.", \
      "by": {"name": "P. Head", "role": "line-manager"}}
      """)
    #expect(inside.status == 201, "\(inside.text)")

    #expect(try await one.state("s1-managers") == "open")
    #expect(try await one.detail().hasActOf("discuss"))
    #expect(try await one.state("approve-internal-record") == "open")
    #expect(try await one.items("approve-record").isEmpty)
    for other in [one.care, one.health, one.office] {
      #expect(try await !one.detail(other).hasActOf("discuss"))
      #expect(try await one.items("approve-internal-record", other).isEmpty)
      #expect(try await one.items("approve-record", other).isEmpty)
      let record = try await other.get("/v1/escalations/\(one.reference)/record")
      #expect(!record.text.contains("The head and I agree"))
    }
    #expect(try await one.post("discussions/1/approval", "{}", by: one.care).status == 404)
    #expect(try await one.post("discussions/1/approval", "{}").status == 201)

    #expect(try await one.state("approve-internal-record") == "met")
    let between = try await one.post(
      "discussions",
      "{\"internal\": true, \"participants\": [{\"agency\": \"sutton-social-care\"}]}")
    #expect(between.faults == ["notAParty /participants/0/agency"])
  }

  @Test func `SUT-13 heads of service of each agency, by word and then in writing`() async throws {
    let one = try await SuttonCase("\"category\": \"assessment\"")
    try await one.mustMove(to: "stage-2", "stage-3")
    let verbal = try await one.post(
      "discussions",
      """
      {"medium": "phone", "summary": "The heads spoke.", \
      "by": {"name": "Q. Head", "role": "head-of-service"}, \
      "participants": [{"agency": "sutton-social-care", "role": "head-of-service"}]}
      """)
    #expect(verbal.status == 201, "\(verbal.text)")
    #expect(try await one.state("s3-heads") == "met")
    #expect(try await one.state("s3-write") == "open")

    let half = try await one.post(
      "acts",
      "{\"kind\": \"write\", \"duties\": [\"s3-write\"], \"contents\": {\"nature\": \"The plan\"}}")
    #expect(half.json["errors"]?.arrayValue?.first?["code"]?.stringValue == "contentsMissing")
    let whole = try await one.post(
      "acts",
      """
      {"kind": "write", "duties": ["s3-write"], \
      "contents": {"nature": "The plan", "attempts": "Two discussions and a meeting"}}
      """)
    #expect(whole.status == 201, "\(whole.text)")
    #expect(try await one.state("s3-write") == "met")
  }

  @Test
  func
    `SUT-13 heads who do not reply stop nothing, and the agency's member is consulted in private`()
    async throws
  {
    let one = try await SuttonCase("\"category\": \"assessment\"")
    try await one.mustMove(to: "stage-2", "stage-3")
    let attempt = try await one.post(
      "discussions",
      """
      {"how": "attempted", "medium": "email", "summary": "Two calls and a message, no reply.", \
      "by": {"name": "Q. Head", "role": "head-of-service"}}
      """)
    #expect(attempt.status == 201, "\(attempt.text)")
    #expect(try await one.state("s3-heads") == "met")
    let member = try await one.post(
      "consultations",
      """
      {"kind": "consult", "duties": ["s3-member"], \
      "by": {"name": "R. Member", "role": "lscp-member"}}
      """)
    #expect(member.status == 201, "\(member.text)")
    #expect(try await one.items("s3-member", one.care).isEmpty)
    #expect(try await one.move(to: "stage-4").status == 201)
  }

  @Test
  func
    `SUT-13 the referral to the Independent Chair carries its four parts, and her written decision is final`()
    async throws
  {
    let one = try await SuttonCase("\"category\": \"assessment\"")
    try await one.mustMove(to: "stage-2", "stage-3", "stage-4")
    let parts = ["account", "attempts", "risk-assessment", "resolution-sought"]
    for left in parts {
      let contents = parts.filter { $0 != left }.map { "\"\($0)\": \"As told.\"" }
      let answer = try await one.post(
        "acts",
        """
        {"kind": "write", "duties": ["s4-referral"], \
        "contents": {\(contents.joined(separator: ", "))}}
        """)
      let fault = answer.json["errors"]?.arrayValue?.first
      #expect(fault?["code"]?.stringValue == "contentsMissing")
      #expect(fault?["detail"]?.stringValue?.contains(left) == true)
    }
    let contents = parts.map { "\"\($0)\": \"As told.\"" }.joined(separator: ", ")
    let referred = try await one.post(
      "acts", "{\"kind\": \"write\", \"duties\": [\"s4-referral\"], \"contents\": {\(contents)}}")
    #expect(referred.status == 201, "\(referred.text)")
    #expect(try await one.state("s4-referral") == "met")

    let decision = """
      {"basis": "determined", "outcome": "unchanged-disputed", \
      "by": {"name": "S. Chair", "role": "independent-chair"}, \
      "contents": {"written-response": "The assessment stands, with a review in a month."}}
      """
    #expect(try await one.post("decisions", decision).code == "notTheDecider")
    #expect(try await one.post("decisions", decision, by: one.care).code == "notTheDecider")
    let noEnd = try await one.change(
      "resolution",
      "{\"basis\": \"decision\", \"contents\": {\"agreed-outcome\": \"As the Chair wrote.\"}}")
    #expect(noEnd.code == "decisionMissing")
    let decided = try await one.post("decisions", decision, by: one.chair)
    #expect(decided.status == 201, "\(decided.text)")
    #expect(try await one.state("s4-decision") == "met")
    let ended = try await one.change(
      "resolution",
      "{\"basis\": \"decision\", \"contents\": {\"agreed-outcome\": \"As the Chair wrote.\"}}",
      by: one.care)
    #expect(ended.status == 201, "\(ended.text)")
    #expect(try await one.standing() == "resolved")
  }

  @Test func `SUT-13 the partnership sees no names before the formal resolution begins`()
    async throws
  {
    let one = try await SuttonCase()
    #expect(try await one.detail(one.office)["mask"]?.stringValue == "outline")
    #expect(try await one.detail(one.office)["summary"] == nil)
    try await one.mustMove(to: "stage-2")
    #expect(try await one.detail(one.office)["mask"] == nil)
  }

  @Test func `SUT-14 resolved or withdrawn, learning and debrief are owed and do not reopen it`()
    async throws
  {
    for withdrawn in [false, true] {
      let one = try await SuttonCase()
      let ended =
        withdrawn
        ? try await one.change(
          "withdrawal", "{\"reason\": \"The family moved away.\", \"immediateRisk\": \"no\"}")
        : try await one.resolve()
      #expect(ended.status == 201, "\(ended.text)")
      let standing = try await one.standing()
      #expect(try await one.state("identify-learning") == "open")
      #expect(try await one.state("debrief") == "offered")
      #expect(try await one.items("consider-expert").isEmpty)

      for caller in [one.school, one.care] {
        let learning = try await one.post(
          "learning", "{\"kind\": \"theme\", \"words\": \"Handovers in summer.\"}", by: caller)
        #expect(learning.status == 201, "\(learning.text)")
      }
      #expect(try await one.post("acts", "{\"kind\": \"debrief\"}").status == 201)

      #expect(
        try await one.items("identify-learning").allSatisfy { $0["state"]?.stringValue == "met" })
      #expect(try await one.standing() == standing)
      let routes = try await one.detail()["learning"]?.arrayValue?.first?["routes"]
      #expect(routes?.arrayValue?.first?.stringValue == "sub-group")
    }
  }

  @Test func `SUT-14 in a complex case expert advice is considered, yes or no with a reason`()
    async throws
  {
    let one = try await SuttonCase("\"facts\": [\"complex\"]")
    #expect(try await one.resolve().status == 201)
    #expect(try await one.items("consider-expert").first?["force"]?.stringValue == "consider")

    let bare = try await one.post(
      "consultations",
      "{\"kind\": \"consider\", \"duties\": [\"consider-expert\"], \"answer\": \"yes\"}")
    #expect(bare.faults == ["reasonMissing /reason"])
    let considered = try await one.post(
      "consultations",
      """
      {"kind": "consider", "duties": ["consider-expert"], "answer": "yes", \
      "reason": "Evidence on neglect in older children."}
      """)
    #expect(considered.status == 201, "\(considered.text)")
    #expect(try await one.standing() == "resolved")
  }

  @Test func `SUT-15 every party confirms its record at each stage, and none waits for another`()
    async throws
  {
    let one = try await SuttonCase()
    try await one.mustMove(to: "stage-2")
    let confirmed = try await one.post(
      "record-confirmations",
      """
      {"ownReference": "M-17", "by": {"name": "T. Clerk"}, \
      "contents": {"agreed-outcome": "None yet", "outstanding-issues": "By the next meeting"}}
      """, by: one.care)
    #expect(confirmed.status == 201, "\(confirmed.text)")

    let items = try await one.items("confirm-record")
    #expect(items.count == 6, "by all parties: the agency involved on neither side too")
    #expect(items.count { $0["state"]?.stringValue == "met" } == 1)
    #expect(try await one.resolve().status == 201)
    #expect(try await one.items("confirm-record").count { $0["state"]?.stringValue == "open" } == 5)
    let back = try await one.post(
      "record-confirmations", "{\"stage\": \"stage-1\", \"by\": {\"name\": \"T. Clerk\"}}")
    #expect(back.status == 201, "\(back.text)")
    #expect(try await one.items("confirm-record").count { $0["state"]?.stringValue == "open" } == 4)
  }

  @Test
  func
    `SUT-15 a resolution confirms the agreed outcome, and what stays open is followed to its end`()
    async throws
  {
    let one = try await SuttonCase()
    let bare = try await one.change(
      "resolution", "{\"basis\": \"assent\", \"outcome\": \"changed\"}")
    #expect(bare.faults == ["contentsMissing /contents/agreed-outcome"])
    #expect(bare.json.groundClauses == ["SUT-15"])
    #expect(try await one.resolve().status == 201)

    let issue = try await one.post(
      "outstanding-issues",
      "{\"owner\": \"sutton-social-care\", \"what\": \"The school report\", \"dueOn\": \"2026-06-30\"}"
    )
    #expect(issue.status == 201, "\(issue.text)")
    func progress() async throws -> String? {
      try await one.detail()["outstandingIssues"]?.arrayValue?.first?["progress"]?.stringValue
    }
    #expect(try await progress() == "open")
    let done = try await one.post(
      "outstanding-issues/1/progress", "{\"progress\": \"done\"}", by: one.care)
    #expect(done.status == 201, "\(done.text)")
    #expect(try await progress() == "done")
    #expect(try await one.standing() == "resolved")
  }

  @Test func `SUT-16 the referral form is owed in two parts, the outcome after the actions`()
    async throws
  {
    let one = try await SuttonCase()
    #expect(try await one.items("s2-form").isEmpty)
    try await one.mustMove(to: "stage-2")
    #expect(try await one.state("s2-form") == "open")
    #expect(try await one.items("form-outcome").isEmpty)
    let sent = try await one.submitReferral()
    #expect(sent.status == 201, "\(sent.text)")
    #expect(try await one.resolve().status == 201)

    let later = try #require(try await one.items("form-outcome").first)
    #expect(later["state"]?.stringValue == "open")
    #expect(later["form"]?.stringValue == "sutton-referral")
    let policy = try await SuttonCase.policy()
    let lead = policy["roles"]?.listed("safeguarding-lead")
    #expect(lead?["note"]?.stringValue?.contains("safeguarding advisor") == true)
    let notes = policy["notes"]?.arrayValue ?? []
    #expect(notes.contains { $0["about"]?.stringValue == "form destination" })
  }
}
