import JSON
import Testing

/// Each clause of Croydon's policy through the API, with the force that it has.
@Suite("Croydon's clauses", .serialized) struct CroydonClauseTests {
  private static let shared = Result {
    try SharedServers.start("--clock", "manual=2026-06-01T09:00:00Z")
  }

  static let school = "croydon-st-hilda"
  static let care = "croydon-social-care"

  /// One server for all; it stands at nine in the morning of a Monday in June.
  var server: RunningServer { get throws { try CroydonClauseTests.shared.get() } }

  /// A school's disagreement with children's social care.
  func raise(_ members: String = "") async throws -> PlayedCase {
    try await CroydonClauseTests.raise(on: server, members)
  }

  static func raise(on server: RunningServer, _ members: String = "") async throws -> PlayedCase {
    try await PlayedCase.raise(
      on: server, policy: "croydon", of: "cscp", by: school, with: care, members)
  }

  /// An attempt to raise.
  func tryRaising(with other: String = care, _ members: String) async throws -> Caller.Answer {
    try await server.caller(CroydonClauseTests.school).post(
      "/v1/escalations", PlayedCase.body(policy: "croydon", with: other, members))
  }

  /// The policy as it is served.
  func policy() async throws -> JSONValue {
    try await server.caller("dashboard", of: "cscp").get("/v1/policies/croydon").json
  }

  /// Does what each stage wants of the raising side, and goes on, up to that stage.
  func climb(_ played: PlayedCase, to last: Int, consulting answer: String = "no") async throws {
    for stage in 2...last {
      try await played.discuss()
      if stage == 4 {
        try await played.post(
          "consultations",
          #"{"kind": "consider", "answer": "\#(answer)", "reason": "R.", "by": {"name": "A"}}"#)
      }
      if stage >= 4 { try await declineForm(played) }
      let moved = try await played.move(to: "stage-\(stage)")
      #expect(moved.status == 201, "\(moved.text)")
    }
  }

  @discardableResult
  func declineForm(_ played: PlayedCase) async throws -> Caller.Answer {
    try await played.post(
      "acts",
      #"{"kind": "submitForm", "how": "declined", "reason": "Later.", "by": {"name": "A"}}"#)
  }
}
