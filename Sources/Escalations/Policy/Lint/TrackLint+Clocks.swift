/// Clocks: that they start, and that their numbers make sense.
extension TrackLint {
  mutating func check(
    _ clock: ClockRule, of id: DutyID, at place: LintPlace, period: Period
  ) {
    findings.addUnknown(clock.setBy, of: policy, at: place["setBy"])
    check(clock.from, of: id, at: place["from"], period: period)
    switch clock.limit {
    case .setByRole(let roles):
      findings.addUnknown(roles, of: policy, at: place["limit"]["setByRole"])
    case .fixed(let limit): check(limit, of: clock, at: place)
    case .agreedBySides: break
    }
  }

  private mutating func check(_ limit: Limit, of clock: ClockRule, at place: LintPlace) {
    if let target = clock.target, target.isLonger(than: limit) {
      findings.add(.targetBeyondLimit, at: place["target"], "The target is beyond the limit.")
    }
    if limit == .withoutDelay {
      if clock.isGuide {
        findings.add(
          .guideWithoutNumber, at: place["guide"], "Without a number there is nothing to pass.")
      }
    } else if clock.provenance.basis == .notStated {
      findings.add(
        .numberNotStated, at: place["limit"], "A number that the text does not state is assumed.")
    }
  }

  private mutating func check(
    _ start: ClockRule.Start, of id: DutyID, at place: LintPlace, period: Period
  ) {
    switch start {
    case .entry, .date: break
    case .previousStageLeft:
      if !hasPreviousStage(period) {
        findings.add(.noPreviousStage, at: place["previousStageLeft"], "No stage comes before.")
      }
    case .met(let other):
      checkDuty(other, at: place["met"])
      if other == id {
        findings.add(
          .countsFromItself, at: place["met"], "It would start when it is met, and so be over.")
      }
    case .earlier(let one, let other):
      check(one, other, of: id, at: place["earlier"], period: period)
    case .later(let one, let other):
      check(one, other, of: id, at: place["later"], period: period)
    }
  }

  private mutating func check(
    _ one: ClockRule.Start, _ other: ClockRule.Start, of id: DutyID, at place: LintPlace,
    period: Period
  ) {
    check(one, of: id, at: place[0], period: period)
    check(other, of: id, at: place[1], period: period)
    if one == other {
      findings.add(.sameStartTwice, at: place[1], "Both are the same start.")
    }
  }

  private func hasPreviousStage(_ period: Period) -> Bool {
    switch period {
    case .opening, .closing: false
    case .everyStage: true
    case .stage(let index): index > 0 || isEnteredFromElsewhere(track.stages[index].id)
    }
  }

  private func isEnteredFromElsewhere(_ id: StageID) -> Bool {
    policy.tracks.contains { other in
      other.stages.flatMap(\.exits).contains { exit in
        (exit.track ?? other.id) == track.id && exit.to == id
      }
    }
  }
}

extension Limit {
  /// Whether it is known to be longer; units that differ are not compared.
  fileprivate func isLonger(than other: Limit) -> Bool {
    switch (self, other) {
    case (.workingDays(let mine), .workingDays(let its)),
      (.elapsedHours(let mine), .elapsedHours(let its)),
      (.calendarDays(let mine), .calendarDays(let its)):
      mine.value > its.value
    case (.workingDays, .sameWorkingDay): true
    case (.workingDays, _), (.elapsedHours, _), (.calendarDays, _), (.sameWorkingDay, _),
      (.withoutDelay, _):
      false
    }
  }
}
