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
        v.credential_id, v.kind, v.version, v.payload, s.partnership_id
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
    look = try ChainLook(connection, .event)
  }

  /// Checks the events whose ids lie in the range.
  mutating func run(_ range: ClosedRange<Int64>) throws(SQLiteError) -> VerificationReport {
    var report = VerificationReport()
    let lines = try checkParts(range, &report)
    var look = look
    let names = names
    var checked: [Int64: Bool] = [:]
    try events.rows(range.lowerBound, range.upperBound, partnership) { row throws(SQLiteError) in
      report.events += 1
      let partnership = row.int64(1)
      let sequence = row.int64(2)
      let hash = row.digest(3)
      checked[row.int64(0)] = true
      if let previous = try look.previous(partnership, sequence) {
        let found = Self.digest(row, after: previous, names: names, lines: lines[row.int64(0)])
        if found != hash {
          report.findings.append(
            Finding(
              .hashMismatch, at: names.place(partnership, sequence),
              "event \(row.int64(5)) of \(row.text(4)) is not what was hashed", mark: found.hex))
        }
      } else {
        report.findings.append(
          Finding(
            .gap, at: names.place(partnership, sequence),
            "there is no event with sequence \(sequence - 1)"))
      }
      look.pass(partnership, sequence, hash)
    }
    self.look = look
    for event in lines.keys.sorted() where checked[event] == nil {
      report.findings.append(Finding(.gap, at: "event row \(event)", "parts without their event"))
    }
    return report
  }

  /// Checks the parts of the range; returns the line that each gives to its event's hash.
  private func checkParts(
    _ range: ClosedRange<Int64>, _ report: inout VerificationReport
  ) throws(SQLiteError) -> [Int64: [[UInt8]]] {
    var lines: [Int64: [[UInt8]]] = [:]
    try parts.rows(range.lowerBound, range.upperBound, partnership) { row in
      report.parts += 1
      let digest = row.digest(3)
      var line: [UInt8] = []
      row.withBytes(1) { line.append(span: $0) }
      line.append(UInt8(ascii: "/"))
      row.withBytes(2) { line.append(span: $0) }
      line.append(UInt8(ascii: ":"))
      line.append(contentsOf: digest.hex.utf8)
      lines[row.int64(0), default: []].append(line)
      if let finding = Self.finding(row, digest: digest) { report.findings.append(finding) }
      if row.isNull(5) { report.erasedParts += 1 }
    }
    return lines
  }

  private static func finding(_ row: borrowing Row, digest: SHA256Digest) -> Finding? {
    let place = "event row \(row.int64(0)), \(row.text(1))"
    if row.isNull(5) {
      if !row.isNull(6) { return nil }
      return Finding(.partMissing, at: place, "a text is gone, and no event erased it")
    }
    var text = ChainHash(tag: "parley.part.1")
    text.add(Hex.encode(row.blob(4)))
    row.withBytes(5) { text.append(written: $0) }
    let found = text.digest
    if found == digest { return nil }
    return Finding(.partMismatch, at: place, "a text is not what was digested", mark: found.hex)
  }

  private static func digest(
    _ row: borrowing Row, after previous: SHA256Digest, names: ChainNames, lines: [[UInt8]]?
  ) -> SHA256Digest {
    var text = ChainHash(tag: "parley.event.1")
    text.add(previous)
    text.add(names.partnership(row.int64(1)))
    text.add(row.int64(2))
    row.withBytes(4) { text.add($0) }
    text.add(row.int64(5))
    text.add(row.instant(6).description)
    text.add(names.credential(row.optionalInt64(7)))
    row.withBytes(8) { text.add($0) }
    text.add(row.int64(9))
    row.withBytes(10) { text.add($0) }
    for line in lines ?? [] { text.add(line.span) }
    return text.digest
  }
}

extension [UInt8] {
  /// Appends bytes that are not a collection.
  fileprivate mutating func append(span: Span<UInt8>) {
    for index in span.indices { append(span[index]) }
  }
}
