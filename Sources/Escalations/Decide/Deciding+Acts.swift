/// Recording acts, and the duties they meet.
extension Deciding {
  /// Records an act; after the end only one that meets a duty still owed, or submits a form.
  func record(_ act: Act) throws(Refused) -> Event {
    try requireParty()
    let matching = Matching(
      policy: policy, state: state, acting: order.by, isInternal: order.isInternal)
    let outcome = matching.outcome(of: act)
    var refusals = faults(of: act) + internalFaults(of: act) + outcome.refusals
    if !state.isOpen, outcome.met.isEmpty, act.form == nil, refusals.isEmpty {
      refusals.append(
        Refusal(.closed, "The escalation has ended, and nothing of this kind is owed any more."))
    }
    if !refusals.isEmpty { throw Refused(refusals) }
    var numbered = act
    numbered.number = state.acts(act.kind).count + 1
    return make(.acted(numbered), privateTo: privacy(of: act, meeting: outcome.met)) { following in
      for item in outcome.met { meet(item, by: numbered, matching, in: &following) }
      meetForParticipants(numbered, in: &following)
    }
  }

  private func meet(
    _ item: DutyItem, by act: Act, _ matching: Matching, in following: inout Consequences
  ) {
    var act = act
    if let duty = policy.duty(item.key, of: state) {
      act.how = matching.way(of: act, meeting: duty)
    }
    following.meet(item, by: act, at: occurredAt)
  }

  /// A talk serves all who were there: it meets their own agencies' duties too, as done where they were
  /// present and as an attempt where they were only invited (HAR-05, GSC-11).
  private func meetForParticipants(_ act: Act, in following: inout Consequences) {
    guard [.discuss, .meet, .attend].contains(act.kind), act.how == .done, !order.isInternal
    else { return }
    for one in act.participants where .agency(one.agency) != order.by {
      var theirs = act
      theirs.role = one.role
      theirs.substituteFor = nil
      theirs.duties = []
      theirs.how = one.present ? .done : .attempted
      let matching = Matching(policy: policy, state: state, acting: .agency(one.agency))
      for item in matching.outcome(of: theirs).met
      where following.state.duty(item.key)?.isOpen ?? false {
        following.meet(item, by: theirs, at: occurredAt)
      }
    }
  }

  /// What is recorded by a call of its own meets the duties that ask for it like any other act.
  func meetImplied(
    _ kind: ActKind, role: RoleID? = nil, isInternal: Bool = false,
    in following: inout Consequences
  ) {
    let matching = Matching(
      policy: policy, state: state, acting: order.by, isInternal: isInternal)
    let act = Act(kind: kind, role: role)
    guard let item = matching.outcome(of: act).met.first else { return }
    following.meet(item, by: act, at: occurredAt)
  }

  private func faults(of act: Act) -> [Refusal] {
    var refusals: [Refusal] = []
    for (place, fact) in act.facts.enumerated() {
      if let unknown = rules.unknown(fact, in: policy.facts, pointer: "/facts/\(place)") {
        refusals.append(unknown)
      }
    }
    if let role = act.substituteFor, policy.role(role) == nil {
      refusals.append(unknownRole("/by/substituteFor"))
    }
    if act.kind == .complete {
      refusals.append(
        Refusal(
          .noSuchDuty, "A stage is completed by moving on or by ending, not by saying so.",
          pointer: "/kind"))
    }
    refusals += faults(of: act.circumstances)
    if let stage = act.stage, state.lastVisit(to: stage) == nil {
      refusals.append(
        Refusal(.unknownCode, "The escalation was never at that stage.", pointer: "/stage"))
    }
    for (place, one) in act.participants.enumerated()
    where !state.hasKnown(one.agency) {
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

  /// What stays inside an agency is among its own people.
  private func internalFaults(of act: Act) -> [Refusal] {
    guard order.isInternal else { return [] }
    guard let agency = order.by.agency else {
      return [
        Refusal(
          .notAParty, "Only an agency keeps something to itself.", pointer: "/internal")
      ]
    }
    return act.participants.enumerated().filter { $1.agency != agency }.map { place, _ in
      Refusal(
        .notAParty, "An internal act is among the agency's own people.",
        pointer: "/participants/\(place)/agency")
    }
  }

  private func faults(of circumstances: Circumstances?) -> [Refusal] {
    guard let circumstances else { return [] }
    var refusals: [Refusal?] = [
      order.isInternal
        ? Refusal(
          .internalOnly, "What the escalation goes by is not stated inside one agency.",
          pointer: "/internal") : nil,
      Self.change(of: state.raised.category, to: circumstances.category, "/category"),
      Self.change(of: state.raised.origin, to: circumstances.origin, "/origin"),
    ]
    if let category = circumstances.category {
      let areas = policy.categories(on: state.visits.map(\.track))
      refusals.append(rules.unknown(category, in: areas, pointer: "/category"))
    }
    if let origin = circumstances.origin {
      refusals.append(rules.unknown(origin, in: policy.origins, pointer: "/origin"))
    }
    for (child, level) in circumstances.levels.sorted(by: { $0.key < $1.key }) {
      refusals.append(rules.unknown(level, in: policy.levels, pointer: "/levels/\(child)"))
      if !state.raised.children.contains(where: { $0.key == child }) {
        refusals.append(
          Refusal(.noSuchEntry, "There is no such child.", pointer: "/levels/\(child)"))
      }
    }
    return refusals.compactMap { $0 }
  }

  /// What was left out when it was raised is stated once; the escalation goes by it from then on.
  private static func change(of stated: Code?, to code: Code?, _ pointer: String) -> Refusal? {
    guard let stated, let code, stated != code else { return nil }
    return Refusal(.alreadyDone, "It was stated before: \(stated).", pointer: pointer)
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
      let sides = Set(decision.agreedBy.flatMap(state.sides))
      if !sides.isSuperset(of: [.raising, .receiving]) {
        refusals.append(
          Refusal(
            .assentMissing, "An agreed decision names agencies of both sides that agree.",
            pointer: "/agreedBy"))
      }
    case .determined:
      if !isDecider(act) {
        refusals.append(
          Refusal(
            .notTheDecider, "Only a decider whom this stage names determines the matter.",
            clause: stageRule?.provenance.clause, pointer: "/basis"))
      }
    }
    return refusals
  }

  /// Whoever holds a role that this stage names for it: at its end, or in a duty to decide.
  ///
  /// The partnership's office writes for its deciders, who need not say which of their roles they act in;
  /// what an agency's people are to decide is not theirs. An agency says in which role it decides.
  private func isDecider(_ act: Act) -> Bool {
    guard let stage = stageRule else { return false }
    let deciding = stage.duties.filter { $0.act == .decide }
    let holding = Holding(policy: policy, state: state, acting: order.by)
    switch order.by {
    case .service: return false
    case .decider, .partnership:
      let named = (stage.end?.by ?? []) + deciding.filter(\.isOwedByPartnership).flatMap(\.by)
      return named.contains { (act.role == nil || act.role == $0) && holding.canHold($0) }
    case .agency:
      guard let role = act.role else { return false }
      return ((stage.end?.by ?? []) + deciding.flatMap(\.by)).contains(role)
        && holding.canHold(role)
    }
  }

  /// The stage's rule.
  var stageRule: Stage? { policy.track(state.track)?.stage(state.stage) }

  /// An act that is said to be internal, or meets only duties internal to its agency, is seen by that
  /// agency alone.
  private func privacy(of act: Act, meeting items: [DutyItem]) -> AgencyID? {
    if order.isInternal { return order.by.agency }
    let met = items.compactMap { policy.duty($0.key, of: state) }
    let named = act.duties.compactMap { policy.track(state.track)?.duty($0) }
    let duties = met + named
    guard !duties.isEmpty, duties.allSatisfy(\.isPrivate) else { return nil }
    return order.by.agency
  }
}

extension Duty {
  /// Whether it is for the partnership or a panel of its own.
  fileprivate var isOwedByPartnership: Bool {
    switch owedBy {
    case .partnership, .panel: true
    case .raising, .receiving, .sides, .each, .everyone, .together, .involved, .raiser, .kind,
      .tookPartAt:
      false
    }
  }
}
