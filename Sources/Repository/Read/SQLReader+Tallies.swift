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
        Tallies.value(of: query.after), Tallies.value(of: query.through), query.day.description
      ) { row in
        rows.append(
          Tallies.Tally(
            measure: row.code(0), value: row.text(1), policy: PolicyID(row.text(2)),
            count: max(0, row.int(3))))
      }
      return Tallies(rows: rows)
    }
  }

  /// The counts that are given whole: those with few values, however many escalations there are.
  private static let whole = Tallies.Measure.allCases
    .filter { ![.dueOn, .dueAt, .raised].contains($0) }
    .map { "'\($0.rawValue)'" }.joined(separator: ", ")

  /// Counts of one measure in the viewer's eyes, of the asked-for policy.
  private static let seen = """
    FROM eyes JOIN tally t ON t.partnership_id = \(partnership)
      AND t.scope = eyes.scope AND (?4 IS NULL OR t.policy = ?4)
    """

  private static let partnership = "(SELECT id FROM partnership WHERE name = ?2)"

  /// Of the hours of raising the first one alone, of the days of limits those past as one, and of the
  /// limits' instants the asked-for stretch: what was long ago costs a poll nothing.
  private static let tallySQL = """
    WITH eyes(scope) AS \(Visibility.scopes)
    SELECT t.measure, t.value, t.policy, sum(t.count) \(seen) AND t.measure IN (\(whole))
    GROUP BY t.measure, t.value, t.policy
    UNION ALL
    SELECT t.measure, max(t.value), t.policy, sum(t.count) \(seen)
      AND t.measure = 'dueOn' AND t.value < ?7
    GROUP BY t.policy
    UNION ALL
    SELECT t.measure, t.value, t.policy, sum(t.count) \(seen)
      AND t.measure = 'dueOn' AND t.value >= ?7
    GROUP BY t.value, t.policy
    UNION ALL
    SELECT t.measure, t.value, t.policy, sum(t.count) \(seen)
      AND t.measure = 'dueAt' AND t.value > ?5 AND t.value <= ?6
    GROUP BY t.value, t.policy
    UNION ALL
    SELECT t.measure, t.value, t.policy, t.count \(seen) AND t.measure = 'raised' AND t.value = (
      SELECT o.value FROM tally o WHERE o.partnership_id = \(partnership)
        AND o.scope = eyes.scope AND o.measure = 'raised' AND (?4 IS NULL OR o.policy = ?4)
      ORDER BY o.value LIMIT 1)
    """
}
