import Foundation
import JSON
import Testing

/// Two agencies raise the same child and decision without knowing of each other.
@Suite("The same matter twice", .serialized) struct SameMatterTests {
  private static let child = #""children": [{"name": "R E", "nhsNumber": "999 000 0026"}]"#

  private func raise(_ raiser: String, on server: RunningServer) async throws -> PlayedCase {
    try await PlayedCase.raise(
      on: server, policy: "croydon", of: "cscp", by: raiser, with: "croydon-social-care",
      Self.child)
  }

  private func hints(_ caller: Caller) async throws -> [String] {
    let items = try await caller.get("/v1/matter-hints").json["items"]?.arrayValue ?? []
    return items.map { "\($0.text("escalation") ?? "") \($0.text("other") ?? "")" }
  }

  private func related(_ played: PlayedCase, by caller: Caller) async throws -> [String] {
    let items = try await played.get("related", by: caller).json["items"]?.arrayValue ?? []
    return items.map { "\($0.text("reference") ?? "") \($0["linked"]?.boolValue ?? false)" }
  }

  @Test func `is told to whoever sees both; of what nobody sees the partnership gets the hint`()
    async throws
  {
    let server = try RunningServer()
    let first = try await raise("croydon-st-hilda", on: server)
    let second = try await raise("croydon-police", on: server)
    let again = try await raise("croydon-st-hilda", on: server)
    let office = second.office("partnership")

    #expect(!"\(second.raised)".contains("alreadyOpen"), "the police do not see the school's")
    #expect("\(again.raised)".contains("alreadyOpen"))
    #expect("\(again.raised)".contains(first.reference))
    #expect(!"\(again.raised)".contains(second.reference))
    #expect(
      Set(try await related(second, by: office))
        == ["\(again.reference) false", "\(first.reference) false"])
    #expect(try await related(second, by: second.other).count == 2, "social care is in all three")
    #expect(try await related(second, by: second.raiser).isEmpty)
    #expect(
      Set(try await hints(office))
        == [
          "\(second.reference) \(first.reference)", "\(again.reference) \(second.reference)",
        ])
  }

  @Test func `is linked by somebody who sees both, which no side learns of the other`() async throws
  {
    let server = try RunningServer()
    let first = try await raise("croydon-st-hilda", on: server)
    let second = try await raise("croydon-police", on: server)
    let office = second.office("partnership")
    let body = #"{"other": "\#(first.reference)"}"#
    let nothing = #"{"other": "CSCP-2026-99999"}"#

    let unseen = try await second.post("links", body)
    let missing = try await second.post("links", nothing)
    let itself = try await second.post("links", #"{"other": "\#(second.reference)"}"#, by: office)
    let linked = try await second.post("links", body, by: office)
    let twice = try await first.post(
      "links", #"{"other": "\#(second.reference)"}"#, by: office)

    #expect(unseen.status == 422)
    #expect(unseen.faults == ["unknownEscalation /other"])
    #expect(unseen.faults == missing.faults, "it is as if it did not exist")
    #expect(itself.faults == ["sameEscalation /other"])
    #expect(linked.status == 201, "\(linked.text)")
    #expect(twice.faults == ["alreadyLinked /other"])
    #expect(try await hints(office).isEmpty)
    #expect(try await related(second, by: office) == ["\(first.reference) true"])
    #expect(try await related(second, by: second.raiser).isEmpty)
    for text in try await [second.get("record").text, first.get("record").text] {
      #expect(!(text.contains(first.reference) && text.contains(second.reference)))
    }
    #expect(server.stop() == 0)
    let program = try RunningServer.binary().path
    let verified = try server.run(program, "verify", "--data", server.data.path, "--projections")
    #expect(verified.status == 0, "\(verified.output)")
  }

  @Test
  func `is told to the second agency too, where the policy says so and nothing is restricted`()
    async throws
  {
    let folder = RunningServer.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.copyItem(at: RunningServer.configuration, to: folder)
    let file = folder.appendingPathComponent("policies/croydon.json")
    let policy = try String(contentsOf: file, encoding: .utf8)
    let changed = policy.replacingOccurrences(
      of: #""risk":"#,
      with: #""sameMatter": {"tellsRaiser": true, "clause": "of a test"}, "risk":"#)
    #expect(changed != policy)
    try changed.write(to: file, atomically: true, encoding: .utf8)
    let server = try RunningServer(["--config", folder.path])

    let first = try await raise("croydon-st-hilda", on: server)
    let asking = try await server.caller("croydon-police").post(
      "/v1/escalations?dryRun=true",
      PlayedCase.body(policy: "croydon", with: "croydon-social-care", Self.child))
    let second = try await raise("croydon-police", on: server)
    let asked = try await first.post(
      "parties", #"{"agency": "croydon-police", "side": "raising"}"#,
      by: first.office("partnership"))

    #expect(asking.status == 200, "\(asking.text)")
    #expect(!asking.text.contains("alreadyOpen"), "a dry run leaves no trace, so it tells nothing")
    #expect("\(second.raised)".contains("alreadyOpenElsewhere"))
    #expect("\(second.raised)".contains(first.reference))
    #expect("\(second.raised)".contains("of a test"))
    #expect(try await hints(second.office("partnership")).isEmpty)
    #expect(asked.status == 201, "\(asked.text)")
    #expect(try await first.get(by: second.raiser).status == 200)
  }
}
