import Casework
import Escalations
import SQLite

/// How the chains of a backup go on: in an epoch of their own, from where they ended in it, and, where the store
/// that was there had gone another way before, since when.
struct EpochBeginning {
  let epoch: Int64
  /// The epoch of the backup.
  let own: Int64
  /// The ends of the backup's chains.
  let heads: [Anchor]
  /// The store that was there, if it is of a later epoch than the backup.
  let other: PreviousStore?

  /// Says so in every partnership's chain.
  func append(to ledger: SQLLedger, _ connection: Connection, now: Instant) throws {
    let names = try connection.prepare("SELECT name FROM partnership ORDER BY id")
      .all { row in PartnershipID(row.text(0)) }
    for partnership in names {
      let parted = other?.parting(of: partnership, from: connection)
      try ledger.append(
        .restored(
          epoch: epoch, end: end(of: partnership),
          other: parted.map { OtherLine(after: own, parted: $0) }),
        partnership: partnership, by: nil, at: now)
    }
  }

  private func end(of partnership: PartnershipID) -> ChainPlaces {
    func end(_ chain: Chain) -> Int64 {
      heads.first { $0.partnership == partnership && $0.chain == chain.rawValue }?.sequence ?? 0
    }
    return ChainPlaces(event: end(.event), access: end(.access))
  }
}
