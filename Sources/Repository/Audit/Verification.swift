public import Casework
import Foundation
import SQLite
import Synchronization

/// Walks both chains of every partnership, and its streams, and says whether all of it is what was recorded.
///
/// It reads by ranges of ids in short transactions, on as many threads as it is given, each with a
/// connection of its own, so that it may run beside the server and looks at what was there when it
/// began. It never stops at what it finds: a range that cannot be read is halved until the row is known.
public struct Verification: Sendable {
  /// The database's file.
  public let path: String
  /// Ends of chains that others kept.
  public var anchors: [Anchor] = []
  /// What the derived tables are held against and drafts are read with, where that is asked for: every policy
  /// and template that the store holds and that can be read.
  public var library: Library?
  /// What was found of policies, calendars and templates when the library was made of them.
  public var documents: [Finding] = []
  /// How many threads check.
  public var workers = 2
  /// How many rows are checked in one transaction.
  public var rowsPerRange: Int64 = 2_000

  /// A verification of that file.
  public init(path: String) { self.path = path }

  /// Runs it.
  ///
  /// A file that SQLite cannot read is a finding too, after all that was found before.
  public func run() throws(StoreError) -> VerificationReport {
    var report = VerificationReport()
    do {
      try note(&report) { report in
        let connection = try Connection.reading(path)
        try connection.requireKnownSchema()
        try note(&report) { report in try look(connection, &report) }
        try Explained(connection).apply(to: &report.findings)
      }
      return report
    } catch {
      throw StoreError(path, cannotBe: "read", error)
    }
  }

  private func look(_ connection: Connection, _ report: inout VerificationReport) throws {
    let plan = try Plan(connection, rowsPerRange: rowsPerRange)
    report = walk(plan)
    report.heads = try Anchor.heads(connection)
    for finding in try EndCheck(connection).run(anchors) {
      report.add(VerificationReport(finding))
    }
    for finding in try StandingCheck(connection).run() {
      report.add(VerificationReport(finding))
    }
    for finding in try NumberCheck(connection).run() { report.add(VerificationReport(finding)) }
    for finding in try documents + derived(connection) { report.add(VerificationReport(finding)) }
  }

  /// Does a part of it; that the file is damaged there becomes a finding.
  private func note(
    _ report: inout VerificationReport, _ part: (inout VerificationReport) throws -> Void
  ) throws {
    do {
      try part(&report)
    } catch let error as SQLiteError where [.corrupt, .notADatabase].contains(error.kind) {
      let file = URL(fileURLWithPath: path).lastPathComponent
      report.add(VerificationReport(Finding(.damaged, at: file, error.message)))
    }
  }

  /// What is found in derived tables and in drafts, where that is asked for.
  private func derived(_ connection: Connection) throws -> [Finding] {
    guard let library else { return [] }
    try connection.requireDerivedHere()
    var findings: [Finding] = []
    do {
      findings += try ProjectionCheck(path: path, library: library).run()
    } catch {
      findings.append(Finding(.projection, at: "the derived tables", error.description))
    }
    do {
      findings += try FormCheck(path: path, library: library).run()
    } catch {
      findings.append(Finding(.form, at: "the table of forms", error.description))
    }
    let named = Set(documents.map(\.place))
    // That a document cannot be read is said once, where it is said why.
    return findings.filter { !named.contains($0.place) }
  }

  /// What is to be looked at: the tables, as far as they went when it began.
  struct Plan: Sendable {
    let ranges: RangeFeed
    let lastEvent: Int64
    let names: ChainNames

    init(_ connection: Connection, rowsPerRange: Int64) throws(SQLiteError) {
      var tables: [(table: RangeFeed.Table, last: Int64)] = []
      for table in RangeFeed.Table.allCases {
        let last =
          try connection.prepare("SELECT max(id) FROM \(table.rawValue)")
          .first { row in row.optionalInt64(0) } ?? nil
        if let last { tables.append((table, last)) }
      }
      lastEvent = tables.first { $0.table == .event }?.last ?? 0
      ranges = RangeFeed(tables, rowsPerRange: rowsPerRange)
      // After the ends: whoever is named in a row before them is among the names.
      names = try ChainNames(connection)
    }
  }

  private func walk(_ plan: Plan) -> VerificationReport {
    let reports = Mutex<[Int: VerificationReport]>([:])
    DispatchQueue.concurrentPerform(iterations: max(1, workers)) { _ in
      var walker = RangeWalker(path: path, plan: plan)
      while let range = walker.next() {
        let report = walker.check(range.table, range.lower, range.rows)
        reports.withLock { $0[range.index] = report }
      }
    }
    var total = VerificationReport()
    reports.withLock { reports in
      for index in reports.keys.sorted() { if let report = reports[index] { total.add(report) } }
    }
    return total
  }
}

extension VerificationReport {
  init(_ finding: Finding) { findings = [finding] }
}

/// Checks ranges one after another on its own connection; what cannot be read becomes a finding.
private struct RangeWalker {
  private let path: String
  private let plan: Verification.Plan
  private var checks: Checks?

  init(path: String, plan: Verification.Plan) {
    self.path = path
    self.plan = plan
  }

  /// The next range that nobody else checks.
  mutating func next() -> RangeFeed.Range? {
    plan.ranges.next { table, lower in
      do {
        return try ready().first(table, lower).map { .found($0) } ?? .nothing
      } catch {
        checks = nil
        return .unknown
      }
    }
  }

  mutating func check(
    _ table: RangeFeed.Table, _ lower: Int64, _ rows: ClosedRange<Int64>
  ) -> VerificationReport {
    do {
      return try ready().run(table, lower...rows.upperBound)
    } catch {
      checks = nil
      guard rows.count > 1 else {
        return VerificationReport(
          Finding(.damaged, at: "\(table.rawValue) row \(rows.lowerBound)", "\(error)"))
      }
      let middle = rows.lowerBound + Int64(rows.count) / 2
      var report = check(table, lower, rows.lowerBound...(middle - 1))
      if report.findings.count < VerificationReport.findingLimit {
        report.add(check(table, middle, middle...rows.upperBound))
      }
      return report
    }
  }

  private mutating func ready() throws(SQLiteError) -> Checks {
    if let checks { return checks }
    let made = try Checks(Connection.reading(path), plan)
    checks = made
    return made
  }

  /// The checks of the three tables, on one connection.
  private final class Checks {
    private let connection: Connection
    private var events: EventCheck
    private var accesses: AccessCheck
    private let streams: NumberingCheck

    init(_ connection: Connection, _ plan: Verification.Plan) throws(SQLiteError) {
      self.connection = connection
      events = try EventCheck(connection, names: plan.names)
      accesses = try AccessCheck(connection, names: plan.names)
      streams = try NumberingCheck(connection, through: plan.lastEvent)
    }

    func run(
      _ table: RangeFeed.Table, _ ids: ClosedRange<Int64>
    ) throws(SQLiteError) -> VerificationReport {
      switch table {
      case .event: try events.run(ids)
      case .access: try accesses.run(ids)
      case .stream: try streams.run(ids)
      }
    }

    /// The first row of a table from an id on.
    func first(_ table: RangeFeed.Table, _ lower: Int64) throws(SQLiteError) -> Int64? {
      let found = try connection.prepare(
        "SELECT min(id) FROM \(table.rawValue) WHERE id >= ?1"
      ).first(lower) { row in row.optionalInt64(0) }
      return found ?? nil
    }
  }
}
