import Casework
import Escalations
import HTTP
import JSON
import Markup
import NotificationForms

/// Recurring issues by area and by clause over time, with what was recommended and whether it was done.
enum ThemeReads {
  static let mediaTypes = ["application/json", "text/html"]

  static let query: [Member] = [
    .required("policy", .key, "The policy."),
    .required(
      "year", .integer(2_000...2_100),
      "The year whose quarters, and those of the year before, are counted: 2025 for 2025-26."),
  ]

  static let shape: Shape = .named(
    "ThemeReport", "What comes up again and again, and what was recommended.",
    .object([
      .required("policy", .text(max: 64), "The policy."),
      .required("title", .text(max: 500), "Its title."),
      .required(
        "quarters", .list(of: .text(max: 64), count: 8...8), "The quarters, oldest first."),
      .required("areas", .list(of: row, count: 0...1_000), "Areas of disagreement."),
      .required(
        "clauses", .list(of: row, count: 0...10_000),
        "Clauses of which a limit was missed, or of which something was recommended."),
    ]))

  private static let row: Shape = .named(
    "ThemeRow", "An area or a clause.",
    .object([
      .required("code", .text(max: 200), "Its code."),
      .required("title", .text(max: 1_000), "Its words."),
      .required(
        "counts", .list(of: .integer(0...Int.max), count: 8...8),
        "Escalations raised in each quarter in that area, or with a limit of that clause missed."),
      .optional(
        "learning", .list(of: .integer(0...Int.max), count: 8...8),
        "How many of them had learning of that theme noted."),
      .required("recurs", .boolean, "Whether it came up in more than one quarter."),
      .required(
        "recommendations", .list(of: RecommendationReads.item, count: 0...10_000),
        "What was recommended of it, and what became of that."),
    ]))

  /// The themes in the form that the client takes.
  static func themes(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    try Filters(exchange, viewer).check()
    let library = exchange.context.library()
    let year = ReportYear(beginning: exchange.query["year"].integer)
    let today = exchange.today(library)
    try ReportReads.check(year, today: today, mustBeOver: false)
    let policy = try exchange.policyAsked(by: viewer)
    let isPage = Negotiation.preferred(exchange.fields, mediaTypes) == "text/html"
    return .long { reader throws(Unserved) in
      let report = try asking { () throws(Failure) in
        try ThemeReport.make(year, of: policy, from: reader, for: viewer, library)
      }
      if isPage { return ThemePage(report: report, today: today).html.response() }
      return .json(
        JSONWriter.object { json in
          json.member("policy", report.policy)
          json.member("title", report.title)
          json.array("quarters", of: report.quarters) { $0.write($1.title) }
          json.objects("areas", report.areas) { write($1, to: &$0, today) }
          json.objects("clauses", report.clauses) { write($1, to: &$0, today) }
        })
    }
  }

  private static func write(
    _ row: ThemeReport.Row, to json: inout JSONWriter, _ today: CivilDate
  ) {
    json.member("code", row.code)
    json.member("title", row.title)
    json.array("counts", of: row.counts) { $0.write(Int64($1)) }
    if !row.learning.isEmpty { json.array("learning", of: row.learning) { $0.write(Int64($1)) } }
    json.member("recurs", row.recurs)
    json.objects("recommendations", row.recommendations) { json, one in
      RecommendationReads.write(one, to: &json, today: today)
    }
  }
}

/// The themes as a page for a meeting.
private struct ThemePage {
  let report: ThemeReport
  let today: CivilDate

  var html: HTMLPage {
    HTMLPage(
      title: "Themes under this policy", origin: report.title,
      strip: "Themes, \(report.policy), as of \(today.inWords)",
      facts: [
        .init("From", .text(report.quarters.first?.title ?? "")),
        .init("To", .text(report.quarters.last?.title ?? "")),
        .init("Areas that recur", "\(report.areas.count { $0.recurs })"),
        .init("Clauses that recur", "\(report.clauses.count { $0.recurs })"),
      ], orientation: .wide, isPersonal: false,
      content: [
        PagePieces.notice([
          .text(
            "For the partnership alone: small numbers are not left out here. Quarters are those in "
              + "which escalations were raised; the first is April to June.")
        ]),
        section(
          "areas", "Areas of disagreement",
          "Escalations raised, by area; in brackets, with learning of that theme noted",
          report.areas),
        section(
          "clauses", "Clauses", "Escalations in which a limit of the clause was missed",
          report.clauses),
      ])
  }

  private func section(
    _ id: String, _ title: String, _ caption: String, _ rows: [ThemeReport.Row]
  ) -> Fragment {
    if rows.isEmpty { return PagePieces.section(id, title, [PagePieces.note("None.")]) }
    let quarters = report.quarters.map { quarter in
      PagePieces.Column(title: "\(quarter.year.title) Q\(quarter.number)", isNumber: true)
    }
    return PagePieces.section(
      id, title,
      [
        PagePieces.table(
          caption: caption,
          columns: [.init(title: "Issue")] + quarters + [.init(title: "Recommended")],
          rows: rows.map { row in
            [issue(row)] + row.counts.indices.map { count(of: row, in: $0) } + [recommended(row)]
          })
      ])
  }

  private func issue(_ row: ThemeReport.Row) -> Fragment {
    // An area's code says nothing to people; a clause's is what they look up.
    let isClause = row.learning.isEmpty && row.title != row.code
    return .sequence([
      isClause ? .sequence([PagePieces.whole(row.code), " "]) : [], .text(row.title),
      row.recurs ? [" ", PagePieces.tag("recurs", .near)] : [],
    ])
  }

  /// How many there were, and of how many something was learned.
  private func count(of row: ThemeReport.Row, in quarter: Int) -> Fragment {
    let learned = row.learning.isEmpty ? 0 : row.learning[quarter]
    return .text("\(row.counts[quarter])" + (learned > 0 ? " (\(learned))" : ""))
  }

  private func recommended(_ row: ThemeReport.Row) -> Fragment {
    if row.recommendations.isEmpty { return "–" }
    return PagePieces.list(
      row.recommendations.map { one in
        .sequence([.text(one.words + " "), state(of: one)])
      })
  }

  private func state(of one: Recommendation) -> Fragment {
    switch one.progress {
    case .done: PagePieces.tag("done", .calm)
    case .abandoned: PagePieces.tag("given up")
    case .open:
      one.made.dueOn.map { $0 < today } ?? false
        ? PagePieces.tag("late", .late) : PagePieces.tag("to be done")
    }
  }
}
