extension Rules {
  /// Why an act that was recorded and meets nothing does not meet the open duties that ask for such an
  /// act: nobody should believe that something is done which is still owed.
  public func nearMisses(of event: Event, on state: Escalation) -> [Refusal] {
    guard case .acted(let act) = event.body, act.duties.isEmpty, event.privateTo == nil,
      !event.meetsSomething
    else {
      return []
    }
    let acting = event.agency.map(Acting.agency) ?? .partnership
    let matching = Matching(policy: policy, state: state, acting: acting)
    return state.duties.compactMap { item in
      guard item.isOpen, item.key.visit == state.visit || matching.isOpening(item),
        matching.isOwed(item, by: act), let duty = policy.duty(item.key, of: state),
        duty.force != .may, matching.rolesAsked(of: act.kind, by: duty) != nil,
        let misfit = matching.misfit(act, item)
      else { return nil }
      return Refusal(
        misfit.reason, "\(duty.title): \(misfit.detail)", clause: misfit.clause,
        pointer: misfit.pointer, duties: [item.key])
    }
  }
}

extension Event {
  fileprivate var meetsSomething: Bool {
    effects.contains { effect in
      guard case .met = effect else { return false }
      return true
    }
  }
}
