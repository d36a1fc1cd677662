public import Escalations

/// What must hold, and what opens a duty, in words.
extension PolicyPhrases {
  /// What must hold: "if …" or "unless …".
  public func condition(_ condition: Condition) -> String {
    if case .not(let part) = condition { return "\(PolicyWord.unless) \(clause(part))" }
    return "\(PolicyWord.if) \(clause(condition))"
  }

  private func clause(_ condition: Condition, isNested: Bool = false) -> String {
    switch condition {
    case .all(let parts): joined(parts, .and, isNested)
    case .any(let parts): joined(parts, .or, isNested)
    case .not(let part): "\(PolicyWord.not) (\(clause(part)))"
    case .category(let codes): "\(PolicyWord.areaIs) \(titles(codes, policy.categories))"
    case .level(let codes): "\(PolicyWord.levelIs) \(titles(codes, policy.levels))"
    case .origin(let codes): "\(PolicyWord.comesFrom) \(titles(codes, policy.origins))"
    case .fact(let codes): "\(PolicyWord.isStated) \(titles(codes, policy.facts))"
    case .risk(let answers): "\(PolicyWord.immediateRiskIs) \(list(answers.map(Self.risk)))"
    case .agency(let kind, let side): "\(Self.kind(kind)) \(Self.place(side))"
    case .answered(let id, let codes):
      "\(duty(id)) \(PolicyWord.isAnswered) \(answers(codes, to: id))"
    case .met(let id): "\(duty(id)) \(PolicyWord.isDone)"
    case .reached(let id): "\(stage(id)) \(PolicyWord.isReached)"
    case .ended(let endings): "\(PolicyWord.hasEnded) \(list(endings.map(Self.ending)))"
    case .dissent: "\(PolicyWord.somebodyDissents)"
    case .passed(let id): "\(PolicyWord.limitOf) \(duty(id)) \(PolicyWord.hasPassed)"
    }
  }

  private func joined(_ parts: [Condition], _ word: PolicyWord, _ isNested: Bool) -> String {
    if parts.isEmpty { return "\(PolicyWord.always)" }
    let clauses = parts.map { clause($0, isNested: parts.count > 1) }
    let text = clauses.joined(separator: " \(word) ")
    return isNested && parts.count > 1 ? "(\(text))" : text
  }

  private func titles(_ codes: [Code], _ list: [CodedText]) -> String {
    quoted(codes.map { code in list.first { $0.code == code }?.title ?? code.text })
  }

  private func answers(_ codes: [Code], to id: DutyID) -> String {
    let asked = track.duty(id) ?? policy.tracks.lazy.compactMap { $0.duty(id) }.first
    return quoted(
      codes.map { code in asked?.answers.first { $0.code == code }?.title ?? code.text })
  }

  private func list(_ words: [PolicyWord]) -> String {
    words.map(\.rawValue).joined(separator: " \(PolicyWord.or) ")
  }

  /// What opens a duty: "once …", "if …".
  public func trigger(_ trigger: Trigger) -> String {
    switch trigger {
    case .any(let parts): parts.map(self.trigger).joined(separator: " \(PolicyWord.or) ")
    case .met(let id): "\(PolicyWord.once) \(clause(.met(id)))"
    case .answered(let id, let codes): "\(PolicyWord.if) \(clause(.answered(id, codes)))"
    case .passed(let id): "\(PolicyWord.once) \(clause(.passed(id)))"
    case .recorded(let occurrence): "\(PolicyWord.once) \(Self.occurrence(occurrence))"
    }
  }

  private static func occurrence(_ occurrence: Occurrence) -> PolicyWord {
    switch occurrence {
    case .action: .actionNoted
    case .decision: .decisionRecorded
    case .dissent: .dissentRecorded
    case .discussion: .discussionRecorded
    case .outstandingIssue: .issueOutstanding
    }
  }

  private static func risk(_ answer: RiskAnswer) -> PolicyWord {
    switch answer {
    case .yes: .yes
    case .no: .no
    case .notKnown: .notKnown
    }
  }

  private static func place(_ side: Side?) -> PolicyWord {
    switch side {
    case nil: .takesPart
    case .raising: .isOnRaisingSide
    case .receiving: .isOnReceivingSide
    case .involved: .isOnNeitherSide
    }
  }

  private static func ending(_ ending: Ending) -> PolicyWord {
    switch ending {
    case .resolved: .resolved
    case .withdrawn: .withdrawn
    case .unresolved: .unresolved
    case .transferred: .transferred
    }
  }
}
