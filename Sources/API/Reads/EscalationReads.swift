import Casework
import Escalations
import HTTP
import JSON

/// Questions about one escalation.
enum EscalationReads {
  /// Its status; the one answer that dashboards get.
  static func status(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    let (status, generation) = try status(of: exchange, viewer)
    let validator = status.validator(for: viewer)
    if let unchanged = exchange.unchanged(validator, for: viewer, generation: generation) {
      return unchanged
    }
    return .now(.json(JSONWriter.object { status.write(to: &$0) }).tagged(validator.tag))
  }

  /// The forms in which one is shown in full.
  static let mediaTypes = ["application/json", "text/html"]

  /// The whole of it.
  ///
  /// That it was read is on record before it goes out.
  static func detail(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    let (status, generation) = try status(of: exchange, viewer)
    if Negotiation.preferred(exchange.fields, mediaTypes) == "text/html" {
      let view = try EscalationView(exchange, viewer)
      let page = EscalationPage(
        view: view, status: status, library: exchange.context.library(),
        titles: try exchange.agencyTitles(for: viewer))
      return exchange.read(.escalation, by: viewer, page.html.response())
    }
    let validator = status.validator(for: viewer)
    if let unchanged = exchange.unchanged(validator, for: viewer, generation: generation) {
      return unchanged
    }
    let view = try EscalationView(exchange, viewer)
    let bytes = JSONWriter.object { json in
      status.write(to: &json)
      DetailWriter(view).write(to: &json)
    }
    return exchange.read(.escalation, by: viewer, .json(bytes).tagged(validator.tag))
  }

  static let recordQuery: [Member] = [
    .optional("event", .integer(1...1_000_000), "Only the event of that number.")
  ]

  /// Its record.
  ///
  /// That it was read is on record too.
  static func record(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    let (status, generation) = try status(of: exchange, viewer)
    let validator = Validator(status.tag(for: viewer))
    if let unchanged = exchange.unchanged(validator, for: viewer, generation: generation) {
      return unchanged
    }
    let view = try EscalationView(exchange, viewer)
    let wanted = exchange.query["event"].optionalInteger
    let entries = view.history.entries.filter { wanted == nil || $0.recorded.number == wanted }
    if wanted != nil, entries.isEmpty { throw .casework(.notFound) }
    let bytes = JSONWriter.object { json in
      json.member("reference", exchange.reference)
      json.member("mask", view.sight.mask)
      json.objects("events", entries) { json, entry in
        RecordWriter(view: view).write(entry, to: &json)
      }
    }
    return exchange.read(.record, by: viewer, .json(bytes).tagged(validator.tag))
  }

  /// The status, and the number under which it may be remembered, taken first.
  static func status(
    of exchange: Exchange, _ viewer: Viewer
  ) throws(Unserved) -> (StatusNow, UInt64?) {
    let generation = exchange.answers.generation(for: viewer)
    let row = try asking { () throws(Failure) in
      try exchange.context.reader.status(of: exchange.reference, for: viewer)
    }
    if let row { return (StatusNow(row, exchange), generation) }
    // An agency that left keeps sight of what happened until then.
    return (try StatusNow(EscalationView(exchange, viewer), exchange), generation)
  }
}

extension Exchange {
  /// The answer to a reading of personal data, held until the access entry is committed.
  ///
  /// HEAD gives nothing away that needs one.
  func read(
    _ kind: AccessEntry.Kind, by viewer: Viewer, of escalation: Reference? = nil,
    _ response: Response
  ) -> Reply {
    if request.head.method == .head { return .now(response) }
    let entry = AccessEntry(
      kind: kind, viewer: viewer, reference: escalation ?? reference, requestID: request.id)
    return .after(.note(entry)) { _ in response }
  }
}
