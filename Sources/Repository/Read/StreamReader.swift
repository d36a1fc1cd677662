import Casework
import Digest
import Escalations
import SQLite

/// Reads one escalation's events, each checked against its hash as it is read.
///
/// The writer uses it to bring an escalation back into memory, readers to show its record.
struct StreamReader {
  private let events: Statement
  private let parts: Statement
  private let chain: Statement
  private let connection: Connection

  init(_ connection: Connection) throws(SQLiteError) {
    self.connection = connection
    events = try connection.prepare(Self.eventsSQL)
    parts = try connection.prepare(Self.partsSQL)
    chain = try connection.prepare(Self.chainSQL)
  }

  /// The hash of the event before it in the chain is looked up by its sequence.
  private static let columns = """
    SELECT v.id, v.hash, b.hash, g.name, v.sequence, s.reference, v.number, v.recorded_at, c.name,
      v.kind, v.version, v.payload
    FROM event v
    JOIN stream s ON s.id = v.stream_id
    JOIN partnership g ON g.id = v.partnership_id
    LEFT JOIN credential c ON c.id = v.credential_id
    LEFT JOIN event b ON b.partnership_id = v.partnership_id AND b.sequence = v.sequence - 1
    """

  private static let eventsSQL =
    columns + "\nWHERE v.stream_id = ?1 AND v.number <= ?2 ORDER BY v.number"

  private static let chainSQL =
    columns
    + "\nWHERE v.partnership_id = ?1 AND v.sequence BETWEEN ?2 AND ?3 ORDER BY v.sequence LIMIT ?4"

  private static let partsSQL = """
    SELECT class, person, digest, salt, content, erased_by, id FROM part WHERE event_id = ?1
    ORDER BY position
    """

  /// The events up to that number, from the first.
  func read(_ stream: Int64, through last: Int64) throws(Failure) -> [StoredEvent] {
    let stored = try translating { () throws(SQLiteError) in try rows(stream, through: last) }
    for event in stored {
      if let fault = try fault(of: event) { throw .broken(fault) }
    }
    return stored
  }

  /// The same as they lie in the file, unchecked.
  func rows(_ stream: Int64, through last: Int64) throws(SQLiteError) -> [StoredEvent] {
    var stored: [StoredEvent] = []
    try events.rows(stream, last) { row throws(SQLiteError) in
      stored.append(try event(row))
    }
    return stored
  }

  /// Why the event is not to be taken for what was recorded; nil if it is.
  func fault(of event: StoredEvent) throws(Failure) -> String? {
    if event.matchesHash { return nil }
    if try isExplained(event) { return nil }
    return "event \(event.fields.number) of \(event.fields.stream) does not match its hash"
  }

  /// Whether the event cannot be held against the one before it, since that is lost, and somebody looked into
  /// it and put on record what the event holds.
  private func isExplained(_ event: StoredEvent) throws(Failure) -> Bool {
    guard event.isAfterGap else { return false }
    var fields = event.fields
    fields.previous = event.hash
    var findings = [
      Finding.gap(
        at: "\(fields.partnership) \(fields.sequence)", after: fields.sequence - 1,
        mark: fields.digest)
    ]
    return try translating { () throws(SQLiteError) in
      try Explained(connection).apply(to: &findings)
      return findings.allSatisfy(\.isExplained)
    }
  }

  /// A stretch of a partnership's chain, unchecked: whoever exports it has it checked by others.
  func read(
    chainOf partnership: Int64, _ range: ClosedRange<Int64>, limit: Int
  ) throws(Failure) -> [StoredEvent] {
    try translating { () throws(SQLiteError) in
      var stored: [StoredEvent] = []
      try chain.rows(partnership, range.lowerBound, range.upperBound, limit) {
        row throws(SQLiteError) in
        stored.append(try event(row))
      }
      return stored
    }
  }

  private func event(_ row: borrowing Row) throws(SQLiteError) -> StoredEvent {
    let id = row.int64(0)
    let groups = try parts.all(id) { row in part(row) }
    return StoredEvent(
      id: id, hash: row.digest(1), isAfterGap: row.isNull(2) && row.int64(4) > 1,
      fields: EventHash(
        previous: row.isNull(2) ? EventHash.genesis : row.digest(2),
        partnership: row.text(3), sequence: row.int64(4), stream: row.text(5),
        number: row.int64(6), recordedAt: row.instant(7),
        credential: row.optionalText(8) ?? "", kind: row.text(9),
        version: row.int64(10), payload: row.text(11), parts: groups.map(\.line)),
      parts: groups)
  }

  private func part(_ row: borrowing Row) -> StoredPart {
    StoredPart(
      line: EventHash.PartLine(
        class: row.text(0), person: row.text(1), digest: row.digest(2)),
      salt: row.optionalBlob(3).map(Hex.encode), content: row.optionalText(4),
      erasedBy: row.optionalInt64(5), id: row.int64(6))
  }
}

extension StoredEvent {
  /// The event with its place; with its parts only where they are asked for.
  func recorded(withParts: Bool) throws(UnreadableEvent) -> RecordedEvent {
    var texts: [Part] = []
    if withParts { for group in parts { texts += try group.parts() } }
    return try recorded(with: texts)
  }

  /// The same with those of its texts that are what was digested.
  func recordedAsReadable() throws(UnreadableEvent) -> RecordedEvent {
    try recorded(with: parts.flatMap { (try? $0.parts()) ?? [] })
  }

  private func recorded(with texts: [Part]) throws(UnreadableEvent) -> RecordedEvent {
    let written = EventCodec.Written(
      kind: fields.kind, version: Int(fields.version), payload: fields.payload)
    return RecordedEvent(
      number: Int(fields.number), recordedAt: fields.recordedAt,
      event: try EventCodec.read(written, parts: texts))
  }
}
