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
  /// How many threads check.
  public var workers = 2
  /// How many rows are checked in one transaction.
  public var rowsPerRange: Int64 = 2_000

  /// A verification of that file.
  public init(path: String) { self.path = path }

  /// Runs it.
  ///
  /// `progress` is told how many rows of how many were looked at, from any of the threads.
  public func run(
    progress: @escaping @Sendable (_ done: Int64, _ of: Int64) -> Void = { _, _ in }
  ) throws(StoreError) -> VerificationReport {
    do {
      let connection = try Connection.reading(path)
      let plan = try Plan(connection, rowsPerRange: rowsPerRange)
      var report = walk(plan, progress)
      report.heads = try Anchor.heads(connection)
      for finding in try EndCheck(connection).run(anchors) {
        report.add(VerificationReport(finding))
      }
      try Explained(connection).apply(to: &report.findings)
      return report
    } catch {
      throw StoreError(.unusable, "\(path) cannot be read: \(error)")
    }
  }

  /// What is to be looked at: ranges of ids of the tables, as far as they went when it began.
  struct Plan: Sendable {
    enum Table: String, Sendable, CaseIterable {
      case event
      case access = "access_entry"
      case stream
    }

    let ranges: [(table: Table, ids: ClosedRange<Int64>)]
    let rows: Int64
    let lastEvent: Int64
    let names: ChainNames

    init(_ connection: Connection, rowsPerRange: Int64) throws(SQLiteError) {
      lastEvent = try Self.lastID(.event, connection)
      names = try ChainNames(connection)
      var ranges: [(table: Table, ids: ClosedRange<Int64>)] = []
      var rows: Int64 = 0
      for table in Table.allCases {
        let last = table == .event ? lastEvent : try Self.lastID(table, connection)
        for first in stride(from: 1, through: last, by: Int64.Stride(rowsPerRange)) {
          ranges.append((table, first...min(last, first + rowsPerRange - 1)))
        }
        rows += last
      }
      self.ranges = ranges
      self.rows = rows
    }

    private static func lastID(
      _ table: Table, _ connection: Connection
    ) throws(SQLiteError) -> Int64 {
      try connection.prepare("SELECT coalesce(max(id), 0) FROM \(table.rawValue)")
        .first { row in row.int64(0) } ?? 0
    }
  }

  private func walk(
    _ plan: Plan, _ progress: @escaping @Sendable (Int64, Int64) -> Void
  ) -> VerificationReport {
    let next = Atomic<Int>(0)
    let done = Atomic<Int64>(0)
    let reports = Mutex<[Int: VerificationReport]>([:])
    DispatchQueue.concurrentPerform(iterations: max(1, workers)) { _ in
      var walker = RangeWalker(path: path, plan: plan)
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < plan.ranges.count else { return }
        let range = plan.ranges[index]
        let report = walker.check(range.table, range.ids)
        reports.withLock { $0[index] = report }
        let count = Int64(range.ids.count)
        progress(done.add(count, ordering: .relaxed).newValue, plan.rows)
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
  private var checks: (event: EventCheck, access: AccessCheck, stream: NumberingCheck)?

  init(path: String, plan: Verification.Plan) {
    self.path = path
    self.plan = plan
  }

  mutating func check(
    _ table: Verification.Plan.Table, _ ids: ClosedRange<Int64>
  ) -> VerificationReport {
    do {
      return try read(table, ids)
    } catch {
      checks = nil
      guard ids.count > 1 else {
        return VerificationReport(
          Finding(.damaged, at: "\(table.rawValue) row \(ids.lowerBound)", "\(error)"))
      }
      let middle = ids.lowerBound + Int64(ids.count) / 2
      var report = check(table, ids.lowerBound...(middle - 1))
      if report.findings.count < VerificationReport.findingLimit {
        report.add(check(table, middle...ids.upperBound))
      }
      return report
    }
  }

  private mutating func read(
    _ table: Verification.Plan.Table, _ ids: ClosedRange<Int64>
  ) throws(SQLiteError) -> VerificationReport {
    if checks == nil {
      let connection = try Connection.reading(path)
      checks = (
        try EventCheck(connection, names: plan.names),
        try AccessCheck(connection, names: plan.names),
        try NumberingCheck(connection, through: plan.lastEvent)
      )
    }
    switch table {
    case .event: return try checks?.event.run(ids) ?? VerificationReport()
    case .access: return try checks?.access.run(ids) ?? VerificationReport()
    case .stream: return try checks?.stream.run(ids) ?? VerificationReport()
    }
  }
}
