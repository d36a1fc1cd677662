import Digest
import Escalations
import SQLite

/// Where each chain of access entries begins now that its oldest months are gone, as events of the
/// record say: the sequence and the hash of the last entry that went.
struct AccessBases: Sendable {
  private var byRow: [Int64: ChainHead] = [:]
  private var byName: [String: ChainHead] = [:]

  /// None.
  init() {}

  init(_ connection: Connection) throws(SQLiteError) {
    var (byRow, byName): ([Int64: ChainHead], [String: ChainHead]) = ([:], [:])
    try connection.prepare(
      """
      SELECT g.id, g.name, v.payload FROM \(KeepingEvents.ofKind) ORDER BY v.id
      """
    ).rows(AdministrativeCodec.accessErasedKind) { row in
      let body = AdministrativeCodec.body(of: row.text(2))
      guard let sequence = body["through"].flatMap({ Int64($0) }),
        let hash = body["hash"].flatMap({ SHA256Digest(hex: $0) })
      else { return }
      byRow[row.int64(0)] = ChainHead(sequence: sequence, hash: hash)
      byName[row.text(1)] = ChainHead(sequence: sequence, hash: hash)
    }
    (self.byRow, self.byName) = (byRow, byName)
  }

  /// What came before the first entry that is left.
  func base(of partnership: Int64) -> ChainHead? { byRow[partnership] }

  /// Whether the anchored entry went with an old month: then it can no longer be held against anything,
  /// except where it was the last that went.
  func reaches(_ anchor: Anchor) -> Bool {
    guard let base = byName[anchor.partnership.text] else { return false }
    return anchor.sequence < base.sequence
      || (anchor.sequence == base.sequence && anchor.hash == base.hash.hex)
  }
}
