import Casework
import Escalations
import SQLite

/// Where the chains end, and which stream is whose.
extension SQLLedger {
  /// Where a chain ends; read from the file the first time.
  func head(_ key: LedgerMemory.ChainKey) throws(Failure) -> ChainHead {
    if let head = memory.heads[key] { return head }
    let statement = key.chain == .event ? sql.head : sql.accessHead
    let head = try run { () throws(SQLiteError) in
      try statement.first(key.partnership) { row in
        ChainHead(sequence: row.int64(0), hash: row.digest(1))
      }
    }
    memory.heads[key] = head ?? .genesis
    return head ?? .genesis
  }

  /// Notes where it ends now, for the commit to write.
  func move(_ key: LedgerMemory.ChainKey, to head: ChainHead) {
    memory.heads[key] = head
    memory.movedHeads.insert(key)
  }

  /// An escalation's stream; made with its first event.
  func stream(
    _ reference: Reference, partnership: Int64, isNew: Bool
  ) throws(Failure) -> Int64 {
    if let stream = recentStream(reference) { return stream }
    return try run { () throws(SQLiteError) in
      if !isNew, let stream = try findStream(reference) { return stream }
      try sql.addStream.run(partnership, reference.text)
      let stream = connection.lastInsertRowID
      try noteNumber(of: reference)
      return stream
    }
  }

  /// The stream of that name.
  func findStream(_ reference: Reference) throws(SQLiteError) -> Int64? {
    try sql.findStream.first(reference.text) { row in row.int64(0) }
  }

  /// The same, if it is that partnership's.
  func findStream(
    _ reference: Reference, of partnership: Int64
  ) throws(SQLiteError) -> Int64? {
    let found = try sql.findStream.first(reference.text) { row in
      row.int64(1) == partnership ? row.int64(0) : nil
    }
    return found ?? nil
  }

  /// A number is taken when its escalation is appended, so that a trial run takes none.
  private func noteNumber(of reference: Reference) throws(SQLiteError) {
    guard let numbering = memory.numberings.removeValue(forKey: reference) else { return }
    try sql.writeNumber.run(numbering.partnership, numbering.year, numbering.number)
  }

  /// The row of the event at that place in a chain.
  func eventRow(_ partnership: Int64, _ sequence: Int64) throws(SQLiteError) -> Int64 {
    try connection.prepare("SELECT id FROM event WHERE partnership_id = ?1 AND sequence = ?2")
      .first(partnership, sequence) { row in row.int64(0) } ?? 0
  }
}
