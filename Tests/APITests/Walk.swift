import Casework
import HTTP
import JSON
import Testing

@testable import API

/// A route of the table on its way through a test.
struct RouteRow: CustomTestStringConvertible, Sendable {
  let route: Route

  static let all = Routes.all.map(RouteRow.init)
  static let guarded = all.filter { $0.route.roles != nil }
  static let withBody = all.filter { $0.route.body != nil }
  static let withMembers = all.filter { row in
    row.route.body.map { !Walker.members(of: $0).isEmpty && !Walker.isChoice($0) } ?? false
  }
  static let commands = all.filter(\.route.isCommand)

  /// Commands on escalations: what administrators do has other receipts.
  static let orders = commands.filter { $0.route.roles != [.admin] }

  var testDescription: String { "\(route.method.text) \(route.path.text)" }

  /// How many events the sample makes.
  var eventCount: Int {
    switch route.operationID {
    // A draft is no record.
    case "postEscalationsReferenceForms", "putFormsForm", "postFormsFormSignatures",
      "postFormsFormAbandonment":
      0
    // A transfer ends one escalation and raises another; a submission notes its learning too.
    case "postEscalationsReferenceTransfer", "postFormsFormSubmission",
      // A year is published with the one before.
      "postReportsAnnualPublication":
      2
    default: 1
    }
  }

  /// Its good request.
  func sample() throws -> Sample {
    try #require(Samples.all[route.operationID], "no sample for \(route.operationID)")
  }
}

/// A route's good request in a service where it can be sent.
struct Prepared {
  let service: Service
  let sample: Sample
  let route: Route
  let path: String
  private let reference: String

  init(_ row: RouteRow) throws {
    service = try Service()
    route = row.route
    sample = try row.sample()
    reference = try service.raise()
    try sample.before(service, reference)
    path = sample.path.replacing("REF", with: reference)
  }

  /// The tag that the escalation, or its form, has now.
  func tag() throws -> String {
    if route.path.names.contains(.form) {
      return try #require(service.get("/v1/forms/\(reference)-F1").fields[.etag])
    }
    if route.method == .put {
      return try #require(service.get(path, as: .admin).fields[.etag])
    }
    return try #require(
      service.get("/v1/escalations/\(reference)/status", as: .office).fields[.etag])
  }

  /// Sends the good request, or one that differs in what is given.
  func send(
    as caller: Service.Caller? = nil, body: String? = nil, type: String? = "application/json",
    key: String? = "the-key", tag: String? = nil, query: String = "",
    _ more: [(String, String)] = []
  ) throws -> Answered {
    var fields = more
    if let type, route.body != nil { fields.append(("Content-Type", type)) }
    if let key, route.isCommand { fields.append(("Idempotency-Key", key)) }
    if route.needsMatch, tag != "" { fields.append(("If-Match", try tag ?? self.tag())) }
    return try service.send(
      route.method.text, path + query, as: caller ?? sample.caller, fields,
      body: (body ?? sample.body).map { Array($0.utf8) })
  }
}
