import Foundation
import JSON
import Testing

/// Who sees one restricted escalation: those named for all, until the office names others for it.
@Suite("Restricted escalations", .serialized) struct NamingTests {
  private static let shared = Result { try SharedServers.start() }

  /// An allegation of Haringey's, and credentials that nobody named for anything.
  private struct Scene {
    let server: RunningServer
    let played: PlayedCase
    let office: Caller
    let admin: Caller
    let clerk: (id: String, caller: Caller)
    let auditor: (id: String, caller: Caller)

    /// The path of what is asked of it.
    func path(_ rest: String) -> String { "/v1/escalations/\(played.reference)\(rest)" }

    /// Names those for it.
    func name(_ ids: [String]) async throws -> Caller.Answer {
      let list = ids.map { "\"\($0)\"" }.joined(separator: ", ")
      return try await office.post(path("/naming"), "{\"credentials\": [\(list)]}")
    }
  }

  private func scene() async throws -> Scene {
    let server = try NamingTests.shared.get()
    let played = try await PlayedCase.raise(
      on: server, policy: "haringey", of: "haringey-lscb", by: "haringey-st-hilda",
      with: "haringey-social-care",
      #""track": "allegation", "category": "allegation", "children": []"#)
    let admin = server.caller("admin", of: "haringey-lscb")
    let run = UUID().uuidString.lowercased().prefix(8)
    func issue(_ id: String, _ members: String) async throws -> (id: String, caller: Caller) {
      let issued = try await admin.send(
        "POST", "/v1/credentials",
        #"{"id": "\#(id)-\#(run)", "name": "For tests", \#(members)}"#)
      let token = try #require(issued.json["token"]?.stringValue, "\(issued.text)")
      return ("\(id)-\(run)", Caller(address: server.address, token: token))
    }
    return Scene(
      server: server, played: played,
      office: server.caller("partnership", of: "haringey-lscb"), admin: admin,
      clerk: try await issue("clerk", #""role": "agency", "agency": "haringey-social-care""#),
      auditor: try await issue("auditor", #""role": "auditor""#))
  }

  private func id(_ caller: Caller, _ scene: Scene) async throws -> String {
    let list = try await scene.admin.get("/v1/credentials").json["items"]?.arrayValue ?? []
    let names = list.compactMap { $0["id"]?.stringValue }
    let named = try await scene.office.get(scene.path("/naming")).json["items"]?.arrayValue ?? []
    let office = named.first { $0["role"]?.stringValue == "partnership" }
    let found = try #require(office?["credential"]?.stringValue)
    #expect(names.contains(found))
    return found
  }

  @Test
  func `HAR-11 the office names for one, in place of those named for all, and takes it back`()
    async throws
  {
    let scene = try await scene()
    let (played, clerk) = (scene.played, scene.clerk.caller)
    let office = try await id(scene.office, scene)
    let status = scene.path("/status")
    func open(_ caller: Caller) async throws -> Int64 {
      try await caller.get("/v1/status").json["open"]?.int64Value ?? -1
    }
    let before = (other: try await open(played.other), clerk: try await open(clerk))
    let tag = try #require(try await played.other.get(status).fields["etag"])
    let poll = try await played.other.get(status, fields: ["If-None-Match": tag])
    #expect(poll.status == 304)
    #expect(try await clerk.get(status).status == 404)

    let named = try await scene.name([office, scene.clerk.id])

    #expect(named.status == 201, "\(named.text)")
    #expect(try await clerk.get(status).status == 200)
    let polled = try await played.other.get(status, fields: ["If-None-Match": tag])
    #expect(polled.status == 404, "the agency's officer is whom it is about")
    #expect(try await played.raiser.get(status).status == 200, "who raised it sees it anyway")
    #expect(try await open(played.other) == before.other - 1)
    #expect(try await open(clerk) == before.clerk + 1)
    let listed = try await scene.office.get(scene.path("/naming")).json["items"]?.arrayValue ?? []
    #expect(
      Set(listed.compactMap { $0["basis"]?.stringValue }) == ["raised", "forThis"], "\(listed)")
    let act = try await played.post("discussions", #"{"summary": "We talked."}"#, by: clerk)
    #expect(act.status == 201, "\(act.text)")

    #expect(try await scene.name([]).status == 201)

    #expect(try await clerk.get(status).status == 404)
    #expect(try await played.other.get(status).status == 200)
    #expect(try await open(played.other) == before.other)
    #expect(try await open(clerk) == before.clerk)
  }

  @Test
  func `names only those of the partnership that see anything, and never shuts the office out`()
    async throws
  {
    let scene = try await scene()
    let office = try await id(scene.office, scene)
    let plain = try await PlayedCase.raise(
      on: scene.server, policy: "haringey", of: "haringey-lscb", by: "haringey-st-hilda",
      with: "haringey-social-care")

    let unknown = try await scene.name([office, "nobody", "haringey-st-hilda"])
    let shut = try await scene.name([scene.clerk.id])
    let open = try await plain.post("naming", #"{"credentials": []}"#, by: scene.office)
    let unseen = try await scene.auditor.caller.get(scene.path("/naming"))

    #expect(
      unknown.faults == ["unknownCredential /credentials/1", "unknownCredential /credentials/2"])
    #expect(shut.faults == ["officeMissing /credentials"])
    #expect(open.faults == ["notRestricted "])
    #expect(unseen.status == 404)
    #expect(try await plain.get("naming", by: scene.office).status == 404)
  }

  @Test func `a colleague who sends the same again under the same key learns nothing of it`()
    async throws
  {
    let scene = try await scene()
    let body = PlayedCase.body(
      policy: "haringey", with: "haringey-police",
      #""track": "allegation", "category": "allegation", "children": []"#)
    let fields = ["Idempotency-Key": "\"\(UUID().uuidString)\""]
    let raiser = scene.played.other

    let first = try await raiser.send("POST", "/v1/escalations", body, fields: fields)
    let again = try await raiser.send("POST", "/v1/escalations", body, fields: fields)
    let other = try await scene.clerk.caller.send("POST", "/v1/escalations", body, fields: fields)

    #expect(first.status == 201, "\(first.text)")
    #expect(again.text == first.text)
    #expect(other.status == 404, "\(other.text)")
    #expect(!other.text.contains("HLSCB-"))
  }

  @Test func `a colleague who uses its agency's own reference again is not told whose it is`()
    async throws
  {
    let scene = try await scene()
    func raise(_ caller: Caller) async throws -> Caller.Answer {
      let own = "\"externalReference\": \"SC-\(scene.clerk.id)\""
      return try await caller.post(
        "/v1/escalations",
        PlayedCase.body(
          policy: "haringey", with: "haringey-police",
          #""track": "allegation", "category": "allegation", "children": [], "# + own))
    }

    let first = try await raise(scene.played.other)
    let again = try await raise(scene.played.other)
    let other = try await raise(scene.clerk.caller)

    let reference = try #require(first.json["reference"]?.stringValue, "\(first.text)")
    #expect(again.code == "alreadyRaised")
    #expect(again.json["reference"]?.stringValue == reference)
    #expect(other.code == "alreadyRaised")
    #expect(!other.text.contains("HLSCB-"), "\(other.text)")
  }

  @Test func `an auditor who is not named checks the chains without what is withheld`()
    async throws
  {
    let scene = try await scene()
    _ = try await scene.office.get(scene.path("/record"))
    _ = try await scene.name([])
    let all = scene.server.token("auditor", of: "haringey-lscb")
    let token = try #require(scene.auditor.caller.token)
    for chain in ["event", "access"] {
      func text(_ token: String) throws -> String {
        try scene.server.run(
          "curl", "--silent", "--fail", "--header", "Authorization: Bearer \(token)",
          scene.server.address + "/v1/audit/export?chain=\(chain)"
        ).output
      }
      func verify(_ token: String) throws -> (status: Int32, output: String) {
        try scene.server.run(
          "env", "TOKEN=\(token)", "sh", "examples/verify.sh", scene.server.address, chain)
      }

      #expect(try text(all).contains(scene.played.reference))
      #expect(try !text(token).contains(scene.played.reference), "\(chain)")
      let checked = try verify(token)
      #expect(checked.status == 0, "\(checked.output)")
      #expect(checked.output.contains("are withheld"))
      #expect(try !verify(all).output.contains("withheld"))
    }
  }
}
