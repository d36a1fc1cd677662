import Escalations

/// Who may take part in the cases of a policy, those who disagree most often first.
struct DemonstrationCast {
  let policy: Policy
  let viewers: [Viewer]
  let raisers: [Viewer]
  let receivers: [Viewer]

  /// The cast of a policy; nil where its partnership has not two agencies.
  init?(_ policy: Policy, among all: [Viewer]) {
    let viewers = all.filter { $0.partnership == policy.partnership }
    let agencies = viewers.filter { $0.role == .agency }
    func those(_ kinds: [String]) -> [Viewer] {
      kinds.flatMap { kind in agencies.filter { $0.isNamed(kind) } }
    }
    self.policy = policy
    self.viewers = viewers
    // The last of them never raises.
    raisers = those(
      ["school", "health-provider", "police", "childrens-social-care", "housing"])
    receivers = those(["childrens-social-care", "health-provider", "police", "housing"])
    guard !raisers.isEmpty, receivers.count > 1 else { return nil }
  }
}

extension Viewer {
  /// Whether its agency is of that kind, by the names that the demonstration's agencies have.
  func isNamed(_ kind: String) -> Bool {
    let ending = [
      "school": "-st-hilda", "health-provider": "-health", "police": "-police",
      "childrens-social-care": "-social-care", "housing": "-housing",
    ][kind]
    return ending.map { agency?.text.hasSuffix($0) ?? false } ?? false
  }
}
