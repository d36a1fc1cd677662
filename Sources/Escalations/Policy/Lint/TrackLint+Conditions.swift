/// Conditions and triggers: that what they ask about exists and can happen.
extension TrackLint {
  mutating func check(
    _ condition: Condition, at place: LintPlace, isClosed: Bool = false, isDuty: Bool = false
  ) {
    switch condition {
    case .all(let conditions):
      checkEach(conditions, at: place["all"], isClosed, isDuty)
      checkContradiction(conditions, at: place["all"])
    case .any(let conditions): checkEach(conditions, at: place["any"], isClosed, isDuty)
    case .not(let inner): check(inner, at: place["not"], isClosed: isClosed, isDuty: isDuty)
    case .category(let codes):
      checkCodes(codes, in: policy.categories, "category", at: place["category"], isDuty)
    case .level(let codes):
      checkCodes(codes, in: policy.levels, "level", at: place["level"], isDuty)
    case .origin(let codes):
      checkCodes(codes, in: policy.origins, "origin", at: place["origin"], isDuty)
    case .fact(let codes): checkCodes(codes, in: policy.facts, "fact", at: place["fact"], isDuty)
    case .answered(let id, let codes): checkAnswer(id, codes, at: place["answered"])
    case .met(let id): checkKnown(id, at: place["met"])
    case .passed(let id):
      checkKnown(id, at: place["passed"])
      checkPasses(id, at: place["passed"])
    case .reached(let stage):
      if !policy.tracks.contains(where: { $0.stage(stage) != nil }) {
        findings.add(.unknownStage, at: place["reached"], "No track has a stage \(stage).")
      }
    case .ended:
      if !isClosed {
        findings.add(
          .endedTooSoon, at: place["ended"], "Only duties after closing can ask how it ended.")
      }
    case .risk, .agency, .dissent, .unstated: break
    }
  }

  private mutating func checkEach(
    _ conditions: [Condition], at place: LintPlace, _ isClosed: Bool, _ isDuty: Bool
  ) {
    for (index, condition) in conditions.enumerated() {
      check(condition, at: place[index], isClosed: isClosed, isDuty: isDuty)
    }
  }

  private mutating func checkContradiction(_ conditions: [Condition], at place: LintPlace) {
    for (index, condition) in conditions.enumerated() {
      guard case .not(let inner) = condition, conditions.contains(inner) else { continue }
      findings.add(.contradiction, at: place[index], "Another part asks for the opposite.")
    }
  }

  private mutating func checkCodes(
    _ codes: [Code], in list: [CodedText], _ noun: String, at place: LintPlace, _ isDuty: Bool
  ) {
    for (index, code) in codes.enumerated() {
      guard let entry = list.first(where: { $0.code == code }) else {
        findings.add(.unknownCode, at: place[index], "There is no \(noun) \(code).")
        continue
      }
      if isDuty, !entry.tracks.isEmpty, !entry.tracks.contains(track.id) {
        findings.add(
          .codeOfAnotherTrack, at: place[index], "The \(noun) \(code) belongs to other tracks.")
      }
    }
  }

  private mutating func checkAnswer(_ id: DutyID, _ codes: [Code], at place: LintPlace) {
    checkKnown(id, at: place["duty"])
    let duties = duties(named: id)
    guard !duties.isEmpty else { return }
    let answers = Set(duties.flatMap(\.answers).map(\.code))
    if answers.isEmpty {
      findings.add(.asksNothing, at: place["duty"], "The duty \(id) asks for no answer.")
      return
    }
    for (index, code) in codes.enumerated() where !answers.contains(code) {
      findings.add(
        .unknownAnswer, at: place["with"][index], "The duty \(id) has no answer \(code).")
    }
  }

  /// Limits without a number never pass.
  private mutating func checkPasses(_ id: DutyID, at place: LintPlace) {
    let duties = duties(named: id)
    if !duties.isEmpty, !duties.contains(where: \.canPass) {
      findings.add(.neverPasses, at: place, "The duty \(id) has no limit that could pass.")
    }
  }

  /// Conditions outlive a crossing, so they may name duties of other tracks.
  private mutating func checkKnown(_ id: DutyID, at place: LintPlace) {
    if duties(named: id).isEmpty {
      findings.add(.unknownDuty, at: place, "No track has a duty \(id).")
    }
  }

  private func duties(named id: DutyID) -> [Duty] { policy.tracks.compactMap { $0.duty(id) } }

  mutating func check(_ trigger: Trigger, at place: LintPlace) {
    switch trigger {
    case .any(let triggers):
      for (index, inner) in triggers.enumerated() { check(inner, at: place["any"][index]) }
    case .met(let id): checkKnown(id, at: place["met"])
    case .answered(let id, let codes): checkAnswer(id, codes, at: place["answered"])
    case .passed(let id):
      checkKnown(id, at: place["passed"])
      checkPasses(id, at: place["passed"])
    case .recorded: break
    }
  }
}

extension Condition {
  /// Whether it asks about what only an escalation under way can have behind it.
  var asksForHistory: Bool {
    switch self {
    case .all(let conditions), .any(let conditions): conditions.contains(where: \.asksForHistory)
    case .not(let condition): condition.asksForHistory
    case .answered, .met, .passed, .reached, .ended, .dissent: true
    case .category, .level, .origin, .fact, .risk, .agency, .unstated: false
    }
  }
}

extension Duty {
  /// Whether it has a limit that can pass.
  fileprivate var canPass: Bool {
    guard let clock, clock.provenance.basis != .notStated else { return false }
    return clock.limit != .fixed(.withoutDelay)
  }
}
