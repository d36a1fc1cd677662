import Escalations

/// What can be wrong with a field or a column.
extension FormLint {
  /// The longest text that a field may ask for.
  static let longestText = 20_000
  /// The most rows that a table may have.
  static let mostRows = 100

  mutating func check(_ field: Field, in section: FormSection, at pointer: String) {
    checkCommon(field, at: pointer)
    checkConditions(of: field, columns: [], at: pointer)
    switch field.kind {
    case .table(let columns, let maxRows): check(columns, maxRows, of: field, at: pointer)
    case .signature(let author): checkSignature(field, of: author, in: section, at: pointer)
    case .text, .lines, .date, .yesNo, .choice, .choices, .practitioner, .agency, .child: break
    }
    if let source = field.prefilledFrom { check(source, of: field, at: pointer) }
    if let rule = field.learning { check(rule, of: field, at: pointer + "/learning") }
  }

  /// What is asked of fields and columns alike.
  private mutating func checkCommon(_ field: Field, at pointer: String) {
    checkWords(field.label, at: pointer + "/label")
    if let hint = field.hint { checkWords(hint, at: pointer + "/hint") }
    if field.mayBeWithheld, field.prefilledFrom != nil {
      find(pointer + "/prefilledFrom", "What may be withheld is never filled in from the record.")
    }
    if field.mayBeWithheld, field.sensitivity == .plain {
      find(pointer + "/sensitivity", "What may be withheld is personal or narrative.")
    }
    checkSensitivity(of: field, at: pointer)
    let kind = pointer + "/kind/" + field.kind.name.rawValue
    switch field.kind {
    case .text(let max), .lines(let max):
      if !(1...FormLint.longestText).contains(max) {
        find(kind + "/max", "A length is from 1 to \(FormLint.longestText).")
      }
    case .choice(let choices), .choices(let choices):
      if choices.count < 2 { find(kind, "A choice is among two at least.") }
      checkUnique(choices.map(\.code), "choice") {
        kind + "/\($0)/code"
      }
    case .date, .yesNo, .practitioner, .agency, .child, .table, .signature: break
    }
  }

  private mutating func checkSensitivity(of field: Field, at pointer: String) {
    let pointer = pointer + "/sensitivity"
    switch (field.kind, field.sensitivity) {
    case (.text, .plain), (.lines, .plain), (.agency, .plain):
      find(pointer, "Free words may name anybody: they are narrative or personal.")
    case (.practitioner, .plain), (.practitioner, .narrative), (.child, .plain),
      (.child, .narrative):
      find(pointer, "It names a person, and is personal.")
    case (.date, .narrative), (.yesNo, .narrative), (.choice, .narrative), (.choices, .narrative),
      (.table, .narrative), (.signature, .narrative):
      find(pointer, "It holds no free words.")
    case (.yesNo, .personal), (.choice, .personal), (.choices, .personal), (.table, .personal),
      (.signature, .personal):
      find(pointer, "It is kept in the form's own record; its texts have their own sensitivity.")
    case (.date, .personal(let kind)):
      if kind != .birthDate { find(pointer, "A personal date holds a birth date.") }
    case (_, .personal(.narrative)): find(pointer, "Narrative is a sensitivity of its own.")
    case (.text, _), (.lines, _), (.date, .plain), (.yesNo, .plain), (.choice, .plain),
      (.choices, .plain), (.practitioner, .personal), (.agency, _), (.child, .personal),
      (.table, .plain), (.signature, .plain):
      break
    }
  }

  private mutating func check(
    _ columns: [Field], _ maxRows: Int, of table: Field, at pointer: String
  ) {
    if !(1...FormLint.mostRows).contains(maxRows) {
      find(pointer + "/kind/table/maxRows", "A table has from 1 to \(FormLint.mostRows) rows.")
    }
    if columns.isEmpty { find(pointer + "/kind/table/columns", "A table has at least one column.") }
    if table.mayBeWithheld { find(pointer + "/mayBeWithheld", "Say this of its columns.") }
    checkUnique(columns.map(\.id), "column") { pointer + "/kind/table/columns/\($0)/id" }
    for (index, column) in columns.enumerated() {
      let place = pointer + "/kind/table/columns/\(index)"
      checkCommon(column, at: place)
      checkConditions(of: column, columns: columns, at: place)
      check(column, of: table, at: place)
    }
  }

  private mutating func check(_ column: Field, of table: Field, at pointer: String) {
    switch column.kind {
    case .table, .signature, .choices:
      find(pointer + "/kind", "A column holds a single answer.")
    case .text, .lines, .date, .yesNo, .choice, .practitioner, .agency, .child: break
    }
    if column.learning != nil { find(pointer + "/learning", "A column gives no learning.") }
    if column.content != nil { find(pointer + "/content", "Say this of the table.") }
    guard let source = column.prefilledFrom else { return }
    guard case .rows(let sources, _)? = table.prefilledFrom?.fit, sources.contains(source),
      case .column(let kinds) = source.fit, kinds.contains(column.kind.name)
    else {
      find(
        pointer + "/prefilledFrom", "The table's rows have no such column, or not for this kind.")
      return
    }
  }

  private mutating func check(_ source: PrefillSource, of field: Field, at pointer: String) {
    let fits: Bool
    switch source.fit {
    case .single(let kinds): fits = kinds.contains(field.kind.name)
    case .rows(_, let orLines):
      fits = field.kind.name == .table || orLines && field.kind.name == .lines
    case .column: fits = false
    }
    if !fits { find(pointer + "/prefilledFrom", "This source does not fit this kind of field.") }
  }

  private mutating func checkSignature(
    _ field: Field, of author: AuthorID, in section: FormSection, at pointer: String
  ) {
    if template.author(author) == nil {
      find(pointer + "/kind/signature", "The template has no author of that name.")
    } else if template.part(section.part)?.signedBy.contains(author) == false {
      find(pointer + "/kind/signature", "This part is not signed by that author.")
    }
    if field.requirement != .optional {
      find(pointer + "/required", "Whether a signature is needed is said of the part.")
    }
  }

  private mutating func check(_ rule: LearningRule, of field: Field, at pointer: String) {
    switch field.kind {
    case .text, .lines, .yesNo, .choice, .choices: break
    case .date, .practitioner, .agency, .child, .table, .signature:
      find(pointer, "This kind of field gives no learning.")
    }
    if let words = rule.words {
      switch template.field(words)?.kind {
      case .text?, .lines?:
        if template.section(of: words)?.part != template.section(of: field.id)?.part {
          find(pointer + "/words", "The words are sent with the same part.")
        }
      case .date?, .yesNo?, .choice?, .choices?, .practitioner?, .agency?, .child?, .table?,
        .signature?, nil:
        find(pointer + "/words", "This names a field of words.")
      }
    }
  }
}
