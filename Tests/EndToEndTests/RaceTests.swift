import Foundation
import JSON
import Testing

@Suite("Repeats and races", .serialized) struct RaceTests {
  private let talk =
    "{\"medium\": \"phone\", \"summary\": \"We talked.\", \"by\": {\"name\": \"A. Teacher\"}}"

  /// The answers to the same request, sent many times at once.
  private func atOnce(
    _ count: Int, _ send: @escaping @Sendable (Int) async throws -> Caller.Answer
  ) async throws -> [Caller.Answer] {
    try await withThrowingTaskGroup(of: Caller.Answer.self) { group in
      for number in 0..<count { group.addTask { try await send(number) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
  }

  @Test func `fifty changes at once are all there, none lost and none doubled`() async throws {
    let server = try RunningServer()
    let school = server.caller("croydon-st-hilda")
    let raised = try await school.post("/v1/escalations", lightRaise)
    let reference = try #require(raised.json["reference"]?.stringValue)
    let body = talk

    let answers = try await atOnce(50) { _ in
      try await school.post("/v1/escalations/\(reference)/discussions", body)
    }

    #expect(answers.allSatisfy { $0.status == 201 })
    let numbers = answers.compactMap { $0.json["event"]?.int64Value }
    #expect(numbers.sorted() == Array(2...51))
    let record = try await school.get("/v1/escalations/\(reference)/record")
    #expect(record.json["events"]?.arrayValue?.count == 51)
  }

  @Test func `one key sent fifty times at once raises once, and each gets the same receipt`()
    async throws
  {
    let server = try RunningServer()
    let school = server.caller("croydon-st-hilda")

    let answers = try await atOnce(50) { _ in
      try await school.post("/v1/escalations", lightRaise, key: "one")
    }

    #expect(answers.allSatisfy { $0.status == 201 })
    #expect(Set(answers.map(\.text)).count == 1)
    let list = try await school.get("/v1/escalations?limit=10")
    #expect(list.json["items"]?.arrayValue?.count == 1)
  }

  @Test func `a known key is answered before it is asked what the change is based on`() async throws
  {
    let server = try RunningServer()
    let school = server.caller("croydon-st-hilda")
    let raised = try await school.post("/v1/escalations", lightRaise)
    let reference = try #require(raised.json["reference"]?.stringValue)
    let path = "/v1/escalations/\(reference)/withdrawal"
    let tag = try #require(
      try await school.get("/v1/escalations/\(reference)/status").fields["etag"])
    let body = "{\"reason\": \"It was mended.\", \"immediateRisk\": \"no\"}"
    let first = try await school.post(path, body, key: "end", fields: ["If-Match": tag])
    #expect(first.status == 201, "\(first.text)")

    let again = try await school.post(path, body, key: "end", fields: ["If-Match": tag])
    let other = try await school.post(path, body, key: "other", fields: ["If-Match": tag])

    #expect(again.status == 201)
    #expect(again.text == first.text)
    #expect(other.status == 412, "the tag is stale by now")
  }

  @Test func `a receipt outlives a kill between the commit and the answer`() async throws {
    let server = try RunningServer()
    let school = server.caller("croydon-st-hilda")
    let first = try await school.post("/v1/escalations", lightRaise, key: "once")
    server.kill()
    try server.start()

    let again = try await server.caller("croydon-st-hilda")
      .post("/v1/escalations", lightRaise, key: "once")

    #expect(again.text == first.text)
  }

  @Test
  func `beyond the queue it is 503 with a time to come again, also for what must be on record`()
    async throws
  {
    let server = try RunningServer()
    let raised = try await server.caller("croydon-st-hilda").post("/v1/escalations", lightRaise)
    let reference = try #require(raised.json["reference"]?.stringValue)
    #expect(server.stop() == 0)
    let full = try RunningServer(data: server.data, ["--set", "store.queueLimitPerCredential=0"])
    let school = full.caller("croydon-st-hilda")

    let refused = try await school.post("/v1/escalations", lightRaise)
    let unread = try await school.get("/v1/escalations/\(reference)")
    let status = try await school.get("/v1/escalations/\(reference)/status")

    #expect(refused.status == 503)
    #expect(refused.code == "busy")
    #expect(refused.fields["retry-after"] == "1")
    #expect(unread.status == 503, "what cannot be put on record is not shown")
    #expect(!unread.text.contains("still worry"))
    #expect(status.status == 200, "what shows nobody goes on")
  }

  @Test func `keys are forgotten after the days that are set`() async throws {
    let server = try RunningServer([
      "--clock", "manual=2026-06-01T09:00:00Z", "--set", "store.receiptDays=2",
    ])
    let school = server.caller("croydon-st-hilda")
    let first = try await school.post("/v1/escalations", lightRaise, key: "k")
    try server.move(to: "2026-06-03T23:00:00Z")
    let kept = try await school.post("/v1/escalations", lightRaise, key: "k")
    try server.move(to: "2026-06-04T09:00:00Z")
    let forgotten = try await school.post("/v1/escalations", lightRaise, key: "k")

    #expect(kept.text == first.text)
    #expect(forgotten.status == 201)
    #expect(forgotten.json["reference"] != first.json["reference"])
  }
}
