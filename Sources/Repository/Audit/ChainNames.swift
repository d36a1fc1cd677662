import SQLite

/// The names behind the ids in the chains' rows; few enough to be kept while a walk lasts.
struct ChainNames: Sendable {
  private let partnerships: RowTable<Name>
  private let credentials: RowTable<Name>

  /// A name, and the field that it is in what is hashed.
  struct Name: Sendable {
    let text: String
    let field: [UInt8]

    init(_ text: String) {
      self.text = text
      var field = ChainText()
      field.add(text)
      self.field = field.bytes
    }

    /// No name: the service itself.
    static let none = Name("")
  }

  init(_ connection: Connection) throws(SQLiteError) {
    partnerships = try Self.names("partnership", connection)
    credentials = try Self.names("credential", connection)
  }

  /// A partnership's name; a row that points nowhere gets a name that nobody has.
  func partnership(_ id: Int64) -> Name { partnerships[id] ?? Name("?\(id)") }

  /// A credential's name; empty for the service itself.
  func credential(_ id: Int64?) -> Name {
    guard let id else { return .none }
    return credentials[id] ?? Name("?\(id)")
  }

  /// How a place in a chain is written.
  func place(_ partnership: Int64, _ sequence: Int64) -> String {
    "\(self.partnership(partnership).text) \(sequence)"
  }

  private static func names(
    _ table: String, _ connection: Connection
  ) throws(SQLiteError) -> RowTable<Name> {
    var names = RowTable<Name>()
    try connection.prepare("SELECT id, name FROM \(table)").rows { row in
      names[row.int64(0)] = Name(row.text(1))
    }
    return names
  }
}
