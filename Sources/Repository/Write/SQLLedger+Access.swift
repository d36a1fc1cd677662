import Casework
import Digest
import Escalations
import SQLite

/// Letting old access entries go, a month at a time from the beginning of the chain.
extension SQLLedger {
  /// Erases the oldest month of access entries that ended before that instant; says which, or nil if
  /// there is none.
  ///
  /// The event of it holds the last hash that goes: from there the chain is verified on.
  func eraseAccess(
    before limit: Instant, rule: String, by: String, at now: Instant
  ) throws(Failure) -> String? {
    guard let oldest = try oldestMonth() else { return nil }
    guard oldest.month.end <= limit else { return nil }
    let last = try run { () throws(SQLiteError) in
      try connection.prepare(Self.lastSQL).first(
        oldest.partnershipRow, oldest.month.end.milliseconds
      ) { row in (sequence: row.int64(0), hash: row.digest(1)) }
    }
    guard let last else { return nil }
    _ = try appendAct(
      .accessErased(
        month: oldest.month.name, through: last.sequence, hash: last.hash.hex, rule: rule, by: by),
      partnership: oldest.partnership, at: now)
    try run { () throws(SQLiteError) in
      try connection.prepare(
        "DELETE FROM access_entry WHERE partnership_id = ?1 AND sequence <= ?2"
      ).run(oldest.partnershipRow, last.sequence)
    }
    memory.cutsLog = true
    return oldest.month.name
  }

  private struct Oldest {
    let partnershipRow: Int64
    let partnership: PartnershipID
    let month: UTCMonth
  }

  /// The month of the oldest entry of any chain.
  private func oldestMonth() throws(Failure) -> Oldest? {
    try run { () throws(SQLiteError) in
      try connection.prepare(Self.oldestSQL).first { row in
        Oldest(
          partnershipRow: row.int64(0), partnership: PartnershipID(row.text(1)),
          month: UTCMonth(of: row.instant(2)))
      }
    }
  }

  private static let oldestSQL = """
    SELECT g.id, g.name, a.recorded_at FROM partnership g
    JOIN access_entry a ON a.partnership_id = g.id AND a.sequence = (
      SELECT min(sequence) FROM access_entry WHERE partnership_id = g.id)
    ORDER BY a.recorded_at LIMIT 1
    """

  /// The last entry before the first one of a later month: the clock may have been set back, and
  /// what lies behind a later entry is kept with it.
  ///
  /// The chain's very last entry always stays.
  private static let lastSQL = """
    SELECT sequence, hash FROM access_entry WHERE partnership_id = ?1 AND sequence < coalesce(
      (SELECT sequence FROM access_entry WHERE partnership_id = ?1 AND recorded_at >= ?2
       ORDER BY sequence LIMIT 1),
      (SELECT max(sequence) FROM access_entry WHERE partnership_id = ?1))
    ORDER BY sequence DESC LIMIT 1
    """
}

/// A calendar month in UTC, by which access entries are kept and let go.
struct UTCMonth {
  /// As it stands in the record: `2026-03`.
  let name: String
  /// When the next one begins.
  let end: Instant

  init(of instant: Instant) {
    let day = CivilDate(dayNumber: Int((Double(instant.milliseconds) / 86_400_000).rounded(.down)))
    let (year, month, _) = day.components
    name = String(day.description.prefix(7))
    let next = CivilDate(
      year: month == 12 ? year + 1 : year, month: month == 12 ? 1 : month + 1, day: 1)
    end = Instant(milliseconds: Int64(next?.dayNumber ?? 0) * 86_400_000)
  }
}
