public import Casework
import Digest
public import Escalations
import SQLite

extension SQLReader {
  /// One escalation's record as far as the viewer may see it: without acts internal to other agencies,
  /// and for an agency that left, up to its leaving.
  public func history(of reference: Reference, for viewer: Viewer) throws(Failure) -> History? {
    guard viewer.readsRecords, viewer.reach != .none else { return nil }
    // One state for the look-up, the events and their parts.
    let stored = try connection.transaction(.deferred) { () throws(Failure) in
      try visibleEvents(of: reference, for: viewer)
    }
    return try makeHistory(stored, for: viewer)
  }

  func visibleEvents(
    of reference: Reference, for viewer: Viewer
  ) throws(Failure) -> [StoredEvent] {
    let sight = Visibility.Arguments(viewer)
    let found = try translating { () throws(SQLiteError) in
      try connection.prepare(Self.sightSQL).first(
        sight.reach.rawValue, sight.partnership, sight.credential, reference.text
      ) { row in (id: row.int64(0), last: row.int64(1)) }
    }
    guard let found else { return [] }
    return try stream.read(found.id, through: found.last)
  }

  func makeHistory(_ stored: [StoredEvent], for viewer: Viewer) throws(Failure) -> History? {
    var entries: [History.Entry] = []
    var events: [RecordedEvent] = []
    for event in stored {
      do {
        let bare = try event.recorded(withParts: false)
        events.append(bare)
        guard bare.event.isVisible(to: viewer) else { continue }
        let erased = try erasedTexts(of: event)
        entries.append(
          History.Entry(
            recorded: try event.recorded(withParts: true), sequence: event.fields.sequence,
            credential: event.actor, hash: event.hash.hex, erased: erased))
      } catch {
        throw .broken("event \(event.fields.number) of \(event.fields.stream): \(error.why)")
      }
    }
    return Escalation.replay(events).map { History(entries: entries, escalation: $0) }
  }

  /// What lay beside the event and went, as the event that took it says.
  private func erasedTexts(of event: StoredEvent) throws(UnreadableEvent) -> [ErasedTexts] {
    var erased: [ErasedTexts] = []
    for part in event.parts {
      guard part.content == nil, let by = part.erasedBy,
        let `class` = Part.Class(rawValue: part.line.class)
      else { continue }
      do throws(SQLiteError) {
        let found = try connection.prepare(
          "SELECT kind, payload, recorded_at FROM event WHERE id = ?1"
        ).first(by) { row in (kind: row.text(0), payload: row.text(1), at: row.instant(2)) }
        guard let found else { continue }
        let isRule = found.kind == AdministrativeCodec.erasedKind
        let body = isRule ? AdministrativeCodec.body(of: found.payload) : [:]
        erased.append(
          ErasedTexts(class: `class`, at: found.at, rule: body["rule"], by: body["by"]))
      } catch {
        throw UnreadableEvent(why: "\(error)")
      }
    }
    return erased
  }

  static let sightSQL = """
    SELECT e.id, \(Visibility.sight) AS last FROM stream s JOIN escalation e ON e.id = s.id
    WHERE s.reference = ?4 AND last IS NOT NULL
    """
}

extension StoredEvent {
  /// The credential that recorded it; nil for the service.
  fileprivate var actor: CredentialID? {
    fields.credential.isEmpty ? nil : CredentialID(fields.credential)
  }
}

extension Event {
  /// Whether the act is for everybody who sees the escalation, or internal to the viewer's own agency.
  func isVisible(to viewer: Viewer) -> Bool {
    privateTo.map { viewer.standsFor($0) } ?? true
  }
}
