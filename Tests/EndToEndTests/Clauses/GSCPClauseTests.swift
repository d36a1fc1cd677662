import JSON
import Testing

/// Each clause of the GSCP's policy through the API, with the force that it has.
@Suite("The GSCP's clauses", .serialized) struct GSCPClauseTests {
  private static let shared = Result {
    try SharedServers.start("--clock", "manual=2026-06-01T09:00:00Z")
  }

  static let school = "gscp-st-hilda"
  static let care = "gscp-social-care"

  /// One server for all; it stands at nine in the morning of a Monday in June.
  var server: RunningServer { get throws { try GSCPClauseTests.shared.get() } }

  /// A school's disagreement with children's social care.
  func raise(_ members: String = "", by raiser: String = school, with other: String = care)
    async throws -> PlayedCase
  {
    try await GSCPClauseTests.raise(on: server, members, by: raiser, with: other)
  }

  static func raise(
    on server: RunningServer, _ members: String = "", by raiser: String = school,
    with other: String = care
  ) async throws -> PlayedCase {
    try await PlayedCase.raise(
      on: server, policy: "gscp", of: "gscp", by: raiser, with: other, members)
  }

  /// The policy as it is served.
  func policy() async throws -> JSONValue {
    try await server.caller("dashboard", of: "gscp").get("/v1/policies/gscp").json
  }

  /// Reports to one's own line manager.
  @discardableResult
  func report(_ played: PlayedCase, by caller: Caller? = nil, at instant: String? = nil)
    async throws -> Caller.Answer
  {
    let when = instant.map { ", \"occurredAt\": \"\($0)\"" } ?? ""
    return try await played.post(
      "acts", #"{"kind": "report", "by": {"name": "A", "role": "line-manager"}\#(when)}"#,
      by: caller)
  }

  /// Does what each stage wants of the raising side, and goes on, up to that stage.
  func climb(_ played: PlayedCase, to last: Int) async throws {
    for stage in 2...last {
      try await played.discuss()
      if stage == 2 { try await report(played) }
      if stage == 4 { try await fail(played) }
      let moved = try await played.move(to: "stage-\(stage)")
      #expect(moved.status == 201, "\(moved.text)")
    }
  }

  /// Records that stage 3 reached no decision.
  @discardableResult
  func fail(_ played: PlayedCase, by caller: Caller? = nil) async throws -> Caller.Answer {
    try await played.post(
      "acts",
      #"{"kind": "decide", "answer": "not-reached", "reason": "Views stayed apart."}"#, by: caller)
  }

  /// Agrees an action.
  @discardableResult
  func agreeAction(_ played: PlayedCase) async throws -> Caller.Answer {
    try await played.post(
      "actions", #"{"owner": "\#(GSCPClauseTests.care)", "what": "Visit.", "agreed": true}"#)
  }
}
