import Casework
import Escalations
import HTTP
import JSON
import Synchronization
import Testing

@testable import API

@Suite("Readings on record") struct ReadingTests {
  @Test func `a look at names is on record before the answer goes out, a look at status is not`()
    throws
  {
    let service = try Service()
    let reference = try service.raise()
    let path = "/v1/escalations/\(reference)"

    for view in ["/status", "/clocks", "/owed"] { _ = try service.get(path + view) }
    _ = try service.get("/v1/escalations")
    #expect(service.store.accesses.isEmpty)

    _ = try service.get(path, as: .care)
    _ = try service.get(path + "/record", as: .auditor)

    #expect(service.store.accesses.map(\.kind) == [.escalation, .record])
    #expect(service.store.accesses.map(\.viewer.credential) == ["care", "auditor"])
    #expect(service.store.accesses.allSatisfy { $0.reference?.text == reference })
    #expect(service.store.accesses.allSatisfy { $0.requestID == "r1" })
  }

  @Test func `a role that may not is on record with what it asked for`() throws {
    let service = try Service()
    let reference = try service.raise()

    let refused = try service.get("/v1/escalations/\(reference)/record", as: .dashboard)
    _ = try service.get("/v1/audit/entries", as: .dashboard)

    #expect(refused.status == 403)
    #expect(service.store.accesses.map(\.kind) == [.refused, .refused])
    #expect(service.store.accesses.map(\.reference?.text) == [reference, nil])
    #expect(service.store.accesses.allSatisfy { $0.requestID == "r1" })
  }

  @Test func `what could not be put on record is not shown`() throws {
    let service = try Service { context in
      context.desk = FailingDesk()
    }
    service.store.change { $0.streams = [:] }
    let other = try Service()
    _ = try other.raise()
    let streams = other.store.state.withLock { $0.streams }
    service.store.change { $0.streams = streams }

    let answer = try service.get("/v1/escalations/TSCP-2026-00001")

    #expect(answer.status == 507)
    #expect(!answer.text.contains("SECRET"))
  }

  @Test func `an unchanged poll gives nothing away, and so is no reading`() throws {
    let service = try Service()
    let reference = try service.raise()
    let path = "/v1/escalations/\(reference)"
    let tag = try #require(try service.get(path).fields[.etag])
    let before = service.store.accesses.count

    let again = try service.get(path, [("If-None-Match", tag)])

    #expect(again.status == 304)
    #expect(again.text.isEmpty)
    #expect(service.store.accesses.count == before)
  }

  @Test func `a valid credential that is refused is on record`() throws {
    let service = try Service()
    let reference = try service.raise()

    _ = try service.get("/v1/escalations/\(reference)", as: .health)
    _ = try service.get("/v1/escalations/\(reference)", as: .dashboard)
    _ = try service.get("/v1/escalations/\(reference)", as: .none)

    #expect(service.store.accesses.map(\.kind) == [.refused, .refused])
    #expect(service.store.accesses.first?.reference?.text == reference)
  }

  @Test func `not mine and not there are told apart by nothing`() throws {
    let service = try Service()
    let reference = try service.raise()

    for view in ["", "/status", "/record", "/clocks", "/owed"] {
      let unseen = try service.get("/v1/escalations/\(reference)\(view)", as: .health)
      let foreign = try service.get("/v1/escalations/\(reference)\(view)", as: .stranger)
      let absent = try service.get("/v1/escalations/TSCP-2026-09999\(view)", as: .health)
      #expect([unseen, foreign, absent].map(\.status) == [404, 404, 404])
      #expect(unseen.text == absent.text)
      #expect(foreign.text == absent.text)
    }
  }
}

/// A desk whose store is full.
struct FailingDesk: Desk {
  func submit(_ job: Job, done: @escaping @Sendable (Result<Receipt?, Failure>) -> Void) {
    done(.failure(.storageFull))
  }
}
