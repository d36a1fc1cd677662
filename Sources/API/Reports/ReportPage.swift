import Casework
import Escalations
import Markup

/// An annual report as a page: what stands out first, then every table beside its picture.
struct ReportPage {
  private let report: AnnualReport

  init(_ report: AnnualReport) { self.report = report }

  /// The page.
  var html: HTMLPage {
    HTMLPage(
      title: "Escalations in \(report.year.title)", origin: report.policyTitle,
      strip: "Annual report, \(report.policy), \(report.year.title)",
      facts: [
        .init("Year", .text("\(report.year.start) to \(report.through)")),
        .init("Raised", figure(.raised, "all")),
        .init("The year before", before(.raised, "all")),
        .init("Resolved", figure(.standing, "resolved")),
        .init("Unresolved", figure(.standing, "unresolved")),
        .init("Still open", figure(.standing, "open")),
        .init("Limits missed", figure(.limits, "missed")),
      ], isPersonal: false, content: content)
  }

  private var content: [Fragment] {
    [notice] + [standards] + Self.chapters.map(chapter)
  }

  private static let chapters: [(id: String, title: String, tables: [ReportTableID])] = [
    (
      "who", "Who raised, and with whom",
      [.quarters, .raisingKinds, .raisingAgencies, .receivingAgencies, .unanswered]
    ),
    ("what", "What it was about", [.categories, .tracks, .levels, .daysToRaise]),
    (
      "course", "How it went",
      [.standing, .resolvedAt, .visits, .limits, .limitsMetByLevel]
    ),
    (
      "talk", "How people talked",
      [.discussions, .attempts, .media, .evidence, .forms]
    ),
    ("end", "What came of it", [.outcomes, .dissent, .feedback]),
    ("learning", "What was learned", [.themes, .routes, .learningByAgency, .recommendations]),
  ]

  private var notice: Fragment {
    var words = [
      "Escalations raised in the year, as they stand now; the year before is counted in the same way."
    ]
    if report.isSuppressed {
      words.append(
        "[c]: left out, because it is a small number (1 to 5), or because one could be worked out from "
          + "it. Zero is shown.")
      words.append(
        report.publishedAt == nil
          ? "Not published yet: this is what would be."
          : "Published, and kept as it was: what was recorded later is not in it.")
    }
    if report.through < report.year.end.adding(days: -1) {
      words.append("The year is not over.")
    }
    return PagePieces.notice(words.map { .element("p", [:], [.text($0)]) })
  }

  private var standards: Fragment {
    guard !report.standards.isEmpty else { return [] }
    return PagePieces.section(
      "standards", "What the policy aims at, and where to look",
      [
        PagePieces.table(
          caption: "Aims of the policy with the figures that bear on them",
          columns: [.init(title: "Aim"), .init(title: "Clause"), .init(title: "Figures")],
          rows: report.standards.map { standard in
            [
              .text(standard.title), PagePieces.whole(standard.clause),
              PagePieces.list(
                standard.figures.map { id in
                  .element("a", ["href": "#table-\(id.rawValue)"], [.text(title(of: id))])
                }),
            ]
          })
      ])
  }

  private func chapter(
    _ chapter: (id: String, title: String, tables: [ReportTableID])
  ) -> Fragment {
    let tables = chapter.tables.compactMap { id in report.tables.first { $0.id == id } }
    return PagePieces.section(chapter.id, chapter.title, tables.map(table))
  }

  private func table(_ table: AnnualReport.Table) -> Fragment {
    let years = (now: report.year.title, before: report.year.before.title)
    let chart = ReportChart(table: table, years: years)
    let isTimed = table.id == .visits
    let timed: [PagePieces.Column] = [
      .init(title: "Median days", isNumber: true), .init(title: "Mean days", isNumber: true),
    ]
    return .element(
      "div", ["class": "figure", "id": "table-\(table.id.rawValue)"],
      [
        .element("h3", [:], [.text(table.title)]),
        table.note.map(PagePieces.note) ?? [],
        chart.isWorthDrawing ? chart.svg : [],
        PagePieces.table(
          caption: "\(table.title), in figures",
          columns: [
            .init(title: "What is counted"), .init(title: years.now, isNumber: true),
            .init(title: years.before, isNumber: true),
          ] + (isTimed ? timed : []),
          rows: table.rows.map { row in
            let figures: [Fragment] = [
              .text(row.title), .text(row.now.words), .text(row.before.words),
            ]
            guard isTimed else { return figures }
            return figures + [
              .text(row.spread?.medianWords ?? "–"), .text(row.spread?.meanWords ?? "–"),
            ]
          }, hidesCaption: !chart.isWorthDrawing),
      ])
  }

  private func row(_ id: ReportTableID, _ code: String) -> AnnualReport.Row? {
    report.tables.first { $0.id == id }?.rows.first { $0.code == code }
  }

  private func figure(_ id: ReportTableID, _ code: String) -> Fragment {
    .text(row(id, code)?.now.words ?? "–")
  }

  private func before(_ id: ReportTableID, _ code: String) -> Fragment {
    .text(row(id, code)?.before.words ?? "–")
  }

  private func title(of id: ReportTableID) -> String {
    report.tables.first { $0.id == id }?.title ?? id.rawValue
  }
}
