import SQLite

extension StoredDocuments {
  /// What a database file holds, for commands that need no server.
  public init(path: String) throws(StoreError) {
    do throws(SQLiteError) {
      let connection = try Connection.reading(path)
      defer { connection.close() }
      try self.init(connection)
    } catch {
      throw StoreError(path, cannotBe: "read", error)
    }
  }
}
