import JSON
import Testing

/// Each clause of Haringey's protocol through the API, with the force that it has.
@Suite("Haringey's clauses", .serialized) struct HaringeyClauseTests {
  private static let shared = Result {
    try SharedServers.start("--clock", "manual=2026-06-01T09:00:00Z")
  }

  static let school = "haringey-st-hilda"
  static let care = "haringey-social-care"
  static let police = "haringey-police"
  static let health = "haringey-health"

  /// One server for all; it stands at nine in the morning of a Monday in June.
  var server: RunningServer { get throws { try HaringeyClauseTests.shared.get() } }

  /// A disagreement of a school with children's social care, unless others are named.
  func raise(
    _ members: String = "", by raiser: String = school, with other: String = care
  ) async throws -> PlayedCase {
    try await PlayedCase.raise(
      on: server, policy: "haringey", of: "haringey-lscb", by: raiser, with: other, members)
  }

  /// An attempt to raise.
  func tryRaising(_ members: String, with other: String = care) async throws -> Caller.Answer {
    try await server.caller(HaringeyClauseTests.school).post(
      "/v1/escalations", PlayedCase.body(policy: "haringey", with: other, members))
  }

  /// The policy as it is served.
  func policy() async throws -> JSONValue {
    try await server.caller("dashboard", of: "haringey-lscb").get("/v1/policies/haringey").json
  }

  /// A talk between first line managers.
  @discardableResult
  func talkOfManagers(_ played: PlayedCase, _ medium: String = "phone") async throws
    -> Caller.Answer
  {
    try await played.discuss(
      #""medium": "\#(medium)", "by": {"name": "B. Manager", "role": "line-manager"}"#)
  }

  /// Taken to stage 2 by the school.
  func atStage2(_ members: String = "") async throws -> PlayedCase {
    let played = try await raise(members)
    try await talkOfManagers(played)
    let moved = try await played.move(to: "stage-2")
    #expect(moved.status == 201, "\(moved.text)")
    return played
  }

  /// Resolved by the school's own assent.
  @discardableResult
  func resolve(_ played: PlayedCase, _ members: String = "") async throws -> Caller.Answer {
    let more = members.isEmpty ? #", "outcome": "changed""# : ", " + members
    return try await played.change(
      "resolution", #"{"basis": "assent", "nextSteps": "A joint visit."\#(more)}"#)
  }
}
