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
    try run(body, in: .transaction(kind))
  }

  /// Runs the body in a transaction; it may throw an error of its own.
  @discardableResult
  public func transaction<Result, Failure: SQLiteFailure>(
    _ kind: TransactionKind, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try run(body, in: .transaction(kind))
  }

  /// Runs the body in a savepoint: keeps what it did if it returns, undoes it alone if it throws.
  ///
  /// A full disk or a failed write may end the whole transaction: ask ``inTransaction`` after an error.
  @discardableResult
  public func savepoint<Result>(
    _ name: StaticString, _ body: () throws(SQLiteError) -> Result
  ) throws(SQLiteError) -> Result {
    try run(body, in: .savepoint(name))
  }

  /// Runs the body in a savepoint; it may throw an error of its own.
  @discardableResult
  public func savepoint<Result, Failure: SQLiteFailure>(
    _ name: StaticString, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try run(body, in: .savepoint(name))
  }

  private func run<Result, Failure: SQLiteFailure>(
    _ body: () throws(Failure) -> Result, in scope: Scope
  ) throws(Failure) -> Result {
    do { try prepare(scope.begin).run() } catch { throw Failure(error) }
    let result: Result
    do {
      result = try body()
    } catch {
      undo(scope)
      throw error
    }
    do {
      try finish(scope)
    } catch {
      undo(scope)
      throw Failure(error)
    }
    return result
  }

  private func finish(_ scope: Scope) throws(SQLiteError) {
    // The body swallowed an error with which SQLite ended the transaction: nothing was kept.
    guard inTransaction else {
      throw SQLiteError(.transactionEnded, "the transaction ended before its time", sql: scope.end)
    }
    try prepare(scope.end).run()
  }

  /// Undoes what is still there to be undone; if it cannot be undone alone, all of it goes.
  private func undo(_ scope: Scope) {
    guard inTransaction else { return }
    do {
      for statement in scope.undo { try prepare(statement).run() }
    } catch {
      // Best effort: whoever called asks `inTransaction`, and the first error is the one to tell.
      if inTransaction { try? execute("ROLLBACK") }
    }
  }
}

/// What a body runs in, and the statements around it.
private enum Scope {
  case transaction(TransactionKind)
  case savepoint(StaticString)

  var begin: String {
    switch self {
    case .transaction(let kind): kind.rawValue
    case .savepoint(let name): "SAVEPOINT " + name.description
    }
  }

  var end: String {
    switch self {
    case .transaction: "COMMIT"
    case .savepoint(let name): "RELEASE " + name.description
    }
  }

  var undo: [String] {
    switch self {
    case .transaction: ["ROLLBACK"]
    case .savepoint(let name): ["ROLLBACK TO " + name.description, end]
    }
  }
}
