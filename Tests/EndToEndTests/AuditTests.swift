import Foundation
import JSON
import Testing

@Suite("An auditor", .serialized) struct AuditTests {
  /// Raises some escalations and reads one, so that both chains have entries.
  private func work(on server: RunningServer, _ count: Int = 5) async throws {
    let school = server.caller("croydon-st-hilda")
    for _ in 0..<count {
      let raised = try await school.post("/v1/escalations", lightRaise)
      let reference = try #require(raised.json["reference"]?.stringValue)
      _ = try await school.get("/v1/escalations/\(reference)/record")
    }
  }

  /// What the auditor is answered, by curl: the system's URLSession cannot take trailers.
  private func text(_ path: String, of server: RunningServer) throws -> String {
    let answer = try server.run(
      "curl", "--silent", "--fail", "--header",
      "Authorization: Bearer \(server.token("auditor", of: "cscp"))", server.address + path)
    #expect(answer.status == 0, "\(path): \(answer.output)")
    return answer.output
  }

  private func verify(_ server: RunningServer, _ words: String...) throws -> (Int32, String) {
    let token = server.token("auditor", of: "cscp")
    let told = try server.run(
      "env", "TOKEN=\(token)", "sh", "examples/verify.sh", server.address, words.joined())
    return (told.status, told.output)
  }

  @Test(arguments: ["event", "access"])
  func `checks a chain with curl and sha256sum, and comes to the published head`(
    chain: String
  ) async throws {
    let server = try RunningServer()
    try await work(on: server)
    let auditor = server.caller("auditor", of: "cscp")
    let heads = try await auditor.get("/v1/audit/head").json["heads"]?.arrayValue ?? []
    let head = try #require(heads.first { $0["chain"]?.stringValue == chain })

    let (status, output) = try verify(server, chain)

    #expect(status == 0, "\(output)")
    #expect(output.contains("Sound: entries 1 to \(head["sequence"]?.int64Value ?? 0)"))
    #expect(output.contains(head["hash"]?.stringValue ?? "no hash"))
  }

  @Test func `sees one changed byte, in the script and in the verdict`() async throws {
    let server = try RunningServer()
    try await work(on: server)
    #expect(server.stop() == 0)
    let tampered = try server.run(
      "python3", "-c",
      """
      import sqlite3, sys
      store = sqlite3.connect(sys.argv[1])
      store.execute("UPDATE event SET payload = replace(payload, 'child-1', 'child-2') WHERE id IN ("
        "SELECT max(id) - 1 FROM event WHERE kind = 'escalation.raised')")
      store.commit()
      """, server.data.path + "/parley.db")
    #expect(tampered.status == 0, "\(tampered.output)")
    try server.start()

    let (status, output) = try verify(server, "event")
    let lines = try text("/v1/audit/verification", of: server)
      .split(separator: "\n").compactMap { try? JSONReader.read(Array($0.utf8)) }

    #expect(status == 1)
    #expect(output.contains("NOT SOUND"), "\(output)")
    #expect(lines.last?["sound"] == false)
    #expect(lines.contains { $0["finding"]?.stringValue == "hashMismatch" })
    #expect(try server.verify().status == 1)
  }

  @Test func `takes no kept export whose last hash is none, and each digit of a hash is looked at`()
    async throws
  {
    let server = try RunningServer()
    try await work(on: server, 1)
    let kept = server.data.appendingPathComponent("kept-export")
    let export = try text("/v1/audit/export", of: server)
    let entries = export.components(separatedBy: "\n\n").filter { !$0.isEmpty }
    let last = try #require(entries.last)
    func check(_ changed: String) throws -> (status: Int32, output: String) {
      let lines = (entries.dropLast() + [changed]).map { $0 + "\n\n" }
      try Data(lines.joined().utf8).write(to: kept)
      return try server.run("sh", "examples/verify.sh", kept.path)
    }

    #expect(try check(last).status == 0, "as it was given")
    for (wrong, because) in [
      ("z" + last.dropFirst(), "a letter that is no digit"),
      (String(last.dropFirst()), "a digit short"),
      ("0" + last, "a digit too many"),
      (last.prefix(64).uppercased() + last.dropFirst(64), "sha256sum writes small letters"),
    ] {
      let answer = try check(wrong)
      #expect(answer.status == 1, "\(because)")
      #expect(answer.output.contains("NOT SOUND: no hash of 64 hexadecimal digits"), "\(because)")
      #expect(!answer.output.contains("Sound:"), "\(because)")
    }
  }

  @Test func `an export is on record before and after, and tells its rows and its digest`()
    async throws
  {
    let server = try RunningServer()
    try await work(on: server)

    let slice = try text("/v1/audit/export?from=2&to=4", of: server)

    #expect(slice.split(separator: "\n").count { $0 == "parley.event.1" } == 3)
    #expect(!slice.contains("we still worry"), "no narrative is in a chain")
    let access = try text("/v1/audit/export?chain=access", of: server)
    #expect(access.contains("11:exportBegan"))
    #expect(access.contains("11:exportEnded"))
    #expect(try text("/v1/audit/export?from=100000", of: server).isEmpty)
  }

  @Test func `a verdict knows an anchor that fits and one that does not`() async throws {
    let server = try RunningServer()
    try await work(on: server)
    let auditor = server.caller("auditor", of: "cscp")
    let heads = try await auditor.get("/v1/audit/head").json["heads"]?.arrayValue ?? []
    let event = try #require(heads.first { $0["chain"]?.stringValue == "event" })
    let sequence = try #require(event["sequence"]?.int64Value)
    let hash = try #require(event["hash"]?.stringValue)
    func verdict(_ anchor: String) throws -> (JSONValue?, String) {
      let answer = try text("/v1/audit/verification?anchor=\(anchor)", of: server)
      let last = answer.split(separator: "\n").last.map { Array($0.utf8) }
      return (try last.flatMap { try JSONReader.read($0)["sound"] }, answer)
    }

    #expect(try verdict("event.\(sequence).\(hash).1").0 == true)
    let (cut, words) = try verdict("event.\(sequence + 9).\(hash).1")
    #expect(cut == false)
    #expect(words.contains("cutTail"))
    #expect(try await auditor.get("/v1/audit/verification?anchor=yesterday").status == 422)
    let school = try await server.caller("croydon-st-hilda").get("/v1/audit/export")
    #expect(school.code == "roleNotAllowed")
  }

  @Test func `finds no other partnership's reference in the chain, whoever asks for it`()
    async throws
  {
    let server = try RunningServer()
    try await work(on: server, 1)
    let office = server.caller("partnership", of: "cscp")
    let listed = try await office.get("/v1/escalations").json["items"]?.arrayValue ?? []
    let reference = try #require(listed.first?["reference"]?.stringValue)
    let stranger = server.caller("haringey-st-hilda")

    #expect(try await stranger.get("/v1/escalations/\(reference)").status == 404)

    // Nobody waits for a refusal to be on record.
    let auditor = server.caller("auditor", of: "haringey-lscb")
    var refused = try await auditor.get("/v1/audit/entries?refused=true")
    for _ in 0..<200 where refused.json["items"]?.arrayValue?.isEmpty != false {
      try await Task.sleep(for: .milliseconds(50))
      refused = try await auditor.get("/v1/audit/entries?refused=true")
    }
    #expect(refused.text.contains("haringey-st-hilda"), "\(refused.text)")
    #expect(!refused.text.contains(reference))
    let others = try await server.caller("auditor", of: "cscp").get("/v1/audit/entries")
    #expect(others.text.contains(reference))
    #expect(!others.text.contains("haringey-st-hilda"))
  }

  @Test func `what an auditor saves of the heads is a file of anchors, and an empty file is none`()
    async throws
  {
    let server = try RunningServer()
    try await work(on: server, 1)
    let answer = try text("/v1/audit/head", of: server)
    let kept = server.data.appendingPathComponent("kept-heads")
    func verdict(_ words: String) throws -> (status: Int32, output: String) {
      try Data(words.utf8).write(to: kept)
      return try server.run(
        RunningServer.binary().path, "verify", "--data", server.data.path, "--anchor", kept.path)
    }

    let printed = try verdict(answer).output.split(separator: "\n").filter { $0.hasPrefix("{") }

    #expect(try verdict(answer).status == 0)
    #expect(try verdict(answer + "\n" + answer + "\n").status == 0, "one line a day")
    #expect(try verdict(answer.replacing(",", with: ",\n")).status == 0, "laid out")
    #expect(try verdict(printed.joined(separator: "\n\n")).status == 0, "what verify printed")
    let ahead = try verdict(answer.replacing("\"sequence\":", with: "\"sequence\":9"))
    #expect(ahead.status == 1)
    #expect(ahead.output.contains("cutTail"), "\(ahead.output)")
    for nothing in ["", "\n \n", "{\"heads\":[]}"] {
      let refused = try verdict(nothing)
      #expect(refused.status == 1)
      #expect(refused.output.contains("there is no anchor in it"), "\(refused.output)")
    }
    let other = try verdict(printed[0] + "\nanchors")
    #expect(other.status == 1)
    #expect(other.output.contains("line 2: no anchor: it is no JSON"), "\(other.output)")
  }

  @Test func `the heads that a start writes into its log are anchors, as they stand there`()
    async throws
  {
    let server = try RunningServer()
    try await work(on: server)
    #expect(server.stop() == 0)
    try server.start()
    // They are written beside the serving, and a busy machine takes its time.
    var heads: [String] = []
    for _ in 0..<600 where heads.count < 2 {
      try await Task.sleep(for: .milliseconds(50))
      heads = try server.logText().split(separator: "\n").map(String.init).filter {
        $0.hasSuffix("}") && $0.contains("\"chainHead\"") && $0.contains("\"cscp\"")
      }
    }
    #expect(server.stop() == 0)
    let kept = server.data.appendingPathComponent("kept-heads")
    func verdict(_ lines: [String]) throws -> (status: Int32, output: String) {
      try Data(lines.joined(separator: "\n").utf8).write(to: kept)
      return try server.run(
        RunningServer.binary().path, "verify", "--data", server.data.path, "--anchor", kept.path)
    }

    #expect(heads.count == 2, "the chain of events and that of access")
    let whole = try verdict(heads)
    #expect(whole.status == 0, "\(whole.output)")
    let ahead = try verdict(
      heads.map { String($0.replacing("\"sequence\":", with: "\"sequence\":9")) })
    #expect(ahead.status == 1)
    #expect(ahead.output.contains("cutTail"))
  }
}
