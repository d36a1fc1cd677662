import SQLite

/// The policies, calendars and templates that a store holds, as the bytes they were written in: what the program
/// makes the writer's library of.
public struct StoredDocuments: Sendable, Equatable {
  /// All versions of all policies, in the order in which they were loaded.
  public let policies: [[UInt8]]
  /// All versions of all calendars, each calendar's oldest first.
  public let calendars: [[UInt8]]
  /// All versions of all templates of forms, in the order in which they were loaded.
  public let templates: [[UInt8]]

  init(_ connection: Connection) throws(SQLiteError) {
    policies = try connection.prepare("SELECT json FROM policy_version ORDER BY id")
      .all { row in row.blob(0) }
    calendars = try connection.prepare(
      "SELECT json FROM calendar_version ORDER BY calendar, version"
    ).all { row in row.blob(0) }
    templates = try connection.prepare("SELECT json FROM template_version ORDER BY id")
      .all { row in row.blob(0) }
  }
}
