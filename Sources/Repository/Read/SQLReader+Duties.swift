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

  /// A page of one list: places in their order, each with the duties that are meant by it.
  private func page(
    _ query: DutyQuery, state: DutyItem.Standing, for viewer: Viewer
  ) throws(Failure) -> Page<Placed<DutyRow>> {
    let sight = Visibility.Arguments(viewer)
    let after = query.after ?? Position(key: .min, tie: .min)
    let values: [any SQLiteBindable] = [
      sight.reach.rawValue, sight.partnership, sight.credential, state.rawValue,
      query.owedBy?.description ?? "", after.key, after.tie,
      query.dueBefore?.milliseconds ?? Int64.max,
    ]
    var page = DutyPage(
      after: after, limit: Self.pageLimit(query.limit), scanLimit: settings.scanLimit)
    return try translating { () throws(SQLiteError) in
      try connection.prepare(Self.dutySQL).scan(list: values) { row throws(SQLiteError) in
        let (order, escalation) = (row.int64(0), row.int64(1))
        if page.isDone(with: order, escalation) { return true }
        guard page.look(at: order, escalation) else { return false }
        guard row.bool(2) else { return true }
        for (index, duty) in row.duties(6).enumerated() {
          guard duty.state == state, duty.order == order,
            query.owedBy.map(duty.owners.contains) ?? true,
            !duty.isInternal || viewer.isAmong(duty.owners)
          else { continue }
          let found = duty.row(of: Reference(row.text(3)), PolicyID(row.text(4)), row.text(5))
          guard page.add(found, number: index + 1) else { return false }
        }
        return true
      }
      return page.page
    }
  }

  /// A page goes on at the place where the last one ended.
  ///
  /// The tie-break of what it gives holds the escalation and the duty's number within it, of which there
  /// are fewer than 65,536.
  static let dutySQL = """
    SELECT d.due_order, d.escalation_id, \(ListSQL.isMatch), s.reference, e.policy, e.policy_version,
      l.duties
    FROM duty_place d JOIN escalation e ON e.id = d.escalation_id
    LEFT JOIN stream s ON s.id = e.id AND coalesce(\(Visibility.standing), 0)
    LEFT JOIN duty_list l ON l.escalation_id = s.id
    WHERE d.partnership_id = (SELECT id FROM partnership WHERE name = ?2) AND d.owner = ?5
      AND d.state = ?4 AND (d.due_order, d.escalation_id) >= (?6, ?7 >> 16)
      AND d.due_order < ?8
    ORDER BY d.due_order, d.escalation_id
    """
}

/// A page of duties as it fills.
private struct DutyPage {
  private let after: Position
  private let limit: Int
  private let scanLimit: Int
  private var rows: [Placed<DutyRow>] = []
  private var looked = 0
  private var order: Int64 = 0
  private var escalation: Int64 = 0
  /// How far it got.
  private var last: Position?
  private var hasMore = false

  init(after: Position, limit: Int, scanLimit: Int) {
    self.after = after
    self.limit = limit
    self.scanLimit = scanLimit
  }

  /// The page, and where to go on.
  var page: Page<Placed<DutyRow>> { Page(rows: rows, next: hasMore ? last : nil) }

  /// Whether the place was looked at to its end for an earlier page.
  func isDone(with order: Int64, _ escalation: Int64) -> Bool {
    (order, escalation << 16 | 65_535) <= (after.key, after.tie)
  }

  /// Goes on to a place; false once as many were looked at as may be.
  mutating func look(at order: Int64, _ escalation: Int64) -> Bool {
    if looked > 0 { last = Position(key: self.order, tie: self.escalation << 16 | 65_535) }
    if looked == scanLimit {
      hasMore = true
      return false
    }
    looked += 1
    (self.order, self.escalation) = (order, escalation)
    return true
  }

  /// Adds a duty of the place, unless it was on an earlier page; false once the page is full.
  mutating func add(_ row: DutyRow, number: Int) -> Bool {
    let position = Position(key: order, tie: escalation << 16 | Int64(number))
    if (position.key, position.tie) <= (after.key, after.tie) { return true }
    if rows.count == limit {
      hasMore = true
      return false
    }
    rows.append(Placed(position: position, row: row))
    last = position
    return true
  }
}

extension ListedDuty {
  /// The duty as a row of a list.
  func row(of reference: Reference, _ policy: PolicyID, _ version: String) -> DutyRow {
    DutyRow(
      reference: reference, policy: policy, policyVersion: version, track: track, stage: stage,
      key: key, owners: owners, state: state, openedAt: openedAt, dueAt: limit?.at, dueOn: limit?.on
    )
  }
}

extension DutyQuery {
  /// Whoever is asked for: the viewer's agency with all that it stands for, or one, or anybody.
  fileprivate func owners(for viewer: Viewer) -> [Owner?] {
    guard case .agency(let id) = owedBy, id == viewer.agency else { return [owedBy] }
    return viewer.agencies.map { .agency($0) }
  }
}
