import Digest
import Escalations
import SQLite

/// Checks a range of access entries, by id, against their hashes.
struct AccessCheck {
  private let entries: Statement
  private let names: ChainNames
  private var look: ChainLook
  /// The one partnership whose entries are checked; 0 for all.
  private let partnership: Int64

  init(
    _ connection: Connection, names: ChainNames, partnership: Int64 = 0
  ) throws(SQLiteError) {
    self.partnership = partnership
    self.names = names
    entries = try connection.prepare(
      """
      SELECT a.id, a.partnership_id, a.sequence, a.hash, a.recorded_at, a.credential_id, a.kind,
        s.reference, a.request
      FROM access_entry a LEFT JOIN stream s ON s.id = a.stream_id
      WHERE a.id BETWEEN ?1 AND ?2 AND ?3 IN (0, a.partnership_id) ORDER BY a.id
      """)
    look = try ChainLook(connection, .access)
  }

  /// Checks the entries whose ids lie in the range.
  mutating func run(_ range: ClosedRange<Int64>) throws(SQLiteError) -> VerificationReport {
    var report = VerificationReport()
    var look = look
    let names = names
    try entries.rows(range.lowerBound, range.upperBound, partnership) { row throws(SQLiteError) in
      report.accessEntries += 1
      let (partnership, sequence) = (row.int64(1), row.int64(2))
      let hash = row.digest(3)
      let place = "access " + names.place(partnership, sequence)
      let previous = try look.previous(partnership, sequence)
      // Also where it cannot be right: a change after the gap was explained is a new finding.
      let found = Self.digest(row, after: previous ?? hash, names: names)
      if previous == nil {
        report.findings.append(
          Finding(
            .gap, at: place, "there is no entry with sequence \(sequence - 1)", mark: found.hex))
      } else if found != hash {
        report.findings.append(
          Finding(.hashMismatch, at: place, "the entry is not what was hashed", mark: found.hex))
      }
      look.pass(partnership, sequence, hash)
    }
    self.look = look
    return report
  }

  private static func digest(
    _ row: borrowing Row, after previous: SHA256Digest, names: ChainNames
  ) -> SHA256Digest {
    var text = ChainHash.access
    text.add(previous)
    text.add(names.partnership(row.int64(1)))
    text.add(row.int64(2))
    text.add(row.instant(4))
    text.add(names.credential(row.int64(5)))
    row.withBytes(6) { text.add($0) }
    if row.isNull(7) {
      text.add(.none)
    } else {
      row.withBytes(7) { text.add($0) }
    }
    row.withBytes(8) { text.add($0) }
    return text.digest
  }
}
