import Casework
import Digest
import Escalations
import HTTP
import JSON

/// The annual report of a policy: as JSON, as a page with charts, or as a file for a spreadsheet.
///
/// The partnership sees every figure. Whoever else may ask sees what the partnership published of a year
/// that is over, small numbers left out, and always the same: of counts that still move, two reports a week
/// apart would tell what came between them.
enum ReportReads {
  static let mediaTypes = ["application/json", "text/html", "text/csv"]

  static let query: [Member] = [
    .required("policy", .key, "The policy."),
    .required(
      "year", .integer(2_000...2_100),
      "The year in which it begins: 2025 for April 2025 to March 2026."),
    .optional(
      "suppress", .code(["small"]),
      "small shows the partnership what it published, or what it would publish."),
    .optional("guard", .code(["on", "off"]), "off leaves out the apostrophe before formulas."),
  ]

  /// The report in the form that the client takes.
  static func annual(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    try Filters(exchange, viewer).check()
    let library = exchange.context.library()
    let year = ReportYear(beginning: exchange.query["year"].integer)
    let isOffice = viewer.role == .partnership
    let suppressed = !isOffice || exchange.query["suppress"].optionalText == "small"
    try check(year, today: exchange.today(library), mustBeOver: suppressed)
    let rules = try exchange.policyAsked(by: viewer)
    let isGuarded = exchange.query["guard"].optionalText != "off"
    let form = Negotiation.preferred(exchange.fields, mediaTypes)
    let now = exchange.now
    return .long { reader throws(Unserved) in
      let found = try asking { () throws(Failure) -> AnnualReport? in
        let making = try ReportMaking(of: rules, from: reader, for: viewer, library)
        if !suppressed { return try making.whole(year, now: now) }
        if let published = try making.published(year, now: now) { return published }
        return isOffice ? try making.preview(year, now: now) : nil
      }
      guard let report = found else { throw notPublished }
      switch form {
      case "text/html": return ReportPage(report).html.response()
      case "text/csv": return ReportFile.response(report, guarded: isGuarded)
      default: return .json(JSONWriter.object { ReportWire.write(report, to: &$0) })
      }
    }
  }

  private static let notPublished = Unserved.parameters([
    Fault(
      pointer: "year", code: "notPublished",
      detail: "The partnership has not published that year yet.")
  ])

  /// Refuses a year that has not begun, or one that is not over where it has to be.
  static func check(
    _ year: ReportYear, today: CivilDate, mustBeOver: Bool
  ) throws(Unserved) {
    if year.start > today {
      throw .parameters([
        Fault(pointer: "year", code: "notBegun", detail: "That year has not begun.")
      ])
    }
    if mustBeOver, year.end > today {
      throw .parameters([
        Fault(
          pointer: "year", code: "notOver",
          detail: "That year is not over: its figures still move, and are the partnership's alone.")
      ])
    }
  }
}

extension Exchange {
  /// The newest version of the policy that the query names.
  func policyAsked(by viewer: Viewer) throws(Unserved) -> Policy {
    let id: PolicyID = query["policy"].identifier()
    guard let policy = context.library().policies.last(where: { $0.id == id }),
      policy.partnership == viewer.partnership
    else { throw .casework(.notFound) }
    return policy
  }
}
