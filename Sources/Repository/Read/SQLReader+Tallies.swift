public import Casework
import Escalations
import SQLite

extension SQLReader {
  /// Counts of what the viewer may see: those kept for its reach, and nobody else's.
  public func tallies(_ query: TallyQuery, for viewer: Viewer) throws(Failure) -> Tallies {
    let sight = Visibility.Arguments(viewer)
    guard sight.reach != .none else { return Tallies(rows: []) }
    return try translating { () throws(SQLiteError) in
      var rows: [Tallies.Tally] = []
      try connection.prepare(Self.tallySQL).rows(
        sight.reach.rawValue, sight.partnership, sight.credential, query.policy?.text,
        Tallies.value(of: query.after), Tallies.value(of: query.through)
      ) { row in
        rows.append(
          Tallies.Tally(
            measure: row.code(0), value: row.text(1), policy: PolicyID(row.text(2)),
            count: max(0, row.int(3))))
      }
      return Tallies(rows: rows)
    }
  }

  /// All but the limits' instants, and of these the asked-for stretch.
  private static let tallySQL = """
    SELECT t.measure, t.value, t.policy, sum(t.count) FROM tally t
    WHERE t.partnership_id = (SELECT id FROM partnership WHERE name = ?2)
      AND t.scope IN \(Visibility.scopes) AND t.measure <> 'dueAt'
      AND (?4 IS NULL OR t.policy = ?4)
    GROUP BY t.measure, t.value, t.policy
    UNION ALL
    SELECT t.measure, t.value, t.policy, sum(t.count) FROM tally t
    WHERE t.partnership_id = (SELECT id FROM partnership WHERE name = ?2)
      AND t.scope IN \(Visibility.scopes) AND t.measure = 'dueAt'
      AND t.value > ?5 AND t.value <= ?6 AND (?4 IS NULL OR t.policy = ?4)
    GROUP BY t.measure, t.value, t.policy
    """
}
