import CSQLite

/// How far a backup has come.
public struct BackupProgress: Equatable, Sendable {
  /// The pages still to be copied.
  public let remainingPages: Int
  /// All pages.
  public let totalPages: Int
}

extension Connection {
  /// Copies the database to a new file while it is in use.
  ///
  /// With the default of one step the copy is of one moment; with several, a write by another
  /// connection between them starts it over. A target that already holds anything is refused.
  public func backup(
    to path: String, pagesPerStep: Int32 = -1, onStep: (BackupProgress) -> Void = { _ in }
  ) throws(SQLiteError) {
    try requireOpen()
    let target = try DatabaseHandle(
      path: path, flags: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
    try Self.requireEmpty(target)
    guard let backup = unsafe sqlite3_backup_init(target.pointer, "main", handle.pointer, "main")
    else { throw target.error(unsafe sqlite3_extended_errcode(target.pointer)) }
    var code: Int32
    repeat {
      code = unsafe sqlite3_backup_step(backup, pagesPerStep)
      onStep(
        BackupProgress(
          remainingPages: Int(unsafe sqlite3_backup_remaining(backup)),
          totalPages: Int(unsafe sqlite3_backup_pagecount(backup))))
    } while code == SQLITE_OK
    // Releases the locks of both, and gives the error of the step if it failed.
    let finished = unsafe sqlite3_backup_finish(backup)
    if code != SQLITE_DONE { throw target.error(code) }
    try target.check(finished)
  }

  private static func requireEmpty(_ target: DatabaseHandle) throws(SQLiteError) {
    let pages = try Statement("PRAGMA page_count", on: target, isLasting: false)
      .first { row in row.int(0) }
    guard pages == 0 else { throw SQLiteError(.misuse, "the backup's target is not empty") }
  }
}
