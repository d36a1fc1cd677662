import SQLite

/// Agencies' own references: rows that are only added, and emptied where they stand.
///
/// People put names into them, so they go with the identifiers and must leave nothing behind (as in
/// `DraftWords`). They are found by a mark, in an index that holds no text.
struct ExternalReferences {
  let connection: Connection

  /// A number that goes up as references count up, so that an index of them grows where it grew last;
  /// two that share one are told apart by their text.
  static func mark(_ reference: String) -> Int64 {
    Int64(reference.utf8.reduce(UInt32(0)) { $0 &* 31 &+ UInt32($1) })
  }

  /// The escalation's stream that an agency filed under the reference.
  func stream(_ agency: Int64, _ reference: String) throws(SQLiteError) -> Int64? {
    try connection.prepare(
      """
      SELECT stream_id FROM external_reference
      WHERE agency_id = ?1 AND mark = ?2 AND reference = ?3
      """
    ).first(agency, Self.mark(reference), reference) { row in row.int64(0) }
  }

  /// Files a stream under it; whoever calls has looked that it is free.
  func add(_ reference: String, of agency: Int64, _ stream: Int64) throws(SQLiteError) {
    try connection.prepare(
      """
      INSERT INTO external_reference (agency_id, mark, reference, stream_id) VALUES (?1, ?2, ?3, ?4)
      """
    ).run(agency, Self.mark(reference), reference, stream)
  }

  /// Has an escalation's references go.
  func erase(ofStream stream: Int64) throws(SQLiteError) {
    try connection.prepare(
      "UPDATE external_reference SET mark = NULL, reference = NULL WHERE stream_id = ?1"
    ).run(stream)
  }
}
