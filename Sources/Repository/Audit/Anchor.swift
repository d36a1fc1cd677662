public import Casework
import Digest
public import Escalations
import SQLite

/// Where a chain ended at some moment, kept by somebody else: what shows later that its tail was cut
/// off or rewritten, which the chain alone cannot.
public struct Anchor: Sendable, Equatable, Codable {
  /// The chain's partnership.
  public var partnership: PartnershipID
  /// `event` or `access`.
  public var chain: String
  /// The sequence of its last entry.
  public var sequence: Int64
  /// That entry's hash, in hexadecimal.
  public var hash: String
  /// How often the store had been restored by then, counted from 1.
  public var epoch: Int64

  /// An anchor.
  public init(
    partnership: PartnershipID, chain: String, sequence: Int64, hash: String, epoch: Int64
  ) {
    self.partnership = partnership
    self.chain = chain
    self.sequence = sequence
    self.hash = hash
    self.epoch = epoch
  }

  /// The ends of all chains.
  static func heads(_ connection: Connection) throws(SQLiteError) -> [Anchor] {
    try connection.prepare(
      """
      SELECT g.name, h.chain, h.sequence, h.hash, (SELECT epoch FROM store)
      FROM chain_head h JOIN partnership g ON g.id = h.partnership_id ORDER BY g.name, h.chain
      """
    ).all { row in
      Anchor(
        partnership: PartnershipID(row.text(0)), chain: row.text(1), sequence: row.int64(2),
        hash: row.digest(3).hex, epoch: row.int64(4))
    }
  }
}

extension SQLReader {
  /// The ends of the partnership's chains, to be published and kept by others.
  public func heads(of partnership: PartnershipID) throws(Failure) -> [Anchor] {
    try translating { () throws(SQLiteError) in
      try Anchor.heads(connection).filter { $0.partnership == partnership }
    }
  }
}

extension Store {
  /// The ends of all chains of all partnerships, for the operator's log.
  public func heads() throws(StoreError) -> [Anchor] {
    do throws(SQLiteError) {
      let connection = try Connection.reading(folder.database)
      defer { connection.close() }
      return try Anchor.heads(connection)
    } catch {
      throw StoreError(folder.database, cannotBe: "read", error)
    }
  }
}
