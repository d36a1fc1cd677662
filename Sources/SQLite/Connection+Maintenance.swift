import CSQLite

/// How far a checkpoint goes: <https://sqlite.org/c3ref/wal_checkpoint_v2.html>.
public enum CheckpointMode: Sendable {
  /// As far as it goes without waiting for anyone.
  case passive
  /// All of the log, waiting for the writer and for readers of older states.
  case full
  /// As full, and the next writer starts the log anew.
  case restart
  /// As restart, and the log file is cut to nothing.
  case truncate

  fileprivate var code: Int32 {
    switch self {
    case .passive: SQLITE_CHECKPOINT_PASSIVE
    case .full: SQLITE_CHECKPOINT_FULL
    case .restart: SQLITE_CHECKPOINT_RESTART
    case .truncate: SQLITE_CHECKPOINT_TRUNCATE
    }
  }
}

/// What a checkpoint did.
public struct CheckpointResult: Equatable, Sendable {
  /// The pages in the log.
  public let logPages: Int
  /// How many of them are in the database now.
  public let checkpointedPages: Int
  /// Whether somebody's lock kept it from finishing; nothing is lost, try later.
  public let wasBlocked: Bool
}

extension Connection {
  /// Moves pages from the log into the database file.
  public func checkpoint(_ mode: CheckpointMode) throws(SQLiteError) -> CheckpointResult {
    try requireOpen()
    var (log, done): (Int32, Int32) = (0, 0)
    let code = unsafe sqlite3_wal_checkpoint_v2(handle.pointer, "main", mode.code, &log, &done)
    if code & 0xFF != SQLITE_BUSY { try handle.check(code) }
    return CheckpointResult(
      logPages: Int(log), checkpointedPages: Int(done), wasBlocked: code != SQLITE_OK)
  }

  /// The schema's version, as the ``Migrator`` keeps it.
  public var userVersion: Int {
    get throws(SQLiteError) { try pragma("user_version") }
  }

  /// Sets the schema's version.
  public func setUserVersion(_ version: Int) throws(SQLiteError) {
    try execute("PRAGMA user_version = \(version)")
  }

  /// The pages of the database file.
  public var pageCount: Int {
    get throws(SQLiteError) { try pragma("page_count") }
  }

  /// The pages that hold nothing at present.
  public var freePageCount: Int {
    get throws(SQLiteError) { try pragma("freelist_count") }
  }

  /// The bytes of a page.
  public var pageSize: Int {
    get throws(SQLiteError) { try pragma("page_size") }
  }

  /// What is wrong with the file, at most a hundred findings; empty if it is sound.
  ///
  /// `quickly` leaves out that every index agrees with its table.
  public func integrityCheck(quickly: Bool = false) throws(SQLiteError) -> [String] {
    let found = try prepare("PRAGMA \(quickly ? "quick_check" : "integrity_check")")
      .all { row in row.text(0) }
    return found == ["ok"] ? [] : found
  }

  /// Rewrites the file without its free pages.
  public func vacuum() throws(SQLiteError) {
    // VACUUM attaches its temporary file, which is otherwise not allowed.
    let limit = unsafe sqlite3_limit(handle.pointer, SQLITE_LIMIT_ATTACHED, 1)
    defer { _ = unsafe sqlite3_limit(handle.pointer, SQLITE_LIMIT_ATTACHED, limit) }
    try execute("VACUUM")
  }

  /// The pages that this connection has written since it was last asked.
  public func takePagesWritten() -> Int {
    var (written, ignored): (Int32, Int32) = (0, 0)
    // Fails only for a status that SQLite does not know, and then leaves zero.
    _ = unsafe sqlite3_db_status(
      handle.pointer, SQLITE_DBSTATUS_CACHE_WRITE, &written, &ignored, 1)
    return Int(written)
  }

  private func pragma(_ name: String) throws(SQLiteError) -> Int {
    try prepare("PRAGMA \(name)").first { row in row.int(0) } ?? 0
  }

  /// How many instructions of SQLite's machine its statements have run since this was last asked: the
  /// measure of what a question costs, whatever else the machine does.
  public func takeVMSteps() -> Int {
    var steps = 0
    var statement = unsafe sqlite3_next_stmt(handle.pointer, nil)
    while let each = unsafe statement {
      steps += Int(unsafe sqlite3_stmt_status(each, SQLITE_STMTSTATUS_VM_STEP, 1))
      unsafe statement = sqlite3_next_stmt(handle.pointer, each)
    }
    return steps
  }
}
