import Digest
import Escalations
import SQLite

/// Checks what a walk from entry to entry cannot see: that the chains end where they should, and
/// that anchors kept by others are still in place.
struct EndCheck {
  private let connection: Connection
  /// The one partnership that is looked at; nil for all.
  private let partnership: PartnershipID?

  init(_ connection: Connection, partnership: PartnershipID? = nil) {
    self.connection = connection
    self.partnership = partnership
  }

  /// What is wrong with the ends.
  func run(_ anchors: [Anchor]) throws(SQLiteError) -> [Finding] {
    var findings = try Self.heads(connection, partnership)
    if partnership == nil { findings += try orphans() }
    for anchor in anchors {
      if let finding = try check(anchor) { findings.append(finding.of(anchor)) }
    }
    return findings
  }

  /// Texts beside events that are still to come: a walk that ends with the last event does not meet them.
  private func orphans() throws(SQLiteError) -> [Finding] {
    try connection.prepare(
      """
      SELECT DISTINCT event_id FROM part
      WHERE event_id > (SELECT coalesce(max(id), \(Int64.min)) FROM event) LIMIT 10
      """
    ).all { row in
      Finding(.gap, at: "event row \(row.int64(0))", "parts without their event")
    }
  }

  /// The chains' last entries against where the store says they end.
  static func heads(
    _ connection: Connection, _ partnership: PartnershipID? = nil
  ) throws(SQLiteError) -> [Finding] {
    var findings: [Finding] = []
    // One state for both, or a commit in between would look like tampering.
    try connection.transaction(.deferred) { () throws(SQLiteError) in
      try connection.prepare(Self.headSQL).rows { row in
        guard partnership == nil || partnership?.text == row.text(0) else { return }
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
    if let kept = try lastKept(anchor, chain), anchor.sequence > kept {
      return Finding(
        .anchorBeforeRestore, at: anchor.place,
        "the anchor is of epoch \(anchor.epoch), and a backup that ends at \(kept) was restored since"
      )
    }
    if found == nil, chain == .access, try AccessBases(connection).reaches(anchor) { return nil }
    if found == nil {
      return Finding(.cutTail, at: anchor.place, "the chain ends before the anchor")
    }
    return Finding(.anchorMismatch, at: anchor.place, "another entry lies at the anchor's place")
  }

  /// Where the chain ended in the first backup restored after the anchor was taken; or where the line on which
  /// it was taken had left the backup's before.
  private func lastKept(_ anchor: Anchor, _ chain: Chain) throws(SQLiteError) -> Int64? {
    var kept: Int64?
    try connection.prepare(
      """
      SELECT v.payload FROM \(KeepingEvents.ofKind) AND g.name = ?2 ORDER BY v.id
      """
    ).rows(AdministrativeCodec.restoredKind, anchor.partnership.text) { row in
      let body = AdministrativeCodec.body(of: row.text(0))
      guard kept == nil, let epoch = body["epoch"].flatMap({ Int64($0) }), epoch > anchor.epoch
      else { return }
      let isOther = body["otherAfter"].flatMap { Int64($0) }.map { anchor.epoch > $0 } ?? false
      let place = isOther ? (chain == .event ? "otherEvent" : "otherAccess") : chain.rawValue
      kept = body[place].flatMap { Int64($0) }
    }
    return kept
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
