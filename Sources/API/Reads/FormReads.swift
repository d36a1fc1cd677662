import Casework
import Escalations
import HTTP
import JSON
import NotificationForms

/// Forms as they are read: by systems as JSON, by people as a page.
enum FormReads {
  static let listShape: Shape = .named(
    "Forms", "The forms of an escalation that you may see, without what is in them.",
    .object([.required("items", .list(of: row, count: 0...10_000), "The forms.")]))

  private static let row: Shape = .named(
    "FormSummary", "A form in a list.",
    .object([
      .required("id", FormWire.id, "The form."),
      .required("reference", WireText.reference, "The escalation."),
      .required("state", .code(of: FormRow.State.self), "How far it has come."),
      .required("template", .text(max: 64), "The template."),
      .required("templateVersion", .text(max: 64), "The version that it keeps."),
      .required("title", .text(max: 300), "The title at the head of the paper form."),
      .required("agency", .text(max: 64), "The agency that began it."),
      .required("begunAt", .instant, "When."),
      .optional("changedAt", .instant, "When it was last changed; for the agency that began it."),
      .optional("declinedAt", .instant, "When it was declined."),
      .optional("abandonedAt", .instant, "When its draft was let go."),
      .required("submitted", .list(of: filing, count: 0...100), "Parts that were submitted."),
    ]))

  private static let filing: Shape = .named(
    "FormFiled", "A part that was submitted.",
    .object([
      .required("part", .text(max: 64), "The part."),
      .required("submission", .integer(1...Int.max), "Its number among the submissions."),
      .required("at", .instant, "When."),
      .required("event", .integer(1...Int.max), "The event in the escalation's record."),
    ]))

  static let mediaTypes = ["application/json", "text/html"]

  /// The forms of an escalation.
  static func list(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    let library = exchange.context.library()
    let rows = try finding { () throws(Failure) in
      try exchange.context.reader.forms(of: exchange.reference, for: viewer)
    }
    return exchange.tagged(
      JSONWriter.object { json in
        json.objects("items", rows) { json, row in write(row, library, to: &json) }
      })
  }

  private static func write(_ row: FormRow, _ library: Library, to json: inout JSONWriter) {
    let template = library.forms.template(row.template, version: row.templateVersion)
    json.member("id", row.id)
    json.member("reference", row.id.place?.reference)
    json.member("state", row.state)
    json.member("template", row.template)
    json.member("templateVersion", row.templateVersion)
    json.member("title", template?.title ?? row.template.text)
    json.member("agency", row.agency)
    json.member("begunAt", row.begunAt)
    json.member("changedAt", row.changedAt)
    json.member("declinedAt", row.filings.first { $0.part == nil }?.at)
    json.member("abandonedAt", row.abandonedAt)
    json.objects("submitted", row.filings.filter { $0.part != nil }) { json, filing in
      json.member("part", filing.part)
      json.member("submission", filing.number)
      json.member("at", filing.at)
      json.member("event", filing.event)
    }
  }

  static let pageQuery: [Member] =
    [
      .optional(
        "state", .code(of: FormRow.State.self),
        "How far they have come: draft while nothing of them was submitted."),
      .optional("template", .key, "A template."),
      .optional(
        "agency", .key,
        "The agency that began them; left out for your own agency's, or all where you have none."),
    ] + ListReads.page

  static let pageShape = ListReads.pageShape("FormPage", "A page of forms.", row)

  /// A page of forms across escalations, without what is in them.
  static func page(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    try Filters(exchange, viewer).check()
    let library = exchange.context.library()
    let asked = exchange.query
    var query = FormQuery(limit: asked["limit"].optionalInteger ?? 50)
    query.state = asked["state"].optionalValue(as: FormRow.State.self)
    query.template = asked["template"].optionalIdentifier()
    query.agency = asked["agency"].optionalIdentifier()
    query.after = try exchange.position(viewer)
    let asking = query
    let found = try API.asking { () throws(Failure) in
      try exchange.context.reader.forms(asking, for: viewer)
    }
    // A draft is no event, so that no generation tells of it: the answer is not remembered.
    return exchange.page(found.rows, next: found.next, nil, nil, viewer) { json, row in
      write(row, library, to: &json)
    }
  }

  private static func page(
    of view: FormView, _ exchange: Exchange, _ viewer: Viewer
  ) throws(Unserved) -> Response {
    FormPageAuthor(
      view, titles: try exchange.agencyTitles(for: viewer),
      zone: exchange.context.library().zone, now: exchange.now
    ).page.response()
  }

  /// One form, as JSON or as a page.
  ///
  /// That it was read is on record before it goes out.
  static func one(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    let reading = try finding { () throws(Failure) in
      try exchange.context.reader.form(exchange.form, for: viewer)
    }
    let view = try finding { () throws(Failure) in
      try FormView(
        reading, for: viewer, library: exchange.context.library(), now: exchange.now)
    }
    let isPage = Negotiation.preferred(exchange.fields, mediaTypes) == "text/html"
    // Two ways to say the same thing have two tags (RFC 9110 section 8.8.3.3).
    let tag = Validator(view.tag, aged: isPage ? "page" : "").tag
    if Conditions.hasPresent(tag, exchange.fields) { return .now(.unchanged(tag)) }
    let response =
      isPage
      ? try page(of: view, exchange, viewer)
      : .json(JSONWriter.object { FormWire.write(view, to: &$0) })
    return exchange.read(
      .form, by: viewer, of: view.form.begun.escalation, response.tagged(tag))
  }
}
