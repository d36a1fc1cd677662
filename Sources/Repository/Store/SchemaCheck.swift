import SQLite

/// Holds a file's schema against the one that its version has: nothing more, nothing less, so that a
/// foreign trigger or view is never run.
struct SchemaCheck {
  /// What is wrong; nil if nothing is.
  let fault: String?

  init(_ connection: Connection) throws(SQLiteError) {
    let version = try connection.userVersion
    guard version > 0 else {
      fault = "it has no schema"
      return
    }
    guard version <= Schema.steps.count else {
      fault = "it has schema \(version), and this release knows schemas up to \(Schema.steps.count)"
      return
    }
    let expected = try Connection(path: ":memory:", mode: .readWriteCreate)
    for step in Schema.steps.prefix(version) { try expected.execute(step) }
    let (there, here) = (try Self.entries(connection), try Self.entries(expected))
    fault = there == here ? nil : "its schema \(version) is not the one of this release"
  }

  private static func entries(_ connection: Connection) throws(SQLiteError) -> [String] {
    try connection.prepare(
      """
      SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema
      WHERE name NOT LIKE 'sqlite_stat%' ORDER BY type, name
      """
    ).all { row in row.text(0) }
  }
}
