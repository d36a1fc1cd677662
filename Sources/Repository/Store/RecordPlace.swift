import Digest
import Escalations
import SQLite

/// Where an event stands in its chain, and what it is: by this another store is asked whether it has it too.
struct RecordPlace {
  let partnership: PartnershipID
  private let sequence: Int64
  private let hash: SHA256Digest

  /// Of a row that begins with the partnership's name, the sequence and the hash.
  init(_ row: borrowing Row) {
    partnership = PartnershipID(row.text(0))
    sequence = row.int64(1)
    hash = row.digest(2)
  }

  /// Whether the same event is in that store.
  func isThere(in connection: Connection) throws(SQLiteError) -> Bool {
    let found = try connection.prepare(
      """
      SELECT v.hash FROM event v JOIN partnership g ON g.id = v.partnership_id
      WHERE g.name = ?1 AND v.sequence = ?2
      """
    ).first(partnership.text, sequence) { row in row.digest(0) }
    return found == hash
  }
}
