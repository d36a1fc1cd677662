public import Casework
public import Escalations
import SQLite

extension SQLReader {
  /// Pairs of open escalations that may be one matter and are not linked, the latest first; for the
  /// partnership, as far as it sees both.
  public func matterHints(for viewer: Viewer) throws(Failure) -> [MatterHint] {
    guard viewer.role == .partnership else { return [] }
    let sight = Visibility.Arguments(viewer)
    return try translating { () throws(SQLiteError) in
      try connection.prepare(Self.hintSQL).all(
        sight.reach.rawValue, sight.partnership, sight.credential, Self.greatestPage
      ) { row in
        MatterHint(
          Reference(row.text(0)), Reference(row.text(1)), foundAt: row.instant(2))
      }
    }
  }

  /// Escalations that are linked with one, as far as the viewer sees them.
  public func linked(
    with reference: Reference, for viewer: Viewer
  ) throws(Failure) -> [StatusRow] {
    let sight = Visibility.Arguments(viewer)
    guard viewer.readsRecords, sight.reach != .none else { return [] }
    return try translating { () throws(SQLiteError) in
      try connection.prepare(Self.linkedSQL).all(
        sight.reach.rawValue, sight.partnership, sight.credential, reference.text,
        Self.greatestPage
      ) { row in StatusColumns.read(row, from: 0) }
    }
  }

  /// Each of the two must be seen: the one by the rule itself, the other by the same rule in its place.
  private static let hintSQL = """
    SELECT later.reference, earlier.reference, m.noted_at
    FROM partnership g JOIN matter m ON m.partnership_id = g.id AND m.knowledge = 'hinted'
    JOIN stream later ON later.id = m.stream_id JOIN stream earlier ON earlier.id = m.other_id
    WHERE g.name = ?2
      AND EXISTS (SELECT 1 FROM escalation e
        WHERE e.id = m.stream_id AND e.state = 'open' AND coalesce(\(Visibility.standing), 0))
      AND EXISTS (SELECT 1 FROM escalation e
        WHERE e.id = m.other_id AND e.state = 'open' AND coalesce(\(Visibility.standing), 0))
      AND NOT EXISTS (SELECT 1 FROM matter l WHERE l.knowledge = 'linked'
        AND l.partnership_id = g.id
        AND ((l.stream_id = m.stream_id AND l.other_id = m.other_id)
          OR (l.stream_id = m.other_id AND l.other_id = m.stream_id)))
    ORDER BY m.noted_at DESC, m.stream_id DESC, m.other_id DESC LIMIT ?4
    """

  private static let linkedSQL = """
    SELECT \(StatusColumns.sql)
    FROM stream t
    JOIN matter m ON m.knowledge = 'linked' AND m.partnership_id = t.partnership_id
      AND (m.stream_id = t.id OR m.other_id = t.id)
    JOIN escalation e ON e.id = CASE WHEN m.stream_id = t.id THEN m.other_id ELSE m.stream_id END
    JOIN stream s ON s.id = e.id
    WHERE t.reference = ?4 AND coalesce(\(Visibility.standing), 0)
    ORDER BY e.id DESC LIMIT ?5
    """
}
