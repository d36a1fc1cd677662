import Foundation
import JSON
import Testing

/// The disk is below its floor when the server starts: reading goes on all the same.
@Suite("A start on a full disk", .serialized) struct FullDiskTests {
  private static let full = ["--set", "store.diskFloorMiB=99999999"]

  private func raise(_ server: RunningServer) async throws -> Caller.Answer {
    try await server.caller("croydon-st-hilda").post("/v1/escalations", lightRaise)
  }

  @Test func `serves what is there, writes nothing, and keeps the demonstration's tokens`()
    async throws
  {
    let before = try RunningServer()
    let reference = try #require(try await raise(before).json["reference"]?.stringValue)
    #expect(before.stop() == 0)

    let server = try RunningServer(data: before.data, Self.full)

    #expect(server.tokens == before.tokens)
    let status = try await server.caller("croydon-st-hilda")
      .get("/v1/escalations/\(reference)/status")
    #expect(status.status == 200, "\(status.text)")
    #expect(try await server.caller("croydon-st-hilda").get("/v1/policies/croydon").status == 200)
    #expect(try await raise(server).status == 507)
    #expect(server.stop() == 0)
    #expect(try !server.logText().contains("notInstalled"), "nothing was lacking")
  }

  @Test func `says what it could not install, and the next start installs it`() async throws {
    let newham = RunningServer.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: newham) }
    try FileManager.default.copyItem(at: RunningServer.configuration, to: newham)
    let kept = newham.appendingPathComponent("policies/newham.json")
    let policy = try Data(contentsOf: kept)
    try FileManager.default.removeItem(at: kept)
    let configured = ["--config", newham.path]
    let before = try RunningServer(configured)
    #expect(before.stop() == 0)
    try policy.write(to: kept)

    let server = try RunningServer(data: before.data, configured + Self.full)

    let school = server.caller("newham-st-hilda")
    #expect(try await school.get("/v1/policies/newham").status == 404)
    #expect(
      try await server.caller("croydon-st-hilda").get("/v1/policies/croydon").status == 200)
    #expect(server.stop() == 0)
    let said = try server.logText().split(separator: "\n").filter { $0.contains("notInstalled") }
    #expect(said.count == 1)
    #expect(said.first?.contains("policy newham") == true, "\(said)")
    let later = try RunningServer(data: before.data, configured)
    let installed = try await later.caller("newham-st-hilda").get("/v1/policies/newham")
    #expect(installed.status == 200, "\(installed.text)")
  }

  @Test func `is refused in words where nothing is installed yet`() throws {
    let folder = RunningServer.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let other = try RunningServer()

    let refused = try other.run(
      [RunningServer.binary().path, "serve", "--data", folder.path, "--port", "0"] + Self.full)

    #expect(refused.status == 1)
    #expect(refused.output.contains("has no policy yet"), "\(refused.output)")
    #expect(refused.output.contains("store.diskFloorMiB"))
  }
}
