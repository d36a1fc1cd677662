public import Casework
import Escalations
import SQLite

extension SQLReader {
  /// A page of duties, first due first, those without a limit after all others.
  ///
  /// A duty internal to one agency is a row for that agency alone.
  public func duties(_ query: DutyQuery, for viewer: Viewer) throws(Failure) -> Page<DutyRow> {
    guard viewer.reach != .none else { return Page(rows: [], next: nil) }
    let states = query.state.map { [$0] } ?? DutyItem.Standing.allCases
    // Each state is read in order from the index, and the ends put together.
    var pages: [Page<Placed<DutyRow>>] = []
    for state in states {
      for owner in query.owners(for: viewer) {
        var query = query
        query.owedBy = owner
        pages.append(try page(query, state: state, for: viewer))
      }
    }
    return .merging(pages, limit: Self.pageLimit(query.limit))
  }

  private func page(
    _ query: DutyQuery, state: DutyItem.Standing, for viewer: Viewer
  ) throws(Failure) -> Page<Placed<DutyRow>> {
    let sight = Visibility.Arguments(viewer)
    let after = query.after ?? Position(key: .min, tie: .min)
    return try translating { () throws(SQLiteError) in
      let statement = try connection.prepare(query.owedBy == nil ? Self.allSQL : Self.owedSQL)
      let values: [any SQLiteBindable] = [
        sight.reach.rawValue, sight.partnership, sight.credential, state.rawValue,
        query.owedBy?.description, after.key, after.tie,
        query.dueBefore?.milliseconds ?? Int64.max,
      ]
      return try page(statement, values, limit: query.limit) { row in
        Placed(position: Position(key: row.int64(0), tie: row.int64(1)), row: Self.duty(row))
      }
    }
  }

  private static func duty(_ row: borrowing Row) -> DutyRow {
    let key = DutyKey(row.text(9))
    if key == nil { row.fail(9) }
    let owners = row.text(10).split(separator: "\u{1E}").map { Owner(String($0)) }
    if owners.contains(nil) { row.fail(10) }
    return DutyRow(
      reference: Reference(row.text(3)), policy: PolicyID(row.text(4)),
      policyVersion: row.text(5), track: TrackID(row.text(6)),
      stage: row.optionalText(7).map { StageID($0) },
      key: key ?? DutyKey(visit: 1, duty: "", owner: nil),
      owners: owners.compactMap { $0 },
      state: row.code(8), openedAt: row.instant(11), dueAt: row.optionalInstant(12),
      dueOn: row.optionalDate(13))
  }

  /// The tie-break holds the escalation and the duty's number within it, of which there are fewer than
  /// 65,536.
  private static let columns = """
    SELECT d.due_order, d.escalation_id << 16 | d.number,
      \(ListSQL.isMatch), s.reference, e.policy, e.policy_version, d.track, d.stage, d.state, d.key,
      (SELECT group_concat(o.owner, char(30)) FROM duty o
       WHERE o.escalation_id = s.id AND o.number = d.number),
      d.opened_at, d.due_at, d.due_on
    FROM duty d JOIN escalation e ON e.id = d.escalation_id
    LEFT JOIN stream s ON s.id = e.id AND coalesce(\(Visibility.standing), 0)
      AND (d.internal = 0 OR d.owner IN \(Visibility.owners))
    WHERE d.partnership_id = (SELECT id FROM partnership WHERE name = ?2) AND d.state = ?4
      AND (d.due_order, d.escalation_id, d.number) > (?6, ?7 >> 16, ?7 & 65535)
      AND d.due_order < ?8
    """

  static let owedSQL = "\(columns) AND d.owner = ?5 \(order)"

  static let allSQL = "\(columns) AND d.place = 1 AND ?5 IS NULL \(order)"

  private static let order = "ORDER BY d.due_order, d.escalation_id, d.number"
}

extension DutyQuery {
  /// Whoever is asked for: the viewer's agency with all that it stands for, or one, or anybody.
  fileprivate func owners(for viewer: Viewer) -> [Owner?] {
    guard case .agency(let id) = owedBy, id == viewer.agency else { return [owedBy] }
    return viewer.agencies.map { .agency($0) }
  }
}
