import Casework
import Digest
import Escalations
import SQLite

/// Letting old access entries go, a month at a time from the beginning of the chain.
extension SQLLedger {
  /// Erases a month that was shown; false if it is not the chain's oldest any more, or not the same.
  ///
  /// The event of it holds the last hash that goes: from there the chain is verified on.
  func eraseAccess(
    _ shown: AccessMonth, rule: String, by: String, at now: Instant
  ) throws(Failure) -> Bool {
    let oldest = try run { () throws(SQLiteError) in
      try AccessMonths(connection).first(of: shown.partnership, after: 0)
    }
    guard let oldest, oldest.month == shown else { return false }
    _ = try appendAct(
      .accessErased(
        month: shown.month, through: shown.through, hash: oldest.hash.hex, rule: rule, by: by),
      partnership: shown.partnership, at: now)
    try run { () throws(SQLiteError) in
      try connection.prepare(
        """
        DELETE FROM access_entry WHERE sequence <= ?2
          AND partnership_id = (SELECT id FROM partnership WHERE name = ?1)
        """
      ).run(shown.partnership.text, shown.through)
    }
    memory.cutsLog = true
    return true
  }
}
