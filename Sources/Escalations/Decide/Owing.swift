/// Who owes a duty at this moment.
///
/// A duty keeps the owners that it opened for. What a side owes together is owed by whoever is on the
/// side: an agency that joins it later can meet it, and is held by it like the others.
struct Owing {
  let policy: Policy
  let state: Escalation

  /// Whether the agency owes it, alone or with others.
  func owes(_ agency: AgencyID, _ item: DutyItem) -> Bool {
    if item.isOwed(by: .agency(agency)) { return true }
    guard let duty = policy.duty(item.key, of: state), duty.owedBy.isJoint else { return false }
    let sides = state.sides(of: agency)
    return duty.owedBy == .together ? !sides.isEmpty : sides.contains { $0 != .involved }
  }
}
