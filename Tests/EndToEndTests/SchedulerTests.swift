import Foundation
import JSON
import Testing

@Suite("The scheduler in doubt", .serialized) struct SchedulerTests {
  private func kinds(_ caller: Caller, _ reference: String) async throws -> [String] {
    let record = try await caller.get("/v1/escalations/\(reference)/record").json
    return record["events"]?.arrayValue?.compactMap { $0["kind"]?.stringValue } ?? []
  }

  private func scheduler(_ server: RunningServer) async throws -> JSONValue? {
    let ready = try await server.caller("croydon-st-hilda").get("/health/ready").json
    return ready["checks"]?.arrayValue?.first { $0["name"]?.stringValue == "scheduler" }
  }

  @Test func `after more than a week away nothing is recorded until the operator says go on`()
    async throws
  {
    let folder = RunningServer.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let before = try RunningServer(data: folder, ["--clock", "manual=2026-06-01T09:00:00Z"])
    let raised = try await before.caller("croydon-st-hilda").post("/v1/escalations", lightRaise)
    let reference = try #require(raised.json["reference"]?.stringValue)
    try before.move(to: "2026-06-01T10:00:00Z")
    #expect(before.stop() == 0)

    let server = try RunningServer(data: folder, ["--clock", "manual=2026-06-22T09:00:00Z"])
    try server.move(to: "2026-06-22T10:00:00Z")
    let school = server.caller("croydon-st-hilda")

    #expect(try await scheduler(server)?["status"]?.stringValue == "warn")
    #expect(try await scheduler(server)?["output"]?.stringValue?.contains("20 days") == true)
    #expect(try await kinds(school, reference) == ["raised"])
    let status = try await school.get("/v1/escalations/\(reference)/status").json
    #expect(status["timing"]?.stringValue == "overdue", "what is late is late, recorded or not")

    let answer = try server.run(
      "curl", "--silent", "--fail", "--unix-socket", server.data.path + "/control.sock",
      "--request", "POST", "http://parley/scheduler")

    #expect(answer.output.contains(#""waits":false"#))
    #expect(try await kinds(school, reference) == ["raised", "clocksChecked"])
    #expect(try await scheduler(server)?["status"]?.stringValue == "pass")
  }

  @Test func `one record that cannot be read is said, and stands in no other's way`() async throws {
    let folder = RunningServer.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let before = try RunningServer(data: folder, ["--clock", "manual=2026-06-01T09:00:00Z"])
    let caller = before.caller("croydon-st-hilda")
    var references: [String] = []
    for _ in 0..<2 {
      let raised = try await caller.post("/v1/escalations", lightRaise)
      references.append(try #require(raised.json["reference"]?.stringValue))
    }
    #expect(before.stop() == 0)
    // So it stands in the first event and, other than the reference, nowhere else.
    try damage(#""reference":"\#(references[0])","partnership""#, in: folder)

    let server = try RunningServer(data: folder, ["--clock", "manual=2026-06-01T10:00:00Z"])
    try server.move(to: "2026-06-02T10:00:00Z")
    try server.move(to: "2026-06-12T10:00:00Z")

    let school = server.caller("croydon-st-hilda")
    let kinds = try await kinds(school, references[1])
    #expect(kinds.first == "raised" && kinds.contains("clocksChecked"), "\(kinds)")
    #expect(try await scheduler(server)?["status"]?.stringValue == "pass")
    let ready = try await school.get("/health/ready")
    let check = ready.json.entry(of: "checks", where: "name", is: "record")
    #expect(ready.status == 200)
    #expect(check?["status"]?.stringValue == "warn")
    #expect(check?["output"]?.stringValue?.contains(references[0]) == true)
    #expect(try await school.get("/v1/escalations/\(references[0])").status == 500)
  }

  /// Changes one byte of the text where it first stands in the database.
  private func damage(_ text: String, in folder: URL) throws {
    let file = folder.appendingPathComponent("parley.db")
    var data = try Data(contentsOf: file)
    let place = try #require(data.range(of: Data(text.utf8)))
    data[place.upperBound - 2] = UInt8(ascii: "X")
    try data.write(to: file)
  }
}
