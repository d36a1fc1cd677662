import CSQLite

/// What SQLite, or this wrapper, refused, and why.
///
/// It never holds a bound value: the statement's text has placeholders in their stead, so an error
/// may be logged.
public struct SQLiteError: Error, Equatable, Sendable {
  /// The cases that callers tell apart; extended result codes decide, never a message's text.
  public enum Kind: Equatable, Sendable {
    /// A UNIQUE constraint or index.
    case constraintUnique
    /// A PRIMARY KEY, or the rowid under it.
    case constraintPrimaryKey
    /// A CHECK constraint.
    case constraintCheck
    /// A FOREIGN KEY, at the statement or at the commit.
    case constraintForeignKey
    /// A NOT NULL constraint.
    case constraintNotNull
    /// RAISE in a trigger.
    case constraintTrigger
    /// A value of the wrong type for a STRICT table.
    case constraintDataType
    /// Another connection holds the lock, and did so for all of the busy time-out.
    case busy
    /// What this transaction read is no longer current, so it cannot write: begin again.
    case busySnapshot
    /// Another statement of this connection is in the way.
    case locked
    /// The disk is full. SQLite may have rolled everything back: ask `inTransaction`.
    case full
    /// An fsync failed: what the disk holds is not known, and the process must end.
    case ioErrorSync
    /// Another input or output error. SQLite may have rolled everything back: ask `inTransaction`.
    case ioError
    /// The file is a database, and damaged.
    case corrupt
    /// The file is not a database.
    case notADatabase
    /// Writing, where the connection, the file or its folder is read-only.
    case readOnly
    /// The file or its folder is missing or may not be opened.
    case cannotOpen
    /// ``Interrupter/interrupt()`` was called.
    case interrupted
    /// A string, a blob or a statement beyond its limit.
    case tooBig
    /// No memory was to be had.
    case outOfMemory
    /// A wrong use of this wrapper, as the message says.
    case misuse
    /// A column holds another type than was asked for.
    case unexpectedValue
    /// The transaction or savepoint was no longer there when it should have ended.
    case transactionEnded
    /// Anything else, such as a mistake in the SQL: the primary result code.
    case other(Int32)
  }

  /// The case.
  public let kind: Kind
  /// SQLite's extended result code; zero for errors of this wrapper.
  public let extendedCode: Int32
  /// SQLite's words for the operator, not for clients.
  public let message: String
  /// The statement, with its placeholders.
  public let sql: String?
  /// The file, where SQLite itself refused something of it.
  public let path: String?

  init(code: Int32, message: String, sql: String?, path: String? = nil) {
    (kind, extendedCode, self.message) = (Kind(code: code), code, message)
    (self.sql, self.path) = (sql, path)
  }

  init(_ kind: Kind, _ message: String, sql: String? = nil) {
    (self.kind, extendedCode, self.message, self.sql, path) = (kind, 0, message, sql, nil)
  }
}

extension SQLiteError: CustomStringConvertible {
  /// A line for the log.
  public var description: String {
    "\(kind) (\(extendedCode)): \(message)" + (sql.map { " in: \($0)" } ?? "")
  }
}

/// An error that can also say that the database failed, so that a transaction's body can throw it.
public protocol SQLiteFailure: Error {
  /// Wraps what SQLite refused.
  init(_ error: SQLiteError)
}

extension SQLiteError: SQLiteFailure {
  /// Is itself.
  public init(_ error: SQLiteError) { self = error }
}

extension SQLiteError.Kind {
  /// Looks at the extended code first, then at its low byte: <https://sqlite.org/rescode.html>.
  init(code: Int32) {
    switch code {
    case CSQLITE_CONSTRAINT_UNIQUE: self = .constraintUnique
    case CSQLITE_CONSTRAINT_PRIMARYKEY, CSQLITE_CONSTRAINT_ROWID: self = .constraintPrimaryKey
    case CSQLITE_CONSTRAINT_CHECK: self = .constraintCheck
    case CSQLITE_CONSTRAINT_FOREIGNKEY: self = .constraintForeignKey
    case CSQLITE_CONSTRAINT_NOTNULL: self = .constraintNotNull
    case CSQLITE_CONSTRAINT_TRIGGER: self = .constraintTrigger
    case CSQLITE_CONSTRAINT_DATATYPE: self = .constraintDataType
    case CSQLITE_BUSY_SNAPSHOT: self = .busySnapshot
    case CSQLITE_IOERR_FSYNC, CSQLITE_IOERR_DIR_FSYNC: self = .ioErrorSync
    case CSQLITE_IOERR_NOMEM: self = .outOfMemory
    default: self.init(primary: code & 0xFF)
    }
  }

  private init(primary: Int32) {
    switch primary {
    case SQLITE_BUSY: self = .busy
    case SQLITE_LOCKED: self = .locked
    case SQLITE_FULL: self = .full
    case SQLITE_IOERR: self = .ioError
    case SQLITE_CORRUPT: self = .corrupt
    case SQLITE_NOTADB: self = .notADatabase
    case SQLITE_READONLY: self = .readOnly
    case SQLITE_CANTOPEN, SQLITE_PERM: self = .cannotOpen
    case SQLITE_INTERRUPT: self = .interrupted
    case SQLITE_TOOBIG: self = .tooBig
    case SQLITE_NOMEM: self = .outOfMemory
    case SQLITE_MISUSE, SQLITE_RANGE: self = .misuse
    default: self = .other(primary)
    }
  }
}
