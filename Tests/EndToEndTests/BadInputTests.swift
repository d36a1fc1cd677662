import Foundation
import JSON
import Testing

/// A raise that is wrong, and what is said about it.
struct BadRaise: CustomTestStringConvertible, Sendable {
  let because: String
  let body: String
  let status: Int
  let code: String
  let faults: [String]

  var testDescription: String { because }

  static let all = [
    BadRaise(
      because: "malformed JSON", body: "{\"policy\": ", status: 400, code: "malformedJSON",
      faults: []),
    BadRaise(
      because: "everything wrong at once",
      body: """
        {"policy": 7, "receiving": [], "summary": "", "immediateRisk": "perhaps", "aroseOn": \
        "2026-02-30", "colour": "red", "children": [{}]}
        """, status: 422, code: "invalid",
      faults: [
        "wrongType /policy", "tooFew /receiving", "tooShort /summary", "notACode /immediateRisk",
        "noSuchDate /aroseOn", "unknownMember /colour",
      ]),
    BadRaise(
      because: "a duplicate member", body: "{\"policy\": \"croydon\", \"policy\": \"croydon\"}",
      status: 400, code: "malformedJSON", faults: []),
    BadRaise(
      because: "a missing field", body: "{\"policy\": \"croydon\"}", status: 422, code: "invalid",
      faults: ["missing /receiving", "missing /summary", "missing /immediateRisk"]),
    BadRaise(
      because: "an unknown agency",
      body: """
        {"policy": "croydon", "receiving": ["nowhere"], "summary": "We worry about a closure.", \
        "immediateRisk": "no", "children": [{"localReference": "1"}]}
        """, status: 422, code: "invalid", faults: ["unknownAgency /receiving/0"]),
    BadRaise(
      because: "the same agency on both sides",
      body: """
        {"policy": "croydon", "receiving": ["croydon-st-hilda"], "summary": "We worry about it.", \
        "immediateRisk": "no", "children": [{"localReference": "1"}]}
        """, status: 422, code: "outOfScope", faults: ["outOfScope /receiving"]),
  ]
}

@Suite("Bad input", .serialized) struct BadInputTests {
  private static let server = Result { try SharedServers.start() }

  private var server: RunningServer { get throws { try BadInputTests.server.get() } }

  @Test(arguments: BadRaise.all) func `is refused with every fault, and changes nothing`(
    row: BadRaise
  ) async throws {
    let school = try server.caller("croydon-st-hilda")
    let before = try await school.get("/v1/escalations").json

    let answer = try await school.post("/v1/escalations", row.body)

    #expect(answer.status == row.status, "\(answer.text)")
    #expect(answer.code == row.code, "\(answer.text)")
    for fault in row.faults { #expect(answer.faults.contains(fault), "\(answer.text)") }
    #expect(answer.fields["content-type"] == "application/problem+json")
    #expect(try await school.get("/v1/escalations").json == before)
  }

  @Test func `a repeated key with another body is refused, with the same one answered again`()
    async throws
  {
    let school = try server.caller("croydon-st-hilda")
    let first = try await school.post("/v1/escalations", lightRaise, key: "same")
    let again = try await school.post("/v1/escalations", lightRaise, key: "same")
    let other = try await school.post(
      "/v1/escalations", lightRaise.replacingOccurrences(of: "still", with: "really"), key: "same")

    #expect(first.status == 201)
    #expect(again.json == first.json)
    #expect(other.status == 422)
    #expect(other.code == "idempotencyKeyReused")
  }

  @Test func `a stale or missing If-Match is refused`() async throws {
    let school = try server.caller("croydon-st-hilda")
    let raised = try await school.post("/v1/escalations", lightRaise)
    let reference = try #require(raised.json["reference"]?.stringValue)
    let etag = try #require(raised.fields["etag"])
    let path = "/v1/escalations/\(reference)"
    let move = "{\"to\": \"stage-2\", \"immediateRisk\": \"no\"}"
    _ = try await school.post(
      path + "/discussions",
      "{\"medium\": \"phone\", \"summary\": \"We talked.\", \"by\": {\"name\": \"A. Teacher\"}}")

    let missing = try await school.post(path + "/stage-moves", move)
    let stale = try await school.post(path + "/stage-moves", move, fields: ["If-Match": etag])

    #expect(missing.status == 428)
    #expect(stale.status == 412)
  }

  @Test func `a move that the policy forbids is refused with the clause`() async throws {
    let school = try server.caller("croydon-st-hilda")
    let raised = try await school.post("/v1/escalations", lightRaise)
    let reference = try #require(raised.json["reference"]?.stringValue)

    let skip = try await school.post(
      basedOn: reference, "stage-moves", "{\"to\": \"stage-4\", \"immediateRisk\": \"no\"}")

    #expect(skip.status == 409, "\(skip.text)")
    #expect(skip.faults.contains("skipForbidden /to"))
    let clauses = skip.json["errors"]?.arrayValue?.compactMap { $0["clause"]?.stringValue }
    #expect(clauses?.contains("CRO-04") == true)
  }

  @Test func `a wrong token, no token and one of another partnership see nothing`() async throws {
    let school = try server.caller("croydon-st-hilda")
    let raised = try await school.post("/v1/escalations", lightRaise)
    let path = "/v1/escalations/\(raised.json["reference"]?.stringValue ?? "")"
    let wrong = Caller(address: school.address, token: "parley_demo_none")
    let none = Caller(address: school.address, token: nil)

    for caller in [wrong, none] {
      let answer = try await caller.get(path)
      #expect(answer.status == 401)
      #expect(answer.fields["www-authenticate"]?.hasPrefix("Bearer") == true)
    }
    let foreign = try await server.caller("newham-st-hilda").get(path)
    let absent = try await server.caller("newham-st-hilda").get("/v1/escalations/CSCP-2026-99999")
    #expect(foreign.status == 404)
    #expect(absent.status == 404)
    let uninvolved = try await server.caller("croydon-police").get(path)
    #expect(uninvolved.status == 404)
  }
}
