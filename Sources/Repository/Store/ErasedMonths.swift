import Casework
import Escalations
import SQLite

/// The last month of access entries that each partnership let go, and by what rule: a restored backup has
/// them again.
struct ErasedMonths {
  private struct Last {
    let month: String
    let rule: String
    let by: String
  }

  private var last: [PartnershipID: Last] = [:]

  /// None.
  init() {}

  /// As the record of a store says.
  init(in connection: Connection) throws(SQLiteError) {
    try connection.prepare("SELECT g.name, v.payload FROM \(KeepingEvents.ofKind) ORDER BY v.id")
      .rows(AdministrativeCodec.accessErasedKind) { row in
        let body = AdministrativeCodec.body(of: row.text(1))
        guard let month = body["month"] else { return }
        last[PartnershipID(row.text(0))] = Last(
          month: month, rule: body["rule"] ?? "", by: body["by"] ?? "")
      }
  }

  /// Lets every month go again that is not later than the last that went; returns how many.
  func eraseAgain(
    in connection: Connection, _ ledger: SQLLedger, now: Instant
  ) throws -> Int {
    let months = AccessMonths(connection)
    var count = 0
    for (partnership, last) in last.sorted(by: { $0.key.text < $1.key.text }) {
      while let oldest = try months.first(of: partnership, after: 0)?.month,
        oldest.month <= last.month,
        try ledger.eraseAccess(oldest, rule: last.rule, by: last.by, at: now)
      {
        count += 1
      }
    }
    return count
  }
}
