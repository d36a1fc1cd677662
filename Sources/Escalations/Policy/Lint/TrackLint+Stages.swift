/// Stages, the ways on from them, and their ends.
extension TrackLint {
  mutating func check(_ stage: Stage, at index: Int) {
    let place = place["stages"][index]
    if index > 0, stage.number <= track.stages[index - 1].number {
      findings.add(
        .numbersOutOfOrder, at: place["number"], "Numbers rise from each stage to the next.")
    }
    if stage.duties.isEmpty, track.everyStage.isEmpty, stage.clock == nil {
      findings.add(.emptyStage, at: place, "Nothing is owed at this stage.")
    }
    if let clock = stage.clock {
      check(clock, of: stage.completionID, at: place["clock"], period: .stage(index))
    }
    for (number, exit) in stage.exits.enumerated() {
      check(exit, from: stage, at: place["exits"][number])
    }
    checkTwice(stage.exits, at: place["exits"])
    checkSilence(of: stage, at: place["exits"])
    checkEnd(of: stage, at: place, isLast: index == track.stages.count - 1)
  }

  private mutating func check(_ exit: Exit, from stage: Stage, at place: LintPlace) {
    let trackID = exit.track ?? track.id
    if let target = policy.track(trackID) {
      if target.stage(exit.to) == nil {
        findings.add(
          .unknownStage, at: place["to"], "The track \(trackID) has no stage \(exit.to).")
      }
    } else {
      findings.add(.unknownTrack, at: place["track"], "There is no track \(trackID).")
    }
    if trackID == track.id, exit.to == stage.id {
      findings.add(.exitToItself, at: place["to"], "A way on leads to another stage.")
    }
    for (index, mover) in exit.movers.enumerated() {
      checkParty(mover, at: place["movers"][index])
      if case .panel = mover {
        findings.add(
          .moverCannotMove, at: place["movers"][index], "A panel decides; an agency moves.")
      }
    }
    if let condition = exit.when { check(condition, at: place["when"]) }
  }

  private mutating func checkTwice(_ exits: [Exit], at place: LintPlace) {
    for (index, exit) in exits.enumerated() {
      let isThere = exits[..<index].contains { earlier in
        earlier.track == exit.track && earlier.to == exit.to && earlier.when == exit.when
          && !Set(earlier.movers).isDisjoint(with: exit.movers)
      }
      if isThere {
        findings.add(.duplicateExit, at: place[index], "An exit before this one is the same.")
      }
    }
  }

  private mutating func checkEnd(of stage: Stage, at place: LintPlace, isLast: Bool) {
    if let end = stage.end {
      findings.addUnknown(end.by, of: policy, at: place["end"]["by"])
      if end.by.isEmpty, end.kind != .unresolved {
        findings.add(
          .endNamesNobody, at: place["end"], "Nobody is named who decides, mediates or is told.")
      }
    } else if isLast, stage.exits.isEmpty {
      findings.add(
        .deadEnd, at: place, "The last stage has neither a way on nor an end.")
    }
    if isLast, !track.stages.contains(where: { $0.end?.kind == .decision }) {
      findings.add(
        .noFinalDecider, at: place, "Nobody decides in the end; it may stay unresolved.")
    }
  }
}

extension PartyRule {
  /// Whether what these owe, the party itself can do: alone, or for all who owe it together.
  func isServed(by owing: PartyRule) -> Bool {
    if self == owing { return true }
    switch owing {
    case .sides, .each:
      switch self {
      case .raising, .receiving, .raiser, .sides, .each: return true
      case .everyone, .together, .involved, .partnership, .kind, .panel, .tookPartAt: return false
      }
    case .everyone, .together:
      switch self {
      case .partnership, .panel: return false
      case .raising, .receiving, .raiser, .sides, .each, .everyone, .together, .involved, .kind,
        .tookPartAt:
        return true
      }
    case .raising, .raiser: return self == .raising || self == .raiser
    case .receiving, .involved, .partnership, .kind, .panel, .tookPartAt: return false
    }
  }
}
