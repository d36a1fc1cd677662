import Digest
import Escalations
import SQLite

/// Checks a range of events, by id, against their hashes and their parts against their digests.
///
/// Half a million a second is the goal, so bytes go from the row into the hash without becoming
/// strings on the way.
struct EventCheck {
  private let connection: Connection
  private let events: Statement
  private let parts: Statement
  private let names: ChainNames
  private let erasures: ErasureLook
  private var look: ChainLook
  /// The one partnership whose events are checked; 0 for all.
  private let partnership: Int64

  init(
    _ connection: Connection, names: ChainNames, partnership: Int64 = 0
  ) throws(SQLiteError) {
    self.connection = connection
    self.names = names
    self.partnership = partnership
    events = try connection.prepare(
      """
      SELECT v.id, v.partnership_id, v.sequence, v.hash, s.reference, v.number, v.recorded_at,
        v.credential_id, v.kind, v.version, v.payload
      FROM event v JOIN stream s ON s.id = v.stream_id
      WHERE v.id BETWEEN ?1 AND ?2 AND ?3 IN (0, v.partnership_id) ORDER BY v.id
      """)
    parts = try connection.prepare(
      """
      SELECT event_id, class, person, digest, salt, content, erased_by FROM part
      WHERE event_id BETWEEN ?1 AND ?2 AND (?3 = 0
        OR ?3 = (SELECT partnership_id FROM event WHERE event.id = event_id))
      ORDER BY event_id, position
      """)
    erasures = try ErasureLook(connection)
    look = try ChainLook(connection, .event)
  }

  /// Checks the events whose ids lie in the range.
  mutating func run(_ range: ClosedRange<Int64>) throws(SQLiteError) -> VerificationReport {
    var report = VerificationReport()
    var lines = try checkParts(range, &report)
    var look = look
    let names = names
    try events.rows(range.lowerBound, range.upperBound, partnership) { row throws(SQLiteError) in
      report.events += 1
      let partnership = row.int64(1)
      let sequence = row.int64(2)
      let hash = row.digest(3)
      let previous = try look.previous(partnership, sequence)
      // Also where it cannot be right, or the event's parts would be taken for another's.
      let found = Self.digest(row, after: previous ?? hash, names: names, lines: &lines)
      if previous == nil {
        report.findings.append(
          .gap(at: names.place(partnership, sequence), after: sequence - 1, mark: found))
      } else if found != hash {
        report.findings.append(
          Finding(
            .hashMismatch, at: names.place(partnership, sequence),
            "event \(row.int64(5)) of \(row.text(4)) is not what was hashed", mark: found.hex))
      }
      look.pass(partnership, sequence, hash)
    }
    self.look = look
    lines.end()
    for event in lines.orphans {
      report.findings.append(Finding(.gap, at: "event row \(event)", "parts without their event"))
    }
    return report
  }

  /// Checks the parts of the range; returns the lines that they give to their events' hashes.
  private func checkParts(
    _ range: ClosedRange<Int64>, _ report: inout VerificationReport
  ) throws(SQLiteError) -> PartLines {
    var lines = PartLines()
    try parts.rows(range.lowerBound, range.upperBound, partnership) { row throws(SQLiteError) in
      report.parts += 1
      let digest = row.digest(3)
      lines.add(event: row.int64(0), row, class: 1, person: 2, digest: digest)
      let isErased = row.isNull(5)
      if isErased { report.erasedParts += 1 }
      if let finding = try finding(row, digest: digest, isErased: isErased) {
        report.findings.append(finding)
      }
    }
    return lines
  }

  private func finding(
    _ row: borrowing Row, digest: SHA256Digest, isErased: Bool
  ) throws(SQLiteError) -> Finding? {
    if isErased {
      if let eraser = row.optionalInt64(6),
        try erasures.accounts(
          for: (class: row.text(1), person: row.text(2)), of: row.int64(0), by: eraser)
      {
        return nil
      }
      return Finding(
        .partMissing, at: Self.place(row), "a text is gone, and no event erased it",
        mark: digest.hex)
    }
    var text = ChainHash.part
    row.withBytes(4) { text.add(hexOf: $0) }
    row.withBytes(5) { text.append(written: $0) }
    let found = text.digest
    if found == digest { return nil }
    return Finding(
      .partMismatch, at: Self.place(row), "a text is not what was digested", mark: found.hex)
  }

  private static func place(_ row: borrowing Row) -> String {
    "event row \(row.int64(0)), \(row.text(1))"
  }

  private static func digest(
    _ row: borrowing Row, after previous: SHA256Digest, names: ChainNames, lines: inout PartLines
  ) -> SHA256Digest {
    var text = ChainHash.event
    text.add(previous)
    text.add(names.partnership(row.int64(1)))
    text.add(row.int64(2))
    row.withBytes(4) { text.add($0) }
    text.add(row.int64(5))
    text.add(row.instant(6))
    text.add(names.credential(row.optionalInt64(7)))
    row.withBytes(8) { text.add($0) }
    text.add(row.int64(9))
    row.withBytes(10) { text.add($0) }
    lines.take(event: row.int64(0), into: &text)
    return text.digest
  }
}
