import Casework
import Escalations
import SQLite

/// Running clocks on their way after a calendar that changed.
extension SQLLedger {
  /// How many escalations one look for those that owe anything passes at most.
  private static let stride: Int64 = 500

  /// Notes that the running clocks of these partnerships have to follow a calendar's new version.
  func beginFollowing(
    _ calendar: WorkingCalendar, in partnerships: [PartnershipID], at now: Instant
  ) throws(Failure) {
    for id in partnerships {
      let partnership = try knownPartnership(id)
      try run { () throws(SQLiteError) in
        try connection.prepare(
          """
          INSERT INTO calendar_following (calendar, version, partnership_id, changed_at, reached,
            last, escalations, clocks)
          VALUES (?1, ?2, ?3, ?4, 0, (SELECT coalesce(max(id), 0) FROM escalation), 0, 0)
          """
        ).run(calendar.id, calendar.version, partnership.id, now.milliseconds)
      }
    }
  }

  /// The oldest change of a calendar that running clocks have not all followed yet.
  func unfinishedFollowing() throws(Failure) -> CalendarFollowing? {
    try run { () throws(SQLiteError) in
      try connection.prepare(
        """
        SELECT \(FollowingColumns.sql) WHERE f.finished_at IS NULL
        ORDER BY f.version, f.calendar, f.partnership_id LIMIT 1
        """
      ).first { row in FollowingColumns.read(row) }
    }
  }

  /// The next escalations that owe anything, after the close too, at most so many.
  func openStretch(
    of following: CalendarFollowing, limit: Int
  ) throws(Failure) -> OpenStretch {
    let partnership = try knownPartnership(following.partnership)
    let end = min(following.reached + Self.stride, following.last)
    let found = try run { () throws(SQLiteError) in
      try connection.prepare(Self.stretchSQL).all(
        following.reached, end, partnership.id, limit
      ) { row in
        (
          id: row.int64(0), reference: Reference(row.text(1)), policy: PolicyID(row.text(2)),
          version: row.text(3)
        )
      }
    }
    let last = found.count == limit ? found.last?.id : nil
    return OpenStretch(
      escalations: found.map { ($0.reference, $0.policy, $0.version) }, reached: last ?? end)
  }

  /// Keeps how far it has come.
  func keep(_ following: CalendarFollowing) throws(Failure) {
    let partnership = try knownPartnership(following.partnership)
    try run { () throws(SQLiteError) in
      try connection.prepare(
        """
        UPDATE calendar_following
        SET reached = ?4, escalations = ?5, clocks = ?6, finished_at = ?7
        WHERE calendar = ?1 AND version = ?2 AND partnership_id = ?3
        """
      ).run(
        following.calendar, following.version, partnership.id, following.reached,
        following.escalations, following.clocks, following.finishedAt?.milliseconds)
    }
  }

  private static let stretchSQL = """
    SELECT e.id, s.reference, e.policy, e.policy_version
    FROM escalation e JOIN stream s ON s.id = e.id
    WHERE e.id > ?1 AND e.id <= ?2 AND e.partnership_id = ?3 AND e.owes = 1
    ORDER BY e.id LIMIT ?4
    """
}

/// The columns of how far a calendar was followed.
enum FollowingColumns {
  static let sql = """
    f.calendar, f.version, g.name, f.changed_at, f.reached, f.last, f.escalations, f.clocks,
    f.finished_at
    FROM calendar_following f JOIN partnership g ON g.id = f.partnership_id
    """

  static func read(_ row: borrowing Row) -> CalendarFollowing {
    CalendarFollowing(
      calendar: row.text(0), version: row.int(1), partnership: PartnershipID(row.text(2)),
      changedAt: row.instant(3), reached: row.int64(4), last: row.int64(5),
      escalations: row.int(6), clocks: row.int(7), finishedAt: row.optionalInstant(8))
  }
}
