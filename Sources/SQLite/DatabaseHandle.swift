import CSQLite

/// The one owner of a `sqlite3` pointer, closed when nobody needs it any more.
///
/// Statements and interrupters keep it alive, so that none of them can meet a pointer that was freed,
/// whatever order they are dropped in.
@safe
final class DatabaseHandle {
  let pointer: OpaquePointer
  /// The file, as errors name it.
  private let file: String
  /// Set by ``Connection/close()``: whoever still holds a statement is refused.
  var isClosed = false

  /// Set once, before the first connection; refused, and harmless, if SQLite was in use before.
  private static let isLibraryConfigured = csqlite_stop_counting_memory() == SQLITE_OK

  /// Opens it; `file` is the path where SQLite is told another name.
  init(path: String, of file: String? = nil, flags: Int32) throws(SQLiteError) {
    self.file = file ?? path
    _ = Self.isLibraryConfigured
    guard !path.utf8.contains(0) else { throw SQLiteError(.misuse, "a path with a NUL byte") }
    var opened: OpaquePointer?
    // NOMUTEX: a connection stays on its thread. EXRESCODE: extended codes, also for this call.
    let flags = flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    let code = unsafe sqlite3_open_v2(path, &opened, flags, nil)
    guard let pointer = unsafe opened else {
      throw SQLiteError(code: code, message: "no memory to open a database", sql: nil, path: path)
    }
    // A failed open has a handle too, which holds the message and is closed by `deinit`.
    unsafe self.pointer = pointer
    try check(code)
  }

  deinit {
    // v2 waits for what is left; it cannot fail. Statements hold this handle, so none is left.
    _ = unsafe sqlite3_close_v2(pointer)
  }

  /// Throws if a result code is not a success.
  @inline(__always)
  func check(_ code: Int32, sql: String? = nil) throws(SQLiteError) {
    if code != SQLITE_OK { throw error(code, sql: sql) }
  }

  /// The error of the call that has just failed.
  func error(_ code: Int32, sql: String? = nil) -> SQLiteError {
    SQLiteError(
      code: code, message: unsafe String(cString: sqlite3_errmsg(pointer)), sql: sql, path: file)
  }
}
