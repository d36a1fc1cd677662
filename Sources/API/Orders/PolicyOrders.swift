import Casework
import Escalations
import HTTP
import JSON

/// What administrators do with policies.
enum PolicyOrders {
  /// Adds a policy's new version; every fault of it at once, each with its place.
  static func add(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    let envelope = try exchange.envelope(for: viewer)
    // What is no JSON at all is told as such everywhere.
    _ = try exchange.json()
    let submission: PolicySubmission
    do throws(PolicyFaults) {
      submission = try PolicySubmission(
        exchange.request.body, among: exchange.context.library())
    } catch {
      throw .body(
        error.list.filter { $0.severity == .error }.map { fault in
          BodyFault(fault.pointer.description, fault.code, fault.detail)
        })
    }
    let policy = submission.policy
    return .after(.add(submission, in: envelope)) { receipt in
      AdministrationWire.response(
        receipt, at: "/v1/policies/\(policy.id)/versions/\(policy.version)")
    }
  }
}
