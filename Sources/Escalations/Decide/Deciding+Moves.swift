/// Going from stage to stage. Only the mover's own duties can stand in the way; nobody's silence does.
extension Deciding {
  /// Moves to another stage.
  func move(to stage: StageID, track id: TrackID?, risk: RiskAnswer?) throws(Refused) -> Event {
    try requireOpen()
    try requireParty()
    guard let track = policy.track(state.track), let target = policy.track(id ?? state.track),
      target.stage(stage) != nil
    else { throw Refused(.unknownCode, "The policy has no such stage.", pointer: "/to") }
    let skipped = target.id == track.id ? passedOver(to: stage, on: track) : []
    let refusals =
      wayFaults(to: stage, on: track, into: target, skipped: skipped)
      + blockers(.moving) + riskFaults(risk) + timeFaults()
    if !refusals.isEmpty { throw Refused(refusals) }
    let move = Move(
      from: state.stage, track: target.id == track.id ? nil : target.id, to: stage,
      skipped: skipped, restricts: target.restricted.map(state.satisfies) ?? false,
      risk: risk.map(freshWord))
    let left = (visit: state.visit, stage: state.stage)
    return make(.moved(move)) { following in
      following.leave(visit: left.visit, stage: left.stage, at: occurredAt)
    }
  }

  /// Stages between here and there.
  private func passedOver(to stage: StageID, on track: Track) -> [StageID] {
    guard let here = track.position(of: state.stage), let there = track.position(of: stage),
      there > here + 1
    else { return [] }
    return track.stages[(here + 1)..<there].map(\.id)
  }

  /// A way that the policy spells out is a way on, whatever lies between.
  ///
  /// A stage without exits of its own leads to the next rung, by the raising side; any later rung
  /// is a way on from there, as far as the policy lets stages be passed over.
  private func wayFaults(
    to stage: StageID, on track: Track, into target: Track, skipped: [StageID]
  ) -> [Refusal] {
    guard let here = track.stage(state.stage) else { return [] }
    let fitting = here.exits.filter { $0.to == stage && ($0.track ?? track.id) == target.id }
    if !fitting.isEmpty { return faults(of: fitting) + entryFaults(of: target, from: track) }
    return ladderFaults(to: stage, on: track, into: target, from: here, skipped: skipped)
      + rules.skip(skipped, on: track, hasReason: order.says("/reason"), isMet: state.isMet)
  }

  private func ladderFaults(
    to stage: StageID, on track: Track, into target: Track, from here: Stage, skipped: [StageID]
  ) -> [Refusal] {
    let isLater = track.position(of: stage) ?? -1 > track.position(of: state.stage) ?? 0
    guard target.id == track.id, isLater, here.exits.isEmpty || !skipped.isEmpty else {
      return [
        Refusal(
          .noSuchExit, "There is no way from \(state.stage) to \(stage).",
          clause: here.provenance.clause, pointer: "/to")
      ]
    }
    return moverFaults([.raising], clause: here.provenance.clause)
  }

  /// One way that is open is enough; otherwise the reasons of the first that is this side's to take.
  private func faults(of exits: [Exit]) -> [Refusal] {
    let reasons = exits.map { exit -> [Refusal] in
      var refusals = moverFaults(exit.movers, clause: exit.provenance.clause)
      if let condition = exit.when, !state.satisfies(condition) {
        refusals.append(
          Refusal(
            .entryNotOpen, "What this way asks for does not hold.",
            clause: exit.provenance.clause, pointer: "/to"))
      }
      return refusals
    }
    if reasons.contains(where: \.isEmpty) { return [] }
    let own = reasons.first { !$0.contains { $0.reason == .notAMover } }
    return own ?? reasons.first ?? []
  }

  private func entryFaults(of target: Track, from track: Track) -> [Refusal] {
    guard target.id != track.id, let condition = target.entry, !state.satisfies(condition) else {
      return []
    }
    return [
      Refusal(
        .entryNotOpen, "What the track asks for on entry does not hold.",
        clause: target.provenance.clause, pointer: "/track")
    ]
  }

  private func moverFaults(_ movers: [PartyRule], clause: String) -> [Refusal] {
    if movers.contains(where: isActing) { return [] }
    return [Refusal(.notAMover, "This side has no such move.", clause: clause)]
  }

  private func isActing(_ rule: PartyRule) -> Bool {
    guard let agency = order.by.agency else {
      return rule == .partnership && order.by == .partnership
    }
    let side = state.side(of: agency)
    switch rule {
    case .raising, .raiser: return side == .raising
    case .receiving: return side == .receiving
    case .sides, .each: return side == .raising || side == .receiving
    case .everyone, .together: return side != nil
    case .involved: return side == .involved
    case .kind(let kind):
      return state.presentParties.contains { $0.agency == agency && $0.kind == kind }
    case .tookPartAt(let stage): return state.tookPart(at: stage).contains(agency)
    case .partnership, .panel: return false
    }
  }

  /// The acting agency's own open musts; one refusal that names them all, with the first one's clause.
  func blockers(_ step: Duty.Blocking) -> [Refusal] {
    guard let agency = order.by.agency else { return [] }
    let owing = Owing(policy: policy, state: state)
    let open = state.duties.filter { item in
      guard item.isOpen, owing.owes(agency, item),
        let duty = policy.duty(item.key, of: state)
      else { return false }
      return duty.force == .must && duty.blocks.contains(step)
        && (item.key.visit == state.visit || duty.lifetime != .stage)
    }
    guard let first = open.first, let duty = policy.duty(first.key, of: state) else { return [] }
    let titles = open.compactMap { policy.duty($0.key, of: state)?.title }
    return [
      Refusal(
        .dutiesOpen, "First, on your own side: \(titles.joined(separator: "; ")).",
        clause: duty.provenance.clause, duties: open.map(\.key))
    ]
  }

  func timeFaults() -> [Refusal] {
    if occurredAt >= state.visits[state.visit - 1].enteredAt { return [] }
    return [
      Refusal(
        .tooEarly, "The stage was entered after that.", pointer: "/occurredAt")
    ]
  }
}
