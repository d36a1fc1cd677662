import Casework
import Digest
import Escalations
import SQLite

/// Reads which months of access entries would go, without letting any go.
struct AccessMonths {
  /// A month, when it ends, and the hash of its last entry.
  struct Found {
    let month: AccessMonth
    let end: Instant
    let hash: SHA256Digest
  }

  private let connection: Connection

  init(_ connection: Connection) { self.connection = connection }

  /// Every month that ended by then, of every partnership, each chain's oldest first.
  func all(before limit: Instant) throws(SQLiteError) -> [AccessMonth] {
    let partnerships = try connection.prepare("SELECT name FROM partnership ORDER BY name")
      .all { row in PartnershipID(row.text(0)) }
    var all: [AccessMonth] = []
    for partnership in partnerships {
      var last: Int64 = 0
      while let found = try first(of: partnership, after: last), found.end <= limit {
        all.append(found.month)
        last = found.month.through
      }
    }
    return all
  }

  /// The month of the chain's first entry beyond that sequence; nil if there is none that could go.
  func first(of partnership: PartnershipID, after last: Int64) throws(SQLiteError) -> Found? {
    let begin = try connection.prepare(Self.firstSQL).first(partnership.text, last) { row in
      (sequence: row.int64(0), month: UTCMonth(of: row.instant(1)))
    }
    guard let begin else { return nil }
    return try connection.prepare(Self.lastSQL).first(
      partnership.text, begin.month.end.milliseconds, begin.sequence
    ) { row in
      let through = row.int64(0)
      return Found(
        month: AccessMonth(
          partnership: partnership, month: begin.month.name,
          entries: Int(through - begin.sequence) + 1, through: through),
        end: begin.month.end, hash: row.digest(1))
    }
  }

  private static let firstSQL = """
    SELECT sequence, recorded_at FROM access_entry
    WHERE partnership_id = (SELECT id FROM partnership WHERE name = ?1) AND sequence > ?2
    ORDER BY sequence LIMIT 1
    """

  /// The last entry before the first one of a later month: the clock may have been set back, and
  /// what lies behind a later entry is kept with it.
  ///
  /// The chain's very last entry always stays.
  private static let lastSQL = """
    WITH chain AS (
      SELECT a.sequence, a.recorded_at, a.hash FROM access_entry a
      JOIN partnership g ON g.id = a.partnership_id
      WHERE g.name = ?1 AND a.sequence >= ?3)
    SELECT sequence, hash FROM chain WHERE sequence < coalesce(
      (SELECT sequence FROM chain WHERE recorded_at >= ?2 ORDER BY sequence LIMIT 1),
      (SELECT max(sequence) FROM chain))
    ORDER BY sequence DESC LIMIT 1
    """
}
