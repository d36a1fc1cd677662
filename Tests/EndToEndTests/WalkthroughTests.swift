import Foundation
import JSON
import Testing

@Suite("The walkthrough", .serialized) struct WalkthroughTests {
  @Test func `the script of the README runs to a resolved escalation, with a limit passing`() throws
  {
    let server = try RunningServer(["--clock", "manual=2026-06-01T09:00:00Z"])

    let script = try server.run("sh", "examples/walkthrough.sh", server.address, server.data.path)

    #expect(script.status == 0, "\(script.output.suffix(2_000))")
    #expect(script.output.contains("Resolved: CSCP-2026-00001"))
    #expect(script.output.contains("\"code\":\"dutiesOpen\""))
    #expect(!script.output.contains("time is not moved"))
  }

  @Test func `the script also runs on the system's clock`() throws {
    let server = try RunningServer()

    let script = try server.run("sh", "examples/walkthrough.sh", server.address, server.data.path)

    #expect(script.status == 0, "\(script.output.suffix(2_000))")
    #expect(script.output.contains("time is not moved"))
  }

  @Test func `each policy's story runs from raising to its last step, with curl alone`() throws {
    let server = try RunningServer(["--clock", "manual=2026-06-01T09:00:00Z"])

    let script = try server.run("sh", "examples/stories.sh", server.address, server.data.path)

    #expect(script.status == 0, "\(script.output.suffix(2_000))")
    for ending in [
      "croydon: CSCP-2026-00001 is resolved", "gscp: GSCP-2026-00001 is unresolved",
      "sutton: SLSCP-2026-00001 is resolved", "haringey: HLSCB-2026-00001 is unresolved",
      "newham: NSCP-2026-00001 is resolved", "5 stories told",
    ] {
      #expect(script.output.contains(ending), "\(ending)")
    }
    #expect(script.output.components(separatedBy: " is late").count == 5)
  }

  @Test func `it stops when told, and starts again with everything there`() async throws {
    let server = try RunningServer()
    let school = server.caller("croydon-st-hilda")
    let raised = try await school.post("/v1/escalations", lightRaise)
    let reference = try #require(raised.json["reference"]?.stringValue)

    #expect(server.stop() == 0)
    try server.start()

    let again = server.caller("croydon-st-hilda")
    #expect(again.token == school.token)
    let status = try await again.get("/v1/escalations/\(reference)/status")
    #expect(status.status == 200)
    #expect(status.json["state"]?.stringValue == "open")
  }
}
