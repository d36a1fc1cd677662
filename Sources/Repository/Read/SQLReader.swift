public import Casework
public import Escalations
import SQLite

/// The read side in SQL, over a read-only connection of its own: one for each loop.
///
/// Each question is bounded: a row by a unique key, one escalation's record, or a page. What is asked
/// several times within one answer is asked in one read transaction.
public final class SQLReader: Reader {
  let connection: Connection
  let settings: StoreSettings
  let stream: StreamReader

  init(_ connection: Connection, settings: StoreSettings) throws(SQLiteError) {
    self.connection = connection
    self.settings = settings
    stream = try StreamReader(connection)
  }

  /// One escalation's status.
  public func status(of reference: Reference, for viewer: Viewer) throws(Failure) -> StatusRow? {
    let sight = Visibility.Arguments(viewer)
    guard sight.reach != .none else { return nil }
    return try translating { () throws(SQLiteError) in
      try connection.prepare(Self.statusSQL).first(
        sight.reach.rawValue, sight.partnership, sight.credential, reference.text
      ) { row in StatusColumns.read(row, from: 0) }
    }
  }

  /// The bytes of a policy's version as they were loaded.
  public func policyJSON(_ id: PolicyID, version: String) throws(Failure) -> [UInt8]? {
    try translating { () throws(SQLiteError) in
      try connection.prepare("SELECT json FROM policy_version WHERE policy = ?1 AND version = ?2")
        .first(id.text, version) { row in row.blob(0) }
    }
  }

  /// How far the viewer's partnership has followed the last change of a calendar.
  public func following(
    _ calendar: String, for viewer: Viewer
  ) throws(Failure) -> CalendarFollowing? {
    try translating { () throws(SQLiteError) in
      try connection.prepare(
        """
        SELECT \(FollowingColumns.sql) WHERE f.calendar = ?1 AND g.name = ?2
        ORDER BY f.version DESC LIMIT 1
        """
      ).first(calendar, viewer.partnership.text) { row in FollowingColumns.read(row) }
    }
  }

  /// What tells whether the store is sound; counts by what was given out, not by counting.
  public func condition() throws(Failure) -> StoreCondition {
    try translating { () throws(SQLiteError) in
      let counts = try connection.prepare(Self.countsSQL).first { row in
        (escalations: row.int64(0), events: row.int64(1))
      }
      return StoreCondition(
        schemaVersion: try connection.userVersion, escalations: counts?.escalations ?? 0,
        events: counts?.events ?? 0)
    }
  }

  /// Closes the connection.
  public func close() { connection.close() }

  static let statusSQL = """
    SELECT \(StatusColumns.sql) FROM stream s JOIN escalation e ON e.id = s.id
    WHERE s.reference = ?4 AND \(Visibility.standing)
    """

  private static let countsSQL = """
    SELECT (SELECT coalesce(sum(last), 0) FROM reference_number),
      (SELECT coalesce(sum(sequence), 0) FROM chain_head WHERE chain = 'event')
    """
}
