import Digest
import Escalations
import SQLite

/// Checks what a walk from entry to entry cannot see: that the chains end where they should, that each
/// stream is numbered without a gap, and that anchors kept by others are still in place.
struct EndCheck {
  private let connection: Connection
  private let epoch: Int64

  init(_ connection: Connection) throws(SQLiteError) {
    self.connection = connection
    epoch = try connection.prepare("SELECT epoch FROM store").first { row in row.int64(0) } ?? 0
  }

  /// What is wrong with the ends.
  func run(_ anchors: [Anchor], _ plan: Verification.Plan) throws(SQLiteError) -> [Finding] {
    var findings = try heads()
    findings += try numbering(through: plan.lastEvent)
    for anchor in anchors {
      if let finding = try check(anchor) { findings.append(finding) }
    }
    return findings
  }

  /// The chains' last entries against where the store says they end.
  private func heads() throws(SQLiteError) -> [Finding] {
    var findings: [Finding] = []
    // One state for both, or a commit in between would look like tampering.
    try connection.transaction(.deferred) { () throws(SQLiteError) in
      try connection.prepare(Self.headSQL).rows { row in
        let place = "\(row.text(0)) \(row.text(1))"
        let noted = row.optionalInt64(2)
        let found = row.optionalInt64(3)
        if noted != found {
          findings.append(
            Finding(
              .head, at: place,
              "the chain ends at \(found ?? 0), and the store says at \(noted ?? 0)"))
        } else if row.optionalBlob(4) != row.optionalBlob(5) {
          findings.append(Finding(.head, at: place, "the chain ends with another hash"))
        }
      }
    }
    return findings
  }

  private func numbering(through last: Int64) throws(SQLiteError) -> [Finding] {
    var findings: [Finding] = []
    try connection.prepare(
      """
      SELECT s.reference, min(v.number), max(v.number), count(*) FROM event v
      JOIN stream s ON s.id = v.stream_id WHERE v.id <= ?1
      GROUP BY v.stream_id HAVING min(v.number) <> 1 OR max(v.number) <> count(*)
      """
    ).rows(last) { row in
      findings.append(
        Finding(
          .numbering, at: row.text(0),
          "\(row.int64(3)) events are numbered \(row.int64(1)) to \(row.int64(2))"))
    }
    return findings
  }

  private func check(_ anchor: Anchor) throws(SQLiteError) -> Finding? {
    guard let chain = Chain(rawValue: anchor.chain) else {
      return Finding(.anchorMismatch, at: anchor.place, "there is no such chain")
    }
    let table = chain == .event ? "event" : "access_entry"
    let found = try connection.prepare(
      """
      SELECT hash FROM \(table) WHERE sequence = ?2
        AND partnership_id = (SELECT id FROM partnership WHERE name = ?1)
      """
    ).first(anchor.partnership.text, anchor.sequence) { row in row.digest(0).hex }
    if found == anchor.hash { return nil }
    if epoch > anchor.epoch {
      return Finding(
        .anchorBeforeRestore, at: anchor.place,
        "the anchor is of epoch \(anchor.epoch), and the store was restored since (\(epoch))")
    }
    if found == nil {
      return Finding(.cutTail, at: anchor.place, "the chain ends before the anchor")
    }
    return Finding(.anchorMismatch, at: anchor.place, "another entry lies at the anchor's place")
  }

  private static let headSQL = """
    SELECT g.name, c.chain, h.sequence, c.sequence, h.hash, c.hash
    FROM partnership g
    JOIN (
      SELECT g2.id AS partnership_id, 'event' AS chain,
        (SELECT max(sequence) FROM event WHERE partnership_id = g2.id) AS sequence,
        (SELECT hash FROM event WHERE partnership_id = g2.id
         ORDER BY sequence DESC LIMIT 1) AS hash
      FROM partnership g2
      UNION ALL
      SELECT g3.id, 'access',
        (SELECT max(sequence) FROM access_entry WHERE partnership_id = g3.id),
        (SELECT hash FROM access_entry WHERE partnership_id = g3.id
         ORDER BY sequence DESC LIMIT 1)
      FROM partnership g3
    ) c ON c.partnership_id = g.id
    LEFT JOIN chain_head h ON h.partnership_id = g.id AND h.chain = c.chain
    ORDER BY g.name, c.chain
    """
}

extension Anchor {
  fileprivate var place: String { "\(partnership) \(chain) \(sequence)" }
}
