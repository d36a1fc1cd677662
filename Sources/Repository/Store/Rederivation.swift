import Casework
import SQLite

/// Makes a file's derived tables anew where an earlier release derived them in another way.
///
/// It runs before anybody is served, in transactions of some escalations, each of which takes the rows out
/// and puts others in their place. From the first of them until the last the file is of no derivation, so
/// that a start that was broken off begins again, whichever release starts.
struct Rederivation {
  private let connection: Connection
  private let library: Library
  private let step = 500
  /// What no release has.
  private static let none: Int64 = 0

  init(_ connection: Connection, _ library: Library) {
    self.connection = connection
    self.library = library
  }

  /// Whether the tables are of another derivation.
  static func isNeeded(_ connection: Connection) throws(SQLiteError) -> Bool {
    let found = try connection.prepare("SELECT derivation FROM store").first { row in row.int64(0) }
    return found != Schema.derivation
  }

  /// Runs it; `log` is told of what cannot be replayed, and keeps the rows that it has.
  func run(log: (String) -> Void = { _ in }) throws(Failure) {
    var replayer = try translating { () throws(SQLiteError) in
      // What an escalation's row would leave behind is looked for by a walk through all marks. Rows go here
      // with all that refer to them, and come from rows that are there.
      try connection.execute("PRAGMA foreign_keys = OFF")
      return try Replayer(from: connection, into: connection, library: library)
    }
    var last: Int64 = 0
    while true {
      let streams = try replayer.streams(after: last, limit: step)
      guard let end = streams.last else { break }
      try connection.transaction(.immediate) { () throws(Failure) in
        try replace(streams, by: &replayer, log: log)
      }
      last = end
    }
    let tallies = replayer.tallies
    try connection.transaction(.immediate) { () throws(Failure) in
      try translating { () throws(SQLiteError) in
        try clearWhatNobodyOwns()
        try TallyWriter(connection).write(tallies)
        try set(Schema.derivation)
      }
    }
  }

  private func replace(
    _ streams: [Int64], by replayer: inout Replayer, log: (String) -> Void
  ) throws(Failure) {
    guard let first = streams.first, let end = streams.last else { return }
    let before = try translating { () throws(SQLiteError) in
      try set(Self.none)
      let rows = try DerivedRows(of: first...end, in: connection)
      try DerivedRows.remove(first...end, from: connection)
      return rows
    }
    for stream in streams {
      guard let unreadable = try replayer.replay(stream) else { continue }
      log(unreadable.notice)
      try translating { () throws(SQLiteError) in try before.write(stream, into: connection) }
    }
  }

  private func set(_ derivation: Int64) throws(SQLiteError) {
    try connection.prepare("UPDATE store SET derivation = ?1").run(derivation)
  }

  /// Counts, which are written at once, and rows of no escalation that there is.
  private func clearWhatNobodyOwns() throws(SQLiteError) {
    for table in Schema.sharedTables { try connection.prepare("DELETE FROM \(table)").run() }
    for table in Schema.derivedTables {
      try connection.prepare(
        """
        DELETE FROM \(table.name) WHERE NOT (\(table.isInPlace)) OR \(table.owner) NOT IN (
          SELECT s.id FROM stream s JOIN partnership g ON g.id = s.partnership_id
          WHERE s.reference <> g.prefix)
        """
      ).run()
    }
  }
}
