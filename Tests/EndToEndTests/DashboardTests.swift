import Foundation
import JSON
import Testing

/// Dashboard, tracker, feed and report against invented escalations of all five policies.
@Suite("Dashboards, tracker and report", .serialized) struct DashboardTests {
  static let demonstration = Result {
    try SharedServers.start("--demo-year", "--clock", "manual=2026-11-20T09:00:00Z")
  }

  private var server: RunningServer { get throws { try Self.demonstration.get() } }

  @Test func `the example dashboard shows all five, and an unchanged poll is 304`() throws {
    let server = try server
    let script = try server.run("sh", "examples/dashboard.sh", server.address, server.data.path)

    #expect(script.status == 0, "\(script.output.suffix(2_000))")
    for area in ["croydon", "gscp", "haringey", "newham", "sutton"] {
      #expect(script.output.contains("\n\(area)"), "\(script.output)")
    }
    #expect(script.output.contains(" 304\n"))
  }

  @Test func `the example tracker writes files and pages for all five`() throws {
    let server = try server
    let out = server.data.appendingPathComponent("out").path
    let script = try server.run("sh", "examples/tracker.sh", server.address, server.data.path, out)

    #expect(script.status == 0, "\(script.output.suffix(2_000))")
    for area in ["croydon", "gscp", "haringey", "newham", "sutton"] {
      let page = try String(contentsOfFile: "\(out)/\(area)-report.html", encoding: .utf8)
      #expect(page.contains("<svg"), "\(area) has a chart")
      let file = try String(contentsOfFile: "\(out)/\(area)-tracker.csv", encoding: .utf8)
      #expect(file.components(separatedBy: "\r\n").count > 40)
    }
    let published = try String(contentsOfFile: "\(out)/croydon-report.csv", encoding: .utf8)
    #expect(published.contains("[c]"), "small numbers are left out")
  }

  @Test func `the example auditor finds each event once and the file whole`() throws {
    let server = try server
    let script = try server.run(
      "env", "AUDIT_YEAR=2025", "sh", "examples/auditor.sh", server.address, server.data.path)

    #expect(script.status == 0, "\(script.output.suffix(2_000))")
    #expect(script.output.contains(" 0 of them twice"))
  }

  @Test func `a follower of the feed goes on after a restart, and is told at once of what happens`()
    async throws
  {
    let server = try RunningServer()
    let school = server.caller("croydon-st-hilda")
    let care = server.caller("croydon-social-care")
    _ = try await school.post("/v1/escalations", lightRaise)
    let first = try await care.get("/v1/events")
    let next = try #require(first.json["next"]?.stringValue)
    #expect(first.json["items"]?.arrayValue?.count == 1)

    #expect(server.stop() == 0)
    try server.start()
    let again = server.caller("croydon-social-care")
    let other = server.caller("croydon-st-hilda")
    async let waiting = again.get("/v1/events?after=\(next)&wait=15")
    _ = try await other.post("/v1/escalations", lightRaise)
    let later = try await waiting

    #expect(later.json["items"]?.arrayValue?.count == 1, "\(later)")
    #expect(later.json["items"]?.arrayValue?[0]["kind"]?.stringValue == "raised")
  }

  @Test func `a recommendation is made, and followed until it is done`() async throws {
    let server = try server
    let office = server.caller("partnership", of: "cscp")
    let made = try await office.post(
      "/v1/recommendations",
      #"{"policy": "croydon", "theme": "plans", "words": "Ring before a referral is closed."}"#)
    let number = try #require(made.json["event"]?.numberValue?.literal, "\(made.text)")
    let done = try await office.post(
      "/v1/recommendations/\(number)/progress", #"{"progress": "done", "words": "Agreed."}"#)
    let list = try await server.caller("croydon-st-hilda").get("/v1/recommendations")
    let wrong = try await office.post(
      "/v1/recommendations", #"{"policy": "croydon", "theme": "weather", "words": "None."}"#)
    let none = try await office.post("/v1/recommendations/1/progress", #"{"progress": "done"}"#)

    #expect(done.status == 201, "\(done.text)")
    let item = list.json["items"]?.arrayValue?.first
    #expect(item?["words"]?.stringValue == "Ring before a referral is closed.", "\(list.text)")
    #expect(item?["progress"]?.stringValue == "done")
    #expect(wrong.faults == ["unknownCode /theme"])
    #expect(none.status == 404)
  }

  @Test func `one escalation has a page, which no browser keeps`() async throws {
    let server = try server
    let office = server.caller("partnership", of: "cscp")
    let list = try await office.get("/v1/tracker?limit=1")
    let reference = try #require(list.json["items"]?[0]?["reference"]?.stringValue)
    let page = try await office.get(
      "/v1/escalations/\(reference)", fields: ["Accept": "text/html"])

    #expect(page.status == 200)
    #expect(page.fields["cache-control"] == "private, no-store")
    #expect(page.text.contains("<h1>Escalation \(reference)</h1>"))
  }

  @Test func `an auditor gets no figures of a year that still grows`() async throws {
    let server = try server
    let auditor = server.caller("auditor", of: "cscp")
    let answer = try await auditor.get("/v1/reports/annual?policy=croydon&year=2026")

    #expect(answer.status == 422)
    #expect(answer.text.contains("notOver"))
  }
}
