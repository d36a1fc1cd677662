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

extension Rules {
  /// Duties that an act names and does not meet.
  ///
  /// Said, lest somebody believe that another's duty, or one that was met before, is now done. Of a
  /// duty internal to another agency no more is said than of one that is not owed.
  public func namedInVain(by event: Event, on state: Escalation) -> [Refusal] {
    guard case .acted(let act) = event.body else { return [] }
    let acting = event.agency.map(Acting.agency) ?? .partnership
    let matching = Matching(policy: policy, state: state, acting: acting)
    return act.duties.compactMap { id in
      guard !event.meets(id), let duty = policy.track(state.track)?.duty(id) else { return nil }
      let items = state.duties.filter { $0.key.duty == id }
      let isOwn = items.contains { matching.isOwed($0, by: act) }
      let isOthers = !duty.isPrivate && items.contains(where: \.isOpen)
      let why =
        isOwn
        ? "it is no longer owed"
        : isOthers ? "others owe it" : "it is not owed by you at this moment"
      return Refusal(
        .noSuchDuty, "\(duty.title): recorded, and nothing is met by it; \(why).",
        clause: duty.provenance.clause)
    }
  }
}

extension Event {
  fileprivate func meets(_ duty: DutyID) -> Bool {
    effects.contains { effect in
      guard case .met(let key, _) = effect else { return false }
      return key.duty == duty
    }
  }

  fileprivate var meetsSomething: Bool {
    effects.contains { effect in
      guard case .met = effect else { return false }
      return true
    }
  }
}
