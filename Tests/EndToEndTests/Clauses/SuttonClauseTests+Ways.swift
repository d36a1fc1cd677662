import JSON
import Testing

/// Who may go where, and who agrees which day.
extension SuttonClauseTests {
  /// Begins over a conference's decision.
  static let dissent = #""track": "conference", "category": "conference-decision""#

  /// A dissent on which the lead has given that answer.
  func dissented(_ answer: String) async throws -> SuttonCase {
    let one = try await SuttonCase(SuttonClauseTests.dissent)
    let lead = #""by": {"name": "L", "role": "safeguarding-lead"}"#
    try await one.post(
      "consultations", #"{"kind": "consider", "answer": "yes", "reason": "R"}"#)
    try await one.post("acts", #"{"kind": "report", \#(lead)}"#)
    try await one.post(
      "acts", #"{"kind": "respond", "answer": "\#(answer)", "reason": "R", \#(lead)}"#)
    return one
  }

  @Test(arguments: [("concurs", "stage-2", "stage-3"), ("does-not-concur", "stage-3", "stage-2")])
  func `SUT-11 the way after the lead's answer is the dissenter's own`(
    answer: String, way: String, other: String
  ) async throws {
    let one = try await dissented(answer)
    let theirs = try await one.move(to: way, by: one.care)
    let astray = try await one.move(to: other)

    #expect(theirs.faults == ["notAMover "])
    #expect(astray.code == "entryNotOpen")
    #expect(try await one.move(to: way).status == 201)
  }

  @Test(arguments: ["plan-implementation", "meeting-management"])
  func `SUT-12 over a plan or its meeting either side crosses to the professional track`(
    area: String
  ) async throws {
    for side in ["sutton-st-hilda", "sutton-social-care"] {
      let one = try await SuttonCase(#""track": "conference", "category": "\#(area)""#)
      let caller = one.server.caller(side)
      let crossed = try await one.change(
        "stage-moves", #"{"to": "stage-1", "track": "professional", "immediateRisk": "no"}"#,
        by: caller)
      #expect(crossed.status == 201, "\(crossed.text)")
    }
    let declined = try await SuttonCase(#""track": "conference", "category": "\#(area)""#)
    let reasoned = try await declined.post(
      "consultations", #"{"kind": "convene", "how": "declined", "reason": "It is escalated."}"#)
    #expect(reasoned.json.texts("met") == ["1.s1-call-meeting.-"])
  }

  @Test
  func `SUT-03 subgroup and raising side take it to the Independent Chair, the other does not`()
    async throws
  {
    let one = try await SuttonCase(#""track": "strategic", "category": "hr""#, child: false)
    let theirs = try await one.move(to: "stage-2", by: one.care)
    let office = try await one.move(to: "stage-2", by: one.office)

    #expect(theirs.faults == ["notAMover "])
    #expect(office.status == 201, "\(office.text)")
  }

  @Test func `SUT-08 before the timescale has passed only the raising side goes on`() async throws {
    let one = try await SuttonCase()
    try await one.recognise()
    #expect(try await one.move(to: "stage-2", by: one.care).code == "entryNotOpen")
    #expect(try await one.move(to: "stage-2").status == 201)
    #expect(try await one.move(to: "stage-3", by: one.care).code == "notAMover")
  }

  @Test func `SUT-13 no stage is passed over, whatever the reason`() async throws {
    for (members, clause) in [
      (#""stage": "stage-2""#, "SUT-13"),
      (SuttonClauseTests.dissent + #", "stage": "stage-2""#, "SUT-11"),
    ] {
      let raised = try await SuttonCase.raise(members + #", "reason": "Grave.""#)
      #expect(raised.code == "skipForbidden")
      #expect(raised.json.groundClauses == [clause])
    }
  }

  @Test(arguments: ["stage-2", "stage-3"])
  func `SUT-05 at each stage the sides agree a day, and may agree a later one`(stage: String)
    async throws
  {
    let one = try await SuttonCase()
    try await one.mustMove(to: "stage-2")
    if stage == "stage-3" { try await one.mustMove(to: stage) }
    let clock = try await one.school.get("/v1/escalations/\(one.reference)/clocks").json
      .entry(of: "clocks", where: "duty", is: "\(stage)-complete")
    #expect(clock?.text("rule", "limit") == "agreed by both sides")
    #expect(clock?.text("rule", "from") == "when it came to be owed")
    for day in ["2026-06-05", "2026-06-12"] {
      for side in [one.school, one.care] {
        let said = try await one.post(
          "limits", #"{"duty": "\#(stage)-complete", "dueOn": "\#(day)"}"#, by: side)
        #expect(said.status == 201, "\(said.text)")
      }
      let limit = try await one.items("\(stage)-complete").first?["clock"]?["limit"]
      #expect(limit?.text("on") == day)
    }
    let office = try await one.post(
      "limits",
      #"{"duty": "\#(stage)-complete", "dueOn": "2026-06-09", "by": {"name": "O", "role": "lscp-office"}}"#,
      by: one.office)
    #expect(office.status == 201, "\(office.text)")
  }

  @Test func `SUT-05 at stage 1 too, where a later day is agreed as well`() async throws {
    let one = try await SuttonCase()
    for day in ["2026-06-05", "2026-06-12"] {
      for side in [one.school, one.care] {
        try await one.post(
          "limits", #"{"duty": "stage-1-complete", "dueOn": "\#(day)"}"#, by: side)
      }
    }
    let limit = try await one.items("stage-1-complete").first?["clock"]?["limit"]
    #expect(limit?.text("on") == "2026-06-12")
  }
}
