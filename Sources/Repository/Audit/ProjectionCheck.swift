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
      try source.requireDerivedHere()
      var findings: [Finding] = []
      var (last, done): (Int64, Int) = (0, 0)
      var tallies = TallyBook()
      let began = try Self.events(source)
      while findings.count < VerificationReport.findingLimit {
        let compared = try source.transaction(.deferred) { () throws(Failure) in
          try compare(source, after: last, &tallies)
        }
        findings += compared.findings.filter { !findings.contains($0) }
        guard let end = compared.last else { break }
        last = end
        done += compared.count
        progress(done)
      }
      // Counts that changed while they were added up prove nothing.
      if try findings.isEmpty && Self.events(source) == began {
        findings += try Self.compare(source, tallies)
      }
      return findings
    } catch {
      throw StoreError(path, cannotBe: "read", error)
    }
  }

  private func compare(
    _ source: Connection, after last: Int64, _ tallies: inout TallyBook
  ) throws(Failure) -> (findings: [Finding], last: Int64?, count: Int) {
    let scratch = try translating { () throws(SQLiteError) in try Self.makeScratch() }
    var replayer = try translating { () throws(SQLiteError) in
      try Replayer(from: source, into: scratch, library: library, tallies: tallies)
    }
    defer { tallies = replayer.tallies }
    let streams = try replayer.streams(after: last, limit: step)
    guard let first = streams.first, let end = streams.last else { return ([], nil, 0) }
    var findings: [Finding] = []
    var unreadable: Set<Int64> = []
    try scratch.transaction(.immediate) { () throws(Failure) in
      for stream in streams {
        guard let escalation = try replayer.replay(stream) else { continue }
        unreadable.insert(stream)
        // All that lack the same policy are one finding.
        if !findings.contains(escalation.finding) { findings.append(escalation.finding) }
      }
    }
    findings += try translating { () throws(SQLiteError) in
      // Nothing can be held against what no replay leads to.
      try TableDifferences(source, scratch).find(first...end, except: unreadable)
    }
    return (findings, end, streams.count)
  }

  /// The number of the last event: it grows with whatever is written.
  private static func events(_ source: Connection) throws(SQLiteError) -> Int64 {
    try source.prepare("SELECT coalesce(max(id), 0) FROM event").first { row in row.int64(0) } ?? 0
  }

  private static func compare(
    _ source: Connection, _ tallies: TallyBook
  ) throws(SQLiteError) -> [Finding] {
    let scratch = try makeScratch()
    try TallyWriter(scratch).write(tallies)
    return try TableDifferences(source, scratch).findShared()
  }

  /// An empty database in memory with the same schema, whose rows may point at nothing.
  private static func makeScratch() throws(SQLiteError) -> Connection {
    let scratch = try Connection(path: ":memory:", mode: .readWriteCreate)
    try scratch.execute("PRAGMA foreign_keys = OFF")
    try scratch.execute(Schema.script)
    return scratch
  }
}
