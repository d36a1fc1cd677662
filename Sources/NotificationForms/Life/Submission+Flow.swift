public import Escalations

/// Learning that a submitted answer holds, so that it need not be typed twice.
public struct LearningNote: Sendable, Equatable {
  /// The kind, as the policy's routes name it.
  public let kind: String
  /// Routes of the policy that it takes.
  public let routes: [Code]
  /// The theme chosen, where one was.
  public let theme: Code?
  /// Its words, where it has any.
  public let words: String?
}

/// What a submission gives to the escalation beside itself.
extension Submission {
  /// Which of a duty's asked-for contents the answers are.
  func contents(of fields: [Field]) -> [Code] {
    fields.compactMap { answers[$0.id] == nil ? nil : $0.content }
  }

  /// The learning in the answers, in the order of the form.
  public func learning(of fields: [Field]) -> [LearningNote] {
    fields.flatMap { field -> [LearningNote] in
      guard let rule = field.learning, let answer = answers[field.id] else { return [] }
      return notes(rule, answer)
    }
  }

  /// A plain no is no learning; each theme chosen is one.
  private func notes(_ rule: LearningRule, _ answer: Answer) -> [LearningNote] {
    let words = rule.words.flatMap { answers[$0]?.words }
    func note(_ theme: Code? = nil, _ own: String? = nil) -> LearningNote {
      LearningNote(kind: rule.kind, routes: rule.routes, theme: theme, words: own ?? words)
    }
    switch answer {
    case .text(let text): return [note(nil, text)]
    case .yesNo(let isYes): return isYes ? [note()] : []
    case .choice(let code): return [note(code)]
    case .choices(let codes): return codes.map { note($0) }
    case .date, .practitioner, .agency, .child, .rows, .withheld, .erased: return []
    }
  }
}

extension Answer {
  /// The words of an answer that is words.
  fileprivate var words: String? {
    guard case .text(let text) = self else { return nil }
    return text
  }
}
