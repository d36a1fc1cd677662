import Digest
import SQLite

/// Where a walk along the chains stands, so that each entry is held against the one before it.
///
/// A walk begins anywhere: what it has not passed itself it looks up.
struct ChainLook {
  private let connection: Connection
  private let chain: Chain
  private let before: Statement
  private var bases = AccessBases()
  private var heads = RowTable<ChainHead>()

  init(_ connection: Connection, _ chain: Chain) throws(SQLiteError) {
    self.connection = connection
    self.chain = chain
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
    let found = try before.first(partnership, sequence - 1) { row in row.digest(0) }
    guard found == nil, chain == .access else { return found }
    // Months may go while the walk is under way: what the record says of that is read where it is asked for.
    bases = try AccessBases(connection)
    return bases.base(of: partnership).flatMap { $0.sequence == sequence - 1 ? $0.hash : nil }
  }

  /// Goes on to the entry.
  mutating func pass(_ partnership: Int64, _ sequence: Int64, _ hash: SHA256Digest) {
    heads[partnership] = ChainHead(sequence: sequence, hash: hash)
  }
}
