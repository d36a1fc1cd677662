import Digest
import Escalations
import SQLite

/// Where two stores that were one go different ways: the last entry of a chain that both have.
///
/// Each entry is hashed with the one before it, so up to there all are the same, and none after it.
struct Parting {
  private let ours: Connection
  private let theirs: Connection

  init(_ ours: Connection, _ theirs: Connection) {
    self.ours = ours
    self.theirs = theirs
  }

  /// The sequence of that entry; 0 if there is none.
  func last(_ partnership: PartnershipID, _ chain: Chain) throws(SQLiteError) -> Int64 {
    var low: Int64 = 0
    var high = try min(
      end(of: partnership, chain, in: ours), end(of: partnership, chain, in: theirs))
    while low < high {
      let middle = low + (high - low + 1) / 2
      let one = try hash(partnership, chain, middle, in: ours)
      let other = try hash(partnership, chain, middle, in: theirs)
      // What one of them let go with an old month was the same in both.
      if one == nil || other == nil || one == other { low = middle } else { high = middle - 1 }
    }
    return low
  }

  private func end(
    of partnership: PartnershipID, _ chain: Chain, in connection: Connection
  ) throws(SQLiteError) -> Int64 {
    try connection.prepare(
      """
      SELECT h.sequence FROM chain_head h JOIN partnership g ON g.id = h.partnership_id
      WHERE g.name = ?1 AND h.chain = ?2
      """
    ).first(partnership.text, chain.rawValue) { row in row.int64(0) } ?? 0
  }

  private func hash(
    _ partnership: PartnershipID, _ chain: Chain, _ sequence: Int64, in connection: Connection
  ) throws(SQLiteError) -> SHA256Digest? {
    try connection.prepare(
      """
      SELECT hash FROM \(chain == .event ? "event" : "access_entry") WHERE sequence = ?2
        AND partnership_id = (SELECT id FROM partnership WHERE name = ?1)
      """
    ).first(partnership.text, sequence) { row in row.digest(0) }
  }
}
