import Escalations
import SQLite

@testable import Repository

/// Fills the derived tables and the chain with copies of one escalation, each with its own times: rows for
/// questions of cost, thousands a second, which no command wrote.
struct ManyRows {
  private let connection: Connection
  /// The row that is copied, and the id that its first copy gets.
  private let pattern: Int64
  private let first: Int64

  /// Copies the escalation of that reference until there are so many.
  static func fill(_ world: World, with reference: Reference, count: Int) throws {
    let connection = try Connection(path: world.folder.database, mode: .readWrite)
    defer { connection.close() }
    try connection.execute("PRAGMA foreign_keys = OFF")
    let pattern = try connection.prepare("SELECT id FROM stream WHERE reference = ?1")
      .first(reference.text) { row in row.int64(0) }
    guard let pattern else { throw TestFault(what: "no \(reference)") }
    let rows = ManyRows(connection: connection, pattern: pattern, first: pattern + 1_000)
    try connection.transaction(.immediate) { () throws(SQLiteError) in
      try rows.fill(count)
    }
  }

  /// Adds so many recommendations to the partnership's own stream.
  static func fillOwnStream(of world: World, count: Int) throws {
    let connection = try Connection(path: world.folder.database, mode: .readWrite)
    defer { connection.close() }
    try connection.prepare(
      """
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
      INSERT INTO event (partnership_id, sequence, stream_id, number, recorded_at, kind, version,
        payload, hash)
      SELECT g.id, 1000 + n.i, s.id, 1000 + n.i, 0, 'recommendation.made', 1, '{}', zeroblob(32)
      FROM partnership g JOIN stream s ON s.reference = g.prefix, n WHERE g.name = ?2
      """
    ).run(count, World.partnership.text)
  }

  private func fill(_ count: Int) throws(SQLiteError) {
    try copy("stream", by: "id", count, ["id": "n.i", "reference": "'TEST-2027-' || n.i"])
    // Every fourth is open still, and one in a hundred of these has its limit at all.
    try copy(
      "escalation", by: "id", count,
      [
        "id": "n.i", "raised_at": "t.raised_at + n.i * 60000",
        "updated_at": "t.updated_at + n.i * 60000",
        "state": "CASE WHEN n.i % 4 = 0 THEN 'open' ELSE 'resolved' END",
        "closed_at": "CASE WHEN n.i % 4 = 0 THEN NULL ELSE t.updated_at + n.i * 60000 END",
        "next_due_at": "CASE WHEN n.i % 400 = 0 THEN t.next_due_at + n.i * 60000 END",
        "next_due_on": "CASE WHEN n.i % 400 = 0 THEN t.next_due_on END",
      ])
    try copy(
      "participation", by: "escalation_id", count,
      [
        "escalation_id": "n.i", "updated_at": "t.updated_at + n.i * 60000",
        "next_due_at": "CASE WHEN n.i % 400 = 0 THEN t.next_due_at + n.i * 60000 END",
      ])
    // All of an escalation's duties in one state, at the pattern's limits.
    let state = "CASE WHEN n.i % 4 = 0 THEN 'open' WHEN n.i % 4 = 1 THEN 'lapsed' ELSE 'met' END"
    // What is open says nothing of its state, so that it is said of all before they are told apart.
    let words =
      "replace(replace(replace(t.duties, ',\"state\":\"met\"', ''), ',\"state\":\"lapsed\"', ''),"
      + " ',\"openedAt\"', ',\"state\":' || json_quote(\(state)) || ',\"openedAt\"')"
    try copy("duty_list", by: "escalation_id", count, ["escalation_id": "n.i", "duties": words])
    try copy("duty_place", by: "escalation_id", count, ["escalation_id": "n.i", "state": state])
    try copy("form", by: "stream_id", count, ["id": "n.i", "stream_id": "n.i"])
    try copy("form_filing", by: "escalation_id", count, ["escalation_id": "n.i"])
    try copy(
      "event", by: "stream_id", count,
      [
        "id": "n.i * 8 + t.number", "sequence": "n.i * 8 + t.number", "stream_id": "n.i",
        "recorded_at": "t.recorded_at + n.i * 60000",
      ])
  }

  /// Copies the pattern's rows of a table with other values in some columns; the table may have columns
  /// that nobody knew of when this was written.
  private func copy(
    _ table: String, by owner: String, _ count: Int, _ changes: [String: String]
  ) throws(SQLiteError) {
    let columns = try connection.prepare("SELECT name FROM pragma_table_info(?1)").all(table) {
      row in row.text(0)
    }
    let values = columns.map { changes[$0] ?? "t.\($0)" }.joined(separator: ", ")
    try connection.prepare(
      """
      INSERT OR IGNORE INTO \(table) (\(columns.joined(separator: ", ")))
      WITH RECURSIVE n (i) AS (
        SELECT \(first) UNION ALL SELECT i + 1 FROM n WHERE i < \(first) + ?1 - 1)
      SELECT \(values) FROM n CROSS JOIN \(table) t WHERE t.\(owner) = \(pattern) ORDER BY n.i
      """
    ).run(count)
  }
}
