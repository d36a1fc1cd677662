import Casework
import Escalations
import Markup
import NotificationForms

/// Writes a form as a page: what the paper form says, what was answered, who signed.
struct FormPageAuthor {
  private let form: FormPage
  private let agency: String
  private let titles: [AgencyID: String]
  private let asOf: String
  private let isDraft: Bool

  /// A form as a page; `titles` are the agencies'.
  init(_ view: FormView, titles: [AgencyID: String], zone: ZoneTransitions, now: Instant) {
    form = view.page
    let agency = view.form.begun.agency
    self.agency = titles[agency] ?? agency.text
    self.titles = titles
    isDraft = view.form.filings.isEmpty && !view.form.isOver
    asOf = zone.localDate(of: now).inWords
  }

  /// The page.
  var page: HTMLPage {
    HTMLPage(
      title: form.title, origin: form.policy,
      strip: "\(form.form) – \(form.version) – as of \(asOf) – Contains personal data",
      facts: facts,
      isPersonal: true,
      content: notices + form.sections.enumerated().map(section) + addenda + principles)
  }

  private var facts: [PagePieces.Fact] {
    [
      PagePieces.Fact("Escalation", .text(form.reference.text)),
      PagePieces.Fact("Record number", .text(form.form.text)),
      PagePieces.Fact("Form", .text(form.version)),
      PagePieces.Fact("Policy version", .text(form.policyVersion)),
      PagePieces.Fact("Begun by", .text(agency)), PagePieces.Fact("As of", .text(asOf)),
    ]
      + form.standings.map { standing in
        let pieces = standing.split(separator: ":", maxSplits: 1)
        let words = pieces.last.map { $0.drop { $0 == " " } } ?? ""
        return PagePieces.Fact(pieces.first.map(String.init) ?? "", .text(String(words)))
      }
  }

  private var notices: [Fragment] {
    let draft = isDraft ? ["Draft: nothing of this form has been submitted."] : []
    let words = draft + form.notices
    return words.isEmpty
      ? [] : [PagePieces.notice(words.map { .element("p", [:], [.text($0)]) })]
  }

  private func section(_ place: Int, _ section: FormPage.Section) -> Fragment {
    var content: [Fragment] = []
    if let hint = section.hint { content.append(PagePieces.note(hint)) }
    if let author = section.author { content.append(PagePieces.note("Written by: \(author)")) }
    content.append(.element("dl", ["class": "entries"], section.entries.map(entry)))
    return PagePieces.section("section-\(place + 1)", section.title, content)
  }

  private func entry(_ entry: FormPage.Entry) -> Fragment {
    var label: [Fragment] = [.text(entry.label)]
    if let hint = entry.hint {
      label.append(.element("span", ["class": "hint"], [.text(hint)]))
    }
    if entry.isPrefilled {
      let events = entry.sources.map(String.init).joined(separator: ", ")
      let words = entry.sources.count == 1 ? "event" : "events"
      label.append(
        .element(
          "span", ["class": "hint"], [.text("Filled in from the record, \(words) \(events)")]))
    }
    return .element(
      "div", [:],
      [.element("dt", [:], label), .element("dd", [:], [value(entry.value, entry.label)])])
  }

  private func value(_ value: FormPage.Value, _ label: String) -> Fragment {
    switch value {
    case .empty: .element("span", ["class": "blank"], ["Not answered"])
    case .text(let text): PagePieces.words(text)
    case .date(let date): PagePieces.whole(date.inWords)
    case .list(let items):
      items.isEmpty
        ? self.value(.empty, label) : PagePieces.list(items.map { .text($0) })
    case .pairs(let pairs):
      PagePieces.facts(pairs.map { PagePieces.Fact($0.label, self.value($0.value, $0.label)) })
    case .table(let columns, let rows): table(columns, rows, label)
    case .signature(let signature): self.signature(signature)
    case .withheld: .element("span", ["class": "blank"], ["Withheld, for safety"])
    case .erased: .element("span", ["class": "blank"], ["Erased from the record under a rule"])
    }
  }

  private func table(
    _ columns: [String], _ rows: [[FormPage.Value]], _ label: String
  ) -> Fragment {
    if rows.isEmpty { return value(.empty, label) }
    let (columns, rows) = spread(columns, rows)
    return PagePieces.table(
      caption: label, columns: columns.map { PagePieces.Column(title: $0) },
      rows: rows.map { row in zip(columns, row).map { value($1, $0) } }, namesRows: false,
      hidesCaption: true)
  }

  /// People and children have a column for each thing that is asked of them, as on paper.
  private func spread(
    _ columns: [String], _ rows: [[FormPage.Value]]
  ) -> ([String], [[FormPage.Value]]) {
    let labels = columns.indices.map { column in
      rows.lazy.compactMap { $0[column].labels }.first ?? [columns[column]]
    }
    let cells = rows.map { row in
      zip(row, labels).flatMap { value, labels -> [FormPage.Value] in
        if case .pairs(let pairs) = value { return pairs.map(\.value) }
        return [value] + Array(repeating: .empty, count: labels.count - 1)
      }
    }
    return (labels.flatMap { $0 }, cells)
  }

  private func signature(_ signature: FormPage.Signature) -> Fragment {
    switch signature {
    case .open:
      .element(
        "div", ["class": "signature"], [.element("span", ["class": "blank"], ["Not signed"])])
    case .signed(let name, let role, let date):
      .element(
        "div", ["class": "signature"],
        [
          .element("strong", [:], [.text(name ?? "Name erased from the record")]),
          .text(role.map { ", \($0)" } ?? ""),
          .element("span", ["class": "hint"], [.text("Signed on \(date.inWords)")]),
        ])
    }
  }

  private var addenda: [Fragment] {
    if form.addenda.isEmpty { return [] }
    let entries = form.addenda.map { note in
      PagePieces.section(
        "addendum-\(note.number)", "Addendum \(note.number) to: \(note.part)",
        [
          PagePieces.note("Added \(by(note.agency)) on \(note.on.inWords)"),
          note.text.map(PagePieces.words) ?? value(.erased, ""),
        ])
    }
    return entries
  }

  private func by(_ agency: AgencyID?) -> String {
    "by " + (agency.map { titles[$0] ?? $0.text } ?? "the partnership")
  }

  private var principles: [Fragment] {
    if form.principles.isEmpty { return [] }
    return [
      PagePieces.section(
        "principles", "Principles that hold at every stage",
        [PagePieces.list(form.principles.map { .text($0) })])
    ]
  }
}

extension FormPage.Value {
  /// The labels within it, where it has any.
  fileprivate var labels: [String]? {
    guard case .pairs(let pairs) = self else { return nil }
    return pairs.map(\.label)
  }
}
