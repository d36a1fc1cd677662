public import Casework
import Escalations
import SQLite

extension SQLReader {
  /// The most rows of a page, whatever is asked for.
  static let greatestPage = 200

  /// How many rows a page holds for whoever asks for so many.
  static func pageLimit(_ asked: Int) -> Int { min(max(asked, 1), greatestPage) }

  /// A page of escalations.
  ///
  /// An agency's page is read from its participations, anyone else's from the partnership's
  /// escalations; both in the order of the list, from a covering index. Rows that do not match are
  /// passed over, but not without bound: after `scanLimit` rows the page ends short, with where to go on.
  ///
  /// Both orders change while somebody goes through the pages, so what changes after the first page
  /// is left out of those that follow, and given after them, in the order of the record.
  public func escalations(
    _ query: ListQuery, for viewer: Viewer
  ) throws(Failure) -> Page<StatusRow> {
    guard viewer.reach != .none else { return Page(rows: [], next: nil) }
    // One state for the page and for how far the record goes.
    return try connection.transaction(.deferred) { () throws(Failure) in
      let head = try lastSequence(for: viewer)
      let since = query.after?.since ?? head
      let found = try translating { () throws(SQLiteError) in
        try page(of: query, since: query.after == nil ? nil : since, for: viewer)
      }
      guard let next = found.next else {
        let isOver = query.isAmongChanged || head == since
        return Page(rows: found.rows, next: isOver ? nil : .changed(after: since, since: since))
      }
      return Page(
        rows: found.rows, next: Position(key: next.key, tie: next.tie, since: since))
    }
  }

  private func page(
    of query: ListQuery, since: Int64?, for viewer: Viewer
  ) throws(SQLiteError) -> Page<StatusRow> {
    let sight = Visibility.Arguments(viewer)
    if sight.reach == .own, !query.isAmongChanged {
      // Agencies that were merged into one have a list each, put together in its order.
      var pages: [Page<Placed<StatusRow>>] = []
      for agency in viewer.agencies {
        pages.append(try page(of: query, since: since, at: agency, sight))
      }
      return .merging(
        pages, limit: Self.pageLimit(query.limit),
        isDescending: query.sort == .updated)
    }
    let page = try page(of: query, since: since, at: query.agency, sight)
    return Page(rows: page.rows.map(\.row), next: page.next)
  }

  private func page(
    of query: ListQuery, since: Int64?, at agency: AgencyID?, _ sight: Visibility.Arguments
  ) throws(SQLiteError) -> Page<Placed<StatusRow>> {
    let start = query.after ?? query.sort.start
    let text =
      start.isAmongChanged
      ? ListSQL.changed(query.sort) : ListSQL.text(query.sort, byAgency: agency != nil)
    let values: [any SQLiteBindable] = [
      sight.reach.rawValue, sight.partnership, sight.credential, start.key, start.tie,
      query.bound, agency?.text, query.state, query.policy?.text, query.track?.text,
      query.stage?.text, query.category?.text, query.agency?.text, query.side?.rawValue,
      query.dueBefore?.milliseconds, start.isAmongChanged ? nil : since,
    ]
    return try page(try connection.prepare(text), values, limit: query.limit) { row in
      Placed(
        position: Position(key: row.int64(0), tie: row.int64(1)),
        row: StatusColumns.read(row, from: 3))
    }
  }

  /// Goes through rows of (key, tie, matches, …) until the page is full, the rows end, or as many were
  /// looked at as may be.
  func page<Item: Sendable>(
    _ statement: Statement, _ values: [any SQLiteBindable], limit: Int,
    read: (borrowing Row) -> Item
  ) throws(SQLiteError) -> Page<Item> {
    let limit = Self.pageLimit(limit)
    var rows: [Item] = []
    var looked = 0
    var last: Position?
    var hasMore = false
    try statement.scan(list: values) { row throws(SQLiteError) in
      // One row more than the page holds, or than may be looked at, tells that there is a next page.
      let matches = row.bool(2)
      if looked == settings.scanLimit || (matches && rows.count == limit) {
        hasMore = true
        return false
      }
      looked += 1
      if matches { rows.append(read(row)) }
      last = Position(key: row.int64(0), tie: row.int64(1))
      return true
    }
    return Page(rows: rows, next: hasMore ? last : nil)
  }
}

extension ListQuery {
  /// What bounds the list from its far end: the oldest update, or the latest limit.
  fileprivate var bound: Int64 {
    switch sort {
    case .updated: updatedSince?.milliseconds ?? .min
    case .due: dueBefore?.milliseconds ?? .max
    }
  }
}

extension ListQuery {
  /// Whether what changed since the first page is asked for.
  fileprivate var isAmongChanged: Bool { after?.isAmongChanged ?? false }
}

extension ListQuery.Sort {
  /// The position before all rows.
  fileprivate var start: Position {
    switch self {
    case .updated: Position(key: .max, tie: .max)
    case .due: Position(key: .min, tie: .min)
    }
  }
}

/// The queries behind lists: by update or by limit, from the partnership's or an agency's side, and what
/// changed meanwhile.
enum ListSQL {
  static func text(_ sort: ListQuery.Sort, byAgency: Bool) -> String {
    switch (sort, byAgency) {
    case (.updated, false): updated
    case (.updated, true): updatedByAgency
    case (.due, false): due
    case (.due, true): dueByAgency
    }
  }

  private static let updated = """
    SELECT e.updated_at, e.id, \(isUnchangedMatch), \(StatusColumns.sql)
    FROM escalation e LEFT JOIN stream s ON s.id = e.id AND \(matches)
    WHERE e.partnership_id = (SELECT id FROM partnership WHERE name = ?2)
      AND (e.updated_at, e.id) < (?4, ?5) AND e.updated_at >= ?6 AND ?7 IS NULL
    ORDER BY e.updated_at DESC, e.id DESC
    """

  private static let updatedByAgency = """
    SELECT d.updated_at, d.escalation_id, \(isUnchangedMatch), \(StatusColumns.sql)
    FROM participation d JOIN escalation e ON e.id = d.escalation_id
    LEFT JOIN stream s ON s.id = e.id AND \(isThere) AND \(matches)
    WHERE d.agency_id = (SELECT id FROM agency WHERE name = ?7)
      AND \(isFirst)
      AND (d.updated_at, d.escalation_id) < (?4, ?5) AND d.updated_at >= ?6
    ORDER BY d.updated_at DESC, d.escalation_id DESC
    """

  private static let due = """
    SELECT e.next_due_at, e.id, \(isUnchangedMatch), \(StatusColumns.sql)
    FROM escalation e LEFT JOIN stream s ON s.id = e.id AND \(matches)
    WHERE e.partnership_id = (SELECT id FROM partnership WHERE name = ?2)
      AND e.next_due_at IS NOT NULL
      AND (e.next_due_at, e.id) > (?4, ?5) AND e.next_due_at < ?6 AND ?7 IS NULL
    ORDER BY e.next_due_at, e.id
    """

  private static let dueByAgency = """
    SELECT d.next_due_at, d.escalation_id, \(isUnchangedMatch), \(StatusColumns.sql)
    FROM participation d JOIN escalation e ON e.id = d.escalation_id
    LEFT JOIN stream s ON s.id = e.id AND \(isThere) AND \(matches)
    WHERE d.agency_id = (SELECT id FROM agency WHERE name = ?7)
      AND \(isFirst) AND d.next_due_at IS NOT NULL
      AND (d.next_due_at, d.escalation_id) > (?4, ?5) AND d.next_due_at < ?6
    ORDER BY d.next_due_at, d.escalation_id
    """

  /// What changed after a place in the record, each at its last event: whatever the order is by.
  static func changed(_ sort: ListQuery.Sort) -> String {
    switch sort {
    case .updated: changed(and: "e.updated_at >= ?6")
    case .due: changed(and: "e.next_due_at IS NOT NULL")
    }
  }

  private static func changed(and belongs: String) -> String {
    """
    SELECT v.sequence, \(Int64.min), coalesce(v.number = e.last_event, 0) AND \(matches)
      AND \(belongs) AND ?16 IS NULL, \(StatusColumns.sql)
    FROM event v LEFT JOIN escalation e ON e.id = v.stream_id LEFT JOIN stream s ON s.id = e.id
    WHERE v.partnership_id = (SELECT id FROM partnership WHERE name = ?2) AND v.sequence > ?4
    ORDER BY v.sequence
    """
  }

  /// Whether a row matches: its stream is joined only then, so that what is asked of the stream (the
  /// parties) is not worked out for rows that are passed over.
  static let isMatch = "s.id IS NOT NULL"

  /// Whether a row matches and has not changed since the first page.
  ///
  /// Asked of what was found, not among what is looked for: there, one condition more has SQLite sort all
  /// of an agency's rows instead of reading them in order.
  private static let isUnchangedMatch = """
    \(isMatch) AND (?16 IS NULL OR (
      SELECT v.sequence FROM event v WHERE v.stream_id = e.id AND v.number = e.last_event) <= ?16)
    """

  /// That an agency on both sides of its own disagreement finds it once (NEW-19): by the first of its
  /// participations `d`, whether it stands or not.
  static let isFirst = """
    NOT EXISTS (
      SELECT 1 FROM participation x
      WHERE x.escalation_id = d.escalation_id AND x.position < d.position
        AND x.agency_id = d.agency_id)
    """

  /// That the agency of `d` takes part now.
  ///
  /// Asked of a row that was looked at, not of which rows to look at: an agency that left thousands
  /// would have a page look at all of them.
  static let isThere = """
    EXISTS (
      SELECT 1 FROM participation x
      WHERE x.escalation_id = d.escalation_id AND x.agency_id = d.agency_id
        AND x.left_event IS NULL AND x.voided = 0)
    """

  /// Whether the viewer may see the row and it is one of those asked for.
  private static let matches = """
    coalesce(\(Visibility.standing), 0)
      AND (?8 IS NULL OR e.state = ?8)
      AND (?9 IS NULL OR e.policy = ?9)
      AND (?10 IS NULL OR e.track = ?10)
      AND (?11 IS NULL OR e.stage = ?11)
      AND (?12 IS NULL OR e.category IS ?12)
      AND ((?13 IS NULL AND ?14 IS NULL) OR EXISTS (
        SELECT 1 FROM participation f
        WHERE f.escalation_id = e.id AND f.left_event IS NULL AND f.voided = 0
          AND (?13 IS NULL OR f.agency_id = (SELECT id FROM agency WHERE name = ?13))
          AND (?14 IS NULL OR f.side = ?14)))
      AND (?15 IS NULL OR (e.next_due_at IS NOT NULL AND e.next_due_at < ?15))
    """
}
