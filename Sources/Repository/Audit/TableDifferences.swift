import SQLite

/// Compares the derived tables of two databases row by row.
struct TableDifferences {
  private let found: Connection
  private let expected: Connection

  init(_ found: Connection, _ expected: Connection) {
    self.found = found
    self.expected = expected
  }

  /// What differs among the rows of these escalations; those of some are not looked at.
  func find(
    _ escalations: ClosedRange<Int64>, except others: Set<Int64> = []
  ) throws(SQLiteError) -> [Finding] {
    var findings: [Finding] = []
    for table in Schema.derivedTables {
      let found = try rows(of: table, in: found, escalations, except: others)
      let expected = try rows(of: table, in: expected, escalations, except: others)
      for key in Set(found.keys).union(expected.keys).sorted() where found[key] != expected[key] {
        findings.append(
          Finding(
            .projection, at: "\(table.name) \(key)",
            found[key] == nil
              ? "the row is missing"
              : expected[key] == nil ? "the row should not be there" : "the row differs"))
      }
    }
    return findings
  }

  /// What differs in tables whose rows belong to no one escalation.
  func findShared() throws(SQLiteError) -> [Finding] {
    var findings: [Finding] = []
    for table in Schema.sharedTables where try all(table, in: found) != all(table, in: expected) {
      findings.append(
        Finding(.projection, at: table, "its rows are not what the record leads to"))
    }
    return findings
  }

  /// Every row, in the order of the key.
  private func all(
    _ table: String, in connection: Connection
  ) throws(SQLiteError) -> [[SQLiteValue]] {
    try connection.prepare("SELECT * FROM \(table)").all { row in
      (0..<row.columnCount).map { row.value($0) }
    }
  }

  private func rows(
    of table: Schema.Derived, in connection: Connection, _ escalations: ClosedRange<Int64>,
    except others: Set<Int64>
  ) throws(SQLiteError) -> [String: [SQLiteValue]] {
    var rows: [String: [SQLiteValue]] = [:]
    try connection.prepare(
      """
      SELECT \(table.key), \(table.owner), * FROM \(table.name)
      WHERE \(table.owner) BETWEEN ?1 AND ?2
      """
    ).rows(escalations.lowerBound, escalations.upperBound) { row in
      if others.contains(row.int64(1)) { return }
      rows[row.text(0)] = (2..<row.columnCount).map { row.value($0) }
    }
    return rows
  }
}
