import JSON
import Testing

/// Strategic issues: an area of business, its Chair, the Independent Chair.
extension SuttonClauseTests {
  private static let areas = [
    "learning-and-development", "policy-and-practice", "quality-assurance", "case-review", "hr",
    "child-sexual-exploitation",
  ]

  private func strategic(_ members: String = "\"category\": \"hr\"") async throws -> SuttonCase {
    try await SuttonCase("\"track\": \"strategic\", \(members)", child: false)
  }

  @Test(arguments: areas)
  func `SUT-02 the Chair of the area's subgroup, and no other, is to be notified`(area: String)
    async throws
  {
    let one = try await strategic("\"category\": \"\(area)\"")
    let notices = try await one.owed().filter { $0["act"]?.stringValue == "notify" }

    #expect(notices.compactMap { $0["duty"]?.stringValue } == ["s1-notify-\(area)"])
    let line = "s1-notify-\(area) [SUT-02] st-hilda should notify with chair-\(area) to partnership"
    #expect(try await one.worklist()["stage-1"].split(separator: "\n").contains { $0 == line })
    let policy = try await SuttonCase.policy()
    let stage = policy["tracks"]?.listed("strategic")?["stages"]?.listed("stage-1")
    let rule = stage?["duties"]?.listed("s1-notify-\(area)")
    #expect(rule?["with"]?.arrayValue?.first?.stringValue == "chair-\(area)")
    #expect(policy["roles"]?.listed("chair-\(area)") != nil)
  }

  @Test func `SUT-02 where no area is said, somebody is still to be told`() async throws {
    let one = try await SuttonCase("\"track\": \"strategic\"", child: false)
    let notices = try await one.owed().filter { $0["act"]?.stringValue == "notify" }
    #expect(notices.compactMap { $0["duty"]?.stringValue } == ["s1-notify-chair"])
    #expect(notices.first?["basis"]?.stringValue == "assumed")
  }

  @Test func `SUT-02 the Chair is told in most cases, so not being told stops nothing`()
    async throws
  {
    let told = try await strategic()
    let notice = try await told.post(
      "acts", "{\"kind\": \"notify\", \"by\": {\"name\": \"A. Head\"}}")
    #expect(notice.status == 201, "\(notice.text)")
    #expect(try await told.state("s1-notify-hr") == "met")

    let untold = try await strategic()
    #expect(try await untold.move(to: "stage-2").status == 201)

    let atTheTop = try await SuttonCase.raise(
      "\"track\": \"strategic\", \"category\": \"hr\", \"stage\": \"stage-2\"", child: false)
    let withReason = try await SuttonCase.raise(
      """
      "track": "strategic", "category": "hr", "stage": "stage-2", "reason": "The Chair is away."
      """, child: false)
    #expect(atTheTop.faults == ["reasonMissing /reason"])
    #expect(withReason.status == 201, "\(withReason.text)")
  }

  @Test
  func
    `SUT-03 the subgroup's Chair seeks a resolution, and what is not resolved goes to the Independent Chair`()
    async throws
  {
    let one = try await strategic()
    let item = try #require(try await one.items("s1-resolve").first)
    #expect(item["owners"]?.arrayValue?.first?.stringValue == "partnership")
    let answer = """
      {"kind": "respond", "duties": ["s1-resolve"], "answer": "not-resolved", \
      "by": {"name": "C. Chair", "role": "chair-hr"}}
      """

    #expect(try await one.post("acts", answer, by: one.office).status == 201)
    #expect(try await one.state("s1-resolve") == "met")
    #expect(try await one.move(to: "stage-2").status == 201)

    #expect(try await one.owed().contains { $0["stage"]?.stringValue == "stage-2" })
    #expect(try await one.items("s2-leadership").isEmpty)
  }

  @Test func `SUT-03 the subgroup's silence does not keep an issue from the Independent Chair`()
    async throws
  {
    let one = try await strategic()
    #expect(try await one.move(to: "stage-2", by: one.care).code == "notAMover")
    #expect(try await one.move(to: "stage-2").status == 201)
  }

  @Test
  func
    `SUT-03 serious concern about children's safety must go to the Chief Executive and political leadership`()
    async throws
  {
    let one = try await strategic("\"category\": \"hr\", \"facts\": [\"serious-child-safety\"]")
    try await one.mustMoveStrategic()
    let item = try #require(try await one.items("s2-leadership").first)
    #expect(item["force"]?.stringValue == "must")
    #expect(item["state"]?.stringValue == "open")
    let report = """
      {"kind": "report", "duties": ["s2-leadership"], \
      "by": {"name": "D. Chair", "role": "independent-chair"}}
      """

    try await one.post("acts", report, by: one.school)
    #expect(try await one.state("s2-leadership") == "open")
    #expect(try await one.post("acts", report, by: one.office).status == 201)
    #expect(try await one.state("s2-leadership") == "met")
  }

  @Test
  func
    `SUT-03 a fact that comes to light at the second stage opens the same duty, which outlives the end`()
    async throws
  {
    let one = try await strategic()
    try await one.mustMoveStrategic()
    #expect(try await one.items("s2-leadership").isEmpty)

    let meeting = try await one.post(
      "discussions",
      "{\"facts\": [\"serious-child-safety\"], \"summary\": \"Three schools report the same.\"}")
    #expect(meeting.status == 201, "\(meeting.text)")
    #expect(try await one.state("s2-leadership") == "open")

    #expect(try await one.resolve().status == 201)
    #expect(try await one.standing() == "resolved")
    #expect(try await one.state("s2-leadership") == "open")
  }

  @Test func `SUT-03 the Independent Chair's decision ends a strategic issue`() async throws {
    let one = try await strategic()
    try await one.mustMoveStrategic()
    let decision = """
      {"basis": "determined", "outcome": "other-action", \
      "by": {"name": "D. Chair", "role": "independent-chair"}}
      """

    #expect(try await one.post("decisions", decision, by: one.care).code == "notTheDecider")
    let decided = try await one.post("decisions", decision, by: one.chair)
    #expect(decided.status == 201, "\(decided.text)")
    let ended = try await one.change(
      "resolution",
      "{\"basis\": \"decision\", \"contents\": {\"agreed-outcome\": \"A shared rota.\"}}")
    #expect(ended.status == 201, "\(ended.text)")
    #expect(try await one.standing() == "resolved")
  }
}

extension SuttonCase {
  /// A strategic issue before the Independent Chair.
  func mustMoveStrategic() async throws {
    let answer = try await move(to: "stage-2")
    try #require(answer.status == 201, "\(answer.text)")
  }
}
