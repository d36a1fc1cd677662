import Casework
import SQLite

/// Makes a file's derived tables anew where an earlier release derived them in another way.
///
/// It runs before anybody is served, in transactions of some escalations; a start that was broken off
/// begins again, since the mark is written last.
struct Rederivation {
  private let connection: Connection
  private let library: Library
  private let step = 500

  init(_ connection: Connection, _ library: Library) {
    self.connection = connection
    self.library = library
  }

  /// Whether the tables are of another derivation.
  static func isNeeded(_ connection: Connection) throws(SQLiteError) -> Bool {
    let found = try connection.prepare("SELECT derivation FROM store").first { row in row.int64(0) }
    return found != Schema.derivation
  }

  /// Runs it.
  func run() throws(Failure) {
    try clear()
    var replayer = try translating { () throws(SQLiteError) in
      try Replayer(from: connection, into: connection, library: library)
    }
    var last: Int64 = 0
    while true {
      let streams = try replayer.streams(after: last, limit: step)
      guard let end = streams.last else { break }
      try connection.transaction(.immediate) { () throws(Failure) in
        for stream in streams { try replayer.replay(stream) }
      }
      last = end
    }
    let tallies = replayer.tallies
    try connection.transaction(.immediate) { () throws(Failure) in
      try translating { () throws(SQLiteError) in
        try TallyWriter(connection).write(tallies)
        try connection.prepare("UPDATE store SET derivation = ?1").run(Schema.derivation)
      }
    }
  }

  private func clear() throws(Failure) {
    try connection.transaction(.immediate) { () throws(Failure) in
      try translating { () throws(SQLiteError) in
        // What refers to others goes first.
        for table in Schema.derivedTables.map(\.name).reversed() + Schema.sharedTables {
          try connection.prepare("DELETE FROM \(table)").run()
        }
      }
    }
  }
}
