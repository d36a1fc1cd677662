public import Casework
public import SQLite

extension SQLiteError {
  /// What Casework calls it: the one translation, by the kind of error and never by its words.
  var failure: Failure {
    switch kind {
    case .full: .storageFull
    case .busy, .busySnapshot, .locked, .interrupted: .busy(retryAfter: 1)
    case .constraintUnique, .constraintPrimaryKey, .constraintCheck, .constraintForeignKey,
      .constraintNotNull, .constraintTrigger, .constraintDataType, .ioErrorSync, .ioError, .corrupt,
      .notADatabase, .readOnly, .cannotOpen, .tooBig, .outOfMemory, .misuse, .unexpectedValue,
      .transactionEnded, .other:
      .broken(description)
    }
  }

  /// Whether a row like it was there already.
  var isDuplicate: Bool { kind == .constraintUnique || kind == .constraintPrimaryKey }

  /// Whether nothing more can be trusted to this transaction: all of it is given up, whether or not
  /// SQLite has rolled it back by itself.
  var endsBatch: Bool {
    switch kind {
    case .full, .ioError, .ioErrorSync, .corrupt, .notADatabase, .readOnly, .cannotOpen,
      .outOfMemory, .busy, .busySnapshot, .transactionEnded:
      true
    case .locked, .interrupted, .constraintUnique, .constraintPrimaryKey, .constraintCheck,
      .constraintForeignKey, .constraintNotNull, .constraintTrigger, .constraintDataType, .tooBig,
      .misuse, .unexpectedValue, .other:
      false
    }
  }
}

/// Runs SQL for Casework: its errors come out as Casework's failures.
func translating<Result>(
  _ body: () throws(SQLiteError) -> Result
) throws(Failure) -> Result {
  do { return try body() } catch { throw error.failure }
}

extension Failure: SQLiteFailure {
  /// What Casework calls the error, so that a transaction's body may throw failures of its own.
  public init(_ error: SQLiteError) { self = error.failure }
}
