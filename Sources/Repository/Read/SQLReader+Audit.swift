public import Casework
import Digest
import Escalations
import SQLite

/// The chains of a viewer's partnership, as an auditor asks for them: no personal data.
extension SQLReader {
  /// How many rows of the file one read of a verification looks at.
  private static let rowsAtOnce: Int64 = 1_000

  /// Where the chains end now.
  public func chainEnds(for viewer: Viewer) throws(Failure) -> [ChainEnd] {
    try heads(of: viewer.partnership).compactMap { head in
      ChainName(rawValue: head.chain).map {
        ChainEnd(chain: $0, sequence: head.sequence, hash: head.hash, epoch: head.epoch)
      }
    }
  }

  /// Entries of a chain as the texts that were hashed.
  public func chainTexts(
    _ chain: ChainName, _ range: ClosedRange<Int64>, limit: Int, for viewer: Viewer
  ) throws(Failure) -> [ChainRow] {
    try connection.transaction(.deferred) { () throws(Failure) in
      guard let partnership = try row(of: viewer) else { return [] }
      switch chain {
      case .event: return try eventTexts(partnership, range, limit, viewer)
      case .access: return try accessTexts(partnership, range, limit, viewer)
      }
    }
  }

  /// Checks a stretch.
  public func verify(
    _ stretch: VerificationStretch, for viewer: Viewer
  ) throws(Failure) -> VerificationResult {
    try translating { () throws(SQLiteError) in
      switch stretch {
      case .rows(let chain, let last, let through):
        return try checkRows(chain, after: last, through: through, viewer)
      case .ends(let anchor): return try checkEnds(anchor, viewer)
      }
    }
  }

  private func row(of viewer: Viewer) throws(Failure) -> Int64? {
    try translating { () throws(SQLiteError) in try partnershipRow(viewer) }
  }

  private func partnershipRow(_ viewer: Viewer) throws(SQLiteError) -> Int64? {
    try connection.prepare("SELECT id FROM partnership WHERE name = ?1")
      .first(viewer.partnership.text) { row in row.int64(0) }
  }

  // MARK: Texts

  private func eventTexts(
    _ partnership: Int64, _ range: ClosedRange<Int64>, _ limit: Int, _ viewer: Viewer
  ) throws(Failure) -> [ChainRow] {
    let stored = try stream.read(chainOf: partnership, range, limit: limit)
    return try translating { () throws(SQLiteError) in
      var withholding = try Withholding(connection, Visibility.Arguments(viewer))
      var rows: [ChainRow] = []
      for event in stored {
        let fields = event.fields
        let text =
          try withholding.withholds(fields)
          ? Withholding.text(
            previous: fields.previous, partnership: fields.partnership, sequence: fields.sequence)
          : fields.text
        rows.append(ChainRow(sequence: fields.sequence, hash: event.hash.hex, text: text.bytes))
      }
      return rows
    }
  }

  private func accessTexts(
    _ partnership: Int64, _ range: ClosedRange<Int64>, _ limit: Int, _ viewer: Viewer
  ) throws(Failure) -> [ChainRow] {
    try translating { () throws(SQLiteError) in
      var withholding = try Withholding(connection, Visibility.Arguments(viewer))
      let names = try ChainNames(connection)
      var look = try ChainLook(connection, .access)
      var rows: [ChainRow] = []
      try connection.prepare(Self.accessSQL).rows(
        partnership, range.lowerBound, range.upperBound, limit
      ) { row throws(SQLiteError) in
        let (sequence, hash) = (row.int64(0), row.digest(1))
        let previous = try look.previous(partnership, sequence) ?? EventHash.genesis
        let fields = AccessHash(
          previous: previous, partnership: names.partnership(partnership).text, sequence: sequence,
          recordedAt: row.instant(2), credential: names.credential(row.int64(3)).text,
          kind: row.text(4), stream: row.optionalText(5) ?? "", request: row.text(6))
        let text =
          try withholding.withholds(fields.stream)
          ? Withholding.text(
            previous: previous, partnership: fields.partnership, sequence: sequence) : fields.text
        rows.append(ChainRow(sequence: sequence, hash: hash.hex, text: text.bytes))
        look.pass(partnership, sequence, hash)
      }
      return rows
    }
  }

  private static let accessSQL = """
    SELECT a.sequence, a.hash, a.recorded_at, a.credential_id, a.kind, s.reference, a.request
    FROM access_entry a LEFT JOIN stream s ON s.id = a.stream_id
    WHERE a.partnership_id = ?1 AND a.sequence BETWEEN ?2 AND ?3 ORDER BY a.sequence LIMIT ?4
    """

  // MARK: Checking

  private func checkRows(
    _ chain: ChainName, after last: Int64, through: Int64?, _ viewer: Viewer
  ) throws(SQLiteError) -> VerificationResult {
    let table = chain == .event ? "event" : "access_entry"
    let lower = last == .min ? last : last + 1
    let rows = try connection.prepare(
      "SELECT (SELECT min(id) FROM \(table) WHERE id >= ?1), (SELECT max(id) FROM \(table))"
    ).first(lower) { row in (first: row.optionalInt64(0), last: row.optionalInt64(1)) }
    guard let first = rows?.first, let end = through ?? rows?.last, first <= end,
      let partnership = try partnershipRow(viewer)
    else { return try result(VerificationReport(), next: nil, through: through ?? 0) }
    // From where the last read ended, though the first row that there is may lie far from it.
    let (upper, isBeyond) = first.addingReportingOverflow(Self.rowsAtOnce - 1)
    let range = lower...(isBeyond ? end : min(end, upper))
    let names = try ChainNames(connection)
    let report: VerificationReport
    switch chain {
    case .event:
      var check = try EventCheck(connection, names: names, partnership: partnership)
      report = try check.run(range)
    case .access:
      var check = try AccessCheck(connection, names: names, partnership: partnership)
      report = try check.run(range)
    }
    let next = range.upperBound < end ? range.upperBound : nil
    return try result(report, next: next, through: end)
  }

  private func checkEnds(
    _ anchor: ChainEnd?, _ viewer: Viewer
  ) throws(SQLiteError) -> VerificationResult {
    let anchors = anchor.map { anchor in
      [
        Anchor(
          partnership: viewer.partnership, chain: anchor.chain.rawValue, sequence: anchor.sequence,
          hash: anchor.hash, epoch: anchor.epoch)
      ]
    }
    let last =
      try connection.prepare("SELECT coalesce(max(id), 0) FROM event")
      .first { row in row.int64(0) } ?? 0
    var report = VerificationReport()
    if let partnership = try partnershipRow(viewer) {
      report = try NumberingCheck(connection, through: last, partnership: partnership)
        .run(Int64.min...Int64.max)
      report.findings += try StandingCheck(connection, partnership: partnership).run()
      report.findings += try NumberCheck(connection, partnership: partnership).run()
    }
    report.findings += try EndCheck(connection, partnership: viewer.partnership).run(anchors ?? [])
    return try result(report, next: nil, through: last)
  }

  private func result(
    _ report: VerificationReport, next: Int64?, through: Int64
  ) throws(SQLiteError) -> VerificationResult {
    var report = report
    if !report.findings.isEmpty { try Explained(connection).apply(to: &report.findings) }
    return VerificationResult(
      findings: report.findings.map { finding in
        VerificationResult.Finding(
          kind: finding.kind.rawValue, place: finding.place, detail: finding.detail,
          isAlarm: finding.isAlarm)
      }, entries: Int(report.events + report.accessEntries),
      texts: (Int(report.parts), Int(report.erasedParts)), next: next, through: through)
  }
}
