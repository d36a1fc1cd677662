import Casework
import Digest
import Escalations
import HTTP
import JSON

/// The business manager's tracker: a line an escalation, as JSON, as a page, or as a file for a spreadsheet.
///
/// No personal data.
enum TrackerReads {
  static let mediaTypes = ["application/json", "text/html", "text/csv"]

  static let query: [Member] = [
    .optional("policy", .key, "Only those under a policy."),
    .optional("state", .code(["open"] + Ending.allCases.map(\.rawValue)), "open, or how it ended."),
    .optional("raisedFrom", .date, "Only those raised on that day or later."),
    .optional("raisedTo", .date, "Only those raised on that day or before."),
    .optional(
      "guard", .code(["on", "off"]),
      "off leaves out the apostrophe that keeps spreadsheets from running a cell; for programs."),
    .optional("limit", .integer(1...200), "At most so many, up to 200; left out for 50."),
    .optional("cursor", .text(max: 100), "Where the page before ended, as its next says."),
  ]

  /// The tracker in the form that the client takes.
  static func tracker(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    try Filters(exchange, viewer).check()
    let query = try question(exchange)
    switch Negotiation.preferred(exchange.fields, mediaTypes) {
    case "text/csv": return try file(query, exchange, viewer)
    case "text/html": return try page(query, exchange, viewer)
    default: return try json(query, exchange, viewer)
    }
  }

  static func question(_ exchange: Exchange) throws(Unserved) -> TrackerQuery {
    let asked = exchange.query
    let zone = exchange.context.library().zone
    let (first, last) = (
      asked["raisedFrom"].optionalValue(as: CivilDate.self),
      asked["raisedTo"].optionalValue(as: CivilDate.self)
    )
    try Filters.checkOrder(first, last, named: ("raisedFrom", "raisedTo"))
    var query = TrackerQuery(limit: 50)
    query.policy = asked["policy"].optionalIdentifier()
    query.state = asked["state"].optionalText
    query.raisedFrom = first.map(zone.startOfDay)
    query.raisedBefore = last.map { zone.startOfDay($0.adding(days: 1)) }
    return query
  }

  /// A page of lines with the position of the next.
  private static func lines(
    _ query: TrackerQuery, _ exchange: Exchange, _ viewer: Viewer
  ) throws(Unserved) -> (lines: [TrackerLine], next: Position?) {
    var query = query
    query.limit = exchange.query["limit"].optionalInteger ?? 50
    query.after = try exchange.position(viewer)
    let wanted = query
    let found = try asking { () throws(Failure) in
      try exchange.context.reader.tracker(wanted, for: viewer)
    }
    let library = exchange.context.library()
    let lines = found.rows.map {
      TrackerLine(
        $0, library, quietAfter: exchange.context.settings.quietDays, now: exchange.now)
    }
    return (lines, found.next)
  }

  private static func json(
    _ query: TrackerQuery, _ exchange: Exchange, _ viewer: Viewer
  ) throws(Unserved) -> Reply {
    let generation = exchange.answers.generation(for: viewer)
    let found = try lines(query, exchange, viewer)
    return exchange.page(
      found.lines, next: found.next, exchange.midnight, generation, viewer
    ) { json, line in TrackerWire.write(line, to: &json, now: exchange.now) }
  }

  private static func page(
    _ query: TrackerQuery, _ exchange: Exchange, _ viewer: Viewer
  ) throws(Unserved) -> Reply {
    let found = try lines(query, exchange, viewer)
    let next = found.next.map { exchange.link(after: $0, for: viewer) }
    let page = TrackerPage(
      lines: found.lines, titles: try exchange.agencyTitles(for: viewer),
      partnership: viewer.partnership,
      today: exchange.today(exchange.context.library()), now: exchange.now, next: next)
    return .now(page.html.response())
  }

  private static func file(
    _ query: TrackerQuery, _ exchange: Exchange, _ viewer: Viewer
  ) throws(Unserved) -> Reply {
    var query = query
    query.limit = TrackerFile.stretch
    query.after = try exchange.position(viewer)
    let file = TrackerFile(
      query, viewer, exchange.context.library(),
      guarded: exchange.query["guard"].optionalText != "off",
      quietAfter: exchange.context.settings.quietDays, now: exchange.now)
    return .stream(
      .file("tracker-\(viewer.partnership)-\(exchange.today(exchange.context.library())).csv"),
      file, exchange.exportEntries(viewer))
  }
}

extension Exchange {
  /// The end of the day, at which answers that count days change.
  var midnight: Instant {
    let library = context.library()
    return library.zone.startOfDay(today(library).adding(days: 1))
  }
}

extension Response {
  /// A file of comma-separated values that is kept by nobody on the way.
  static func file(_ name: String) -> Response {
    var response = Response.content("text/csv; charset=utf-8; header=present", [])
    response.fields.append(
      FieldName(literal: "Content-Disposition"),
      FieldValue(verbatim: "attachment; filename=\"\(name)\""))
    return response
  }
}
