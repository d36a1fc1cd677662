public import Casework
import Escalations
import SQLite

/// Holds the derived tables against a replay of the record, some escalations at a time, in memory.
public struct ProjectionCheck {
  private let path: String
  private let library: Library
  /// How many escalations are replayed before they are compared.
  private let step = 200

  /// A check of that file; the library must hold every policy that its escalations run under.
  public init(path: String, library: Library) {
    self.path = path
    self.library = library
  }

  /// Everything that differs, with its row.
  ///
  /// `progress` is told how many escalations were compared.
  public func run(
    progress: (_ done: Int) -> Void = { _ in }
  ) throws(StoreError) -> [Finding] {
    do {
      let source = try Connection.reading(path)
      var findings: [Finding] = []
      var (last, done): (Int64, Int) = (0, 0)
      while findings.count < VerificationReport.findingLimit {
        let compared = try source.transaction(.deferred) { () throws(Failure) in
          try compare(source, after: last)
        }
        findings += compared.findings
        guard let end = compared.last else { break }
        last = end
        done += compared.count
        progress(done)
      }
      return findings
    } catch {
      throw StoreError(.unusable, "\(path) cannot be read: \(error)")
    }
  }

  private func compare(
    _ source: Connection, after last: Int64
  ) throws(Failure) -> (findings: [Finding], last: Int64?, count: Int) {
    let scratch = try translating { () throws(SQLiteError) in try Self.makeScratch() }
    let replayer = try translating { () throws(SQLiteError) in
      try Replayer(from: source, into: scratch, library: library)
    }
    let streams = try replayer.streams(after: last, limit: step)
    guard let first = streams.first, let end = streams.last else { return ([], nil, 0) }
    var findings: [Finding] = []
    try scratch.transaction(.immediate) { () throws(Failure) in
      for stream in streams {
        do throws(Failure) {
          try replayer.replay(stream)
        } catch {
          findings.append(Finding(.damaged, at: "escalation row \(stream)", "\(error)"))
        }
      }
    }
    findings += try translating { () throws(SQLiteError) in
      try TableDifferences(source, scratch).find(first...end)
    }
    return (findings, end, streams.count)
  }

  /// An empty database in memory with the same schema, whose rows may point at nothing.
  private static func makeScratch() throws(SQLiteError) -> Connection {
    let scratch = try Connection(path: ":memory:", mode: .readWriteCreate)
    try scratch.execute("PRAGMA foreign_keys = OFF")
    try scratch.execute(Schema.script)
    return scratch
  }
}

/// Compares the derived tables of two databases row by row.
struct TableDifferences {
  private let found: Connection
  private let expected: Connection

  init(_ found: Connection, _ expected: Connection) {
    self.found = found
    self.expected = expected
  }

  /// What differs among the rows of these escalations.
  func find(_ escalations: ClosedRange<Int64>) throws(SQLiteError) -> [Finding] {
    var findings: [Finding] = []
    for table in Schema.derivedTables {
      let found = try rows(of: table, in: found, escalations)
      let expected = try rows(of: table, in: expected, escalations)
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

  private func rows(
    of table: Schema.Derived, in connection: Connection, _ escalations: ClosedRange<Int64>
  ) throws(SQLiteError) -> [String: [SQLiteValue]] {
    var rows: [String: [SQLiteValue]] = [:]
    try connection.prepare(
      "SELECT \(table.key), * FROM \(table.name) WHERE \(table.owner) BETWEEN ?1 AND ?2"
    ).rows(escalations.lowerBound, escalations.upperBound) { row in
      rows[row.text(0)] = (1..<row.columnCount).map { row.value($0) }
    }
    return rows
  }
}
