import Foundation
import JSON
import Testing

@Suite("Killed at any moment", .serialized) struct KillTests {
  /// What was acknowledged before the process was killed.
  private struct Acknowledged {
    var reference: String
    var event: Int64
  }

  @Test(arguments: 1...20) func `nothing that was acknowledged is lost`(point: Int) async throws {
    let server = try RunningServer()
    // The points are spread over the story: each kill comes after another number of requests in flight.
    let killer = Task.detached {
      try await Task.sleep(for: .milliseconds(15 * point))
      server.kill()
    }
    let acknowledged = await play(on: server)
    _ = try await killer.value

    try server.start()

    let school = server.caller("croydon-st-hilda")
    for one in acknowledged {
      let record = try await school.get("/v1/escalations/\(one.reference)/record")
      #expect(record.status == 200, "\(one.reference) is lost")
      let events = record.json["events"]?.arrayValue?.compactMap { $0["number"]?.int64Value } ?? []
      #expect(events.contains(one.event), "event \(one.event) of \(one.reference) is lost")
    }
    let verified = try server.verify()
    #expect(verified.status == 0, "\(verified.output)")
  }

  @Test(.timeLimit(.minutes(2)))
  func `asked to stop as soon as it says where it is, it stops`() throws {
    let server = try RunningServer()
    #expect(server.stop() == 0)
    for _ in 1...12 {
      try server.start()
      #expect(server.stop() == 0)
    }
  }

  /// Raises and talks until the server is gone; gives back what it acknowledged.
  private func play(on server: RunningServer) async -> [Acknowledged] {
    var acknowledged: [Acknowledged] = []
    let school = server.caller("croydon-st-hilda")
    while acknowledged.count < 2_000 {
      guard let raised = try? await school.post("/v1/escalations", lightRaise),
        raised.status == 201, let reference = raised.json["reference"]?.stringValue
      else { break }
      acknowledged.append(Acknowledged(reference: reference, event: 1))
      let talk = try? await school.post(
        "/v1/escalations/\(reference)/discussions",
        "{\"medium\": \"phone\", \"summary\": \"We talked.\", \"by\": {\"name\": \"A. Teacher\"}}")
      guard let talk, talk.status == 201 else { break }
      acknowledged.append(Acknowledged(reference: reference, event: 2))
    }
    return acknowledged
  }
}

extension RunningServer {
  /// Verifies the stopped or running server's record from outside.
  func verify() throws -> (status: Int32, output: String) {
    try run(RunningServer.binary().path, "verify", "--data", data.path)
  }
}
