/// What the silence of others does to the ways on: nobody's may stop a child's case.
extension TrackLint {
  mutating func checkSilence(of stage: Stage, at place: LintPlace) {
    for (index, exit) in stage.exits.enumerated() {
      checkWaiting(exit, among: stage.exits, at: place[index])
    }
    guard !stage.exits.isEmpty, stage.end == nil else { return }
    if !stage.exits.contains(where: isOpenToRaising) {
      findings.add(
        .silenceClosesWay, at: place,
        "The raising side can leave only by what others do; add a way for when a limit has passed.")
    }
  }

  /// A way that the raising side can take only once somebody else has acted, with no other to the same
  /// place.
  private mutating func checkWaiting(_ exit: Exit, among exits: [Exit], at place: LintPlace) {
    guard exit.movers.contains(where: \.includesRaising) else { return }
    let isOpen = exits.contains { way in
      way.track == exit.track && way.to == exit.to && isOpenToRaising(way)
    }
    if !isOpen {
      findings.add(
        .wayWaitsForOthers, at: place["when"],
        "It opens only by what others do; add that a limit of theirs has passed.")
    }
  }

  /// Whether the raising side can take it, whatever others leave undone.
  private func isOpenToRaising(_ exit: Exit) -> Bool {
    exit.movers.contains(where: \.includesRaising) && (exit.when.map(isFreeOfOthers) ?? true)
  }

  /// Whether the condition can come to hold without an act of somebody else.
  private func isFreeOfOthers(_ condition: Condition) -> Bool {
    switch condition {
    case .all(let conditions): conditions.allSatisfy(isFreeOfOthers)
    case .any(let conditions): conditions.contains(where: isFreeOfOthers)
    case .met(let id), .answered(let id, _): isOwn(id)
    case .passed(let id): track.duty(id)?.clock.map(runs) ?? true
    case .not, .category, .level, .origin, .fact, .risk, .agency, .reached, .ended, .dissent,
      .unstated:
      true
    }
  }

  private func isOwn(_ id: DutyID) -> Bool {
    track.duty(id).map { PartyRule.raising.isServed(by: $0.owedBy) } ?? true
  }

  /// Whether a limit is set and starts without an act of somebody else.
  private func runs(_ clock: ClockRule) -> Bool {
    guard case .fixed = clock.limit else { return false }
    return starts(clock.from)
  }

  private func starts(_ start: ClockRule.Start) -> Bool {
    switch start {
    case .entry, .previousStageLeft, .date: true
    case .met(let id): isOwn(id)
    case .earlier(let one, let other): starts(one) || starts(other)
    case .later(let one, let other): starts(one) && starts(other)
    }
  }
}

extension PartyRule {
  /// Whether the raising side is among them.
  fileprivate var includesRaising: Bool {
    switch self {
    case .raising, .raiser, .sides, .each, .everyone, .together: true
    case .receiving, .involved, .partnership, .kind, .panel, .tookPartAt: false
    }
  }
}
