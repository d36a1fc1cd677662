import Digest
import SQLite

/// Where a walk along the chains stands, so that each entry is held against the one before it.
///
/// A walk begins anywhere: what it has not passed itself it looks up.
struct ChainLook {
  private let before: Statement
  private let bases: AccessBases
  private var heads = RowTable<ChainHead>()

  init(
    _ connection: Connection, _ chain: Chain, bases: AccessBases = AccessBases()
  ) throws(SQLiteError) {
    self.bases = bases
    let table = chain == .event ? "event" : "access_entry"
    before = try connection.prepare(
      "SELECT hash FROM \(table) WHERE partnership_id = ?1 AND sequence = ?2")
  }

  /// The hash of the entry before; nil if there is none where one should be.
  mutating func previous(_ partnership: Int64, _ sequence: Int64) throws(SQLiteError)
    -> SHA256Digest?
  {
    if sequence == 1 { return EventHash.genesis }
    if let head = heads[partnership], head.sequence == sequence - 1 { return head.hash }
    if let base = bases.base(of: partnership), base.sequence == sequence - 1 { return base.hash }
    return try before.first(partnership, sequence - 1) { row in row.digest(0) }
  }

  /// Goes on to the entry.
  mutating func pass(_ partnership: Int64, _ sequence: Int64, _ hash: SHA256Digest) {
    heads[partnership] = ChainHead(sequence: sequence, hash: hash)
  }
}
