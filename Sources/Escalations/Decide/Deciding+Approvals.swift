/// Approving the record of a discussion (SUT-10).
extension Deciding {
  /// Approves a discussion's record, each agency once.
  func approve(_ approval: Approval) throws(Refused) -> Event {
    try requireParty()
    let entry = state.acts(.discuss).first {
      $0.act.number == approval.discussion && order.by.sees(whatIsPrivateTo: $0.privateTo)
    }
    guard let entry else {
      throw Refused(.noSuchEntry, "There is no discussion of that number.")
    }
    if let agency = order.by.agency, entry.approvedBy.contains(agency) {
      throw Refused(.alreadyDone, "The agency approved its record before.")
    }
    let act = Act(kind: .approve, role: approval.role)
    return make(.approved(approval), privateTo: entry.privateTo) { following in
      for item in approvals(of: entry, by: act) { following.meet(item, by: act, at: occurredAt) }
    }
  }

  /// The approvals owed of this very discussion, whatever stage has been reached since: each discussion of a
  /// stage opened one of its own, so the record of one is not approved in place of another's.
  private func approvals(of entry: Escalation.ActEntry, by act: Act) -> [DutyItem] {
    let alike = state.acts(.discuss).filter {
      $0.visit == entry.visit && $0.act.how == .done && $0.privateTo == entry.privateTo
    }
    let matching = Matching(
      policy: policy, state: state, acting: order.by, isInternal: entry.privateTo != nil)
    guard let place = alike.firstIndex(where: { $0.event == entry.event }) else { return [] }
    return state.duties.filter { item in
      guard item.isOpen, item.key.visit == entry.visit, matching.isOwed(item, by: act),
        let duty = policy.duty(item.key, of: state), duty.act == .approve
      else { return false }
      return duty.isPrivate == (entry.privateTo != nil)
        && (!duty.repeats || item.key.occurrence == place + 1)
        && matching.misfit(act, item) == nil
    }
  }
}
