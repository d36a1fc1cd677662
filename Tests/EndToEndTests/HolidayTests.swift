import Foundation
import JSON
import Testing

/// A bank holiday proclaimed while clocks run, as that of 19 September 2022 was on the 10th.
@Suite("A bank holiday proclaimed late", .serialized) struct HolidayTests {
  private static let path = "/v1/calendars/england-and-wales"

  /// A server in that September, whose calendar does not know the holiday yet.
  private func server() async throws -> RunningServer {
    let server = try RunningServer(["--clock", "manual=2022-09-08T09:00:00Z"])
    let withdrawn = try await change(
      server, #"{"change": "withdraw", "date": "2022-09-19", "reason": "Not known yet."}"#)
    #expect(withdrawn.status == 201, "\(withdrawn.text)")
    return server
  }

  private func change(_ server: RunningServer, _ body: String) async throws -> Caller.Answer {
    try await server.caller("admin", of: "nscp").post(Self.path + "/holidays", body)
  }

  private func proclaim(_ server: RunningServer) async throws -> Caller.Answer {
    try await change(
      server,
      #"""
      {"change": "add", "date": "2022-09-19", "title": "Bank Holiday for the State Funeral",
       "reason": "Proclaimed on 10 September."}
      """#)
  }

  /// Newham's first duty: the sides speak within three working days.
  private func raise(on server: RunningServer) async throws -> PlayedCase {
    try await PlayedCase.raise(
      on: server, policy: "newham", of: "nscp", by: "newham-st-hilda", with: "newham-social-care")
  }

  /// How far Newham's clocks have followed, once they all have.
  private func followed(_ server: RunningServer) async throws -> JSONValue {
    for _ in 0..<100 {
      let calendar = try await server.caller("newham-st-hilda").get(Self.path).json
      if let following = calendar["following"], following["complete"]?.boolValue == true {
        return following
      }
      try await Task.sleep(for: .milliseconds(100))
    }
    throw RunningServer.Failure(description: "the clocks do not follow")
  }

  @Test func `running clocks move with both dates on record, and what has ended stays`()
    async throws
  {
    let server = try await server()
    let passed = try await raise(on: server)
    try server.move(to: "2022-09-15T09:00:00Z")
    let running = try await raise(on: server)
    let met = try await raise(on: server)
    try await met.discuss()
    let before = try await running.duty("s1-discuss")

    let answer = try await proclaim(server)
    let following = try await followed(server)

    #expect(answer.status == 201, "\(answer.text)")
    #expect(answer.json["calendar"]?["version"]?.int64Value == 3)
    #expect(following["version"]?.int64Value == 3)
    #expect(following["escalations"]?.int64Value == 1)
    #expect(following["clocks"]?.int64Value == 1)
    // Thursday the 15th is day zero; 16, 19, 20 until then, and 16, 20, 21 from now on.
    #expect(before.text("clock", "limit", "on") == "2022-09-20")
    let after = try await running.duty("s1-discuss")["clock"]
    #expect(after?.text("limit", "on") == "2022-09-21")
    #expect(after?.text("limit", "at") == "2022-09-21T23:00:00Z")
    #expect(after?.text("previousLimit", "on") == "2022-09-20")
    #expect(after?.text("cause") == "holiday")

    let events = try await running.get("record").json["events"]?.arrayValue ?? []
    let event = try #require(events.last)
    #expect(event.text("kind") == "calendarChanged")
    #expect(event["details"]?["version"]?.int64Value == 3)
    let effect = event["effects"]?.arrayValue?.first { effect in
      effect.text("key")?.contains("s1-discuss") == true
    }
    #expect(effect?.text("previousLimit", "on") == "2022-09-20")
    #expect(effect?.text("limit", "on") == "2022-09-21")

    // A verdict is frozen, and goes on explaining itself by the calendar it was counted by.
    let frozen = try await met.duty("s1-discuss")
    #expect(frozen.text("met", "verdict") == "met")
    #expect(frozen.text("clock", "limit", "on") == "2022-09-20")
    let clocks = try await met.get("clocks").json["clocks"]?.arrayValue ?? []
    let days = clocks.first { $0.text("duty") == "s1-discuss" }?["days"]?.arrayValue ?? []
    let nineteenth = days.first { $0.text("date") == "2022-09-19" }
    #expect(nineteenth?.text("counting") == "counted")
    #expect(try await passed.duty("s1-discuss").text("clock", "limit", "on") == "2022-09-13")
    let ended = try await passed.get("record").json["events"]?.arrayValue?.last
    #expect(ended?.text("kind") != "calendarChanged")

    let count = try await server.caller("newham-st-hilda")
      .get("/v1/working-days?from=2022-09-15&add=3").json
    #expect(count.text("date") == "2022-09-21")
    #expect(count["version"]?.int64Value == 3)
  }

  @Test func `what has not followed yet does so after a restart, before any limit is said to pass`()
    async throws
  {
    let server = try await server()
    try server.move(to: "2022-09-15T09:00:00Z")
    let cases = try await [raise(on: server), raise(on: server), raise(on: server)]

    let answer = try await proclaim(server)
    server.kill()
    try server.start()
    // Had the old limit been looked at first, it would be on record as passed by now.
    try server.move(to: "2022-09-21T09:00:00Z")
    let following = try await followed(server)

    #expect(answer.status == 201)
    #expect(following["clocks"]?.int64Value == 3)
    for played in cases {
      let again = PlayedCase(
        server: server, reference: played.reference, partnership: played.partnership,
        raiser: server.caller("newham-st-hilda"), other: server.caller("newham-social-care"),
        raised: played.raised)
      #expect(try await again.duty("s1-discuss").text("clock", "limit", "on") == "2022-09-21")
    }
    #expect(server.stop() == 0)
    let verified = try server.run(
      RunningServer.binary().path, "verify", "--data", server.data.path, "--projections")
    #expect(verified.status == 0, "\(verified.output)")
  }

  @Test func `a holiday that is withdrawn brings the clocks back`() async throws {
    let server = try await server()
    try server.move(to: "2022-09-15T09:00:00Z")
    let running = try await raise(on: server)
    _ = try await proclaim(server)
    _ = try await followed(server)

    let withdrawn = try await change(
      server, #"{"change": "withdraw", "date": "2022-09-19", "reason": "It was a rumour."}"#)
    _ = try await followed(server)

    #expect(withdrawn.json["calendar"]?["version"]?.int64Value == 4)
    let clock = try await running.duty("s1-discuss")["clock"]
    #expect(clock?.text("limit", "on") == "2022-09-20")
    #expect(clock?.text("previousLimit", "on") == "2022-09-21")
  }
}
