import Foundation
import SQLite

extension Connection {
  /// Opens a store's file for reading, also where it lies on a medium that nobody can write.
  ///
  /// There SQLite cannot make the files that readers of a log share; without a log none are needed.
  static func reading(_ path: String) throws(SQLiteError) -> Connection {
    do throws(SQLiteError) {
      return try Connection(path: path, mode: .readOnly)
    } catch {
      guard error.kind == .cannotOpen, FileManager.default.fileExists(atPath: path),
        !hasLog(path)
      else { throw error }
      return try Connection(path: path, mode: .frozen)
    }
  }

  private static func hasLog(_ path: String) -> Bool {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path + "-wal")
    return (attributes?[.size] as? NSNumber)?.intValue ?? 0 > 0
  }
}
