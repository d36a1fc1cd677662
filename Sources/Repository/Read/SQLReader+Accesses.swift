public import Casework
import Digest
import Escalations
import SQLite

extension SQLReader {
  /// A page of the partnership's access entries, newest first.
  ///
  /// Of one record or of one credential they are read from its own index; other filters pass over rows,
  /// at most `scanLimit` of them for one page.
  public func accesses(
    _ query: AccessQuery, for viewer: Viewer
  ) throws(Failure) -> Page<AccessRow> {
    guard viewer.role == .auditor else { return Page(rows: [], next: nil) }
    var pages: [Page<Placed<AccessRow>>] = []
    for reference in query.references.map({ $0.map(Optional.some) }) ?? [nil] {
      pages.append(try page(query, reference, for: viewer))
    }
    return .merging(
      pages, limit: Self.pageLimit(query.limit), isDescending: true)
  }

  private func page(
    _ query: AccessQuery, _ reference: Reference?, for viewer: Viewer
  ) throws(Failure) -> Page<Placed<AccessRow>> {
    let start = query.after ?? Position(key: .max, tie: .max)
    let sight = Visibility.Arguments(viewer)
    let values: [any SQLiteBindable] = [
      sight.reach.rawValue, sight.partnership, sight.credential, start.key, start.tie,
      query.since?.milliseconds ?? Int64.min, query.before?.milliseconds ?? Int64.max,
      reference?.text, query.credential?.text, query.kind?.rawValue,
      query.isRefused.map { $0 ? 1 : 0 },
    ]
    return try translating { () throws(SQLiteError) in
      let statement = try connection.prepare(
        AccessSQL.text(byReference: reference != nil, byCredential: query.credential != nil))
      return try page(statement, values, limit: query.limit) { row in
        Placed(
          position: Position(key: row.int64(0), tie: row.int64(1)), row: AccessSQL.read(row))
      }
    }
  }
}

/// The queries behind the auditors' list.
private enum AccessSQL {
  /// The one whose index serves best.
  static func text(byReference: Bool, byCredential: Bool) -> String {
    switch (byReference, byCredential) {
    case (true, _): byReferenceSQL
    case (false, true): byCredentialSQL
    case (false, false): allSQL
    }
  }

  /// A refusal tells of a record that its credential could not see; what the auditor may not see
  /// either (it is restricted) is told without its reference.
  private static let columns = """
    SELECT x.recorded_at, x.sequence,
      (?8 IS NULL OR coalesce(\(Visibility.sight), 0) > 0) AND (?9 IS NULL OR c.name = ?9)
        AND (?10 IS NULL OR x.kind = ?10)
        AND (?11 IS NULL OR (x.kind = 'refused') = ?11),
      c.name, c.role, a.name, x.kind,
      CASE WHEN x.stream_id IS NULL OR \(Visibility.sight) IS NULL THEN NULL ELSE s.reference END,
      x.request, x.hash
    """

  private static let tables = """
    CROSS JOIN credential c ON c.id = x.credential_id LEFT JOIN agency a ON a.id = c.agency_id
    LEFT JOIN stream s ON s.id = x.stream_id LEFT JOIN escalation e ON e.id = x.stream_id
    WHERE x.partnership_id = (SELECT id FROM partnership WHERE name = ?2)
      AND (x.recorded_at, x.sequence) < (?4, ?5) AND x.recorded_at >= ?6 AND x.recorded_at < ?7
    """

  private static let order = "ORDER BY x.recorded_at DESC, x.sequence DESC"

  private static let allSQL = """
    \(columns) FROM access_entry x INDEXED BY access_entry_time \(tables) \(order)
    """

  private static let byReferenceSQL = """
    \(columns) FROM access_entry x INDEXED BY access_entry_stream \(tables)
      AND x.stream_id = (SELECT id FROM stream WHERE reference = ?8) \(order)
    """

  private static let byCredentialSQL = """
    \(columns) FROM access_entry x INDEXED BY access_entry_credential \(tables)
      AND x.credential_id = (SELECT id FROM credential WHERE name = ?9) \(order)
    """

  static func read(_ row: borrowing Row) -> AccessRow {
    AccessRow(
      sequence: row.int64(1), recordedAt: row.instant(0), credential: CredentialID(row.text(3)),
      role: row.code(4), agency: row.optionalText(5).map { AgencyID($0) }, kind: row.code(6),
      reference: row.optionalText(7).map { Reference($0) }, request: row.text(8),
      hash: row.digest(9).hex)
  }
}
