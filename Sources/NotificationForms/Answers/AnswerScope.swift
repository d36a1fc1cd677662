import Escalations

/// Where a condition is asked: a form's answers, perhaps a row of one of its tables, and the
/// escalation.
struct AnswerScope {
  let answers: Answers
  /// The row, inside a table.
  var row: Answers?
  /// The columns of that table, whose names go before the form's.
  var columns: [Field] = []
  let escalation: Escalation

  init(answers: Answers, escalation: Escalation) {
    self.answers = answers
    self.escalation = escalation
  }

  /// The scope of a row.
  func entering(_ row: Answers, _ columns: [Field]) -> AnswerScope {
    var scope = self
    scope.row = row
    scope.columns = columns
    return scope
  }

  /// Whether the condition holds.
  func holds(_ condition: FieldCondition) -> Bool {
    switch condition {
    case .all(let parts): parts.allSatisfy(holds)
    case .any(let parts): parts.contains(where: holds)
    case .not(let part): !holds(part)
    case .answered(let field): answer(to: field) != nil
    case .yes(let field): answer(to: field) == .yesNo(true)
    case .no(let field): answer(to: field) == .yesNo(false)
    case .chosen(let field, let codes): chosen(field).contains(where: codes.contains)
    case .reached(let stage): escalation.visits.contains { $0.stage == stage }
    case .hasChild: !escalation.raised.children.isEmpty
    case .closed: !escalation.isOpen
    }
  }

  /// Whether the field is asked at all.
  func asks(_ field: Field) -> Bool { field.shownIf.map(holds) ?? true }

  /// Whether a part is incomplete without an answer to it.
  func demands(_ field: Field) -> Bool {
    switch field.requirement {
    case .optional: false
    case .required: true
    case .requiredIf(let condition): holds(condition)
    }
  }

  private func answer(to field: FieldID) -> Answer? {
    if let row, columns.contains(where: { $0.id == field }) { return row[field] }
    return answers[field]
  }

  private func chosen(_ field: FieldID) -> [Code] {
    switch answer(to: field) {
    case .choice(let code)?: [code]
    case .choices(let codes)?: codes
    case .text?, .date?, .yesNo?, .practitioner?, .agency?, .child?, .rows?, .withheld?, .erased?,
      nil:
      []
    }
  }
}
