/// Recording acts, and the duties they meet.
extension Deciding {
  /// Records an act; after the end only one that meets a duty still owed.
  func record(_ act: Act) throws(Refused) -> Event {
    try requireParty()
    let outcome = Matching(policy: policy, state: state, acting: order.by).outcome(of: act)
    var refusals = faults(of: act) + outcome.refusals
    if !state.isOpen, outcome.met.isEmpty, refusals.isEmpty {
      refusals.append(
        Refusal(.closed, "The escalation has ended, and nothing of this kind is owed any more."))
    }
    if !refusals.isEmpty { throw Refused(refusals) }
    var numbered = act
    numbered.number = state.acts(act.kind).count + 1
    return make(.acted(numbered), privateTo: privacy(of: act, meeting: outcome.met)) { following in
      for item in outcome.met { following.meet(item, by: numbered, at: occurredAt) }
    }
  }

  private func faults(of act: Act) -> [Refusal] {
    var refusals: [Refusal] = []
    for (place, fact) in act.facts.enumerated() {
      if let unknown = rules.unknown(fact, in: policy.facts, pointer: "/facts/\(place)") {
        refusals.append(unknown)
      }
    }
    for (role, pointer) in [(act.role, "/by/role"), (act.substituteFor, "/by/substituteFor")] {
      if let role, policy.role(role) == nil, pointer == "/by/substituteFor" {
        refusals.append(unknownRole(pointer))
      }
    }
    if let stage = act.stage, state.lastVisit(to: stage) == nil {
      refusals.append(
        Refusal(.unknownCode, "The escalation was never at that stage.", pointer: "/stage"))
    }
    for (place, one) in act.participants.enumerated()
    where !state.participations.contains(where: { $0.party.agency == one.agency }) {
      refusals.append(
        Refusal(
          .notAParty, "That agency takes no part; bring it in first.",
          pointer: "/participants/\(place)/agency"))
    }
    if act.how == .declined, !act.hasReason {
      refusals.append(Refusal(.reasonMissing, "Declining wants a reason.", pointer: "/reason"))
    }
    return refusals + decisionFaults(act)
  }

  private func unknownRole(_ pointer: String) -> Refusal {
    let known = policy.roles.map(\.id.text).joined(separator: ", ")
    return Refusal(.unknownCode, "One of: \(known).", pointer: pointer)
  }

  /// A decision agreed names both sides; one determined is for the decider the stage names.
  private func decisionFaults(_ act: Act) -> [Refusal] {
    guard let decision = act.decision else { return [] }
    var refusals: [Refusal] = []
    if let outcome = decision.outcome,
      let unknown = rules.unknown(outcome, in: policy.outcomes, pointer: "/outcome")
    {
      refusals.append(unknown)
    }
    switch decision.basis {
    case .agreed:
      let sides = Set(decision.agreedBy.compactMap { state.side(of: $0) })
      if !sides.isSuperset(of: [.raising, .receiving]) {
        refusals.append(
          Refusal(
            .assentMissing, "An agreed decision names agencies of both sides that agree.",
            pointer: "/agreedBy"))
      }
    case .determined:
      if order.by.agency.map({ state.side(of: $0) == .receiving }) ?? false, !isNamedDecider(act) {
        refusals.append(
          Refusal(
            .notTheDecider, "The side that is disagreed with does not determine the matter.",
            clause: stageRule?.provenance.clause, pointer: "/basis"))
      }
    }
    return refusals
  }

  private func isNamedDecider(_ act: Act) -> Bool {
    guard let end = stageRule?.end, let role = act.role else { return false }
    return end.by.contains(role)
  }

  /// The stage's rule.
  var stageRule: Stage? { policy.track(state.track)?.stage(state.stage) }

  /// An act that meets only duties internal to its agency is seen by that agency alone.
  private func privacy(of act: Act, meeting items: [DutyItem]) -> AgencyID? {
    let met = items.compactMap { policy.duty($0.key, of: state) }
    let named = act.duties.compactMap { policy.track(state.track)?.duty($0) }
    let duties = met + named
    guard !duties.isEmpty, duties.allSatisfy(\.isPrivate) else { return nil }
    return order.by.agency
  }

  /// Approves a discussion's record, once.
  func approve(_ approval: Approval) throws(Refused) -> Event {
    try requireParty()
    let entry = state.acts(.discuss).first { $0.act.number == approval.discussion }
    guard let entry else {
      throw Refused(.noSuchEntry, "There is no discussion of that number.")
    }
    if entry.isApproved {
      throw Refused(.alreadyDone, "Its record was approved before.")
    }
    return make(.approved(approval))
  }
}
