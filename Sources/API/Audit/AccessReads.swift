import Casework
import Escalations
import HTTP
import JSON

/// Who read what: the access entries, as auditors ask for them.
enum AccessReads {
  static let mediaTypes = ["application/json", "application/x-ndjson", "text/csv"]

  static let query: [Member] = [
    .optional("who", .key, "A credential."),
    .optional("escalation", WireText.reference, "An escalation."),
    .optional(
      "child",
      .text(
        max: 22,
        format: TextFormat(
          name: "childPseudonym", pattern: "^child-[0-9a-f]{16}$",
          rule: "Must be a child's pseudonym, as records show it."
        ) { text in
          text.hasPrefix("child-") && text.utf8.count == 22
            && text.dropFirst(6).utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
        }), "A child, by the pseudonym under which records show it."),
    .optional("what", .code(of: AccessEntry.Kind.self), "A kind of reading."),
    .optional("refused", .boolean, "true: only refusals. false: only what was none."),
    .optional("since", .instant, "Only those recorded at or after."),
    .optional("before", .instant, "Only those recorded before."),
    .optional("limit", .integer(1...200), "At most so many, up to 200; left out for 50."),
    .optional("cursor", .text(max: 100), "Where the page before ended, as its next says."),
  ]

  static let shape: Shape = .named(
    "AccessPage", "A page of access entries, newest first.",
    .object([
      .required("items", .list(of: entry, count: 0...200), "The entries."),
      .optional("next", .text(max: 2_000), "Where the next page is; left out at the end."),
    ]))

  private static let entry: Shape = .named(
    "AccessEntry", "Who read what.",
    .object([
      .required("sequence", .integer(1...Int.max), "Its place in the chain of access entries."),
      .required("recordedAt", .instant, "When it was recorded."),
      .required("who", .text(max: 64), "The credential."),
      .required("role", .code(of: AccessRole.self), "What the credential may do."),
      .optional("agency", .text(max: 64), "The agency it acts for."),
      .required("what", .code(of: AccessEntry.Kind.self), "What kind of reading, or a refusal."),
      .optional("escalation", WireText.reference, "The escalation, where it was a single one."),
      .required("request", .text(min: 0, max: 64), "The request, as the log names it."),
      .required("hash", .text(max: 64), "The entry's hash."),
    ]))

  /// A page as JSON, or all of it as lines of JSON or of CSV.
  static func list(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    let query = try query(exchange, viewer)
    let mediaType = Negotiation.preferred(exchange.fields, mediaTypes)
    guard let mediaType, mediaType != mediaTypes[0] else {
      return try page(query, exchange, viewer)
    }
    return stream(AccessPieces(query, for: viewer, as: mediaType), mediaType, exchange, viewer)
  }

  private static func page(
    _ query: AccessQuery, _ exchange: Exchange, _ viewer: Viewer
  ) throws(Unserved) -> Reply {
    let page = try asking { () throws(Failure) in
      try exchange.context.reader.accesses(query, for: viewer)
    }
    let next = page.next.map { exchange.link(after: $0, viewer) }
    var response = Response.json(
      JSONWriter.object { json in
        json.objects("items", page.rows) { json, row in row.write(to: &json) }
        json.member("next", next)
      })
    if let next { response.fields.append(.link, FieldValue(verbatim: "<\(next)>; rel=\"next\"")) }
    if exchange.request.head.method == .head { return .now(response) }
    let answer = response
    return .after(.note(note(.audit, exchange, viewer))) { _ in answer }
  }

  private static func stream(
    _ pieces: AccessPieces, _ mediaType: String, _ exchange: Exchange, _ viewer: Viewer
  ) -> Reply {
    var response = Response(.ok, fields: Response.privateFields)
    response.fields.set(.cacheControl, "no-store")
    response.fields.append(.contentType, FieldValue(verbatim: mediaType + "; charset=utf-8"))
    let name = mediaType == "text/csv" ? "access-entries.csv" : "access-entries.ndjson"
    response.fields.append(
      .contentDisposition, FieldValue(verbatim: "attachment; filename=\"\(name)\""))
    if exchange.request.head.method == .head { return .now(response) }
    let entries = LongStream.Entries(
      began: note(.exportBegan, exchange, viewer), ended: note(.exportEnded, exchange, viewer))
    return .stream(response, pieces, entries)
  }

  private static func note(
    _ kind: AccessEntry.Kind, _ exchange: Exchange, _ viewer: Viewer
  ) -> AccessEntry {
    AccessEntry(kind: kind, viewer: viewer, reference: nil, requestID: exchange.request.id)
  }

  private static func query(
    _ exchange: Exchange, _ viewer: Viewer
  ) throws(Unserved) -> AccessQuery {
    let asked = exchange.query
    var query = AccessQuery(limit: asked["limit"].optionalInteger ?? 50)
    query.credential = asked["who"].optionalIdentifier()
    query.references = asked["escalation"].optionalText.map { [Reference($0)] }
    if let child = asked["child"].optionalText {
      let about = try references(of: child, exchange, viewer)
      query.references = query.references?.filter(about.contains) ?? about
    }
    query.kind = asked["what"].optionalValue(as: AccessEntry.Kind.self)
    query.isRefused = asked["refused"].optionalBoolean
    query.since = asked["since"].optionalValue(as: Instant.self)
    query.before = asked["before"].optionalValue(as: Instant.self)
    query.after = try exchange.position(viewer)
    return query
  }

  /// The escalations about the child behind a pseudonym.
  private static func references(
    of pseudonym: String, _ exchange: Exchange, _ viewer: Viewer
  ) throws(Unserved) -> [Reference] {
    let reader = exchange.context.reader
    let codes = ChildCodes(secret: exchange.context.settings.secret)
    let prefix = try asking { () throws(Failure) in try reader.partnership(for: viewer)?.prefix }
    switch codes.meaning(of: pseudonym, prefix: prefix ?? "") {
    case nil: return []
    case .place(let reference, _)?: return [reference]
    case .identifier(let identifier)?:
      return try asking { () throws(Failure) in
        try reader.candidates(.identifier(identifier), limit: 200, for: viewer).map(\.reference)
      }
    }
  }
}

extension AccessRow {
  /// Writes its members.
  func write(to json: inout JSONWriter) {
    json.member("sequence", sequence)
    json.member("recordedAt", recordedAt)
    json.member("who", credential)
    json.member("role", role)
    json.member("agency", agency)
    json.member("what", kind)
    json.member("escalation", reference)
    json.member("request", request)
    json.member("hash", hash)
  }
}
