public import Escalations

/// By when, in words.
extension PolicyPhrases {
  /// How long at most, and at best.
  public func limit(_ rule: ClockRule) -> String {
    let best = rule.target.map { "; \(PolicyWord.best) \(length($0, isGuide: false))" } ?? ""
    return length(rule.limit, isGuide: rule.isGuide) + best
  }

  private func length(_ length: ClockRule.Length, isGuide: Bool) -> String {
    switch length {
    case .fixed(let limit): self.length(limit, isGuide: isGuide)
    case .setByRole(let ids):
      "\(PolicyWord.noNumber): \(PolicyWord.setForEachCase) \(roles(ids))"
    case .agreedBySides: "\(PolicyWord.noNumber): \(PolicyWord.agreedForEachCase)"
    }
  }

  private func length(_ limit: Limit, isGuide: Bool) -> String {
    let within: PolicyWord = isGuide ? .about : .within
    func count(_ count: Limit.Count, _ one: PolicyWord, _ many: PolicyWord) -> String {
      "\(within) \(count.value) \(count.value == 1 ? one : many)"
    }
    return switch limit {
    case .workingDays(let days): count(days, .workingDay, .workingDays)
    case .elapsedHours(let hours): count(hours, .hour, .hours) + ", \(PolicyWord.everyHour)"
    case .calendarDays(let days): count(days, .day, .days) + ", \(PolicyWord.everyDay)"
    case .sameWorkingDay: "\(PolicyWord.sameWorkingDay)"
    case .withoutDelay: "\(PolicyWord.withoutDelay)"
    }
  }

  /// From when it is counted; `isStage` for a stage's own limit.
  public func start(_ rule: ClockRule, isStage: Bool) -> String {
    "\(PolicyWord.countedFrom) \(moment(rule.from, isStage: isStage))"
  }

  private func moment(_ start: ClockRule.Start, isStage: Bool) -> String {
    switch start {
    case .entry: "\(isStage ? PolicyWord.enteringStage : .fallingDue)"
    case .previousStageLeft: "\(PolicyWord.leavingBefore)"
    case .met(let id): "\(PolicyWord.when) \(duty(id)) \(PolicyWord.isDone)"
    case .date(.arose): "\(PolicyWord.dayItArose)"
    case .date(.raisedWithOtherSide): "\(PolicyWord.dayRaisedWithOtherSide)"
    case .date(.raised): "\(PolicyWord.raising)"
    case .earlier(let one, let other): either(one, other, .whicheverFirst, isStage)
    case .later(let one, let other): either(one, other, .whicheverLast, isStage)
    }
  }

  private func either(
    _ one: ClockRule.Start, _ other: ClockRule.Start, _ which: PolicyWord, _ isStage: Bool
  ) -> String {
    "\(moment(one, isStage: isStage)) \(PolicyWord.or) \(moment(other, isStage: isStage)), \(which)"
  }

  /// Who may change it; nil if nobody.
  public func changes(_ rule: ClockRule) -> String? {
    var phrases: [String] = []
    switch rule.agreement {
    case .none: break
    case .earlier: phrases.append("\(PolicyWord.mayAgreeEarlier)")
    case .any where rule.limit == .agreedBySides: break
    case .any: phrases.append("\(PolicyWord.mayAgreeAny)")
    }
    if !rule.setBy.isEmpty { phrases.append("\(PolicyWord.mayBeSet) \(roles(rule.setBy))") }
    return phrases.isEmpty ? nil : phrases.joined(separator: "; ")
  }

  /// Whether counting has a start worth saying: without a number nothing is counted.
  public static func isCounted(_ rule: ClockRule) -> Bool {
    switch rule.limit {
    case .fixed(.withoutDelay), .setByRole, .agreedBySides: false
    case .fixed: true
    }
  }
}
