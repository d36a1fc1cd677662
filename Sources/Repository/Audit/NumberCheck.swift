import SQLite

/// Holds the last number given in each partnership and year against the references that there are: with a
/// lower one the next escalation would be given a reference that another one has.
struct NumberCheck {
  private let connection: Connection
  /// The one partnership that is looked at; 0 for all.
  private let partnership: Int64

  init(_ connection: Connection, partnership: Int64 = 0) {
    self.connection = connection
    self.partnership = partnership
  }

  /// Where the number is behind.
  func run() throws(SQLiteError) -> [Finding] {
    try connection.prepare(Self.sql).all(partnership) { row in
      let last = row.optionalInt64(3)
      return Finding(
        .altered, at: "reference number \(row.text(0)) \(row.text(1))",
        "the last one given is \(row.int64(2)), and the store says \(last.map(String.init) ?? "none")",
        mark: last.map(String.init) ?? "")
    }
  }

  /// Sets each number that is behind to the last one given.
  static func raise(_ connection: Connection) throws(SQLiteError) {
    try connection.prepare(
      """
      INSERT INTO reference_number (partnership_id, year, last)
      SELECT partnership_id, CAST(year AS INTEGER), given FROM (\(givenSQL)) WHERE given > 0
      ON CONFLICT DO UPDATE SET last = max(last, excluded.last)
      """
    ).run(0)
  }

  private static let sql = """
    SELECT g.name, x.year, x.given, n.last FROM (\(givenSQL)) x
    JOIN partnership g ON g.id = x.partnership_id
    LEFT JOIN reference_number n ON n.partnership_id = x.partnership_id
      AND n.year = CAST(x.year AS INTEGER)
    WHERE x.given > coalesce(n.last, 0) ORDER BY g.name, x.year
    """

  /// The highest number of each partnership and year.
  ///
  /// A reference is its prefix, the year and the number.
  private static let givenSQL = """
    SELECT s.partnership_id, substr(s.reference, length(p.prefix) + 2, 4) AS year,
      max(CAST(substr(s.reference, length(p.prefix) + 7) AS INTEGER)) AS given
    FROM stream s JOIN partnership p ON p.id = s.partnership_id
    WHERE ?1 IN (0, s.partnership_id) AND s.reference LIKE p.prefix || '-____-%'
    GROUP BY s.partnership_id, year
    """
}
