import Foundation
import JSON
import Testing

/// Every route, asked by everybody who can stand in any relation to one escalation.
@Suite("The matrix of access", .serialized) struct AccessMatrixTests {
  private static let shared = Result {
    try SharedServers.start("--set", "http.requestsPerCredential=0")
  }

  /// A server with one escalation before its panel, and a caller for each relation to it.
  struct Scene {
    let server: RunningServer
    let reference: String
    let version: String
    /// A recommendation's number.
    let recommendation: String
    let operations: [String]
    let callers: [Relation: Caller]
  }

  /// An escalation of the GSCP's at the stage on which the Resolution Group sits.
  private func scene() async throws -> Scene {
    let server = try AccessMatrixTests.shared.get()
    let clauses = GSCPClauseTests()
    let played = try await GSCPClauseTests.raise(
      on: server,
      #""children": [{"name": "R E", "birthDate": "2015-02-03", "nhsNumber": "999 000 0018"}], "#
        + #""raisedBy": {"name": "Ann Archer", "role": "Head teacher"}"#)
    for agency in ["gscp-police", "gscp-health"] {
      try await played.post("parties", #"{"agency": "\#(agency)", "side": "involved"}"#)
    }
    try await played.post("parties/leave", "{}", by: server.caller("gscp-health"))
    try await clauses.climb(played, to: 4)
    try await played.post(
      "actions", #"{"owner": "gscp-social-care", "what": "Visit.", "agreed": true}"#)
    try await played.post(
      "outstanding-issues", #"{"owner": "gscp-social-care", "what": "Housing."}"#)
    try await submitForm(of: played)
    let admin = server.caller("admin", of: "gscp")
    let run = UUID().uuidString.lowercased().prefix(8)
    func issue(_ id: String, _ members: String) async throws -> Caller {
      let issued = try await admin.send(
        "POST", "/v1/credentials", #"{"id": "\#(id)", "name": "For tests", \#(members)}"#)
      return Caller(
        address: server.address,
        token: try #require(issued.json["token"]?.stringValue, "\(issued.text)"))
    }
    // There already, if another test made it.
    _ = try await admin.send(
      "POST", "/v1/credentials", #"{"id": "spare", "name": "Spare", "role": "dashboard"}"#)
    let made = try await server.caller("partnership", of: "gscp").post(
      "/v1/recommendations", #"{"policy": "gscp", "words": "Ring before closing."}"#)
    let description = try await admin.get("/openapi.yaml").text
    let version = try await admin.get("/v1/policies/gscp").json["version"]?.stringValue
    return Scene(
      server: server, reference: played.reference, version: version ?? "",
      recommendation: "\(made.json["event"]?.int64Value ?? 0)",
      operations: description.matches(of: /operationId: "?([A-Za-z]+)/).map { String($0.1) },
      callers: [
        .raising: played.raiser, .receiving: played.other,
        .involved: server.caller("gscp-police"), .left: server.caller("gscp-health"),
        .other: server.caller("gscp-icb"), .stranger: server.caller("sutton-st-hilda"),
        .office: server.caller("partnership", of: "gscp"),
        .otherOffice: server.caller("partnership", of: "sutton-lscp"),
        .chair: server.caller("decider", of: "gscp"),
        .panel: try await issue("group-\(run)", #""role": "decider", "panel": "resolution-group""#),
        .otherPanel: try await issue("other-\(run)", #""role": "decider", "panel": "another""#),
        .auditor: server.caller("auditor", of: "gscp"),
        .dashboard: server.caller("dashboard", of: "gscp"), .admin: admin,
        .nobody: Caller(address: server.address, token: nil),
      ])
  }

  /// The referral to the panel, so that there is a form of which something was submitted.
  private func submitForm(of played: PlayedCase) async throws {
    try await played.post(
      "consultations", #"{"kind": "consider", "answer": "yes", "reason": "They can settle it."}"#)
    let form = try await PlayedForm.begin(FormCase.gscp.template, of: played)
    try await form.answer(FormCase.gscp.answers)
    for signer in FormCase.gscp.signers {
      try await form.sign(FormCase.gscp.part, as: signer.author, signer.name, role: signer.role)
    }
    let submitted = try await form.submit(FormCase.gscp.part)
    try #require(submitted.status == 201, "\(submitted.text)")
  }

  @Test func `every route answers every relation as the oracle says, and none is missing`()
    async throws
  {
    let scene = try await scene()

    #expect(Set(scene.operations) == Set(AccessOracle.rows.keys))
    #expect(Set(AccessRequests.all.keys) == Set(AccessOracle.rows.keys))
    for operation in scene.operations {
      for relation in Relation.allCases {
        let expected = try #require(
          AccessOracle.outcome(operation, relation), "the oracle of \(operation)")
        let answer = try await scene.ask(operation, as: relation)
        #expect(
          scene.outcome(of: answer, operation) == expected,
          "\(operation) as \(relation): \(answer.status) \(answer.text.prefix(300))")
        #expect(answer.status < 500)
      }
    }
  }

  @Test func `what one may not see is answered like what does not exist`() async throws {
    let scene = try await scene()
    let absent = scene.reference.replacingOccurrences(of: "-0", with: "-9")

    for operation in scene.operations {
      for relation in Relation.allCases
      where AccessOracle.outcome(operation, relation) == .notFound {
        let unseen = try await scene.ask(operation, as: relation)
        let missing = try await scene.ask(operation, as: relation, reference: absent)
        #expect(unseen.anonymous == missing.anonymous, "\(operation) as \(relation)")
      }
    }
  }
}

extension AccessMatrixTests.Scene {
  /// Asks a route as somebody.
  func ask(
    _ operation: String, as relation: Relation, reference: String? = nil
  ) async throws -> Caller.Answer {
    let asked = try #require(AccessRequests.all[operation], "no request for \(operation)")
    let caller = try #require(callers[relation])
    let mark = "new-" + UUID().uuidString.lowercased()
    let path = asked.path.replacingOccurrences(of: "REF", with: reference ?? self.reference)
      .replacingOccurrences(of: "VERSION", with: version)
      .replacingOccurrences(of: "RECOMMENDATION", with: recommendation)
      .replacingOccurrences(of: "MARK", with: mark)
    var fields = ["Idempotency-Key": "\"\(mark)\""]
    if operation == "putAgenciesAgencyRoles" {
      fields["If-Match"] = try await callers[.admin]?.get(path).fields["etag"]
    }
    let method =
      AccessRequests.streamed.contains(operation)
      ? "HEAD" : operation.hasPrefix("get") ? "GET" : operation.hasPrefix("put") ? "PUT" : "POST"
    return try await caller.send(
      method, path, asked.body?.replacingOccurrences(of: "MARK", with: mark), fields: fields)
  }

  /// What came of it, as the oracle puts it.
  func outcome(of answer: Caller.Answer, _ operation: String) -> Outcome {
    switch answer.status {
    case 401: return .unauthenticated
    case 404 where answer.code == "notFound": return .notFound
    case 403 where AccessRequests.streamed.contains(operation): return .refused
    case 403 where ["roleNotAllowed", "notAllowed", "notYours"].contains(answer.code):
      return .refused
    default:
      let lists = [
        "getEscalations", "getDuties", "getForms", "postEscalationsSearch", "getTracker",
        "getEvents",
      ]
      let shows = answer.text.contains(reference)
      return lists.contains(operation) && !shows ? .unseen : .served
    }
  }
}

extension Caller.Answer {
  /// The answer without what tells one request from another.
  fileprivate var anonymous: String {
    "\(status) " + text.replacing(/urn:parley:request:[^"]*/, with: "")
  }
}
