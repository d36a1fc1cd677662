public import Casework
import Escalations
import SQLite

extension SQLReader {
  /// Escalations in whose record the term may stand, the newest first.
  public func candidates(
    _ term: SearchTerm, limit: Int, for viewer: Viewer
  ) throws(Failure) -> [StatusRow] {
    let sight = Visibility.Arguments(viewer)
    guard viewer.readsRecords, sight.reach != .none else { return [] }
    return try translating { () throws(SQLiteError) in
      switch term {
      case .identifier(let identifier):
        guard let partnership = try id(of: viewer) else { return [] }
        let mark = IdentifierMarks.mark(identifier, in: partnership)
        return try connection.prepare(Self.markSQL).all(
          sight.reach.rawValue, sight.partnership, sight.credential, mark, limit
        ) { row in StatusColumns.read(row, from: 0) }
      case .externalReference(let text):
        return try connection.prepare(Self.externalSQL).all(
          sight.reach.rawValue, sight.partnership, sight.credential, text, limit,
          ExternalReferences.mark(text)
        ) { row in StatusColumns.read(row, from: 0) }
      }
    }
  }

  private func id(of viewer: Viewer) throws(SQLiteError) -> Int64? {
    try connection.prepare("SELECT id FROM partnership WHERE name = ?1")
      .first(viewer.partnership.text) { row in row.int64(0) }
  }

  /// One look-up for each segment, the newest first.
  private static let markSQL = """
    WITH RECURSIVE segment(number) AS (
      SELECT coalesce(max(id), 0) / \(IdentifierMarks.segmentSize) FROM escalation
      UNION ALL SELECT number - 1 FROM segment WHERE number > 0)
    SELECT \(StatusColumns.sql)
    FROM segment g CROSS JOIN identifier_mark m ON m.segment = g.number AND m.mark = ?4
    JOIN escalation e ON e.id = m.escalation_id JOIN stream s ON s.id = e.id
    WHERE coalesce(\(Visibility.standing), 0)
    ORDER BY e.id DESC LIMIT ?5
    """

  /// An agency's own references, or those of all the partnership's agencies.
  private static let externalSQL = """
    SELECT \(StatusColumns.sql)
    FROM agency a JOIN external_reference x
      ON x.agency_id = a.id AND x.mark = ?6 AND x.reference = ?4
    JOIN escalation e ON e.id = x.stream_id JOIN stream s ON s.id = e.id
    WHERE a.partnership_id = (SELECT id FROM partnership WHERE name = ?2)
      AND (?1 <> 'own' OR a.id IN \(Visibility.agencies))
      AND coalesce(\(Visibility.standing), 0)
    ORDER BY e.id DESC LIMIT ?5
    """
}
