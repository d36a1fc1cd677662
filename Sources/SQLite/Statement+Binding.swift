import CSQLite

/// Values for the placeholders, which count from 1. A value is copied when it is bound.
extension Statement {
  /// Binds a whole number.
  public func bind(_ index: Int, _ value: Int64) throws(SQLiteError) {
    try check(unsafe sqlite3_bind_int64(pointer, Int32(index), value))
  }

  /// Binds a fraction.
  public func bind(_ index: Int, _ value: Double) throws(SQLiteError) {
    try check(unsafe sqlite3_bind_double(pointer, Int32(index), value))
  }

  /// Binds text, which may hold NUL.
  public func bind(_ index: Int, _ value: String) throws(SQLiteError) {
    // SQLite copies the text in this call (SQLITE_TRANSIENT), so the pointer need not last.
    let code = unsafe value.utf8Span.span.withUnsafeBytes { bytes in
      unsafe csqlite_bind_text(pointer, Int32(index), bytes.baseAddress, UInt64(bytes.count))
    }
    try check(code)
  }

  /// Binds bytes.
  public func bind(_ index: Int, _ value: [UInt8]) throws(SQLiteError) {
    // SQLite copies the bytes in this call (SQLITE_TRANSIENT), so the pointer need not last.
    let code = unsafe value.withUnsafeBytes { bytes in
      unsafe csqlite_bind_blob(pointer, Int32(index), bytes.baseAddress, UInt64(bytes.count))
    }
    try check(code)
  }

  /// Binds NULL.
  public func bindNull(_ index: Int) throws(SQLiteError) {
    try check(unsafe sqlite3_bind_null(pointer, Int32(index)))
  }
}

/// A type whose values can stand for a placeholder.
public protocol SQLiteBindable {
  /// Binds this value to the placeholder of that number.
  func bind(to statement: Statement, at index: Int) throws(SQLiteError)
}

extension Int64: SQLiteBindable {
  /// Binds a whole number.
  public func bind(to statement: Statement, at index: Int) throws(SQLiteError) {
    try statement.bind(index, self)
  }
}

extension Int: SQLiteBindable {
  /// Binds a whole number.
  public func bind(to statement: Statement, at index: Int) throws(SQLiteError) {
    try statement.bind(index, Int64(self))
  }
}

extension Bool: SQLiteBindable {
  /// Binds 1 for true and 0 for false.
  public func bind(to statement: Statement, at index: Int) throws(SQLiteError) {
    try statement.bind(index, self ? 1 as Int64 : 0)
  }
}

extension Double: SQLiteBindable {
  /// Binds a fraction.
  public func bind(to statement: Statement, at index: Int) throws(SQLiteError) {
    try statement.bind(index, self)
  }
}

extension String: SQLiteBindable {
  /// Binds text.
  public func bind(to statement: Statement, at index: Int) throws(SQLiteError) {
    try statement.bind(index, self)
  }
}

extension [UInt8]: SQLiteBindable {
  /// Binds bytes.
  public func bind(to statement: Statement, at index: Int) throws(SQLiteError) {
    try statement.bind(index, self)
  }
}

extension Optional: SQLiteBindable where Wrapped: SQLiteBindable {
  /// Binds the value, or NULL.
  public func bind(to statement: Statement, at index: Int) throws(SQLiteError) {
    switch self {
    case .some(let value): try value.bind(to: statement, at: index)
    case .none: try statement.bindNull(index)
    }
  }
}

extension SQLiteValue: SQLiteBindable {
  /// Binds whatever it is.
  public func bind(to statement: Statement, at index: Int) throws(SQLiteError) {
    switch self {
    case .null: try statement.bindNull(index)
    case .integer(let value): try statement.bind(index, value)
    case .real(let value): try statement.bind(index, value)
    case .text(let value): try statement.bind(index, value)
    case .blob(let value): try statement.bind(index, value)
    }
  }
}
