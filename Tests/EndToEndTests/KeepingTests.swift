import Foundation
import JSON
import Testing

@Suite("Keeping the record", .serialized) struct KeepingTests {
  private func parley(_ server: RunningServer, _ words: String...) throws -> (Int32, String) {
    let told = try server.run([RunningServer.binary().path] + words)
    return (told.status, told.output)
  }

  private func raise(_ server: RunningServer, _ summary: String) async throws -> String {
    let body = lightRaise.replacing("The referral was closed", with: summary)
    let raised = try await server.caller("croydon-st-hilda").post("/v1/escalations", body)
    return try #require(raised.json["reference"]?.stringValue, "\(raised.text)")
  }

  private func isAnywhere(_ word: String, in folder: URL) throws -> Bool {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .contains { file in
        let data = FileManager.default.contents(atPath: file.path) ?? Data()
        return data.firstRange(of: Array(word.utf8)) != nil
      }
  }

  @Test func `a backup under load is restored with everything acknowledged before it`() async throws
  {
    let server = try RunningServer()
    let data = server.data.path
    let backup = RunningServer.temporaryFolder().path + ".db"
    let kept = try await raise(server, "KEPT")

    let (saved, words) = try parley(server, "backup", backup, "--data", data)
    #expect(saved == 0, "\(words)")
    #expect(words.contains("checked"))
    #expect(try parley(server, "backup", backup, "--data", data).0 == 1, "it writes over no file")
    let lost = try await raise(server, "LOST")
    let school = server.caller("croydon-st-hilda")
    let page = try await school.get("/v1/escalations?limit=1")
    let next = try #require(page.json["next"]?.stringValue)
    #expect(try parley(server, "restore", backup, "--data", data).0 == 1, "a server runs there")
    #expect(server.stop() == 0)

    let (restored, report) = try parley(server, "restore", backup, "--data", data)

    #expect(restored == 0, "\(report)")
    #expect(report.contains("epoch 2"))
    try server.start()
    #expect(
      try await server.caller("croydon-st-hilda").get("/v1/escalations/\(kept)").status == 200)
    #expect(
      try await server.caller("croydon-st-hilda").get("/v1/escalations/\(lost)").status == 404)
    let stale = try await server.caller("croydon-st-hilda").get(next)
    #expect(stale.status == 410)
    #expect(stale.code == "cursorBeforeRestore")
    #expect(try await raise(server, "AFTER") != lost, "its reference is not given again")
    #expect(try server.verify().status == 0)
    let (erased, notice) = try parley(
      server, "erase", kept, "--data", data, "--class", "narrative", "--rule", "request 8", "--by",
      "data protection officer")
    #expect(erased == 0, "\(notice)")
    #expect(notice.contains("What a restore set aside may hold it still: parley.db.before-"))
    #expect(try isAnywhere("KEPT", in: server.data), "it does")
    try? FileManager.default.removeItem(atPath: backup)
  }

  @Test func `what was erased is in no file, stays erased after a restore, and is shown as erased`()
    async throws
  {
    let server = try RunningServer()
    let data = server.data.path
    let reference = try await raise(server, "MARKER-OF-A-TEXT")
    let school = server.caller("croydon-st-hilda")
    let form = try await PlayedForm.begin("croydon-notification", of: reference, by: school)
    for length in [1, 200, 3] {
      let words = String(repeating: "MARKER-OF-A-DRAFT ", count: length)
      try await form.answer("{\"decisionDisputed\": \"\(words)\"}")
    }
    let pages = ["/v1/escalations/\(reference)", "/v1/escalations/\(reference)/record", form.path]
    let backup = RunningServer.temporaryFolder().path + ".db"
    #expect(try parley(server, "backup", backup, "--data", data).0 == 0)
    #expect(
      try parley(server, "hold", reference, "--data", data, "--reason", "r", "--by", "b").0 == 0)
    func erase() throws -> (Int32, String) {
      try parley(
        server, "erase", reference, "--data", data, "--class", "narrative", "--class", "identifier",
        "--rule", "request 7", "--by", "data protection officer")
    }
    #expect(try erase().0 == 1, "a hold keeps it")
    #expect(try parley(server, "hold", reference, "--data", data, "--release", "--by", "b").0 == 0)

    var tags: [String] = []
    for page in pages { tags.append(try #require(try await school.get(page).fields["etag"])) }
    for (page, tag) in zip(pages, tags) {
      #expect(try await school.get(page, fields: ["If-None-Match": tag]).status == 304, "\(page)")
    }

    #expect(try erase().0 == 0)

    // Whatever comes next, the log is cut behind it.
    _ = try await raise(server, "ANOTHER")
    for marker in ["MARKER-OF-A-TEXT", "MARKER-OF-A-DRAFT"] {
      #expect(try !isAnywhere(marker, in: server.data), "\(marker)")
    }
    for (page, tag) in zip(pages, tags) {
      let read = try await school.get(page, fields: ["If-None-Match": tag])
      #expect(read.status == 200, "what went is current no more: \(page)")
      #expect(!read.text.contains("MARKER-OF-A-"))
    }
    let record = try await school.get("/v1/escalations/\(reference)/record")
    let erased = try #require(record.json["events"]?.arrayValue?.first?["erased"]?.arrayValue)
    #expect(erased.first?["rule"]?.stringValue == "request 7")
    #expect(erased.first?["by"]?.stringValue == "data protection officer")
    #expect(server.stop() == 0)
    #expect(try parley(server, "restore", backup, "--data", data).0 == 0)
    for file in try FileManager.default.contentsOfDirectory(atPath: data)
    where file.contains(".before-") {
      try FileManager.default.removeItem(atPath: data + "/" + file)
    }
    for marker in ["MARKER-OF-A-TEXT", "MARKER-OF-A-DRAFT"] {
      #expect(try !isAnywhere(marker, in: server.data), "\(marker), which the backup had")
    }
    try server.start()
    #expect(try server.verify().status == 0)
    try? FileManager.default.removeItem(atPath: backup)
  }

  @Test func `what is wrong with a command is said in sentences, each with its place`() throws {
    let config = RunningServer.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: config) }
    try FileManager.default.copyItem(at: RunningServer.configuration, to: config)
    try Data(#"{"rules": [], "accessMonths": 3}"#.utf8)
      .write(to: config.appendingPathComponent("retention.json"))
    let server = try RunningServer(["--config", config.path])
    let data = server.data.path

    let erasing = try parley(
      server, "erase", "CSCP-2026-00001", "--data", data, "--class", "salary")
    let holding = try parley(
      server, "hold", "CSCP-2026-00001", "--data", data, "--reason", "r", "--by", "b")
    let keeping = try parley(server, "retention", "--data", data, "--by", "b")

    #expect(erasing.0 == 1)
    let lines = erasing.1.split(separator: "\n").sorted()
    #expect(lines.map { $0.prefix { $0 != ":" } } == ["/by", "/classes/0", "/rule"], "\(lines)")
    #expect(lines[1].contains("Must be one of: "))
    #expect(!erasing.1.contains("ShapeFault"))
    #expect(holding.0 == 1)
    #expect(holding.1 == "There is no such escalation.\n")
    #expect(keeping.0 == 1)
    #expect(keeping.1 == "retention.json: /accessMonths: Must be from 12 to 1800.\n")
  }

  @Test func `retention shows first, carries out what was shown, and nothing else`() async throws {
    let server = try RunningServer(["--clock", "manual=2026-06-01T09:00:00Z"])
    let data = server.data.path
    let reference = try await raise(server, "MARKER-OF-A-TEXT")
    let school = server.caller("croydon-st-hilda")
    let withdrawn = try await school.post(
      basedOn: reference, "withdrawal",
      "{\"reason\": \"It was mended.\", \"immediateRisk\": \"no\"}")
    #expect(withdrawn.status == 201, "\(withdrawn.text)")
    let held = try await raise(server, "A HELD ONE")
    let alsoWithdrawn = try await school.post(
      basedOn: held, "withdrawal", "{\"reason\": \"It was mended.\", \"immediateRisk\": \"no\"}")
    #expect(alsoWithdrawn.status == 201, "\(alsoWithdrawn.text)")
    #expect(
      try parley(server, "hold", held, "--data", data, "--reason", "r", "--by", "b").0 == 0)
    _ = try await school.get("/v1/escalations/\(reference)/record")
    func retention(_ more: String...) throws -> (Int32, String) {
      let words = ["retention", "--data", data, "--by", "business manager"] + more
      let told = try server.run([RunningServer.binary().path] + words)
      return (told.status, told.output)
    }
    #expect(try !retention().1.contains(reference), "it is not due yet")
    try server.move(to: "2051-06-02T09:00:00Z")

    let (_, shown) = try retention()
    let code = try #require(shown.split(separator: " ").last?.trimmingCharacters(in: .newlines))

    #expect(shown.contains(reference))
    #expect(shown.contains("HELD: stays"))
    let months = shown.split(separator: "\n").filter { $0.contains("access entries of 2026-06") }
    #expect(months.count == 1, "\(shown)")
    #expect(months.first?.hasPrefix("cscp  ") == true, "\(shown)")
    #expect(try isAnywhere("MARKER-OF-A-TEXT", in: server.data), "a dry run erases nothing")
    #expect(try retention("--carry-out", "0000000000000000").0 == 1)
    let (done, words) = try retention("--carry-out", code)
    #expect(done == 0, "\(words)")
    #expect(words.contains("1 erased, 1 held; months of access entries erased: 1"), "\(words)")
    #expect(try !retention().1.contains("access entries of 2026-06"), "they went")
    _ = try await raise(server, "ANOTHER")
    #expect(try !isAnywhere("MARKER-OF-A-TEXT", in: server.data))
    let status = try await server.caller("croydon-st-hilda")
      .get("/v1/escalations/\(reference)/status")
    #expect(status.json["state"]?.stringValue == "withdrawn", "what reports count stays")
    #expect(try server.verify().status == 0)
  }
}
