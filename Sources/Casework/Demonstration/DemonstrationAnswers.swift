import Escalations
import NotificationForms

/// Invented answers to whatever a form asks.
struct DemonstrationAnswers {
  /// The keys of the escalation's children.
  let children: [String]
  /// The agency on the other side.
  let other: AgencyID?
  let today: CivilDate
  var random: SeededRandom

  /// The answers that are there, and invented ones where there are none.
  mutating func filled(_ answers: Answers, _ fields: [Field]) -> Answers {
    var filled = answers
    for field in fields { filled[field.id] = answer(to: field, beside: answers[field.id]) }
    return filled
  }

  private mutating func answer(to field: Field, beside old: Answer?) -> Answer? {
    switch (field.kind, old) {
    case (.table(let columns, _), .rows(let rows)?): return .rows(rows.map { filled($0, columns) })
    case (.table(let columns, _), nil): return .rows([filled(Answers(), columns)])
    case (.practitioner(let labels), _): return practitioner(labels, beside: old)
    case (.child(let labels), _): return child(labels, beside: old)
    case (_, .some(let old)): return old
    // Meetings are of record, or did not take place.
    case (.date, nil) where field.prefilledFrom != nil && field.requirement == .optional: return nil
    case (let kind, nil): return field.mayBeWithheld ? .withheld : answer(to: field, kind)
    }
  }

  private mutating func answer(to field: Field, _ kind: FieldKind) -> Answer? {
    switch kind {
    case .text(let max): return .text(String(line(field).prefix(max)))
    case .lines(let max): return .text(String(any(of: DemonstrationWords.answers).prefix(max)))
    case .date: return .date(today)
    case .yesNo: return .yesNo(random.happens(50))
    case .choice(let offered): return random.leaning(offered).map { .choice($0.code) }
    case .choices(let offered): return random.leaning(offered).map { .choices([$0.code]) }
    case .agency: return other.map { .agency(AgencyAnswer(id: $0, name: nil)) }
    case .practitioner, .child, .table, .signature: return nil
    }
  }

  private mutating func line(_ field: Field) -> String {
    if case .personal = field.sensitivity {
      return "M-\(Int.random(in: 1_000...9_999, using: &random))"
    }
    return any(of: DemonstrationWords.lines)
  }

  private mutating func practitioner(_ labels: PractitionerLabels, beside old: Answer?) -> Answer {
    var answer = PractitionerAnswer()
    if case .practitioner(let old)? = old { answer = old }
    answer.name = answer.name ?? any(of: DemonstrationWords.practitioners)
    if labels.role != nil { answer.role = answer.role ?? any(of: DemonstrationWords.posts) }
    if labels.agency != nil { answer.agency = answer.agency ?? any(of: DemonstrationWords.lines) }
    return .practitioner(answer)
  }

  private mutating func child(_ labels: ChildLabels, beside old: Answer?) -> Answer? {
    var answer = ChildAnswer(key: children.first)
    if case .child(let old)? = old { answer = old }
    answer.name = answer.name ?? any(of: DemonstrationWords.children)
    if labels.birthDate != nil { answer.birth = answer.birth ?? .notKnown }
    return .child(answer)
  }

  private mutating func any(of words: [String]) -> String {
    words.randomElement(using: &random) ?? "Noted."
  }
}
