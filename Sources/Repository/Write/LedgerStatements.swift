import Casework
import Digest
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
  let receipts: ReceiptStatements
  let tallies: TallyWriter

  init(_ connection: Connection, receiptDays: Int) throws(SQLiteError) {
    receipts = try ReceiptStatements(connection, days: receiptDays)
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
    findStream = try connection.prepare(
      "SELECT id, partnership_id FROM stream WHERE reference = ?1")
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
}

/// The statements for receipts kept under clients' keys.
struct ReceiptStatements {
  let add: Statement
  private let last: Statement
  private let find: Statement

  /// For keys that are remembered so many days.
  init(_ connection: Connection, days: Int) throws(SQLiteError) {
    last = try connection.prepare("SELECT max(day) FROM receipt")
    // One look-up for each day. Not `day IN (…)`, for which SQLite makes a table of the days each time.
    let lookUps = (0...days).map { back in
      """
      SELECT fingerprint, receipt FROM receipt
      WHERE day = ?3 - \(back) AND scope = ?1 AND key = ?2
      """
    }
    find = try connection.prepare(lookUps.joined(separator: "\nUNION ALL\n"))
    add = try connection.prepare(
      "INSERT INTO receipt (day, scope, key, fingerprint, receipt) VALUES (?1, ?2, ?3, ?4, ?5)")
  }

  /// What is kept under the key on one of the days up to that one.
  func kept(
    under key: IdempotencyKey, upTo day: Int
  ) throws(SQLiteError) -> (fingerprint: String, receipt: String)? {
    try find.first(key.scope, key.key, day) { row in
      (fingerprint: row.digest(0).hex, receipt: row.text(1))
    }
  }

  /// The last day that has any.
  func lastDay() throws(SQLiteError) -> Int? {
    try last.first { row in row.optionalInt(0) } ?? nil
  }
}
