import Foundation
import JSON
import Testing

/// `parley credential`, and the first start of a real service.
@Suite("Credentials on the command line", .serialized) struct CredentialCommandTests {
  /// A real service's program, without a demonstration: started, asked, stopped.
  private func firstStart(in data: URL, _ arguments: [String] = []) throws -> JSONValue {
    let process = Process()
    process.executableURL = try RunningServer.binary()
    process.currentDirectoryURL = RunningServer.root
    process.arguments = ["serve", "--data", data.path, "--port", "0"] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let line = output.fileHandleForReading.availableData
    process.terminate()
    process.waitUntilExit()
    return try JSONReader.read([UInt8](line))
  }

  @Test func `the first start prints an administrator's token for each partnership, once`() throws {
    let data = RunningServer.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: data) }

    let first = try firstStart(in: data)
    let again = try firstStart(in: data)

    let tokens = try #require(first["administratorTokens"]?.objectValue)
    #expect(tokens.names.contains("cscp"))
    #expect(tokens.members.allSatisfy { $0.value.stringValue?.hasPrefix("parley_live_") == true })
    #expect(again["administratorTokens"] == nil)
    #expect(first["demonstrationTokens"] == nil)
    let database = try Data(contentsOf: data.appendingPathComponent("parley.db"))
    #expect(!String(decoding: database, as: UTF8.self).contains("parley_live_"))
  }

  @Test func `a demonstration is not made of a real service, nor are its tokens good in one`()
    async throws
  {
    let data = RunningServer.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: data) }
    _ = try firstStart(in: data)

    #expect(throws: (any Error).self) { try RunningServer(data: data) }
  }

  @Test(arguments: [true, false])
  func `creates, lists, rotates and revokes, whether or not the server runs`(running: Bool)
    async throws
  {
    let server = try RunningServer()
    if !running { #expect(server.stop() == 0) }
    let program = try RunningServer.binary().path
    func credential(_ words: String...) throws -> (status: Int32, output: String) {
      try server.run(
        [
          program, "credential", words[0], "--data", server.data.path, "--partnership", "cscp",
        ]
          + words.dropFirst())
    }

    let made = try credential(
      "create", "--id", "school-mis", "--name", "The school's system", "--role", "agency",
      "--agency", "croydon-st-hilda")
    let rotated = try credential("rotate", "--id", "school-mis", "--overlap-hours", "2")
    let listed = try credential("list")
    if !running { try server.start() }
    let old = try #require(made.output.split(separator: " ").last?.dropLast())
    let new = try #require(
      rotated.output.split(separator: "\n").first?.split(separator: " ").last)
    for token in [old, new] {
      let caller = Caller(address: server.address, token: String(token))
      #expect(try await caller.get("/v1/escalations").status == 200)
    }
    let revoked = try credential("revoke", "--id", "school-mis", "--reason", "replaced")
    for token in [old, new] {
      let caller = Caller(address: server.address, token: String(token))
      let answer = try await caller.get("/v1/escalations")
      #expect(answer.status == 401)
      #expect(answer.fields["www-authenticate"]?.contains("invalid_token") == true)
    }

    #expect([made, rotated, listed, revoked].allSatisfy { $0.status == 0 }, "\(made) \(rotated)")
    #expect(listed.output.contains(#""id":"school-mis""#))
    #expect(!listed.output.contains("parley_live_"))
  }

  @Test func `says everything that is wrong with what it was told`() throws {
    let server = try RunningServer()
    let program = try RunningServer.binary().path

    let misused = try server.run(
      program, "credential", "create", "--data", server.data.path, "--partnership", "cscp", "--id",
      "Not A Key", "--role", "king")
    let refused = try server.run(
      program, "credential", "create", "--data", server.data.path, "--partnership", "cscp", "--id",
      "one", "--name", "One", "--role", "agency", "--agency", "sutton-st-hilda")

    #expect(misused.status == 2)
    for word in ["--name", "--role", "--id"] { #expect(misused.output.contains(word)) }
    #expect(refused.status == 1)
    #expect(refused.output.contains("no such agency"))
  }
}

/// Agencies' own posts, mergers, and who else sees.
@Suite("Agencies", .serialized) struct AgencyTests {
  private static let shared = Result { try SharedServers.start() }

  @Test func `HAR-13 an agency's posts are listed, with the day on which they were checked`()
    async throws
  {
    let server = try AgencyTests.shared.get()
    let admin = server.caller("admin", of: "haringey-lscb")
    let path = "/v1/agencies/haringey-st-hilda/roles"
    let before = try await admin.get(path)
    let body =
      #"{"roles": [{"role": "head-of-year", "title": "Head of Year", "equivalents": ["manager"]}], "#
      + #""checkedOn": "2026-01-05"}"#

    let unbased = try await admin.send("PUT", path, body)
    let put = try await admin.send(
      "PUT", path, body, fields: ["If-Match": before.fields["etag"] ?? ""])
    let again = try await admin.send(
      "PUT", path, body, fields: ["If-Match": before.fields["etag"] ?? ""])
    let seen = try await server.caller("haringey-social-care").get(path).json

    #expect(before.json["roles"]?.arrayValue?.isEmpty == true)
    #expect(unbased.status == 428)
    #expect(put.status == 200, "\(put.text)")
    #expect(again.status == 412)
    #expect(seen["checkedOn"]?.stringValue == "2026-01-05")
    #expect(seen["roles"]?[0]?["role"]?.stringValue == "head-of-year")
    let other = try await server.caller("croydon-st-hilda").get(path)
    #expect(other.status == 404, "another partnership's agencies are not there")
  }

  @Test func `CRO-16 a post meets what its rank meets, and a substitute is recorded as one`()
    async throws
  {
    let server = try RunningServer()
    let admin = server.caller("admin", of: "gscp")
    let path = "/v1/agencies/gscp-st-hilda/roles"
    let tag = try await admin.get(path).fields["etag"] ?? ""
    func report(_ role: String) async throws -> (met: [String], record: JSONValue) {
      let played = try await GSCPClauseTests.raise(on: server)
      try await played.discuss()
      let answer = try await played.post(
        "acts", #"{"kind": "report", "by": {"name": "A", "role": "\#(role)"}}"#)
      let record = try await played.get("record").json
      return (answer.json.texts("met"), record)
    }

    let before = try await report("head-of-year")
    let put = try await admin.send(
      "PUT", path,
      #"{"roles": [{"role": "head-of-year", "title": "Head", "equivalents": ["line-manager"]}, "#
        + #"{"role": "deputy", "title": "Deputy", "substituteFor": "line-manager"}], "#
        + #""checkedOn": "2026-01-05"}"#, fields: ["If-Match": tag])
    let equal = try await report("head-of-year")
    let stood = try await report("deputy")

    #expect(put.status == 200, "\(put.text)")
    #expect(before.met.isEmpty)
    #expect(equal.met.contains { $0.contains("s1-report") })
    #expect(stood.met.contains { $0.contains("s1-report") })
    let texts = "\(stood.record)"
    #expect(texts.contains("substituteFor") && texts.contains("line-manager"))
  }

  @Test func `a merged agency's successor goes on with its cases, and nobody names the old one`()
    async throws
  {
    let server = try RunningServer(["--clock", "manual=2026-06-01T09:00:00Z"])
    let played = try await PlayedCase.raise(
      on: server, policy: "croydon", of: "cscp", by: "croydon-st-hilda",
      with: "croydon-social-care")
    let admin = server.caller("admin", of: "cscp")
    let successor = server.caller("croydon-police")
    #expect(try await played.get(by: successor).status == 404)

    let path = "/v1/agencies/croydon-st-hilda"
    let tag = try await admin.get(path).fields["etag"] ?? ""
    let merged = try await admin.send(
      "PUT", path,
      #"{"title": "St Hilda's", "kind": "school", "activeTo": "2026-05-31", "#
        + #""successor": "croydon-police"}"#, fields: ["If-Match": tag])
    let seen = try await played.get(by: successor)
    let act = try await played.post(
      "discussions", #"{"summary": "We talked."}"#, by: successor)
    let named = try await server.caller("croydon-social-care").post(
      "/v1/escalations",
      #"{"policy": "croydon", "receiving": ["croydon-st-hilda"], "summary": "A worry about it.", "#
        + #""immediateRisk": "no", "children": [{"localReference": "1"}]}"#)
    let list = try await successor.get("/v1/escalations").json
    let worklist = try await successor.get("/v1/duties?owedBy=agency:croydon-police").json

    #expect(merged.status == 200, "\(merged.text)")
    #expect(seen.status == 200)
    #expect(act.status == 201, "\(act.text)")
    #expect(named.faults == ["inactiveAgency /receiving/0"], "\(named.text)")
    #expect(list["items"]?.arrayValue?.count == 1)
    #expect(worklist["items"]?.arrayValue?.isEmpty == false)
    let old = try await admin.get(path).json
    #expect(old.texts("formerTitles") == ["St Hilda's School, Croydon (invented)"])
  }

  @Test func `HAR-11 a restricted escalation is there for named credentials and no others`()
    async throws
  {
    let server = try AgencyTests.shared.get()
    let played = try await PlayedCase.raise(
      on: server, policy: "haringey", of: "haringey-lscb", by: "haringey-st-hilda",
      with: "haringey-social-care",
      #""track": "allegation", "category": "allegation", "children": []"#)
    let admin = server.caller("admin", of: "haringey-lscb")
    let issued = try await admin.send(
      "POST", "/v1/credentials",
      #"{"id": "care-clerk", "name": "Clerk", "role": "agency", "agency": "haringey-social-care"}"#)
    let clerk = Caller(
      address: server.address, token: try #require(issued.json["token"]?.stringValue))

    #expect(try await played.get(by: played.other).status == 200)
    for unnamed in [clerk, played.office("dashboard")] {
      #expect(try await played.get("status", by: unnamed).status == 404)
      #expect(try await !unnamed.get("/v1/escalations").text.contains(played.reference))
    }
    #expect(try await !clerk.get("/v1/duties").text.contains(played.reference))
    let refused = try await played.post("discussions", #"{"summary": "We talked."}"#, by: clerk)
    #expect(refused.status == 404)
  }
}
