import Casework
import Escalations
import JSON

/// An annual report on the wire.
enum ReportWire {
  static let shape: Shape = .named(
    "AnnualReport", "A year of a policy in figures, against the year before.",
    .object([
      .required("policy", .text(max: 64), "The policy."),
      .required("title", .text(max: 500), "Its title."),
      .required("year", .text(max: 7), "The year, such as 2025-26."),
      .required("from", .date, "Its first day."),
      .required("through", .date, "Its last day, or today."),
      .required("suppressed", .boolean, "Whether small numbers are left out, marked as hidden."),
      .optional("publishedAt", .instant, "When these figures were published."),
      .required("tables", .list(of: table, count: 0...100), "The tables."),
      .required("standards", .list(of: standard, count: 0...100), "What the policy aims at."),
    ]))

  private static let table: Shape = .named(
    "ReportTable", "A table of the report.",
    .object([
      .required("id", .code(of: ReportTableID.self), "What it counts."),
      .required("title", .text(max: 500), "Its title."),
      .optional("note", .text(max: 1_000), "How it is to be read."),
      .required("rows", .list(of: row, count: 0...10_000), "Its rows."),
    ]))

  private static let row: Shape = .named(
    "ReportRow", "A row of a table.",
    .object([
      .required("code", .text(max: 200), "Its code."),
      .required("title", .text(max: 1_000), "Its words."),
      .required("year", figure, "This year."),
      .required("yearBefore", figure, "The year before."),
      .optional("median", .number, "Working days, in the middle."),
      .optional("mean", .number, "Working days, on average."),
    ]))

  private static let figure: Shape = .named(
    "Figure", "A count, or that it is left out.",
    .object([
      .optional("count", .integer(0...Int.max), "How many."),
      .optional("hidden", .flag, "It is left out, so that no small number is told."),
    ]))

  private static let standard: Shape = .named(
    "ReportStandard", "What the policy aims at, with the tables that bear on it.",
    .object([
      .required("title", .text(max: 1_000), "The aim."),
      .required("clause", .text(max: 100), "Where it stands."),
      .required("tables", .list(of: .code(of: ReportTableID.self), count: 1...100), "The tables."),
    ]))

  /// Writes the members of a report.
  static func write(_ report: AnnualReport, to json: inout JSONWriter) {
    json.member("policy", report.policy)
    json.member("title", report.policyTitle)
    json.member("year", report.year.title)
    json.member("from", report.year.start)
    json.member("through", report.through)
    json.member("suppressed", report.isSuppressed)
    json.member("publishedAt", report.publishedAt)
    json.objects("tables", report.tables) { json, table in
      json.member("id", table.id)
      json.member("title", table.title)
      json.member("note", table.note)
      json.objects("rows", table.rows) { json, row in
        json.member("code", row.code)
        json.member("title", row.title)
        json.object("year") { write(row.now, to: &$0) }
        json.object("yearBefore") { write(row.before, to: &$0) }
        if let spread = row.spread {
          json.name("median")
          json.write(number(spread.medianWords))
          json.name("mean")
          json.write(number(spread.meanWords))
        }
      }
    }
    json.objects("standards", report.standards) { json, standard in
      json.member("title", standard.title)
      json.member("clause", standard.clause)
      json.array("tables", of: standard.figures) { $0.write($1.rawValue) }
    }
  }

  private static func write(_ figure: AnnualReport.Figure, to json: inout JSONWriter) {
    switch figure {
    case .number(let count): json.member("count", count)
    case .hidden: json.member("hidden", true)
    }
  }

  private static func number(_ text: String) -> JSONValue {
    JSONNumber(literal: text).map { .number($0) } ?? .null
  }
}

extension AnnualReport.Figure {
  /// As tables show it: `[c]` where it is left out, as the Government Analysis Function has it.
  var words: String {
    switch self {
    case .number(let count): "\(count)"
    case .hidden: "[c]"
    }
  }

  /// The count, where it is shown.
  var count: Int? {
    switch self {
    case .number(let count): count
    case .hidden: nil
    }
  }
}

extension AnnualReport.Spread {
  /// The middle, such as `3.5`.
  var medianWords: String {
    medianHalves.isMultiple(of: 2) ? "\(medianHalves / 2)" : "\(medianHalves / 2).5"
  }

  /// The average, such as `4.2`.
  var meanWords: String { "\(meanTenths / 10).\(meanTenths % 10)" }
}
