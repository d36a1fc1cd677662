import Casework
import Escalations

extension Failure {
  /// Why something was not done, for the operator: a sentence each.
  var sentences: [String] {
    switch self {
    case .invalid(let faults): faults.map { "\($0.pointer.dropFirst()): \($0.detail)" }
    case .notFound: ["There is no such thing here."]
    case .busy(let seconds): ["Too much waits to be written: try again in \(seconds) s."]
    case .storageFull:
      ["Nothing can be written: the disk is full, or below `store.diskFloorMiB`."]
    case .broken(let why): ["Something broke that should not: \(why)."]
    case .notAllowed(let why): [why]
    case .refused, .formRefused, .stale, .preconditionMissing, .keyReused, .alreadyRaised:
      ["\(self)"]
    }
  }
}
