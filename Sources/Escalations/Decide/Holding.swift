/// Who can hold a role.
///
/// A name in a body is an assertion; what a role may do alone (set a limit, decide) must not be had by
/// asserting it.
struct Holding {
  /// The kind that stands for the partnership's office and its deciders among a role's kinds.
  static let partnership = "partnership"

  let policy: Policy
  let state: Escalation
  let acting: Acting

  /// Whether whoever acts can hold the role: one that the policy gives to kinds of agency is held there
  /// alone, and one that it gives to the partnership by no agency.
  func canHold(_ id: RoleID) -> Bool {
    guard let kinds = policy.role(id)?.kinds, !kinds.isEmpty else { return true }
    switch acting {
    case .agency(let agency):
      return state.presentParties.contains { $0.agency == agency && kinds.contains($0.kind) }
    case .partnership, .decider: return kinds.contains(Holding.partnership)
    case .service: return false
    }
  }
}
