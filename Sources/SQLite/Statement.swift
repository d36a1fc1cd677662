import CSQLite

/// One prepared statement: values in, rows out.
///
/// `run`, `rows`, `first` and `all` bind, step and reset in one call. There is no stepping by hand: a
/// statement left at a row would keep its read transaction open, and the log would grow.
@safe
public final class Statement {
  /// The text it was prepared from.
  public let sql: String
  /// How many values it takes.
  public let parameterCount: Int
  let pointer: OpaquePointer
  /// What a body found wrong with its row; thrown when the body returns.
  var failure: SQLiteError?
  private let handle: DatabaseHandle

  init(_ sql: String, on handle: DatabaseHandle, isLasting: Bool) throws(SQLiteError) {
    self.sql = sql
    self.handle = handle
    unsafe pointer = try Self.compile(sql, on: handle, isLasting: isLasting)
    parameterCount = Int(unsafe sqlite3_bind_parameter_count(pointer))
  }

  deinit {
    // Returns the error of the last step, which was thrown then.
    _ = unsafe sqlite3_finalize(pointer)
  }

  /// Steps to the next row: false when there is none, which also resets.
  @usableFromInline
  func step() throws(SQLiteError) -> Bool {
    if handle.isClosed { throw SQLiteError(.misuse, "the connection is closed", sql: sql) }
    let code = unsafe sqlite3_step(pointer)
    if code == SQLITE_ROW { return true }
    // The message is read first: resetting keeps the code and may change the words.
    let failure = code == SQLITE_DONE ? nil : handle.error(code, sql: sql)
    reset()
    if let failure { throw failure }
    return false
  }

  /// The row that ``step()`` has come to.
  @usableFromInline
  var row: Row { Row(self) }

  /// Throws what a body found wrong with the row that it was given.
  @usableFromInline
  func checkRow() throws(SQLiteError) {
    guard let failure else { return }
    throw failure
  }

  /// Ends the run and keeps the values.
  @usableFromInline
  func reset() {
    failure = nil
    // Returns the error of the last step, which was thrown then.
    _ = unsafe sqlite3_reset(pointer)
  }

  /// How many instructions of SQLite's machine this statement has run: the measure of its cost.
  public func vmSteps(resetting: Bool = false) -> Int {
    Int(unsafe sqlite3_stmt_status(pointer, SQLITE_STMTSTATUS_VM_STEP, resetting ? 1 : 0))
  }

  /// Whether it stands at a row.
  var isBusy: Bool { unsafe sqlite3_stmt_busy(pointer) != 0 }

  /// Ends the run and forgets the values.
  func clear() {
    reset()
    _ = unsafe sqlite3_clear_bindings(pointer)
  }

  func check(_ code: Int32) throws(SQLiteError) { try handle.check(code, sql: sql) }

  /// Compiles exactly one statement: what follows it would otherwise be dropped in silence.
  private static func compile(
    _ sql: String, on handle: DatabaseHandle, isLasting: Bool
  ) throws(SQLiteError) -> OpaquePointer {
    var compiled: OpaquePointer?
    var code = SQLITE_OK
    var restCount = 0
    let flags = isLasting ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0
    unsafe sql.utf8Span.span.withUnsafeBytes { bytes in
      let text = unsafe bytes.assumingMemoryBound(to: CChar.self)
      var rest: UnsafePointer<CChar>?
      code = unsafe sqlite3_prepare_v3(
        handle.pointer, text.baseAddress, Int32(text.count), flags, &compiled, &rest)
      guard let start = text.baseAddress, let rest = unsafe rest else { return }
      restCount = unsafe text.count - (rest - start)
    }
    try handle.check(code, sql: sql)
    guard let statement = unsafe compiled else {
      throw SQLiteError(.misuse, "there is no statement in this text", sql: sql)
    }
    guard sql.utf8.suffix(restCount).allSatisfy({ $0 == 0x20 || $0 == 0x0A }) else {
      _ = unsafe sqlite3_finalize(statement)
      throw SQLiteError(.misuse, "there is more than one statement in this text", sql: sql)
    }
    return unsafe statement
  }
}
