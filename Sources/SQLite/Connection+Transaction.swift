/// When a transaction takes its locks.
public enum TransactionKind: String, Sendable {
  /// At the first read or write: for reading several times from one state.
  case deferred = "BEGIN DEFERRED"
  /// The write lock at once: for writing.
  case immediate = "BEGIN IMMEDIATE"
}

extension Connection {
  /// Runs the body in a transaction: commits if it returns, rolls back if it throws.
  @discardableResult
  public func transaction<Result>(
    _ kind: TransactionKind, _ body: () throws(SQLiteError) -> Result
  ) throws(SQLiteError) -> Result {
    try wrapping(body, begin: kind.rawValue, end: "COMMIT", undo: ["ROLLBACK"])
  }

  /// Runs the body in a transaction; it may throw an error of its own.
  @discardableResult
  public func transaction<Result, Failure: SQLiteFailure>(
    _ kind: TransactionKind, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try wrapping(body, begin: kind.rawValue, end: "COMMIT", undo: ["ROLLBACK"])
  }

  /// Runs the body in a savepoint: keeps what it did if it returns, undoes it alone if it throws.
  ///
  /// A full disk or a failed write may end the whole transaction: ask ``inTransaction`` after an error.
  @discardableResult
  public func savepoint<Result>(
    _ name: StaticString, _ body: () throws(SQLiteError) -> Result
  ) throws(SQLiteError) -> Result {
    try wrapping(
      body, begin: "SAVEPOINT \(name)", end: "RELEASE \(name)",
      undo: ["ROLLBACK TO \(name)", "RELEASE \(name)"])
  }

  /// Runs the body in a savepoint; it may throw an error of its own.
  @discardableResult
  public func savepoint<Result, Failure: SQLiteFailure>(
    _ name: StaticString, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try wrapping(
      body, begin: "SAVEPOINT \(name)", end: "RELEASE \(name)",
      undo: ["ROLLBACK TO \(name)", "RELEASE \(name)"])
  }

  private func wrapping<Result, Failure: SQLiteFailure>(
    _ body: () throws(Failure) -> Result, begin: String, end: String, undo: [String]
  ) throws(Failure) -> Result {
    do { try prepare(begin).run() } catch { throw Failure(error) }
    let result: Result
    do {
      result = try body()
    } catch {
      self.undo(undo)
      throw error
    }
    do {
      try finish(end)
    } catch {
      self.undo(undo)
      throw Failure(error)
    }
    return result
  }

  private func finish(_ end: String) throws(SQLiteError) {
    // The body swallowed an error with which SQLite ended the transaction: nothing was kept.
    guard inTransaction else {
      throw SQLiteError(.transactionEnded, "the transaction ended before its time", sql: end)
    }
    try prepare(end).run()
  }

  /// Undoes what is still there to be undone; if it cannot be undone alone, all of it goes.
  private func undo(_ statements: [String]) {
    guard inTransaction else { return }
    do {
      for statement in statements { try prepare(statement).run() }
    } catch {
      // Best effort: whoever called asks `inTransaction`, and the first error is the one to tell.
      if inTransaction { try? execute("ROLLBACK") }
    }
  }
}
