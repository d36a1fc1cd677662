import Casework
import Digest
import HTTP
import JSON

/// Questions about the service itself.
///
/// What anybody may ask says nothing of versions or of anyone.
enum ServiceReads {
  static let healthShape: Shape = .named(
    "Health", "Whether it runs, in the manner of draft-inadarei-api-health-check-06.",
    .object([
      .required("status", .code(of: Readiness.Outcome.self), "The worst of the checks."),
      .optional(
        "checks",
        .list(
          of: .named(
            "Check", "One check.",
            .object([
              .required("name", .text(max: 64), "What was checked."),
              .required("status", .code(of: Readiness.Outcome.self), "How it came out."),
              .optional("output", .lines(max: 1_000), "What an operator should know."),
            ])), count: 0...100), .plain, "The checks."),
    ]))

  static let healthTypes = ["application/health+json", "application/json"]

  /// The process answers.
  static func live(_: Exchange) throws(Unserved) -> Reply {
    .now(.content("application/health+json", JSONWriter.object { $0.member("status", "pass") }))
  }

  /// The service can do its work; 503 where it cannot.
  static func ready(_ exchange: Exchange) throws(Unserved) -> Reply {
    let readiness = exchange.context.readiness()
    let bytes = JSONWriter.object { json in
      json.member("status", readiness.outcome)
      json.objects("checks", readiness.checks) { json, check in
        json.member("name", check.name)
        json.member("status", check.outcome)
        json.member("output", check.output)
      }
    }
    let status: Status = readiness.outcome == .fail ? .serviceUnavailable : .ok
    return .now(.content("application/health+json", bytes, status))
  }

  /// Figures for monitoring.
  static func metrics(_ exchange: Exchange, _: Viewer) throws(Unserved) -> Reply {
    .now(
      .content(
        "text/plain; version=0.0.4; charset=utf-8", Array(exchange.context.metrics().utf8)))
  }

  static let rootShape: Shape = .named(
    "Index", "Where things are.",
    .object([
      .required("service", .text(max: 100), "What this is."),
      .required("description", .text(max: 200), "Where it is described."),
      .required("health", .text(max: 200), "Whether it runs."),
      .required("escalations", .text(max: 200), "The escalations."),
      .required("policies", .text(max: 200), "The policies."),
    ]))

  /// Where things are.
  static func root(_: Exchange) throws(Unserved) -> Reply {
    let bytes = JSONWriter.object { json in
      json.member("service", "parley")
      json.member("description", "/openapi.yaml")
      json.member("health", "/health/ready")
      json.member("escalations", "/v1/escalations")
      json.member("policies", "/v1/policies")
    }
    return .now(.json(bytes))
  }

  /// The description of the API.
  static func description(_ exchange: Exchange) throws(Unserved) -> Reply {
    let (bytes, tag) = served
    if Conditions.hasPresent(tag, exchange.fields) { return .now(.unchanged(tag)) }
    return .now(.content("application/yaml", bytes).tagged(tag))
  }

  /// Made once: the routes do not change while the program runs.
  private static let served: (bytes: [UInt8], tag: String) = {
    let bytes = Array(OpenAPI.yaml.utf8)
    return (bytes, "\"o-\(SHA256.digest(of: bytes).hex.prefix(16))\"")
  }()
}
