public import Casework
public import Escalations
import Foundation
import SQLite

/// Makes a fresh file out of a store's primary tables, replaying the record for all that is derived.
///
/// The store itself is only read. The fresh file has the same rows, or the report says which differ.
public struct Rebuild {
  /// What was done.
  public struct Report: Sendable, Equatable {
    /// How many rows of primary tables were copied.
    public internal(set) var copiedRows: Int64 = 0
    /// How many escalations were replayed.
    public internal(set) var escalations = 0
    /// Whether the store's derived rows could be compared: those of an earlier schema cannot.
    public internal(set) var compares = true
    /// Where the store's derived rows differ from what its record leads to.
    public internal(set) var differences: [Finding] = []
  }

  private let source: String
  private let target: String
  private let library: Library
  /// How many rows or escalations are written in one transaction.
  private let step = 2_000

  /// A rebuild of one file into another that is not there yet.
  public init(from source: String, to target: String, library: Library) {
    self.source = source
    self.target = target
    self.library = library
  }

  /// Puts a rebuilt file in the place of the store, in a folder in which no server runs.
  ///
  /// Returns also where the old file lies now. Until the last step the store is as it was.
  public static func inPlace(
    _ folder: DataFolder, library: Library, now: Instant, progress: (String) -> Void = { _ in }
  ) throws -> (report: Report, setAside: String) {
    let succession = Succession(folder: folder)
    try succession.finishCutOff()
    guard FileManager.default.fileExists(atPath: folder.database) else {
      throw StoreError(.unusable, "\(folder.database) is not there: there is nothing to rebuild.")
    }
    try folder.prepare()
    let lock = try folder.lock()
    defer { try? lock.close() }
    succession.clear()
    defer { succession.clear() }
    let rebuild = Rebuild(from: folder.database, to: succession.staged, library: library)
    let report = try rebuild.run(progress: progress)
    return (report, try succession.take(now: now))
  }

  /// Runs it.
  ///
  /// `progress` is told in words what is done.
  public func run(progress: (String) -> Void = { _ in }) throws(StoreError) -> Report {
    if FileManager.default.fileExists(atPath: target) {
      throw StoreError(.unusable, "\(target) is there already.")
    }
    try OwnFile.make(target)
    let earlier = Earlier(source: source, copy: target + ".earlier")
    defer { earlier.remove() }
    do {
      let from = try earlier.open()
      let into = try Connection(path: target, mode: .readWriteCreate)
      try Schema.migrator.migrate(into)
      var report = Report()
      report.compares = try !earlier.isMigrated && !Rederivation.isNeeded(from)
      // One state of the source, whoever may write there.
      try from.transaction(.deferred) { () throws(SQLiteError) in
        for table in Schema.primaryTables {
          report.copiedRows += try copy(table, from, into)
          progress("copied \(table)")
        }
      }
      try replayAll(from, into, &report, progress)
      try into.prepare("UPDATE store SET derivation = ?1").run(Schema.derivation)
      _ = try into.checkpoint(.truncate)
      into.close()
      return report
    } catch {
      // Half a store is of no use, and holds personal data.
      for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: target + end) }
      throw StoreError(source, cannotBe: "rebuilt", error)
    }
  }

  /// Copies what a table of the source holds, in transactions of some rows.
  ///
  /// Columns are named: in a file that came the long way they may stand in another order.
  private func copy(
    _ table: String, _ from: Connection, _ into: Connection
  ) throws(SQLiteError) -> Int64 {
    let names = try columns(of: table, in: into).joined(separator: ", ")
    var count: Int64 = 0
    var pending: [[SQLiteValue]] = []
    try from.prepare("SELECT \(names) FROM \(table)").rows { row throws(SQLiteError) in
      pending.append((0..<row.columnCount).map { row.value($0) })
      count += 1
      if pending.count == step {
        try insert(pending, "\(table) (\(names))", into)
        pending = []
      }
    }
    try insert(pending, "\(table) (\(names))", into)
    return count
  }

  private func columns(
    of table: String, in connection: Connection
  ) throws(SQLiteError) -> [String] {
    try connection.prepare("SELECT name FROM pragma_table_info(?1)").all(table) { row in
      row.text(0)
    }
  }

  private func insert(
    _ rows: [[SQLiteValue]], _ place: String, _ into: Connection
  ) throws(SQLiteError) {
    guard let width = rows.first?.count else { return }
    let places = (1...width).map { "?\($0)" }.joined(separator: ", ")
    try into.transaction(.immediate) { () throws(SQLiteError) in
      let statement = try into.prepare("INSERT INTO \(place) VALUES (\(places))")
      for row in rows { try statement.rows(list: row) { _ in } }
    }
  }

  private func replayAll(
    _ from: Connection, _ into: Connection, _ report: inout Report, _ progress: (String) -> Void
  ) throws(Failure) {
    var replayer = try translating { () throws(SQLiteError) in
      try Replayer(from: into, into: into, library: library)
    }
    var (last, unreadable): (Int64, Int) = (0, 0)
    while true {
      let streams = try replayer.streams(after: last, limit: step)
      guard let first = streams.first, let end = streams.last else { break }
      try into.transaction(.immediate) { () throws(Failure) in
        for stream in streams {
          guard let escalation = try replayer.replay(stream) else { continue }
          progress(escalation.notice)
          unreadable += 1
          try translating { () throws(SQLiteError) in
            try DerivedRows(of: stream...stream, in: from).write(stream, into: into)
          }
        }
        try translating { () throws(SQLiteError) in
          try TallyWriter(into).write(replayer.tallies)
        }
      }
      replayer.clearTallies()
      report.escalations += streams.count
      if report.compares {
        report.differences += try translating { () throws(SQLiteError) in
          try TableDifferences(from, into).find(first...end)
        }
      }
      last = end
      progress("replayed \(report.escalations) escalations")
    }
    // What cannot be replayed was counted when it could, and is no more.
    guard report.compares, unreadable == 0 else { return }
    report.differences += try translating { () throws(SQLiteError) in
      try TableDifferences(from, into).findShared()
    }
  }
}

/// A source of an earlier schema: a copy of it is brought forward, and the file itself is left as it is.
private final class Earlier {
  private let source: String
  private let copy: String
  private(set) var isMigrated = false

  init(source: String, copy: String) {
    self.source = source
    self.copy = copy
  }

  func open() throws -> Connection {
    let connection = try Connection.reading(source)
    try connection.requireKnownSchema()
    guard try connection.userVersion < Schema.steps.count else { return connection }
    defer { connection.close() }
    isMigrated = true
    _ = FileManager.default.createFile(
      atPath: copy, contents: nil, attributes: [.posixPermissions: 0o600])
    try connection.backup(to: copy)
    let forward = try Connection(path: copy, mode: .readWrite)
    try Schema.migrator.migrate(forward)
    return forward
  }

  func remove() {
    guard isMigrated else { return }
    // A copy that cannot be removed is a nuisance and no fault of the rebuild.
    for ending in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: copy + ending)
    }
  }
}
