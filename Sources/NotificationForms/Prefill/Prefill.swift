public import Escalations

/// Fills a form in from the record, as far as whoever begins it may see that record.
///
/// `events` are those that the agency may see, so nothing that is hidden from it gets into a form.
/// An address has no source, and a field that may be withheld is never filled in.
public struct Prefill {
  let template: Template
  let policy: Policy
  let escalation: Escalation
  let events: [RecordedEvent]
  let agency: AgencyID
  let zone: ZoneTransitions
  let title: (AgencyID) -> String?
  let words: RecordWords

  /// A filling-in for an agency; `title` gives agencies the titles people know.
  public init(
    template: Template, policy: Policy, escalation: Escalation, events: [RecordedEvent],
    for agency: AgencyID, zone: ZoneTransitions, title: @escaping (AgencyID) -> String?
  ) {
    self.template = template
    self.policy = policy
    self.escalation = escalation
    self.events = events
    self.agency = agency
    self.zone = zone
    self.title = title
    words = RecordWords(events)
  }

  /// What the record fills in.
  public func prefilled() -> Prefilled {
    var prefilled = Prefilled()
    for field in template.fields {
      guard let source = field.prefilledFrom, !field.mayBeWithheld else { continue }
      fill(field, from: source, into: &prefilled)
    }
    return prefilled
  }

  private func fill(_ field: Field, from source: PrefillSource, into prefilled: inout Prefilled) {
    let place = FormPlace().field(field)
    switch source.fit {
    case .rows:
      let rows = rows(of: source)
      if case .table(let columns, let maxRows) = field.kind {
        fill(columns, rows, maxRows: maxRows, of: field, into: &prefilled)
      } else if let lines = lines(rows), let answer = field.kind.fitted(lines.answer) {
        prefilled.answers[field.id] = answer
        prefilled.origins.append(PrefillOrigin(pointer: place.pointer, events: lines.events))
      }
    case .single, .column:
      guard let filled = single(source), let answer = field.kind.fitted(filled.answer) else {
        return
      }
      prefilled.answers[field.id] = answer
      prefilled.origins.append(PrefillOrigin(pointer: place.pointer, events: filled.events))
    }
  }

  private func fill(
    _ columns: [Field], _ rows: [FilledRow], maxRows: Int, of field: Field,
    into prefilled: inout Prefilled
  ) {
    let table = FormPlace().field(field)
    var filled: [Answers] = []
    for row in rows.prefix(maxRows) {
      var answers = Answers()
      let place = table.row(filled.count)
      for column in columns where !column.mayBeWithheld {
        guard let source = column.prefilledFrom, let cell = row[source],
          let answer = column.kind.fitted(cell)
        else { continue }
        answers[column.id] = answer
        let pointer = place.field(column).pointer
        prefilled.origins.append(PrefillOrigin(pointer: pointer, events: row.events))
      }
      if !answers.isEmpty { filled.append(answers) }
    }
    if !filled.isEmpty { prefilled.answers[field.id] = .rows(filled) }
    if rows.count > maxRows {
      prefilled.leftOut.append(
        Prefilled.LeftOut(pointer: table.pointer, rows: rows.count - maxRows))
    }
  }

  /// Rows as one text, a line for each.
  private func lines(_ rows: [FilledRow]) -> Filled? {
    let lines = rows.map { row in
      [PrefillSource.stage, .date, .what, .who, .dueOn]
        .compactMap { row[$0]?.line }.joined(separator: "; ")
    }
    let events = rows.flatMap(\.events)
    if lines.isEmpty { return nil }
    return Filled(answer: .text(lines.joined(separator: "\n")), events: events.uniqued)
  }
}

/// An answer out of the record, with the events it was read from.
struct Filled {
  let answer: Answer
  let events: [Int]
}

/// A row out of the record.
struct FilledRow {
  var cells: [PrefillSource: Answer]
  let events: [Int]

  subscript(source: PrefillSource) -> Answer? { cells[source] }
}

extension [Int] {
  /// In order, each once.
  var uniqued: [Int] { Set(self).sorted() }
}

extension Answer {
  /// A cell as a piece of a line.
  fileprivate var line: String? {
    switch self {
    case .text(let text): text
    case .date(let date): date.inWords
    case .yesNo, .choice, .choices, .practitioner, .agency, .child, .rows, .withheld, .erased: nil
    }
  }
}

extension FieldKind {
  /// The answer as the kind can hold it: words are cut to its length, and lines to one line.
  fileprivate func fitted(_ answer: Answer) -> Answer? {
    guard case .text(let text) = answer else { return answer }
    switch self {
    case .text(let max): return .text(text.onOneLine.cut(to: max))
    case .lines(let max): return .text(text.cut(to: max))
    case .date, .yesNo, .choice, .choices, .practitioner, .agency, .child, .table, .signature:
      return nil
    }
  }
}

extension String {
  /// The text with each run of line ends as one space.
  fileprivate var onOneLine: String {
    split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  /// The text, cut where it is longer, and marked as cut.
  fileprivate func cut(to max: Int) -> String {
    guard unicodeScalars.count > max else { return self }
    var cut = String(String.UnicodeScalarView(unicodeScalars.prefix(Swift.max(max - 1, 0))))
    if max > 0 { cut.append("…") }
    return cut
  }
}
