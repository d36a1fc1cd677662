import Casework
import Escalations
import HTTP
import JSON

/// Finds escalations by an identifier: of a child, or an agency's own reference (ALL-02).
///
/// What is searched for stands in the body alone: not in a URL, a log or a problem. What is found is
/// what the viewer would find by reading everything it may see, and the search is on record.
enum SearchReads {
  /// The most that one search finds; by an identifier, more is a mistake or a misuse.
  private static let greatest = 50

  static let body: Shape = .named(
    "SearchRequest", "What is searched for: exactly one of these.",
    .oneMember([
      .required("nhsNumber", Identifiers.nhsNumber, .personal, "A child's NHS number."),
      .required("upn", Identifiers.upn, .personal, "A child's unique pupil number."),
      .required(
        "localReference", .text(max: 64), .personal, "Your system's own id for a child."),
      .required(
        "ownReference", .text(max: 200), .personal, "Where it lies in your agency's own system."),
      .required(
        "externalReference", .text(max: 100), .personal, "The reference under which you raised it."),
    ]))

  static let shape: Shape = .named(
    "SearchResult", "What was found, the newest first; no personal data.",
    .object([
      .required(
        "items", .list(of: StatusWire.shape, count: 0...greatest), "At most fifty.")
    ]))

  /// Searches.
  static func search(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    let term = term(try exchange.body())
    let candidates = try asking { () throws(Failure) in
      try exchange.context.reader.candidates(term, limit: greatest, for: viewer)
    }
    var found: [StatusNow] = []
    for row in candidates where try holds(row.reference, term, exchange, viewer) {
      found.append(StatusNow(row, exchange))
    }
    let bytes = JSONWriter.object { json in
      json.objects("items", found) { json, status in status.write(to: &json) }
    }
    let entry = AccessEntry(
      kind: .search, viewer: viewer, reference: nil, requestID: exchange.request.id)
    return .after(.note(entry)) { _ in .json(bytes) }
  }

  private static func term(_ body: Checked) -> SearchTerm {
    let entry = body.only
    guard let kind = RecordIdentifier.Kind(rawValue: entry.name) else {
      return .externalReference(entry.value.text)
    }
    return .identifier(RecordIdentifier(kind, entry.value.text))
  }

  /// Whether the term stands where the viewer may read it, corrections made.
  private static func holds(
    _ reference: Reference, _ term: SearchTerm, _ exchange: Exchange, _ viewer: Viewer
  ) throws(Unserved) -> Bool {
    let history = try finding { () throws(Failure) in
      try exchange.context.reader.history(of: reference, for: viewer)
    }
    let view = try EscalationView(history, exchange, viewer)
    guard case .whole = view.sight else { return false }
    switch term {
    case .externalReference: return true
    case .identifier(let wanted):
      return history.entries.map(\.recorded).contains { recorded in
        let isOwn = viewer.agency == nil || recorded.event.agency.map(viewer.standsFor) ?? false
        return (isOwn || !wanted.kind.isAgencysOwn)
          && view.texts(of: recorded.number).contains {
            RecordIdentifier(member: $0.member, $0.text) == wanted
          }
      }
    }
  }
}
