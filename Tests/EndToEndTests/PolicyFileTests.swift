import Foundation
import JSON
import Testing

/// A policy with any fault never loads, and says all of them; the others are served.
@Suite("Policy files") struct PolicyFileTests {
  private func configuration(_ server: RunningServer) async throws -> JSONValue? {
    let ready = try await server.caller("croydon-st-hilda").get("/health/ready").json
    return ready.entry(of: "checks", where: "name", is: "configuration")
  }

  @Test(arguments: [
    (#""by": ["independent-chair"]"#, #""by": ["king"]"#, "a role that the policy has not"),
    (#""form": "newham-referral""#, #""form": "no-such-form""#, "a form that is not there"),
    (#""calendar": "england-and-wales""#, #""calendar": "mars""#, "a calendar that is not there"),
  ])
  func `one with a fault is left out, readiness says which, and the good ones are served`(
    text: String, fault: String, why: String
  ) async throws {
    let server = try RunningServer.changing("newham", text, to: fault)

    let check = try await configuration(server)
    #expect(check?["status"]?.stringValue == "warn")
    #expect(check?["output"]?.stringValue?.contains("policies/newham.json") == true, "\(why)")
    let other = try await server.caller("newham-st-hilda").post(
      "/v1/escalations", PlayedCase.body(policy: "newham", with: "newham-social-care"))
    #expect((400..<500).contains(other.status), "\(other.text)")
    let good = try await server.caller("croydon-st-hilda").post("/v1/escalations", lightRaise)
    #expect(good.status == 201, "\(good.text)")
  }

  @Test
  func `the command line says each fault on a line with its place, and warnings of what loads`()
    throws
  {
    let server = try RunningServer()
    let parley = try RunningServer.binary().path
    let haringey = RunningServer.configuration.path + "/policies/haringey.json"
    let folder = RunningServer.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let bad = folder.appendingPathComponent("bad.json")
    try String(contentsOfFile: haringey, encoding: .utf8)
      .replacingOccurrences(of: #""by": ["head-of-service"]"#, with: #""by": ["king"]"#)
      .write(to: bad, atomically: true, encoding: .utf8)

    let good = try server.run(parley, "policy", "check", haringey)
    let wrong = try server.run(parley, "policy", "check", bad.path)

    #expect(good.status == 0)
    #expect(good.output.contains("haringey.json: warning noFinalDecider at /tracks/0"))
    #expect(wrong.status == 1)
    let lines = wrong.output.split(separator: "\n").filter { $0.contains("error unknownRole at /") }
    #expect(lines.count > 3, "\(wrong.output)")
    #expect(lines.allSatisfy { $0.hasSuffix("There is no role king.") })
  }
}
