import JSON
import Testing

/// Each clause of Newham's policy through the API, with the force that it has.
@Suite("Newham's clauses", .serialized) struct NewhamClauseTests {
  private static let shared = Result {
    try SharedServers.start("--clock", "manual=2026-06-01T09:00:00Z")
  }

  static let school = "newham-st-hilda"
  static let care = "newham-social-care"

  /// One server for all; it stands at nine in the morning of a Monday in June.
  var server: RunningServer { get throws { try NewhamClauseTests.shared.get() } }

  /// A disagreement of a school with children's social care, unless others are named.
  func raise(
    _ members: String = "", with other: String = care, on own: RunningServer? = nil
  ) async throws -> PlayedCase {
    try await PlayedCase.raise(
      on: own ?? server, policy: "newham", of: "nscp", by: NewhamClauseTests.school, with: other,
      members)
  }

  /// An attempt to raise.
  func tryRaising(_ members: String) async throws -> Caller.Answer {
    try await server.caller(NewhamClauseTests.school).post(
      "/v1/escalations",
      PlayedCase.body(policy: "newham", with: NewhamClauseTests.care, members))
  }

  /// Raised at that stage, those before it passed over.
  func at(_ stage: Int, _ members: String = "") async throws -> PlayedCase {
    let more = members.isEmpty ? "" : ", " + members
    return try await raise(#""stage": "stage-\#(stage)", "reason": "No time to lose."\#(more)"#)
  }

  /// The policy as it is served.
  func policy() async throws -> JSONValue {
    try await server.caller("dashboard", of: "nscp").get("/v1/policies/newham").json
  }

  /// A stage as it is served.
  func stage(_ number: Int) async throws -> JSONValue {
    let policy = try await policy()
    return try #require(policy[path: ["tracks", "0", "stages", "\(number - 1)"]])
  }
}
