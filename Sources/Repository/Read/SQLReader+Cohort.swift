public import Casework
import Escalations
import SQLite

extension SQLReader {
  /// How many escalations of a report's year are replayed in one read.
  static let cohortPage = 100

  /// Escalations raised in a stretch of time under a policy, each replayed from its record.
  ///
  /// For the long desk: a page replays a hundred records.
  public func cohort(
    _ query: CohortQuery, for viewer: Viewer
  ) throws(Failure) -> Page<ReportedEscalation> {
    let sight = Visibility.Arguments(viewer)
    guard sight.reach == .all else { return Page(rows: [], next: nil) }
    let start = query.after ?? Position(key: .min, tie: .min)
    return try connection.transaction(.deferred) { () throws(Failure) in
      let found = try translating { () throws(SQLiteError) in
        let values: [any SQLiteBindable] = [
          sight.reach.rawValue, sight.partnership, sight.credential, start.key, start.tie,
          query.from.milliseconds, query.before.milliseconds, query.policy.text,
        ]
        return try self.page(
          connection.prepare(Self.cohortSQL), values, limit: Self.cohortPage
        ) { row in row.int64(1) }
      }
      var cases: [ReportedEscalation] = []
      for id in found.rows { if let one = try reported(id) { cases.append(one) } }
      return Page(rows: cases, next: found.next)
    }
  }

  private func reported(_ id: Int64) throws(Failure) -> ReportedEscalation? {
    var events: [RecordedEvent] = []
    for event in try stream.read(id, through: .max) {
      do {
        events.append(try event.recorded(withParts: false))
      } catch {
        throw .broken("event \(event.fields.number) of \(event.fields.stream): \(error.why)")
      }
    }
    var learningBy: [AgencyID?] = []
    for recorded in events {
      if case .learningNoted = recorded.event.body { learningBy.append(recorded.event.agency) }
    }
    return Escalation.replay(events).map {
      ReportedEscalation(escalation: $0, learningBy: learningBy)
    }
  }

  private static let cohortSQL = """
    SELECT e.raised_at, e.id, coalesce(\(Visibility.standing), 0) AND e.policy = ?8
    FROM escalation e
    WHERE e.partnership_id = (SELECT id FROM partnership WHERE name = ?2)
      AND (e.raised_at, e.id) > (?4, ?5) AND e.raised_at >= ?6 AND e.raised_at < ?7
    ORDER BY e.raised_at, e.id
    """
}
