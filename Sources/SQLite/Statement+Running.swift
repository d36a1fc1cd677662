/// Binding, stepping and resetting in one call. The statement is reset however the call ends.
///
/// `@inlinable` so that a caller's list of values becomes plain calls and not a generic loop.
extension Statement {
  /// Runs the statement to its end, passing over any rows.
  @inlinable
  public func run<each Value: SQLiteBindable>(
    _ values: repeat each Value
  ) throws(SQLiteError) {
    try bind(all: repeat each values)
    while try step() {}
  }

  /// Calls the body with each row.
  @inlinable
  public func rows<each Value: SQLiteBindable>(
    _ values: repeat each Value, body: (borrowing Row) throws(SQLiteError) -> Void
  ) throws(SQLiteError) {
    try bind(all: repeat each values)
    try visitRows(body)
  }

  /// What the body makes of the first row, if there is one.
  @inlinable
  public func first<each Value: SQLiteBindable, Result>(
    _ values: repeat each Value, body: (borrowing Row) throws(SQLiteError) -> Result
  ) throws(SQLiteError) -> Result? {
    try bind(all: repeat each values)
    defer { reset() }
    guard try step() else { return nil }
    let result = try body(row)
    try checkRow()
    return result
  }

  /// What the body makes of each row.
  @inlinable
  public func all<each Value: SQLiteBindable, Result>(
    _ values: repeat each Value, body: (borrowing Row) throws(SQLiteError) -> Result
  ) throws(SQLiteError) -> [Result] {
    try bind(all: repeat each values)
    return try collectRows(body)
  }

  /// Calls the body with each row, for values whose number only the running program knows.
  public func rows(
    list values: [any SQLiteBindable], body: (borrowing Row) throws(SQLiteError) -> Void
  ) throws(SQLiteError) {
    try bind(list: values)
    try visitRows(body)
  }

  /// What the body makes of each row, for values whose number only the running program knows.
  public func all<Result>(
    list values: [any SQLiteBindable], body: (borrowing Row) throws(SQLiteError) -> Result
  ) throws(SQLiteError) -> [Result] {
    try bind(list: values)
    return try collectRows(body)
  }

  /// Calls the body with each row until it says that it has seen enough.
  public func scan(
    list values: [any SQLiteBindable], body: (borrowing Row) throws(SQLiteError) -> Bool
  ) throws(SQLiteError) {
    try bind(list: values)
    defer { reset() }
    while try step() {
      let goesOn = try body(row)
      try checkRow()
      if !goesOn { return }
    }
  }

  @inlinable
  func visitRows(_ body: (borrowing Row) throws(SQLiteError) -> Void) throws(SQLiteError) {
    defer { reset() }
    while try step() {
      try body(row)
      try checkRow()
    }
  }

  @inlinable
  func collectRows<Result>(
    _ body: (borrowing Row) throws(SQLiteError) -> Result
  ) throws(SQLiteError) -> [Result] {
    defer { reset() }
    var results: [Result] = []
    while try step() {
      results.append(try body(row))
      try checkRow()
    }
    return results
  }

  @inlinable
  func bind<each Value: SQLiteBindable>(all values: repeat each Value) throws(SQLiteError) {
    reset()
    var index = 0
    for value in repeat each values {
      index += 1
      try value.bind(to: self, at: index)
    }
    try requireAll(index)
  }

  private func bind(list values: [any SQLiteBindable]) throws(SQLiteError) {
    reset()
    for (index, value) in values.enumerated() { try value.bind(to: self, at: index + 1) }
    try requireAll(values.count)
  }

  /// A placeholder without a value would be NULL in silence.
  @usableFromInline
  func requireAll(_ count: Int) throws(SQLiteError) {
    guard count == parameterCount else {
      throw SQLiteError(.misuse, "\(count) values for \(parameterCount) placeholders", sql: sql)
    }
  }
}
