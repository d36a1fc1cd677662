import Foundation
import SQLite

/// A folder that is gone with the test, and connections to one database in it.
final class TemporaryDatabase {
  let folder: URL
  var path: String { folder.appending(path: "test.sqlite").path }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func writer(_ script: String = "") throws -> Connection {
    let connection = try Connection(path: path, mode: .readWriteCreate, settings: Self.impatient)
    try connection.execute(script)
    return connection
  }

  func reader() throws -> Connection {
    try Connection(path: path, mode: .readOnly, settings: Self.impatient)
  }

  /// Does not wait for locks, so that no test depends on time.
  private static var impatient: ConnectionSettings {
    var settings = ConnectionSettings()
    settings.busyTimeoutMilliseconds = 0
    return settings
  }
}

extension Connection {
  /// The one number that a query gives.
  func number(_ sql: String) throws(SQLiteError) -> Int? {
    try prepare(sql).first { row in row.int(0) }
  }

  /// The one text that a query gives.
  func text(_ sql: String) throws(SQLiteError) -> String? {
    try prepare(sql).first { row in row.text(0) }
  }
}

/// The kind of the error that the body throws, if it is SQLite's.
func kind(of body: () throws -> Void) -> SQLiteError.Kind? {
  do {
    try body()
    return nil
  } catch {
    return (error as? SQLiteError)?.kind
  }
}
