import Casework
import Escalations
import JSON
import Testing

@Suite("The simulator") struct SimulatorTests {
  private let raise = """
    "raise": {"at": "2026-03-23T16:30:00Z", "by": "school", "risk": "no", "children": [{}],
      "parties": [{"agency": "school", "kind": "school", "side": "raising"},
        {"agency": "care", "kind": "childrens-social-care", "side": "receiving"}]}
    """

  private func play(_ events: String) throws -> SimulationReport {
    let croydon = try PolicyReader.read(try PolicyFiles.bytes("croydon.json"))
    let script = try SimulationScript.read(Array("{\(raise), \"events\": [\(events)]}".utf8))
    return try Simulator.ofToday(croydon).play(script)
  }

  @Test func `between two events the clocks are looked at as the scheduler would`() throws {
    let report = try play(#"{"at": "2026-04-03T09:00:00Z", "do": {"wait": true}}"#)

    let looks = report.steps.filter { $0.number == nil }
    #expect(
      looks.map(\.at.description) == ["2026-03-30T23:00:00Z", "2026-04-01T23:00:00Z"])
    #expect(looks.first?.changes.count == 1)
    guard case .near? = looks.first?.changes.first?.kind,
      case .passed? = looks.last?.changes.first?.kind
    else {
      Issue.record("near, then passed")
      return
    }
    let late = try #require(report.steps.last?.owed.first { $0.key.duty == "stage-1-complete" })
    #expect(late.isOverdue)
    #expect(late.limit?.date == CivilDate("2026-04-01"))
  }

  @Test func `an unexpected refusal is a surprise, and so is a refusal that does not come`() throws
  {
    let report = try play(
      #"""
      {"at": "2026-03-24T09:00:00Z", "by": "school", "do": {"move": {"to": "stage-2"}}},
      {"at": "2026-03-24T09:00:00Z", "by": "school", "do": {"act": {"kind": "discuss"}},
        "expectRefusal": "closed"}
      """#)

    #expect(report.surprises.map(\.number) == [2, 3])
    #expect(report.text().contains("NOT AS EXPECTED: no refusal"))
    #expect(report.text().contains("NOT AS EXPECTED: closed"))
  }

  @Test
  func `what the policy gives the partnership no part in is refused as the service refuses it`()
    throws
  {
    let report = try play(
      #"""
      {"at": "2026-03-24T09:00:00Z", "by": "partnership", "do": {"move": {"to": "stage-2"}},
        "expectRefusal": "notAMover"}
      """#)

    #expect(report.surprises.isEmpty)
  }

  @Test func `a raising that is refused leaves nothing to act on`() throws {
    let croydon = try PolicyReader.read(try PolicyFiles.bytes("croydon.json"))
    let text = """
      {\(raise.replacing("\"care\"", with: "\"school\"")), "events": [
        {"at": "2026-03-24T09:00:00Z", "by": "school", "do": {"act": {"kind": "discuss"}}}]}
      """

    let report = try Simulator.ofToday(croydon).play(
      try SimulationScript.read(Array(text.utf8)))

    #expect(report.steps.first?.refusals.first?.clause == "CRO-02")
    #expect(report.steps.allSatisfy { $0.position == nil && $0.owed.isEmpty })
    #expect(report.surprises.count == 2)
  }

  @Test(arguments: [
    (#"{"at": "2026-03-22T09:00:00Z", "do": {"wait": true}}"#, "outOfOrder /events/0/at"),
    (#"{"at": "2026-03-24T09:00:00Z", "do": {"leave": true}}"#, "missing /events/0/by"),
    (#"{"at": "2026-03-24", "do": {"wait": true}}"#, "notAnInstant /events/0/at"),
    (#"{"at": "2026-03-24T09:00:00Z", "do": {}}"#, "exactlyOne /events/0/do"),
    (
      #"{"at": "2026-03-24T09:00:00Z", "do": {"wait": true, "leave": true}}"#,
      "exactlyOne /events/0/do"
    ),
    (#"{"at": "2026-03-24T09:00:00Z", "do": {"dance": true}}"#, "unknownMember /events/0/do/dance"),
    (
      #"{"at": "2026-03-24T09:00:00Z", "by": "x", "do": {"act": {"kind": "dance"}}}"#,
      "notACode /events/0/do/act/kind"
    ),
    (
      #"{"at": "2026-03-24T09:00:00Z", "do": {"holiday": {"withdraw": "2026-02-30"}}}"#,
      "noSuchDate /events/0/do/holiday/withdraw"
    ),
  ])
  func `a fault of a script is named with its place`(event: String, fault: String) {
    let error = #expect(throws: SimulationScript.Faults.self) { try play(event) }

    #expect(error?.list.map { "\($0.code) \($0.pointer)" }.contains(fault) ?? false)
  }

  @Test func `a script that is not JSON is told where it stops being so`() {
    let error = #expect(throws: SimulationScript.Faults.self) {
      try SimulationScript.read(Array(#"{"raise": }"#.utf8))
    }

    #expect(error?.list.count == 1)
    #expect(error?.list.first?.pointer == "/raise")
  }
}
