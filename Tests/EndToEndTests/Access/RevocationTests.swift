import Foundation
import JSON
import Testing

/// What becomes of a credential that is revoked, and of tokens that never opened anything.
@Suite("Tokens that open nothing", .serialized) struct RevocationTests {
  /// A credential made for the test, and a way to revoke it.
  private struct Issued {
    let caller: Caller
    let revoke: @Sendable () async throws -> Void
  }

  private func issue(
    _ id: String, on server: RunningServer, _ members: String
  ) async throws -> Issued {
    let admin = server.caller("admin", of: "cscp")
    let issued = try await admin.send(
      "POST", "/v1/credentials", #"{"id": "\#(id)", "name": "For tests", \#(members)}"#)
    let token = try #require(issued.json["token"]?.stringValue, "\(issued.text)")
    return Issued(caller: Caller(address: server.address, token: token)) {
      let revoked = try await admin.send(
        "POST", "/v1/credentials/\(id)/revocation", #"{"reason": "leaked"}"#)
      #expect(revoked.status == 201, "\(revoked.text)")
    }
  }

  @Test func `revoked, it opens nothing at once: not on its connection, not for a cached poll`()
    async throws
  {
    let server = try RunningServer()
    let played = try await PlayedCase.raise(
      on: server, policy: "croydon", of: "cscp", by: "croydon-st-hilda",
      with: "croydon-social-care")
    let issued = try await issue(
      "clerk", on: server, #""role": "agency", "agency": "croydon-st-hilda""#)
    let path = "/v1/escalations/\(played.reference)/status"
    let tag = try #require(try await issued.caller.get(path).fields["etag"])
    for _ in 0..<3 {
      let poll = try await issued.caller.get(path, fields: ["If-None-Match": tag])
      #expect(poll.status == 304)
    }

    try await issued.revoke()

    let poll = try await issued.caller.get(path, fields: ["If-None-Match": tag])
    #expect(poll.status == 401)
    #expect(try await issued.caller.get("/v1/escalations").status == 401)
    #expect(
      try await issued.caller.post("/v1/escalations", lightRaise).status == 401,
      "nor does it write")
  }

  @Test func `revoked while it waits for news, it is told nothing more`() async throws {
    let server = try RunningServer()
    let issued = try await issue("screen", on: server, #""role": "dashboard""#)
    let caller = issued.caller

    async let waiting = caller.get("/v1/events?after=now&wait=15")
    try await Task.sleep(for: .milliseconds(300))
    try await issued.revoke()
    let played = try await PlayedCase.raise(
      on: server, policy: "croydon", of: "cscp", by: "croydon-st-hilda",
      with: "croydon-social-care")
    let told = try await waiting

    #expect(!told.text.contains(played.reference), "\(told.text)")
    #expect(try await caller.get("/v1/events").status == 401)
  }

  @Test func `wrong, expired and revoked, they are answered alike, and none is in the log`()
    async throws
  {
    let server = try RunningServer(["--clock", "manual=2026-06-01T09:00:00Z"])
    let expired = try await issue(
      "short", on: server, #""role": "auditor", "expiresAt": "2026-06-01T10:00:00Z""#)
    let revoked = try await issue("gone", on: server, #""role": "auditor""#)
    try await revoked.revoke()
    try server.move(to: "2026-06-01T11:00:00Z")
    let unknown = "parley_live_" + String(repeating: "0", count: 64)
    let callers = [
      expired.caller, revoked.caller, Caller(address: server.address, token: unknown),
      Caller(address: server.address, token: "not-even-close"),
      Caller(address: server.address, token: nil),
    ]

    var bodies: Set<String> = []
    for caller in callers {
      let answer = try await caller.get("/v1/escalations")
      #expect(answer.status == 401)
      #expect(answer.fields["www-authenticate"]?.hasPrefix("Bearer") == true)
      bodies.insert(answer.text)
    }

    #expect(bodies.count == 1, "\(bodies)")
    let log = try server.logText()
    for caller in callers { #expect(!log.contains(caller.token ?? "no token"), "the log") }
  }

  @Test func `every file is its owner's alone, and a folder open to others is refused`()
    async throws
  {
    let server = try RunningServer()
    _ = try await PlayedCase.raise(
      on: server, policy: "croydon", of: "cscp", by: "croydon-st-hilda",
      with: "croydon-social-care")
    func mode(_ path: String) throws -> Int {
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0o777
    }
    #expect(try mode(server.data.path) == 0o700)
    for file in try FileManager.default.contentsOfDirectory(atPath: server.data.path) {
      #expect(try mode(server.data.path + "/" + file) & 0o077 == 0, "\(file)")
    }
    #expect(server.stop() == 0)

    for (path, loose, tight) in [
      (server.data.path, 0o750, 0o700), (server.data.path + "/parley.db", 0o640, 0o600),
    ] {
      try FileManager.default.setAttributes([.posixPermissions: loose], ofItemAtPath: path)
      #expect(throws: RunningServer.Failure.self) { try RunningServer(data: server.data) }
      try FileManager.default.setAttributes([.posixPermissions: tight], ofItemAtPath: path)
    }
    try server.start()
    #expect(server.stop() == 0)
  }
}
