import JSON
import Testing

/// Dissent from a child protection conference, and on putting a plan into effect.
extension SuttonClauseTests {
  private func conference(_ category: String = "conference-decision") async throws -> SuttonCase {
    try await SuttonCase("\"track\": \"conference\", \"category\": \"\(category)\"")
  }

  @Test func `SUT-11 a dissent is noted and the decision stands meanwhile`() async throws {
    let one = try await conference()
    #expect(try await one.state("s1-dissent") == "open")

    let dissent = try await one.post(
      "dissents", "{\"words\": \"We hold that the plan should go on.\"}")

    #expect(dissent.status == 201, "\(dissent.text)")
    #expect(try await one.state("s1-dissent") == "met")
    #expect(try await one.standing() == "open")
    #expect(try await one.detail()["resolution"] == nil)
    let note = try await one.items("s1-dissent").first?["note"]?.stringValue
    #expect(note?.contains("stands meanwhile") == true)
  }

  @Test func `SUT-11 without belief in a risk of significant harm the dissent is left at that`()
    async throws
  {
    let one = try await conference()
    let left = try await one.determine("no")
    #expect(left.status == 201, "\(left.text)")

    #expect(try await one.items("s1-raise-with-lead").isEmpty)
    #expect(try await one.move(to: "stage-2").code == "entryNotOpen")
  }

  @Test func `SUT-11 each step opens the next: belief, lead, concurrence, writing, manager`()
    async throws
  {
    let one = try await conference()
    #expect(try await one.items("s1-raise-with-lead").isEmpty)
    try await one.determine("yes")
    #expect(try await one.state("s1-raise-with-lead") == "open")
    #expect(try await one.items("s1-lead-answers").isEmpty)
    try await one.raiseWithLead()
    #expect(try await one.state("s1-lead-answers") == "open")
    #expect(try await one.items("s1-inform-manager").isEmpty)
    #expect(try await one.move(to: "stage-2").code == "entryNotOpen")

    try await one.leadAnswers("concurs")

    #expect(try await one.state("s1-inform-manager") == "open")
    let informed = try await one.post(
      "acts", "{\"kind\": \"write\", \"duties\": [\"s1-inform-manager\"]}")
    #expect(informed.status == 201, "\(informed.text)")
    #expect(try await one.move(to: "stage-2").status == 201)
    let determine = try #require(try await one.items("s2-determine").first)
    #expect(determine["owners"]?.arrayValue?.first?.stringValue == "agency:sutton-social-care")
    #expect(
      determine["answers"]?.arrayValue?.compactMap(\.stringValue) == ["uphold", "bring-forward"])
  }

  @Test func `SUT-11 what professional and lead say to each other is their agency's own`()
    async throws
  {
    let one = try await conference()
    try await one.determine("yes")
    try await one.raiseWithLead()
    try await one.leadAnswers("concurs")

    for other in [one.care, one.health, one.office] {
      #expect(try await one.items("s1-raise-with-lead", other).isEmpty)
      #expect(try await one.items("s1-lead-answers", other).isEmpty)
      #expect(try await !one.detail(other).hasActOf("report"))
    }
    #expect(try await one.detail().hasActOf("report"))
  }

  @Test(arguments: ["uphold", "bring-forward"])
  func
    `SUT-11 the safeguarding manager upholds or brings the review forward, and either may go on to the Chair`(
      answer: String
    ) async throws
  {
    let one = try await conference()
    try await one.reachManager()
    let decide = """
      {"basis": "determined", "answer": "\(answer)", "reason": "The plan covers it.", \
      "duties": ["s2-determine"], \
      "by": {"name": "L. Manager", "role": "safeguarding-manager-childrens"}}
      """

    #expect(try await one.post("decisions", decide).code == "notTheDecider")
    let decided = try await one.post("decisions", decide, by: one.care)
    #expect(decided.status == 201, "\(decided.text)")

    #expect(try await one.state("s2-determine") == "met")
    #expect(try await one.standing() == "open")
    #expect(try await one.move(to: "stage-3").status == 201)
    let rule = try #require(try await one.items("s3-refer").first)
    #expect(rule["clause"]?.stringValue == "SUT-11")
    let stages = try await SuttonCase.policy()["tracks"]?.listed("conference")?["stages"]
    let refer = stages?.listed("stage-3")?["duties"]?.listed("s3-refer")
    #expect(refer?["via"]?.stringValue == "lscp-member")
  }

  @Test func `SUT-11 the safeguarding manager's silence does not keep it from the Chair`()
    async throws
  {
    let one = try await conference()
    try await one.reachManager()
    #expect(try await one.move(to: "stage-3").status == 201)
    let referred = try await one.post(
      "acts", "{\"kind\": \"refer\", \"duties\": [\"s3-refer\"]}")
    #expect(referred.status == 201, "\(referred.text)")
    let decision = try await one.post(
      "decisions",
      """
      {"basis": "determined", "outcome": "changed", \
      "by": {"name": "M. Chair", "role": "independent-chair"}}
      """, by: one.chair)
    #expect(decision.status == 201, "\(decision.text)")
    let ended = try await one.change(
      "resolution",
      "{\"basis\": \"decision\", \"contents\": {\"agreed-outcome\": \"A review in two weeks.\"}}")
    #expect(ended.status == 201, "\(ended.text)")
  }

  @Test
  func `SUT-11 where the lead does not concur the text is silent, and the concern is not shut in`()
    async throws
  {
    let exits = try await SuttonCase.policy()["tracks"]?.listed("conference")?["stages"]?
      .listed("stage-1")?["exits"]?.arrayValue
    let way = exits?.first { $0["to"]?.stringValue == "stage-3" }
    #expect(way?["assumed"]?.boolValue == true)
    #expect(way?["note"]?.stringValue?.contains("not stated") == true)

    let one = try await conference()
    try await one.determine("yes")
    try await one.raiseWithLead()
    #expect(try await one.move(to: "stage-3").code == "entryNotOpen")
    try await one.leadAnswers("does-not-concur")

    #expect(try await one.items("s1-inform-manager").isEmpty)
    #expect(try await one.move(to: "stage-2").code == "entryNotOpen")
    #expect(try await one.move(to: "stage-3").status == 201)
  }

  @Test(arguments: ["sutton-st-hilda", "sutton-social-care", "sutton-health"])
  func `SUT-12 a meeting on a plan called by any agency meets it for all`(agency: String)
    async throws
  {
    let one = try await conference("plan-implementation")
    #expect(try await one.items("s1-determine").isEmpty)
    let caller = one.server.caller(agency)

    let called = try await one.post(
      "consultations",
      """
      {"kind": "convene", "contents": {"timing": "Tuesday at noon", "representation": "All three"}}
      """, by: caller)

    #expect(called.status == 201, "\(called.text)")
    for seen in [one.school, one.care, one.health] {
      #expect(try await one.items("s1-call-meeting", seen).count == 1)
      #expect(try await one.state("s1-call-meeting", seen) == "met")
    }
  }

  @Test
  func `SUT-12 or the matter crosses to the professional track, by either side, with no meeting`()
    async throws
  {
    for mover in ["sutton-st-hilda", "sutton-social-care"] {
      let one = try await conference("plan-implementation")
      let crossed = try await one.change(
        "stage-moves",
        "{\"to\": \"stage-1\", \"track\": \"professional\", \"immediateRisk\": \"no\"}",
        by: one.server.caller(mover))
      #expect(crossed.status == 201, "\(crossed.text)")
      #expect(try await one.state("s1-recognise") == "open")
    }
    let decision = try await conference()
    let crossed = try await decision.change(
      "stage-moves",
      "{\"to\": \"stage-1\", \"track\": \"professional\", \"immediateRisk\": \"no\"}")
    #expect(crossed.code == "entryNotOpen")
  }

  @Test
  func `SUT-23 how a meeting is managed is a concern of its own, with timing and representation`()
    async throws
  {
    let category = try await SuttonCase.policy()["categories"]?.listed("meeting-management")
    #expect(category?["note"]?.stringValue?.contains("broken") == true)

    let one = try await conference("meeting-management")
    #expect(try await one.items("s1-determine").isEmpty)
    let item = try #require(try await one.items("s1-call-meeting").first)
    #expect(
      item["contents"]?.arrayValue?.compactMap(\.stringValue) == ["timing", "representation"])
    let called = try await one.post(
      "consultations",
      """
      {"kind": "convene", "contents": {"timing": "Two days' notice", "representation": "No health"}}
      """)
    #expect(called.status == 201, "\(called.text)")
    let words = try await one.detail()["acts"]?.arrayValue?.last?["contents"]
    #expect(words?["timing"]?.stringValue == "Two days' notice")
    #expect(words?["representation"]?.stringValue == "No health")
  }
}

extension SuttonCase {
  /// Whether the decision is challenged.
  @discardableResult
  fileprivate func determine(_ answer: String) async throws -> Caller.Answer {
    try await post(
      "consultations",
      """
      {"kind": "consider", "duties": ["s1-determine"], "answer": "\(answer)", \
      "reason": "The child is at further risk of significant harm, or not."}
      """)
  }

  fileprivate func raiseWithLead() async throws {
    let answer = try await post(
      "acts",
      """
      {"kind": "report", "duties": ["s1-raise-with-lead"], \
      "by": {"name": "N. Lead", "role": "safeguarding-lead"}}
      """)
    #expect(answer.status == 201, "\(answer.text)")
  }

  fileprivate func leadAnswers(_ answer: String) async throws {
    let answer = try await post(
      "acts",
      """
      {"kind": "respond", "duties": ["s1-lead-answers"], "answer": "\(answer)", \
      "reason": "I have read the minutes.", \
      "by": {"name": "N. Lead", "role": "safeguarding-lead"}}
      """)
    #expect(answer.status == 201, "\(answer.text)")
  }

  /// Before the safeguarding manager.
  fileprivate func reachManager() async throws {
    try await determine("yes")
    try await raiseWithLead()
    try await leadAnswers("concurs")
    let moved = try await move(to: "stage-2")
    try #require(moved.status == 201, "\(moved.text)")
  }
}
