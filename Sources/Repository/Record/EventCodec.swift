import Escalations
import JSON

/// Turns events into the rows of the record and back: one table of kinds, one shape of payload.
///
/// A payload is compact JSON with `body`, `effects`, `occurredAt` and, where they apply, `agency`,
/// `privateTo` and `restricts`. Its bytes are hashed as they were written and never written again.
enum EventCodec {
  /// An event as it is written, but for its parts.
  struct Written: Equatable {
    let kind: String
    let version: Int
    let payload: String
  }

  /// Writes an event.
  static func write(_ event: Event) throws(UnreadableEvent) -> Written {
    do {
      let (kind, payload) = try payload(of: event)
      return Written(
        kind: kind.rawValue, version: kind.version,
        payload: String(decoding: payload, as: UTF8.self))
    } catch {
      throw UnreadableEvent(why: "cannot be written: \(error)")
    }
  }

  /// Reads an event in any version there was; its parts are given with it.
  static func read(_ written: Written, parts: [Part]) throws(UnreadableEvent) -> Event {
    do {
      let payload = try JSONReader.read(written.payload)
      let (kind, present) = try Lift.toPresent(
        kind: written.kind, version: written.version, payload: payload)
      return try event(kind, from: present, parts: parts)
    } catch let fault as UnreadableEvent {
      throw fault
    } catch {
      throw UnreadableEvent(why: "\(written.kind): \(error)")
    }
  }

  /// What is written of an event, with its kind.
  ///
  /// An exhaustive table, hence its length.
  private static func payload(of event: Event) throws -> (EventKind, [UInt8]) {
    func pair(_ kind: EventKind, _ body: some Codable) throws -> (EventKind, [UInt8]) {
      (kind, try EventPayload(body, of: event).bytes())
    }
    switch event.body {
    case .raised(let body):
      return (.raised, try EventPayload(body, of: event).bytes(RaisedText.write))
    case .joined(let body): return try pair(.joined, body)
    case .left(let agency): return try pair(.left, OneAgency(agency: agency))
    case .acted(let body): return try pair(.acted, body)
    case .riskStated(let body): return try pair(.riskStated, body)
    case .actionNoted(let body): return try pair(.actionNoted, body)
    case .actionProgressed(let body): return try pair(.actionProgressed, body)
    case .moved(let body): return try pair(.moved, body)
    case .limitChanged(let body): return try pair(.limitChanged, body)
    case .outstandingNoted(let body): return try pair(.outstandingNoted, body)
    case .outstandingProgressed(let body): return try pair(.outstandingProgressed, body)
    case .assented(let body): return try pair(.assented, body)
    case .closed(let body): return try pair(.closed, body)
    case .reopened(let body): return try pair(.reopened, body)
    case .learningNoted(let body): return try pair(.learningNoted, body)
    case .approved(let body): return try pair(.approved, body)
    case .corrected(let body): return try pair(.corrected, body)
    case .addendumAdded(let body): return try pair(.addendumAdded, body)
    case .voided(let agency): return try pair(.voided, OneAgency(agency: agency))
    case .acknowledged(let agency): return try pair(.acknowledged, OneAgency(agency: agency))
    case .formAcknowledged(let body): return try pair(.formAcknowledged, body)
    case .clocksChecked: return try pair(.clocksChecked, Nothing())
    case .calendarChanged(let body): return try pair(.calendarChanged, body)
    case .migrated(let body): return try pair(.migrated, body)
    }
  }

  /// The event of that kind.
  ///
  /// An exhaustive table, hence its length.
  private static func event(_ kind: EventKind, from json: JSONValue, parts: [Part]) throws -> Event
  {
    func read<Body: Codable>(_ body: (Body) -> EventBody) throws -> Event {
      try EventPayload<Body>(reading: json).event(body, parts: parts)
    }
    switch kind {
    case .raised: return try read(EventBody.raised)
    case .joined: return try read(EventBody.joined)
    case .left: return try read { (body: OneAgency) in .left(body.agency) }
    case .acted: return try read(EventBody.acted)
    case .riskStated: return try read(EventBody.riskStated)
    case .actionNoted: return try read(EventBody.actionNoted)
    case .actionProgressed: return try read(EventBody.actionProgressed)
    case .moved: return try read(EventBody.moved)
    case .limitChanged: return try read(EventBody.limitChanged)
    case .outstandingNoted: return try read(EventBody.outstandingNoted)
    case .outstandingProgressed: return try read(EventBody.outstandingProgressed)
    case .assented: return try read(EventBody.assented)
    case .closed: return try read(EventBody.closed)
    case .reopened: return try read(EventBody.reopened)
    case .learningNoted: return try read(EventBody.learningNoted)
    case .approved: return try read(EventBody.approved)
    case .corrected: return try read(EventBody.corrected)
    case .addendumAdded: return try read(EventBody.addendumAdded)
    case .voided: return try read { (body: OneAgency) in .voided(body.agency) }
    case .acknowledged: return try read { (body: OneAgency) in .acknowledged(body.agency) }
    case .formAcknowledged: return try read(EventBody.formAcknowledged)
    case .clocksChecked: return try read { (_: Nothing) in .clocksChecked }
    case .calendarChanged: return try read(EventBody.calendarChanged)
    case .migrated: return try read(EventBody.migrated)
    }
  }

  /// The body of an event that is about an agency and nothing else.
  private struct OneAgency: Codable {
    let agency: AgencyID
  }

  /// The body of an event that is all effects.
  private struct Nothing: Codable {}
}

/// An event that the record holds and this program cannot read, or the other way round.
struct UnreadableEvent: Error, Equatable {
  /// What is wrong; without personal data, for the log.
  let why: String
}
