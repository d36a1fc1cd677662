import SQLite

/// The statements of the write side, prepared once.
final class LedgerStatements {
  let stream: StreamReader
  let sight: Statement
  let place: Statement
  let findStream: Statement
  let addStream: Statement
  let head: Statement
  let accessHead: Statement
  let writeHead: Statement
  let addEvent: Statement
  let addPart: Statement
  let addAccess: Statement
  let lastNumber: Statement
  let writeNumber: Statement
  let tallies: TallyWriter
  let lastReceiptDay: Statement
  let receipt: Statement

  init(_ connection: Connection, settings: StoreSettings) throws(SQLiteError) {
    lastReceiptDay = try connection.prepare("SELECT max(day) FROM receipt")
    receipt = try connection.prepare(Self.receiptSQL(days: settings.receiptDays))
    stream = try StreamReader(connection)
    tallies = try TallyWriter(connection)
    sight = try connection.prepare(
      """
      SELECT e.id, e.last_event FROM stream s JOIN escalation e ON e.id = s.id
      WHERE s.reference = ?4 AND \(Visibility.standing)
      """)
    place = try connection.prepare(
      """
      SELECT e.id, e.last_event FROM stream s JOIN escalation e ON e.id = s.id
      WHERE s.reference = ?1
      """)
    findStream = try connection.prepare("SELECT id FROM stream WHERE reference = ?1")
    addStream = try connection.prepare(
      "INSERT INTO stream (partnership_id, reference) VALUES (?1, ?2)")
    head = try connection.prepare(
      """
      SELECT sequence, hash FROM event WHERE partnership_id = ?1 ORDER BY sequence DESC LIMIT 1
      """)
    accessHead = try connection.prepare(
      """
      SELECT sequence, hash FROM access_entry WHERE partnership_id = ?1
      ORDER BY sequence DESC LIMIT 1
      """)
    writeHead = try connection.prepare(
      """
      INSERT INTO chain_head (partnership_id, chain, sequence, hash) VALUES (?1, ?2, ?3, ?4)
      ON CONFLICT DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash
      """)
    addEvent = try connection.prepare(
      """
      INSERT INTO event (partnership_id, sequence, stream_id, number, recorded_at, credential_id,
        kind, version, payload, hash)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
      """)
    addPart = try connection.prepare(
      """
      INSERT INTO part (event_id, position, class, person, digest, salt, content)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
      """)
    addAccess = try connection.prepare(
      """
      INSERT INTO access_entry (partnership_id, sequence, recorded_at, credential_id, kind,
        stream_id, request, hash)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
      """)
    lastNumber = try connection.prepare(
      "SELECT last FROM reference_number WHERE partnership_id = ?1 AND year = ?2")
    writeNumber = try connection.prepare(
      """
      INSERT INTO reference_number (partnership_id, year, last) VALUES (?1, ?2, ?3)
      ON CONFLICT DO UPDATE SET last = excluded.last
      """)
  }

  /// One look-up for each day that keys are remembered, back from today and from the last day that has
  /// any.
  private static func receiptSQL(days: Int) -> String {
    let days = (0...days).flatMap { ["?3 - \($0)", "?4 - \($0)"] }
    return """
      SELECT fingerprint, receipt FROM receipt
      WHERE scope = ?1 AND key = ?2 AND day IN (\(days.joined(separator: ", ")))
        AND day >= ?3 - \(days.count / 2 - 1)
      """
  }
}
