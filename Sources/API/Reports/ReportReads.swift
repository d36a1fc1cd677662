import Casework
import Digest
import Escalations
import HTTP
import JSON

/// The annual report of a policy: as JSON, as a page with charts, or as a file for a spreadsheet.
///
/// The partnership sees every figure. Whoever else may ask sees a year that is over, with small numbers
/// left out: of a year that still grows, two reports a week apart would tell what came between them.
enum ReportReads {
  static let mediaTypes = ["application/json", "text/html", "text/csv"]

  static let query: [Member] = [
    .required("policy", .key, "The policy."),
    .required(
      "year", .integer(2_000...2_100),
      "The year in which it begins: 2025 for April 2025 to March 2026."),
    .optional(
      "suppress", .code(["small"]),
      "small leaves out small numbers for the partnership too: what it may publish."),
    .optional("guard", .code(["on", "off"]), "off leaves out the apostrophe before formulas."),
  ]

  /// The report in the form that the client takes.
  static func annual(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    try Filters(exchange, viewer).check()
    let library = exchange.context.library()
    let year = ReportYear(beginning: exchange.query["year"].integer)
    let isOpenToAll = viewer.role == .partnership
    try check(year, today: exchange.today(library), isOpenToAll)
    let policy: PolicyID = exchange.query["policy"].identifier()
    guard let rules = library.policies.last(where: { $0.id == policy }),
      rules.partnership == viewer.partnership
    else {
      throw .casework(.notFound)
    }
    let suppressed = !isOpenToAll || exchange.query["suppress"].optionalText == "small"
    let isGuarded = exchange.query["guard"].optionalText != "off"
    let form = Negotiation.preferred(exchange.fields, mediaTypes)
    let now = exchange.now
    return .long { reader throws(Unserved) in
      let report = try asking { () throws(Failure) in
        try AnnualReport.make(
          year, of: rules, suppressed: suppressed, from: reader, for: viewer, library, now: now)
      }
      switch form {
      case "text/html": return ReportPage(report).html.response()
      case "text/csv": return ReportFile.response(report, guarded: isGuarded)
      default: return .json(JSONWriter.object { ReportWire.write(report, to: &$0) })
      }
    }
  }

  private static func check(
    _ year: ReportYear, today: CivilDate, _ isOpenToAll: Bool
  ) throws(Unserved) {
    if year.start > today {
      throw .parameters([
        Fault(pointer: "year", code: "notBegun", detail: "That year has not begun.")
      ])
    }
    if !isOpenToAll, year.end > today {
      throw .parameters([
        Fault(
          pointer: "year", code: "notOver",
          detail: "That year is not over; until then its figures are the partnership's alone.")
      ])
    }
  }
}
