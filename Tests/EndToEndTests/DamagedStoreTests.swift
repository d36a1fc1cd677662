import Foundation
import JSON
import Testing

/// What the command line says to an operator whose store is damaged.
@Suite("A damaged store", .serialized) struct DamagedStoreTests {
  private func parley(_ server: RunningServer, _ words: String...) throws -> (Int32, String) {
    let told = try server.run([RunningServer.binary().path] + words)
    return (told.status, told.output)
  }

  private func tamper(_ server: RunningServer, _ sql: String) throws {
    let done = try server.run(
      "python3", "-c",
      "import sqlite3, sys; sqlite3.connect(sys.argv[1]).executescript(sys.argv[2])",
      server.data.path + "/parley.db", sql)
    #expect(done.status == 0, "\(done.output)")
  }

  @Test func `what was explained is said to be no alarm, with the anchors that were explained too`()
    async throws
  {
    let server = try RunningServer()
    let raised = try await server.caller("croydon-st-hilda").post("/v1/escalations", lightRaise)
    let reference = try #require(raised.json["reference"]?.stringValue)
    _ = try await server.caller("croydon-st-hilda").get("/v1/escalations/\(reference)/record")
    #expect(server.stop() == 0)
    let data = server.data.path
    let anchors = server.data.appendingPathComponent("anchors").path
    let heads = try parley(server, "verify", "--data", data).1
    try Data(heads.split(separator: "\n").filter { $0.hasPrefix("{") }.joined(separator: "\n").utf8)
      .write(to: URL(fileURLWithPath: anchors))
    try tamper(server, "DELETE FROM access_entry")
    let before = try parley(server, "verify", "--data", data, "--anchor", anchors)
    #expect(before.0 == 1)
    #expect(before.1.contains("\nhead at ") || before.1.hasPrefix("head at "), "\(before.1)")

    let explained = try parley(
      server, "re-anchor", "--data", data, "--reason", "r", "--by", "b", "--anchor", anchors)

    #expect(explained.0 == 0, "\(explained.1)")
    let after = try parley(server, "verify", "--data", data, "--anchor", anchors, "--projections")
    #expect(after.0 == 0, "\(after.1)")
    #expect(after.1.contains("explained, no alarm: cutTail at "), "\(after.1)")
    #expect(after.1.contains("explained\n"), "\(after.1)")
    try server.start()
    _ = try await server.caller("croydon-st-hilda").get("/v1/escalations/\(reference)/record")
    #expect(server.stop() == 0)
    #expect(try parley(server, "verify", "--data", data, "--anchor", anchors).0 == 0)
  }

  @Test func `a stored policy that cannot be read is named, beside everything else that is wrong`()
    throws
  {
    let server = try RunningServer()
    #expect(server.stop() == 0)
    let data = server.data.path
    try tamper(
      server,
      """
      UPDATE policy_version SET json = CAST(replace(CAST(json AS TEXT), '"version"', '"versioN"') AS BLOB)
        WHERE policy = 'croydon';
      UPDATE store SET epoch = 4;
      """)

    let verified = try parley(server, "verify", "--data", data, "--projections")
    let explained = try parley(server, "re-anchor", "--data", data, "--reason", "r", "--by", "b")
    let again = try parley(server, "verify", "--data", data, "--projections")
    let served = try parley(server, "serve", "--data", data, "--port", "0")

    #expect(verified.0 == 1)
    #expect(verified.1.contains("altered at epoch: "), "\(verified.1)")
    #expect(verified.1.contains("unreadable at policy croydon 1: it cannot be read: "))
    #expect(explained.0 == 1, "not all of it is explained")
    #expect(explained.1.contains("earlier backup"), "\(explained.1)")
    #expect(again.0 == 1)
    #expect(again.1.contains("explained, no alarm: altered at epoch: "), "\(again.1)")
    #expect(served.0 == 1)
    #expect(served.1.contains("The stored policy croydon 1: it cannot be read: "), "\(served.1)")
  }

  @Test func `what cannot be read is said in one sentence, with the file`() throws {
    let server = try RunningServer()
    #expect(server.stop() == 0)
    let (data, torn) = (server.data.path, RunningServer.temporaryFolder().path + ".db")
    let empty = RunningServer.temporaryFolder().path
    defer { for path in [torn, empty] { try? FileManager.default.removeItem(atPath: path) } }
    let whole = try Data(contentsOf: server.data.appendingPathComponent("parley.db"))
    try whole.prefix(200_000).write(to: URL(fileURLWithPath: torn))
    try FileManager.default.createDirectory(atPath: empty, withIntermediateDirectories: true)

    for (words, sentence) in [
      (["restore", torn, "--data", data], "\(torn) is damaged, or is no database: "),
      (["restore", empty, "--data", data], "\(empty) is a folder: name the file itself."),
      (["verify", "--data", empty], "\(empty)/parley.db is not there: look at the path."),
    ] {
      let told = try server.run([RunningServer.binary().path] + words)
      #expect(told.status == 1)
      #expect(told.output.contains(sentence), "\(told.output)")
      #expect(!told.output.contains("PRAGMA"))
      #expect(told.output.split(separator: "\n").count == 1, "\(told.output)")
    }
    try whole.prefix(200_000).write(to: server.data.appendingPathComponent("parley.db"))
    for words in [[], ["--projections"]] {
      let told = try server.run([RunningServer.binary().path, "verify", "--data", data] + words)
      #expect(told.status == 1)
      #expect(told.output.contains("damaged at parley.db: "), "\(told.output)")
      #expect(told.output.contains("NOT SOUND"))
    }
  }

  @Test func `an option is no other option's value`() throws {
    let server = try RunningServer()
    #expect(server.stop() == 0)

    let told = try parley(server, "rebuild", "--data", server.data.path, "--into", "--in-place")

    #expect(told.0 == 2)
    #expect(told.1.hasPrefix("--into wants a value."), "\(told.1)")
    #expect(!FileManager.default.fileExists(atPath: "--in-place"))
  }
}
