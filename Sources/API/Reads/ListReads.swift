import Casework
import Escalations
import Digest
import HTTP
import JSON

/// Lists of escalations and of duties, a page at a time.
///
/// No personal data.
enum ListReads {
  static let page: [Member] = [
    .optional("limit", .integer(1...200), "At most so many, up to 200; left out for 50."),
    .optional("cursor", .text(max: 100), "Where the page before ended, as its next says."),
  ]

  static let escalationsQuery: [Member] =
    [
      .optional(
        "state", .code(["open"] + Ending.allCases.map(\.rawValue)), "open, or how it ended."),
      .optional("policy", .key, "A policy."),
      .optional("track", .key, "A track."),
      .optional("stage", .key, "A stage."),
      .optional("agency", .key, "An agency that takes part."),
      .optional("side", .code(of: Side.self), "The side on which that agency, or your own, is."),
      .optional("category", WireText.word, "An area of disagreement."),
      .optional("dueBefore", .instant, "Only those with a limit before."),
      .optional("updatedSince", .instant, "Only those updated at or after."),
      .optional(
        "sort", .code(of: ListQuery.Sort.self),
        "updated: newest first. due: the next limit first; those without one are left out. What "
          + "changes while you go through the pages comes after them, as it is then."),
    ] + page

  static let escalationsShape = pageShape(
    "EscalationPage", "A page of escalations.", StatusWire.shape)

  /// A page of escalations.
  static func escalations(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    try Filters(exchange, viewer).check()
    let asked = exchange.query
    var query = ListQuery(limit: asked["limit"].optionalInteger ?? 50)
    query.state = asked["state"].optionalText
    query.policy = asked["policy"].optionalIdentifier()
    query.track = asked["track"].optionalIdentifier()
    query.stage = asked["stage"].optionalIdentifier()
    query.agency = asked["agency"].optionalIdentifier()
    query.side = asked["side"].optionalValue(as: Side.self)
    query.category = asked["category"].optionalIdentifier()
    query.dueBefore = asked["dueBefore"].optionalValue(as: Instant.self)
    query.updatedSince = asked["updatedSince"].optionalValue(as: Instant.self)
    query.sort = asked["sort"].optionalValue(as: ListQuery.Sort.self) ?? .updated
    query.after = try exchange.position(viewer)
    let asking = query
    let generation = exchange.answers.generation(for: viewer)
    let found = try API.asking { () throws(Failure) in
      try exchange.context.reader.escalations(asking, for: viewer)
    }
    let rows = found.rows.map { StatusNow($0, exchange) }
    let until = rows.compactMap(\.until).min()
    return exchange.page(rows, next: found.next, until, generation, viewer) { $1.write(to: &$0) }
  }

  static let dutiesQuery: [Member] =
    [
      .optional("owedBy", DomainWire.owner, "Whoever owes them: agency:…, partnership, panel:…."),
      .optional(
        "state", .code(DutyItem.Standing.allCases.map(\.rawValue) + ["any"]),
        "open, met or lapsed; left out for open."),
      .optional("due", .instant, "Only those with a limit before."),
    ] + page

  static let dutiesShape = pageShape(
    "DutyPage", "A page of duties.",
    .named(
      "DutyRow", "A duty in a worklist.",
      .object([
        .required("reference", WireText.reference, "The escalation."),
        .required("policy", .text(max: 64), "Its policy."),
        .required("track", .text(max: 64), "The track."),
        .optional("stage", .text(max: 64), "The stage at which it opened."),
        .required("key", DomainWire.dutyKey, "Its key within the escalation."),
        .required("title", .text(max: 500), "What is owed."),
        .required("owners", .list(of: DomainWire.owner, count: 0...1_000), "Who owes it."),
        .optional("force", .code(of: Duty.Force.self), "How strongly the policy asks."),
        .optional("clause", .text(max: 100), "The clause it rests on."),
        .required("state", .code(["open", "late", "offered", "met", "lapsed"]), "How it stands."),
        .required("openedAt", .instant, "Since when."),
        .optional("dueAt", .instant, "The first instant that is late."),
        .optional("dueOn", .date, "The last day that is in time."),
      ])))

  /// A page of duties, across all that the viewer takes part in.
  static func duties(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    let asked = exchange.query
    var query = DutyQuery(limit: asked["limit"].optionalInteger ?? 50)
    query.owedBy = asked["owedBy"].optionalText.flatMap { Owner($0) }
    if let state = asked["state"].optionalText { query.state = DutyItem.Standing(rawValue: state) }
    query.dueBefore = asked["due"].optionalValue(as: Instant.self)
    query.after = try exchange.position(viewer)
    let asking = query
    let generation = exchange.answers.generation(for: viewer)
    let found = try API.asking { () throws(Failure) in
      try exchange.context.reader.duties(asking, for: viewer)
    }
    let library = exchange.context.library()
    let rows = found.rows.map { WorklistRow($0, library, exchange.now) }
      .filter { $0.isShown(to: viewer) }
    let until = rows.compactMap(\.row.dueAt).filter { $0 > exchange.now }.min()
    return exchange.page(rows, next: found.next, until, generation, viewer) { $1.write(to: &$0) }
  }

  static func pageShape(_ name: String, _ summary: String, _ row: Shape) -> Shape {
    .named(
      name, summary,
      .object([
        .required("items", .list(of: row, count: 0...200), "The rows."),
        .optional("next", .text(max: 2_000), "Where the next page is; left out at the end."),
      ]))
  }
}

/// A duty of a worklist, with what its policy says of it.
private struct WorklistRow {
  let row: DutyRow
  let duty: Duty?
  let now: Instant

  init(_ row: DutyRow, _ library: Library, _ now: Instant) {
    self.row = row
    let policy = library.policy(row.policy, version: row.policyVersion)
    duty = policy?.track(row.track)?.duty(row.key.duty)
    self.now = now
  }

  func isShown(to viewer: Viewer) -> Bool {
    let isOwn = viewer.isAmong(row.owners)
    return isOwn || duty?.isPrivate == false
  }

  private var state: String {
    guard row.state == .open else { return row.state.rawValue }
    if duty?.force == .may { return "offered" }
    let isGuide = duty?.isGuide ?? false
    return !isGuide && row.dueAt.map { now >= $0 } ?? false ? "late" : "open"
  }

  func write(to json: inout JSONWriter) {
    json.member("reference", row.reference)
    json.member("policy", row.policy)
    json.member("track", row.track)
    json.member("stage", row.stage)
    json.member("key", row.key.description)
    json.member("title", duty?.title ?? row.key.duty.text)
    json.array("owners", of: row.owners) { $0.write($1.description) }
    json.member("force", duty?.force)
    json.member("clause", duty?.provenance.clause)
    json.member("state", state)
    json.member("openedAt", row.openedAt)
    json.member("dueAt", row.dueAt)
    json.member("dueOn", row.dueOn)
  }
}
