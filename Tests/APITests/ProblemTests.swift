import Casework
import Escalations
import HTTP
import JSON
import Testing

@testable import API

@Suite("Problems") struct ProblemTests {
  private static let failures: [(Failure, Int, String)] = [
    (.notFound, 404, "notFound"), (.notAllowed("No."), 403, "notAllowed"),
    (.invalid([Fault(pointer: "/a", code: "b", detail: "c")]), 422, "invalid"),
    (.stale(current: "SECRET"), 412, "stale"), (.preconditionMissing, 428, "ifMatchMissing"),
    (.keyReused, 422, "idempotencyKeyReused"),
    (.alreadyRaised("TSCP-2026-00001"), 409, "alreadyRaised"),
    (.busy(retryAfter: 3), 503, "busy"), (.storageFull, 507, "storageFull"),
    (.broken("SECRET: SELECT /var/lib"), 500, "internal"),
  ]

  @Test func `each failure has its status and its code, and tells nothing internal`() throws {
    for (failure, status, code) in Self.failures {
      let answer = Answered(Problem(failure).response(instance: "r9"))
      #expect(answer.status == status, "\(code)")
      #expect(answer.code == code)
      #expect(answer.json["status"]?.int64Value == Int64(status))
      #expect(answer.json["type"]?.stringValue == "urn:parley:problem:\(code)")
      #expect(answer.json["instance"]?.stringValue == "urn:parley:request:r9")
      #expect(answer.fields[.contentType] == "application/problem+json")
      #expect(!answer.text.contains("SECRET"))
      #expect(ProblemWire.shape.faults(in: answer.json) == [])
    }
    let busy = Answered(Problem(Failure.busy(retryAfter: 3)).response(instance: nil))
    #expect(busy.fields[.retryAfter] == "3")
  }

  @Test(arguments: Refusal.Reason.allCases)
  func `each refusal has a status, its code and its clause`(
    reason: Refusal.Reason
  ) throws {
    let refusal = Refusal(
      reason, "Why.", clause: "T-1", duties: [DutyKey(visit: 1, duty: "talk", owner: nil)])

    let answer = Answered(Problem(Failure.refused([refusal])).response(instance: nil))

    #expect([403, 404, 409, 422].contains(answer.status))
    #expect(answer.code == reason.rawValue)
    #expect(answer.json["errors"]?[0]?["clause"]?.stringValue == "T-1")
    #expect(answer.json["errors"]?[0]?["duties"]?[0]?.stringValue == "1.talk.-")
    #expect(ProblemWire.shape.faults(in: answer.json) == [])
  }

  @Test func `refusals of several kinds are told together`() {
    let refusals = [
      Refusal(.dutiesOpen, "First talk."),
      Refusal(.riskMissing, "Say it.", pointer: "/immediateRisk"),
    ]

    let answer = Answered(Problem(Failure.refused(refusals)).response(instance: nil))

    #expect(answer.status == 422)
    #expect(answer.code == "refused")
    #expect(answer.faults == ["dutiesOpen ", "riskMissing /immediateRisk"])
  }

  @Test func `what broke is in the log under the request, and nowhere else`() throws {
    let log = FakeLog()
    let service = try Service { $0.log = { log.note("\($0): \($1)") } }
    service.store.change { $0.failure = .broken("disk I/O error in SELECT") }

    let answer = try service.get("/v1/agencies")

    #expect(answer.status == 500)
    #expect(!answer.text.contains("SELECT"))
    #expect(
      log.lines.contains("r1: disk I/O error in SELECT")
        || log.lines.contains(": disk I/O error in SELECT"))
  }

  @Test func `a move that the policy forbids names what stands in the way`() throws {
    let service = try Service()
    let reference = try service.raise()

    let blocked = try service.order(reference, "stage-moves", #"{"to":"two"}"#)
    let skipping = try service.order(reference, "stage-moves", Samples.move("three"))

    #expect(blocked.status == 422)
    #expect(blocked.faults == ["dutiesOpen ", "riskMissing /immediateRisk"])
    #expect(blocked.json["errors"]?[0]?["duties"]?[0]?.stringValue == "1.talk.school")
    #expect(skipping.status == 409)
    #expect(skipping.faults.contains("skipForbidden /to"), "\(skipping.text)")
  }

  @Test func `readiness fails aloud`() throws {
    let service = try Service { context in
      context.readiness = {
        Readiness(checks: [
          Readiness.Check(name: "disk", outcome: .warn, output: "little room"),
          Readiness.Check(name: "scheduler", outcome: .fail),
        ])
      }
    }

    let answer = try service.get("/health/ready", as: .none)

    #expect(answer.status == 503)
    #expect(answer.json["status"]?.stringValue == "fail")
    #expect(ServiceReads.healthShape.faults(in: answer.json) == [])
  }
}
