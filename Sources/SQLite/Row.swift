import CSQLite

/// The row a statement stands at; columns count from 0.
///
/// A column of another type than is asked for is not converted, as SQLite would: the call that gave
/// this row throws ``SQLiteError/Kind/unexpectedValue`` as soon as its body returns, and what the
/// body made of the stand-in (zero, nothing) goes with it. So reading needs no `try`, and a date
/// that was read as zero never gets out. A row cannot be copied, so it cannot outlive its step.
public struct Row: ~Copyable {
  private let statement: Statement

  // Never inlined: 6.3.1 crashes in optimised builds where it inlines the making of a ~Copyable struct.
  @usableFromInline
  @inline(never)
  init(_ statement: Statement) { self.statement = statement }

  /// How many columns there are.
  public var columnCount: Int { Int(unsafe sqlite3_column_count(statement.pointer)) }

  /// Whether the column is NULL.
  public func isNull(_ column: Int) -> Bool { type(column) == SQLITE_NULL }

  /// A whole number.
  public func int64(_ column: Int) -> Int64 {
    let value = unsafe held(column)
    guard unsafe sqlite3_value_type(value) == SQLITE_INTEGER else {
      fail(column)
      return 0
    }
    return unsafe sqlite3_value_int64(value)
  }

  /// A whole number.
  public func int(_ column: Int) -> Int { Int(int64(column)) }

  /// 1 as true and 0 as false; no other number.
  public func bool(_ column: Int) -> Bool {
    let value = int64(column)
    if value != 0 && value != 1 { fail(column) }
    return value == 1
  }

  /// A fraction, or a whole number as one.
  public func double(_ column: Int) -> Double {
    guard type(column) == SQLITE_INTEGER || holds(SQLITE_FLOAT, column) else { return 0 }
    return unsafe sqlite3_column_double(statement.pointer, Int32(column))
  }

  /// Text; bytes that are not UTF-8 (a damaged file) come as U+FFFD.
  public func text(_ column: Int) -> String {
    guard holds(SQLITE_TEXT, column) else { return "" }
    return unsafe String(decoding: rawBytes(held(column)), as: UTF8.self)
  }

  /// Bytes.
  public func blob(_ column: Int) -> [UInt8] {
    guard holds(SQLITE_BLOB, column) else { return [] }
    return unsafe Array(rawBytes(held(column)))
  }

  /// The bytes of text or of a blob, in place: to hash or to write on without a copy.
  public func withBytes<Result>(_ column: Int, body: (Span<UInt8>) -> Result) -> Result {
    let value = unsafe held(column)
    let type = unsafe sqlite3_value_type(value)
    guard type == SQLITE_BLOB || type == SQLITE_TEXT else {
      fail(column)
      let nothing: [UInt8] = []
      return body(nothing.span)
    }
    // Valid until the statement steps, which the body cannot make this row outlive.
    let bytes = unsafe rawBytes(value)
    return body(unsafe bytes.span)
  }

  /// A whole number, or nothing for NULL.
  public func optionalInt64(_ column: Int) -> Int64? { isNull(column) ? nil : int64(column) }

  /// A whole number, or nothing for NULL.
  public func optionalInt(_ column: Int) -> Int? { isNull(column) ? nil : int(column) }

  /// Text, or nothing for NULL.
  public func optionalText(_ column: Int) -> String? { isNull(column) ? nil : text(column) }

  /// Bytes, or nothing for NULL.
  public func optionalBlob(_ column: Int) -> [UInt8]? { isNull(column) ? nil : blob(column) }

  /// Whatever the column holds.
  public func value(_ column: Int) -> SQLiteValue {
    switch type(column) {
    case SQLITE_INTEGER: .integer(int64(column))
    case SQLITE_FLOAT: .real(double(column))
    case SQLITE_TEXT: .text(text(column))
    case SQLITE_BLOB: .blob(blob(column))
    default: .null
    }
  }

  /// Makes the call that gave this row throw: for text that is no date, a code that nobody knows.
  public func fail(_ column: Int) {
    statement.failure = SQLiteError(
      .unexpectedValue, "column \(column) does not hold what it should", sql: statement.sql)
  }

  /// What the column holds, for as long as the statement stands at this row.
  ///
  /// Asked for once and then for its parts, since each call about a column looks it up anew. SQLite calls
  /// it unprotected: against other threads, of which a connection without a mutex never has any.
  @inline(__always)
  private func held(_ column: Int) -> OpaquePointer? {
    unsafe sqlite3_column_value(statement.pointer, Int32(column))
  }

  @inline(__always)
  private func type(_ column: Int) -> Int32 {
    unsafe sqlite3_value_type(held(column))
  }

  @inline(__always)
  private func holds(_ expected: Int32, _ column: Int) -> Bool {
    if type(column) == expected { return true }
    fail(column)
    return false
  }

  /// Asks for the pointer before the length, as SQLite wants it.
  @inline(__always)
  private func rawBytes(_ value: OpaquePointer?) -> UnsafeBufferPointer<UInt8> {
    let start = unsafe sqlite3_value_blob(value)
    let count = Int(unsafe sqlite3_value_bytes(value))
    return unsafe UnsafeBufferPointer(
      start: start?.assumingMemoryBound(to: UInt8.self), count: start == nil ? 0 : count)
  }
}

/// A value of any of the types that SQLite stores.
public enum SQLiteValue: Equatable, Sendable {
  /// NULL.
  case null
  /// A whole number.
  case integer(Int64)
  /// A fraction.
  case real(Double)
  /// Text.
  case text(String)
  /// Bytes.
  case blob([UInt8])
}
