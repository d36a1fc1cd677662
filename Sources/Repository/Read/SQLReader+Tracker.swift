public import Casework
import Escalations
import SQLite

extension SQLReader {
  /// A page of the tracker, in the order of raising.
  ///
  /// An agency's is read from its participations, anybody else's from the partnership's escalations.
  public func tracker(
    _ query: TrackerQuery, for viewer: Viewer
  ) throws(Failure) -> Page<TrackerRow> {
    let sight = Visibility.Arguments(viewer)
    guard sight.reach != .none else { return Page(rows: [], next: nil) }
    let start = query.after ?? Position(key: .min, tie: .min)
    // Agencies that were merged into one have a list each, put together in its order.
    let lists: [AgencyID?] = sight.reach == .own ? viewer.agencies : [nil]
    return try connection.transaction(.deferred) { () throws(Failure) in
      try translating { () throws(SQLiteError) in
        var pages: [Page<Placed<TrackerRow>>] = []
        for agency in lists {
          let values: [any SQLiteBindable] = [
            sight.reach.rawValue, sight.partnership, sight.credential, start.key, start.tie,
            query.raisedFrom?.milliseconds ?? .min, query.raisedBefore?.milliseconds ?? .max,
            query.policy?.text, query.state, agency?.text,
          ]
          let statement = try connection.prepare(
            agency == nil ? Self.trackerSQL : Self.ownTrackerSQL)
          pages.append(
            try page(statement, values, limit: query.limit) { row in
              Placed(
                position: Position(key: row.int64(0), tie: row.int64(1)),
                row: Self.trackerRow(row))
            })
        }
        let found = Page.merging(pages, limit: Self.pageLimit(query.limit))
        var rows: [TrackerRow] = []
        for row in found.rows { rows.append(try complete(row)) }
        return Page(rows: rows, next: found.next)
      }
    }
  }

  /// How many duties of a row are read: enough to find the next that is asked for.
  private static let dutiesOfRow = 16

  private func complete(_ row: TrackerRow) throws(SQLiteError) -> TrackerRow {
    let status = row.status
    let duties = try connection.prepare(Self.dutiesSQL).first(status.reference.text) { row in
      row.duties(0)
    }
    let owed = (duties ?? []).filter { $0.state == .open && !$0.isInternal }
    // In the order of their limits, and of opening where these are one: sorting is stable.
    let next = owed.sorted { $0.order < $1.order }.prefix(Self.dutiesOfRow)
    return TrackerRow(
      status: status, aroseOn: row.aroseOn, actedAt: row.actedAt, outcome: row.outcome,
      unseenBy: row.unseenBy,
      duties: next.map { duty in
        duty.row(of: status.reference, status.policy, status.policyVersion)
      })
  }

  private static func trackerRow(_ row: borrowing Row) -> TrackerRow {
    TrackerRow(
      status: StatusColumns.read(row, from: 7), aroseOn: row.optionalDate(3),
      actedAt: row.instant(4), outcome: row.optionalText(5).map { Code($0) },
      unseenBy: (row.optionalText(6) ?? "").split(separator: "\u{1E}").map {
        AgencyID(String($0))
      }, duties: [])
  }

  private static let columns = """
    \(ListSQL.isMatch), e.arose_on, e.acted_at, e.outcome,
    (SELECT group_concat(a.name, char(30)) FROM participation p JOIN agency a ON a.id = p.agency_id
     WHERE p.escalation_id = s.id AND p.left_event IS NULL AND p.voided = 0
       AND p.side = 'receiving' AND p.seen = 0),
    \(StatusColumns.sql)
    """

  private static let matches = """
    coalesce(\(Visibility.standing), 0) AND e.raised_at >= ?6 AND e.raised_at < ?7
      AND (?8 IS NULL OR e.policy = ?8) AND (?9 IS NULL OR e.state = ?9)
    """

  private static let trackerSQL = """
    SELECT e.raised_at, e.id, \(columns)
    FROM escalation e LEFT JOIN stream s ON s.id = e.id AND \(matches)
    WHERE e.partnership_id = (SELECT id FROM partnership WHERE name = ?2) AND ?10 IS NULL
      AND (e.raised_at, e.id) > (?4, ?5) AND e.raised_at >= ?6 AND e.raised_at < ?7
    ORDER BY e.raised_at, e.id
    """

  private static let ownTrackerSQL = """
    SELECT 0, d.escalation_id, \(columns)
    FROM participation d JOIN escalation e ON e.id = d.escalation_id
    LEFT JOIN stream s ON s.id = e.id AND \(ListSQL.isThere) AND \(matches)
    WHERE d.agency_id = (SELECT id FROM agency WHERE name = ?10) AND d.escalation_id > ?5
      AND \(ListSQL.isFirst) AND ?4 IS NOT NULL
    ORDER BY d.escalation_id
    """

  private static let dutiesSQL = """
    SELECT l.duties FROM stream s JOIN duty_list l ON l.escalation_id = s.id WHERE s.reference = ?1
    """
}
