import SQLite

/// The names behind the ids in the chains' rows; few enough to be kept while a walk lasts.
struct ChainNames: Sendable {
  private let partnerships: [Int64: String]
  private let credentials: [Int64: String]

  init(_ connection: Connection) throws(SQLiteError) {
    partnerships = try Self.names("partnership", connection)
    credentials = try Self.names("credential", connection)
  }

  /// A partnership's name; a row that points nowhere gets a name that nobody has.
  func partnership(_ id: Int64) -> String { partnerships[id] ?? "?\(id)" }

  /// A credential's name; empty for the service itself.
  func credential(_ id: Int64?) -> String {
    guard let id else { return "" }
    return credentials[id] ?? "?\(id)"
  }

  /// How a place in a chain is written.
  func place(_ partnership: Int64, _ sequence: Int64) -> String {
    "\(self.partnership(partnership)) \(sequence)"
  }

  private static func names(
    _ table: String, _ connection: Connection
  ) throws(SQLiteError) -> [Int64: String] {
    var names: [Int64: String] = [:]
    try connection.prepare("SELECT id, name FROM \(table)").rows { row in
      names[row.int64(0)] = row.text(1)
    }
    return names
  }
}
