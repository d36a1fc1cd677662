import Casework
import Escalations
import HTTP
import JSON
import Synchronization
import Testing

@testable import API

/// How often a credential asks, as the API counts it.
@Suite("Requests of a credential") struct RateTests {
  /// Counts by credential, and refuses from a number on.
  private final class Counter: Sendable {
    private let counts = Mutex<[CredentialID: Int]>([:])
    let bound: Int

    init(bound: Int) { self.bound = bound }

    func count(of credential: CredentialID) -> Int {
      counts.withLock { $0[credential] ?? 0 }
    }

    func retryAfter(_ credential: CredentialID) -> Int? {
      counts.withLock { counts in
        counts[credential, default: 0] += 1
        return counts[credential, default: 0] > bound ? 7 : nil
      }
    }
  }

  private static func service(bound: Int) throws -> (Service, Counter) {
    let counter = Counter(bound: bound)
    let service = try Service { $0.retryAfter = { counter.retryAfter($0) } }
    return (service, counter)
  }

  @Test func `one that asks too often gets 429 and is told when to come again`() throws {
    let (service, _) = try Self.service(bound: 2)
    #expect(try service.get("/v1/escalations").status == 200)
    #expect(try service.get("/v1/escalations").status == 200)

    let refused = try service.get("/v1/escalations")

    #expect(refused.status == 429)
    #expect(refused.fields[.retryAfter] == "7")
    #expect(refused.json["code"]?.stringValue == "tooManyRequests")
    #expect(try service.get("/v1/escalations", as: .care).status == 200)
  }

  @Test func `a command beyond the bound is refused before its body is read`() throws {
    let (service, _) = try Self.service(bound: 0)

    let refused = try service.post("/v1/escalations", Service.raising())

    #expect(refused.status == 429)
    #expect(service.store.eventCount == 0)
  }

  struct Way: Sendable, CustomTestStringConvertible {
    var reason: String
    var count: Int
    var status: Int
    var ask: @Sendable (Service) throws -> Answered
    var testDescription: String { reason }
  }

  static let ways = [
    Way(reason: "a read", count: 1, status: 200) { try $0.get("/v1/escalations") },
    Way(reason: "a command, which is judged before and after its body", count: 1, status: 201) {
      try $0.post("/v1/escalations", Service.raising())
    },
    Way(reason: "an unchanged poll, which takes the short way", count: 3, status: 304) {
      let path = try "/v1/escalations/\($0.raise())/status"
      let tag = try $0.get(path).fields[.etag] ?? ""
      return try $0.get(path, [("If-None-Match", tag)])
    },
    Way(reason: "a route that the role may not use", count: 1, status: 403) {
      try $0.get("/metrics")
    },
    Way(reason: "what is not there to be seen", count: 1, status: 404) {
      try $0.get("/v1/escalations/TSCP-2026-09999/status")
    },
    Way(
      reason: "a path that nobody has, where no credential is looked at", count: 0, status: 404
    ) { try $0.get("/v1/nothing") },
    Way(reason: "a route for anyone", count: 0, status: 200) { try $0.get("/health/live") },
    Way(reason: "a wrong token, which is counted by its address", count: 0, status: 401) {
      try $0.get("/v1/escalations", as: .none)
    },
  ]

  @Test(arguments: ways) func `each request is counted once`(way: Way) throws {
    let (service, counter) = try Self.service(bound: 100)

    #expect(try way.ask(service).status == way.status)

    #expect(counter.count(of: "school") == way.count)
  }
}
