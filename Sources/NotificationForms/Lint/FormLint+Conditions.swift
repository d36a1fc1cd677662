import Escalations

/// What can be wrong with a condition.
extension FormLint {
  mutating func checkConditions(of field: Field, columns: [Field], at pointer: String) {
    if case .requiredIf(let condition) = field.requirement {
      check(condition, of: field, columns, at: pointer + "/requiredIf")
    }
    guard let shownIf = field.shownIf else { return }
    check(shownIf, of: field, columns, at: pointer + "/shownIf")
    if columns.isEmpty, isCircular(field) {
      find(pointer + "/shownIf", "Whether it is shown depends on itself.")
    }
  }

  private mutating func check(
    _ condition: FieldCondition, of field: Field, _ columns: [Field], at pointer: String
  ) {
    switch condition {
    case .all(let parts):
      if parts.isEmpty { find(pointer + "/all", "Name at least one.") }
      for (index, part) in parts.enumerated() {
        check(part, of: field, columns, at: pointer + "/all/\(index)")
      }
    case .any(let parts):
      if parts.isEmpty { find(pointer + "/any", "Name at least one.") }
      for (index, part) in parts.enumerated() {
        check(part, of: field, columns, at: pointer + "/any/\(index)")
      }
    case .not(let part): check(part, of: field, columns, at: pointer + "/not")
    case .answered(let id): find(id, asking: nil, of: field, columns, at: pointer + "/answered")
    case .yes(let id): find(id, asking: [.yesNo], of: field, columns, at: pointer + "/yes")
    case .no(let id): find(id, asking: [.yesNo], of: field, columns, at: pointer + "/no")
    case .chosen(let id, let codes):
      find(
        id, asking: [.choice, .choices], of: field, columns, at: pointer + "/chosen/field")
      checkCodes(codes, of: id, columns, at: pointer + "/chosen/codes")
    case .reached, .hasChild, .closed: break
    }
  }

  private mutating func find(
    _ id: FieldID, asking kinds: [FieldKind.Name]?, of field: Field, _ columns: [Field],
    at pointer: String
  ) {
    guard let asked = columns.first(where: { $0.id == id }) ?? template.field(id) else {
      find(pointer, "The template has no field of that name.")
      return
    }
    if asked.id == field.id, columns.isEmpty || columns.contains(where: { $0.id == id }) {
      find(pointer, "A field does not depend on itself.")
    }
    if let kinds, !kinds.contains(asked.kind.name) {
      let wanted = kinds.map(\.rawValue).joined(separator: " or ")
      find(pointer, "This asks for a field of kind \(wanted).")
    }
    if case .signature = asked.kind {
      find(pointer, "Whether somebody signed is no condition.")
    }
  }

  private mutating func checkCodes(
    _ codes: [Code], of id: FieldID, _ columns: [Field], at pointer: String
  ) {
    if codes.isEmpty { find(pointer, "Name at least one.") }
    let asked = columns.first { $0.id == id } ?? template.field(id)
    let offered: [Choice]
    switch asked?.kind {
    case .choice(let choices)?, .choices(let choices)?: offered = choices
    case .text?, .lines?, .date?, .yesNo?, .practitioner?, .agency?, .child?, .table?,
      .signature?, nil:
      return
    }
    for (index, code) in codes.enumerated() where !offered.contains(where: { $0.code == code }) {
      find(pointer + "/\(index)", "The field does not offer this code.")
    }
  }

  /// Whether following what a field's being shown depends on leads back to it.
  private func isCircular(_ field: Field) -> Bool {
    var reached: Set<FieldID> = []
    var waiting = field.shownIf?.fields ?? []
    while let id = waiting.popLast() {
      if id == field.id { return true }
      if reached.insert(id).inserted { waiting += template.field(id)?.shownIf?.fields ?? [] }
    }
    return false
  }
}
