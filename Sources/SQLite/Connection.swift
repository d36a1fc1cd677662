import CSQLite

/// One connection to one SQLite file, confined to the thread that uses it.
///
/// It is opened with everything set that makes a mistake loud or a stranger's file harmless, and
/// closed by ``close()`` or when it is dropped.
public final class Connection {
  /// The file.
  public let path: String
  let handle: DatabaseHandle
  private var cache: StatementCache

  /// Opens a file.
  public init(
    path: String, mode: ConnectionMode, settings: ConnectionSettings = ConnectionSettings()
  ) throws(SQLiteError) {
    self.path = path
    handle = try DatabaseHandle(path: mode.name(of: path), of: path, flags: mode.openFlags)
    cache = StatementCache(capacity: settings.cachedStatements)
    try configure(mode, settings)
  }

  deinit { close() }

  /// Closes the connection: from here on it and its statements refuse every call.
  ///
  /// The file itself is let go when the last statement or interrupter is dropped.
  public func close() {
    handle.isClosed = true
    cache.removeAll()
  }

  /// Runs a script of any number of statements, without values and without results.
  public func execute(_ script: String) throws(SQLiteError) {
    try requireOpen()
    guard !script.utf8.contains(0) else {
      throw SQLiteError(.misuse, "a script with a NUL byte would be cut there", sql: script)
    }
    try handle.check(unsafe sqlite3_exec(handle.pointer, script, nil, nil, nil), sql: script)
  }

  /// The statement for one piece of SQL, reset and without values, from the cache if it is not busy.
  ///
  /// Give it its values and run it at once (`run`, `rows`, `first`, `all` do): whoever prepares the
  /// same text meanwhile gets the same statement. On hot paths keep the statement instead.
  public func prepare(_ sql: String) throws(SQLiteError) -> Statement {
    try requireOpen()
    if let known = cache.statement(for: sql) {
      if known.isBusy { return try Statement(sql, on: handle, isLasting: false) }
      known.clear()
      return known
    }
    let statement = try Statement(sql, on: handle, isLasting: true)
    cache.insert(statement)
    return statement
  }

  /// Whether a transaction is open: ask after every error, since SQLite ends some by itself.
  public var inTransaction: Bool { unsafe sqlite3_get_autocommit(handle.pointer) == 0 }

  /// How many rows the last statement inserted, updated or deleted.
  public var changes: Int { Int(unsafe sqlite3_changes64(handle.pointer)) }

  /// How many rows all statements so far inserted, updated or deleted.
  public var totalChanges: Int { Int(unsafe sqlite3_total_changes64(handle.pointer)) }

  /// The rowid of the row inserted last.
  public var lastInsertRowID: Int64 { unsafe sqlite3_last_insert_rowid(handle.pointer) }

  /// What lets another thread stop a statement that runs here.
  public var interrupter: Interrupter { Interrupter(handle) }

  func requireOpen() throws(SQLiteError) {
    if handle.isClosed { throw SQLiteError(.misuse, "the connection is closed") }
  }
}

/// Stops the statement that a connection runs, from any thread.
///
/// `@unchecked Sendable` because `sqlite3_interrupt` may be called from any thread while the
/// connection is open (<https://sqlite.org/c3ref/interrupt.html>), and holding the handle keeps it open.
public struct Interrupter: @unchecked Sendable {
  private let handle: DatabaseHandle

  init(_ handle: DatabaseHandle) { self.handle = handle }

  /// Makes the running statements fail with ``SQLiteError/Kind/interrupted``; without any, does nothing.
  public func interrupt() { unsafe sqlite3_interrupt(handle.pointer) }
}
