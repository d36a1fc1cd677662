/// How an escalation ends: with the raising side's assent, by the last decider's decision, or by the
/// raising side's withdrawal; never by the agency complained of alone (ALL-06).
extension Deciding {
  /// Resolves, or notes one raising agency's assent while others are waited for.
  func resolve(_ resolution: Resolution) throws(Refused) -> Event {
    try requireOpen()
    try requireParty()
    let refusals =
      faults(of: resolution) + childFaults(of: resolution) + basisFaults(resolution)
      + blockers(.resolving)
    if !refusals.isEmpty { throw Refused(refusals) }
    var resolution = resolution
    if resolution.basis == .assent, let agency = order.by.agency {
      // Whoever assented to another outcome has not assented to this one.
      let assents = state.assentedOutcome == resolution.outcome ? state.assents : []
      resolution.assenting = unique(resolution.assenting + [agency] + assents.sorted())
      let waited = state.agencies(on: .raising).filter { !resolution.assenting.contains($0) }
      let heard = assents.union([agency])
      if !waited.isEmpty || !heard.isSuperset(of: state.agencies(on: .raising)) {
        return make(.assented(resolution))
      }
    }
    if resolution.basis == .decision {
      resolution.outcome = resolution.outcome ?? finalDecision?.outcome
    }
    let ending: Ending = resolution.basis == .unresolved ? .unresolved : .resolved
    return try close(Closing(ending: ending, resolution: resolution))
  }

  private func unique(_ agencies: [AgencyID]) -> [AgencyID] {
    var seen: Set<AgencyID> = []
    return agencies.filter { seen.insert($0).inserted }
  }

  private func faults(of resolution: Resolution) -> [Refusal] {
    var refusals: [Refusal] = []
    if let outcome = resolution.outcome,
      let unknown = rules.unknown(outcome, in: policy.outcomes, pointer: "/outcome")
    {
      refusals.append(unknown)
    }
    for content in policy.track(state.track)?.resolution?.contents ?? []
    where content.required && !order.says("/contents/" + content.id.text) {
      refusals.append(
        Refusal(
          .contentsMissing, "A resolution here carries: \(content.title).",
          clause: policy.track(state.track)?.resolution?.provenance.clause,
          pointer: "/contents/" + content.id.text))
    }
    for (place, agency) in resolution.assenting.enumerated() where !state.hasKnown(agency) {
      refusals.append(
        Refusal(.notAParty, "That agency takes no part.", pointer: "/assenting/\(place)"))
    }
    let own = resolution.basis == .assent ? order.by.agency : nil
    let assenting = resolution.assenting + (own.map { [$0] } ?? [])
    if assenting.contains(where: resolution.dissenting.contains) {
      refusals.append(
        Refusal(
          .agencyTwice, "An agency assents or dissents, not both.", pointer: "/dissenting"))
    }
    return refusals
  }

  /// One child may fare otherwise than its sibling (ALL-01).
  private func childFaults(of resolution: Resolution) -> [Refusal] {
    let outcomes = (resolution.childOutcomes ?? [:]).sorted { $0.key < $1.key }
    return outcomes.flatMap { child, outcome -> [Refusal] in
      let pointer = "/childOutcomes/\(child)"
      let isKnown = state.raised.children.contains { $0.key == child }
      let absent = Refusal(.noSuchEntry, "There is no such child.", pointer: pointer)
      return [rules.unknown(outcome, in: policy.outcomes, pointer: pointer)].compactMap { $0 }
        + (isKnown ? [] : [absent])
    }
  }

  private func basisFaults(_ resolution: Resolution) -> [Refusal] {
    switch resolution.basis {
    case .assent:
      if isRaisers { return [] }
      return [
        Refusal(
          .assentMissing, "Resolving wants the raising side's assent, given by itself.",
          clause: "ALL-06", pointer: "/basis")
      ]
    case .decision: return decisionFaults(resolution)
    case .unresolved: return unresolvedFaults()
    }
  }

  /// Whoever closes on a decision closes with what was decided, and not before it is complete.
  private func decisionFaults(_ resolution: Resolution) -> [Refusal] {
    if let lacking = decisionOwed {
      return [
        Refusal(
          .decisionMissing, "Still owed by whoever decides: \(lacking.title).",
          clause: lacking.provenance.clause, pointer: "/basis")
      ]
    }
    guard let decision = finalDecision else {
      return [
        Refusal(
          .decisionMissing, "Nobody has decided at the last stage.", clause: "ALL-06",
          pointer: "/basis")
      ]
    }
    guard let decided = decision.outcome, let said = resolution.outcome, said != decided else {
      return []
    }
    return [
      Refusal(
        .decisionMissing, "The decision was another: \(decided).", clause: "ALL-06",
        pointer: "/outcome")
    ]
  }

  /// The last decision determined at this visit to a stage that ends the ladder; one made before the
  /// escalation was opened again is not its end a second time.
  private var finalDecision: Decision? {
    guard stageRule?.end?.kind == .decision else { return nil }
    let entry = state.acts(.decide).last { entry in
      entry.visit == state.visit && entry.act.how == .done
        && entry.act.decision?.basis == .determined
    }
    return entry?.act.decision
  }

  /// The decision that the policy asks of the partnership or a panel here, while it lacks something: a
  /// decision that is to be in writing is not made without it.
  private var decisionOwed: Duty? {
    let item = state.duties.first { item in
      item.isOpen && item.key.visit == state.visit
        && item.owners.allSatisfy { if case .agency = $0 { false } else { true } }
        && policy.duty(item.key, of: state)?.act == .decide
    }
    return item.flatMap { policy.duty($0.key, of: state) }
  }

  private func unresolvedFaults() -> [Refusal] {
    let isLast = policy.track(state.track)?.stages.last?.id == state.stage
    if let agency = order.by.agency, let side = state.side(of: agency), side != .raising {
      let who = side == .receiving ? "The side that is disagreed with" : "Whoever is only involved"
      return [
        Refusal(
          .notRaisingSide, "\(who) cannot close it alone.", clause: "ALL-06", pointer: "/basis")
      ]
    }
    if isLast || stageRule?.end != nil { return [] }
    return [
      Refusal(
        .notAtTheEnd, "The ladder has not ended: there is a stage after this one.",
        clause: stageRule?.provenance.clause, pointer: "/basis")
    ]
  }

  /// Withdraws: the raising side only, with a reason and a fresh risk answer; one of several agencies on
  /// it leaves instead, and the others' concern goes on.
  func withdraw(risk: RiskAnswer) throws(Refused) -> Event {
    try requireOpen()
    try requireRaisingSide("Only the raising side withdraws.", clause: "ALL-06")
    if state.agencies(on: .raising).count > 1 {
      throw Refused(
        .assentMissing, "Other agencies raise it too: leave, and it goes on without you.",
        clause: "ALL-06")
    }
    if !order.says("/reason") {
      throw Refused(
        .reasonMissing, "Withdrawing wants a reason.", clause: "ALL-06", pointer: "/reason")
    }
    return try close(Closing(ending: .withdrawn, risk: risk))
  }

  /// Hands over to the right partnership, where it has been raised anew (ALL-05).
  func transfer(to reference: Reference) throws(Refused) -> Event {
    try requireOpen()
    if order.by != .partnership {
      try requireRaisingSide(
        "The raising side or the partnership hands over.", clause: "ALL-05")
      if state.agencies(on: .raising).count > 1 {
        throw Refused(
          .assentMissing, "Other agencies raise it too: the partnership hands it over for all.",
          clause: "ALL-05")
      }
    }
    return try close(Closing(ending: .transferred, transferredTo: reference))
  }

  private func close(_ closing: Closing) throws(Refused) -> Event {
    let refusals = timeFaults()
    if !refusals.isEmpty { throw Refused(refusals) }
    let left = (visit: state.visit, stage: state.stage)
    return make(.closed(closing)) { following in
      following.leave(visit: left.visit, stage: left.stage, at: occurredAt)
      following.endAll()
    }
  }

  /// Opens again at a stage: new clocks; the old ones stay as they ended.
  func reopen(at stage: StageID) throws(Refused) -> Event {
    if state.isOpen { throw Refused(.alreadyDone, "The escalation is open.") }
    if order.by != .partnership {
      try requireRaisingSide(
        "The raising side or the partnership opens it again.", clause: "ALL-06")
    }
    guard case .closed(let ending, let closedAt) = state.standing, ending != .transferred else {
      throw Refused(.closed, "It goes on in the partnership that took it on.", clause: "ALL-05")
    }
    guard policy.track(state.track)?.stage(stage) != nil else {
      throw Refused(.unknownCode, "The track has no such stage.", pointer: "/stage")
    }
    if state.lastVisit(to: stage) == nil {
      throw Refused(
        .noSuchExit, "It was never at that stage: open it at one that it was at, and move on.",
        pointer: "/stage")
    }
    if occurredAt < closedAt {
      throw Refused(.tooEarly, "It ended after that.", pointer: "/occurredAt")
    }
    if !order.says("/reason") {
      throw Refused(.reasonMissing, "Opening again wants a reason.", pointer: "/reason")
    }
    return make(.reopened(Reopening(stage: stage)))
  }
}
