import JSON
import Testing

/// Each agency's own references, and finding an escalation by them.
extension CommonClauseTests {
  private func search(_ member: String, _ text: String, by caller: Caller) async throws -> [String]
  {
    let answer = try await caller.post(
      "/v1/escalations/search", #"{"\#(member)": "\#(text)"}"#)
    #expect(answer.status == 200, "\(answer.text)")
    return (answer.json["items"]?.arrayValue ?? []).compactMap { $0.text("reference") }
  }

  @Test func `ALL-02 an escalation is found by each agency's own reference, and by no other's`()
    async throws
  {
    let played = try await raise(
      #""externalReference": "SIMS-88213", "children": [{"localReference": "ST-7"}]"#)
    let seen = try await played.post(
      "acknowledgements", #"{"ownReference": "Mosaic 4411"}"#, by: played.other)
    try await played.post(
      "record-confirmations", #"{"ownReference": "file 7/b", "by": {"name": "R"}}"#)
    let police = try server.caller("croydon-police")

    #expect(seen.status == 201, "\(seen.text)")
    let found = [played.reference]
    #expect(try await search("externalReference", "SIMS-88213", by: played.raiser) == found)
    #expect(try await search("ownReference", "FILE7/B", by: played.raiser) == found)
    #expect(try await search("ownReference", "mosaic 4411", by: played.other) == found)
    #expect(try await search("localReference", "st-7", by: played.raiser) == found)
    #expect(try await search("ownReference", "Mosaic 4411", by: played.raiser).isEmpty)
    #expect(try await search("localReference", "ST-7", by: played.other).isEmpty)
    #expect(try await search("externalReference", "SIMS-88213", by: played.other).isEmpty)
    #expect(try await search("ownReference", "Mosaic 4411", by: police).isEmpty)
  }

  @Test func `ALL-02 a child's number finds what one may see, as it stands after a correction`()
    async throws
  {
    let played = try await raise(#""children": [{"nhsNumber": "999 000 0018"}]"#)
    let office = played.office("partnership")
    let police = try server.caller("croydon-police")

    #expect(try await search("nhsNumber", "9990000018", by: played.other) == [played.reference])
    #expect(try await search("nhsNumber", "9990000018", by: police).isEmpty)
    #expect(try await search("nhsNumber", "9990000018", by: office).isEmpty)
    let corrected = try await played.change(
      "corrections", #"{"event": 1, "members": {"/children/0/nhsNumber": "9990000026"}}"#)
    #expect(corrected.status == 201, "\(corrected.text)")
    #expect(try await search("nhsNumber", "9990000018", by: played.raiser).isEmpty)
    #expect(try await search("nhsNumber", "9990000026", by: played.raiser) == [played.reference])
  }

  @Test func `ALL-02 what is searched for is one identifier, and is never said back`() async throws
  {
    let school = try server.caller("croydon-st-hilda")
    let wrong = try await school.post(
      "/v1/escalations/search", #"{"nhsNumber": "9990000019"}"#)
    let two = try await school.post(
      "/v1/escalations/search", #"{"nhsNumber": "9990000018", "upn": "A123"}"#)
    let masked = try await server.caller("auditor", of: "cscp").post(
      "/v1/escalations/search", #"{"nhsNumber": "9990000018"}"#)

    #expect(wrong.status == 422)
    #expect(!wrong.text.contains("9990000019"))
    #expect(two.status == 422)
    #expect(!two.text.contains("9990000018"))
    #expect(masked.status == 403)
    let verified = try server.verify()
    #expect(verified.status == 0, "\(verified.output)")
  }
}
