import SQLite

/// The derived rows of some escalations as they lie in a file: those that no replay leads to keep them, so
/// that whoever opens one is told that it is damaged, and not that there is none.
struct DerivedRows {
  private typealias Row = (owner: Int64, values: [SQLiteValue])

  private var rows: [String: [Row]] = [:]

  /// Reads those of escalations from one to another.
  init(of escalations: ClosedRange<Int64>, in connection: Connection) throws(SQLiteError) {
    for table in Schema.derivedTables {
      let names = try Self.columns(of: table, in: connection)
      rows[table.name] = try connection.prepare(
        "SELECT \(table.owner), \(names) FROM \(table.name) WHERE \(table.isAmong)"
      ).all(escalations.lowerBound, escalations.upperBound) { row in
        (owner: row.int64(0), values: (1..<row.columnCount).map { row.value($0) })
      }
    }
  }

  /// Writes those of one of them.
  func write(_ escalation: Int64, into connection: Connection) throws(SQLiteError) {
    for table in Schema.derivedTables {
      let names = try Self.columns(of: table, in: connection)
      for row in rows[table.name] ?? [] where row.owner == escalation {
        let places = (1...row.values.count).map { "?\($0)" }.joined(separator: ", ")
        try connection.prepare("INSERT INTO \(table.name) (\(names)) VALUES (\(places))")
          .rows(list: row.values) { _ in }
      }
    }
  }

  /// Removes those of escalations from one to another; what refers to others goes first.
  static func remove(
    _ escalations: ClosedRange<Int64>, from connection: Connection
  ) throws(SQLiteError) {
    for table in Schema.derivedTables.reversed() {
      try connection.prepare("DELETE FROM \(table.name) WHERE \(table.isAmong)")
        .run(escalations.lowerBound, escalations.upperBound)
    }
  }

  /// By name and in the order of names: files that came the long way have them in another one.
  private static func columns(
    of table: Schema.Derived, in connection: Connection
  ) throws(SQLiteError) -> String {
    try connection.prepare("SELECT name FROM pragma_table_info(?1) ORDER BY name")
      .all(table.name) { row in row.text(0) }.joined(separator: ", ")
  }
}

extension Schema.Derived {
  /// Whether a row lies where it is looked for.
  var isInPlace: String {
    name == "identifier_mark" ? "segment = escalation_id / \(IdentifierMarks.segmentSize)" : "1"
  }

  /// Whether a row is of an escalation from the first placeholder to the second.
  fileprivate var isAmong: String {
    let size = IdentifierMarks.segmentSize
    let segments = "segment BETWEEN ?1 / \(size) AND ?2 / \(size) AND "
    return (name == "identifier_mark" ? segments : "") + "\(owner) BETWEEN ?1 AND ?2"
  }
}
