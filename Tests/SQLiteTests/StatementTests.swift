import SQLite
import Testing

@Suite("SQLite statement") struct StatementTests {
  private let database: TemporaryDatabase
  private let connection: Connection

  init() throws {
    database = try TemporaryDatabase()
    connection = try database.writer(
      "CREATE TABLE t (i INTEGER, t TEXT, b BLOB, r REAL) STRICT")
  }

  @Test(arguments: ["", "plain", "a\0b\0", "é😀", "'; DROP TABLE t; --", "\u{FFFE}"])
  func `text comes back as it was`(text: String) throws {
    try connection.prepare("INSERT INTO t (t) VALUES (?)").run(text)

    let row = try connection.prepare("SELECT t, length(CAST(t AS BLOB)) FROM t")
      .first { row in (row.text(0), row.int(1)) }

    #expect(row?.0 == text)
    #expect(row?.1 == text.utf8.count)
  }

  @Test(arguments: [[], [0], [0, 255, 0], Array(repeating: 7, count: 100_000)] as [[UInt8]])
  func `bytes come back as they were`(bytes: [UInt8]) throws {
    try connection.prepare("INSERT INTO t (b) VALUES (?)").run(bytes)

    #expect(
      try connection.prepare("SELECT b FROM t").first { row in row.blob(0) }
        == bytes)
    #expect(
      try connection.prepare("SELECT b FROM t").first { row in
        row.withBytes(0) { $0.count }
      } == bytes.count)
  }

  @Test func `each type of value is stored as itself`() throws {
    let statement = try connection.prepare("INSERT INTO t VALUES (?, ?, ?, ?)")
    try statement.run(Int64.min, "t", [1, 2] as [UInt8], 0.5)
    try statement.run(nil as Int?, nil as String?, nil as [UInt8]?, SQLiteValue.null)
    try statement.run(true, SQLiteValue.text("x"), SQLiteValue.blob([]), SQLiteValue.real(1))

    let rows = try connection.prepare("SELECT * FROM t").all { row in
      (0..<row.columnCount).map { row.value($0) }
    }

    #expect(
      rows == [
        [.integer(.min), .text("t"), .blob([1, 2]), .real(0.5)],
        [.null, .null, .null, .null],
        [.integer(1), .text("x"), .blob([]), .real(1)],
      ])
  }

  @Test(arguments: Misreading.table)
  func `a column of another type is an error and not a conversion`(row: Misreading) throws {
    let statement = try connection.prepare("SELECT NULL, 'x', 7, x'00', 1")

    #expect(kind { try statement.first(body: row.read) } == .unexpectedValue)
    #expect(kind { try statement.rows(body: row.read) } == .unexpectedValue)
    #expect(kind { _ = try statement.all(body: row.read) } == .unexpectedValue)
  }

  @Test func `NULL is nothing where it may be, and a wrong column spoils that call alone`() throws {
    let statement = try connection.prepare("SELECT NULL, 7, 'x', x'00', 1")
    _ = kind { try statement.first { _ = $0.text(0) } }

    let row = try statement.first {
      ($0.optionalInt(0), $0.optionalInt(1), $0.optionalText(0), $0.optionalText(2))
    }

    #expect(row?.0 == nil)
    #expect(row?.1 == 7)
    #expect(row?.2 == nil)
    #expect(row?.3 == "x")
    #expect(try statement.first { $0.bool(4) } == true)
    #expect(try statement.first { $0.optionalBlob(3) } == [0])
  }

  struct Misreading: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let read: @Sendable (borrowing Row) -> Void

    static let table = [
      Misreading(testDescription: "NULL as a number") { _ = $0.int64(0) },
      Misreading(testDescription: "NULL as text") { _ = $0.text(0) },
      Misreading(testDescription: "text as a number") { _ = $0.int(1) },
      Misreading(testDescription: "text as a fraction") { _ = $0.double(1) },
      Misreading(testDescription: "text as an optional number") { _ = $0.optionalInt64(1) },
      Misreading(testDescription: "a number as text") { _ = $0.text(2) },
      Misreading(testDescription: "a number as bytes") { _ = $0.withBytes(2) { $0.count } },
      Misreading(testDescription: "seven as true or false") { _ = $0.bool(2) },
      Misreading(testDescription: "bytes as text") { _ = $0.optionalText(3) },
      Misreading(testDescription: "a column that is not there") { _ = $0.int(9) },
      Misreading(testDescription: "what the reader itself found wrong") { $0.fail(1) },
    ]
  }

  @Test func `as many values are needed as there are placeholders`() throws {
    let statement = try connection.prepare("INSERT INTO t (i, t) VALUES (?, ?)")

    #expect(kind { try statement.run(1) } == .misuse)
    #expect(kind { try statement.run(1, "a", 2) } == .misuse)
    #expect(try connection.number("SELECT count(*) FROM t") == 0)
  }

  @Test(arguments: ["", "  ", "-- nothing", "SELECT 1; SELECT 2", "SELECT 1; -- and"])
  func `a text is exactly one statement`(sql: String) {
    #expect(kind { _ = try connection.prepare(sql) } == .misuse)
  }

  @Test func `the same text gives the same statement, unless it is under way`() throws {
    let sql = "SELECT 1 UNION SELECT 2"
    let first = try connection.prepare(sql)
    #expect(try connection.prepare(sql) === first)

    var others: [Int] = []
    try first.rows { row throws(SQLiteError) in
      let second = try connection.prepare(sql)
      #expect(second !== first)
      others += try second.all { $0.int(0) }
    }

    #expect(others == [1, 2, 1, 2])
  }

  @Test func `a list of values may be as long as the program makes it`() throws {
    try connection.execute("INSERT INTO t (i, t) VALUES (1, 'a'), (2, 'b'), (3, 'c')")
    let statement = try connection.prepare("SELECT i FROM t WHERE i IN (?, ?) OR t = ?")
    var seen: [Int] = []

    try statement.rows(list: [1, Int64(2), "c"]) { seen.append($0.int(0)) }

    #expect(seen == [1, 2, 3])
    #expect(try statement.all(list: [1, 1, nil as String?]) { $0.int(0) } == [1])
    #expect(kind { _ = try statement.all(list: [1]) { $0.int(0) } } == .misuse)
  }

  @Test func `a query may be asked again inside itself`() throws {
    try connection.execute("INSERT INTO t (i) VALUES (1), (2), (3)")
    let sql = "SELECT i FROM t ORDER BY i"
    var pairs = 0

    try connection.prepare(sql).rows { _ throws(SQLiteError) in
      try connection.prepare(sql).rows { _ in pairs += 1 }
    }

    #expect(pairs == 9)
  }

  @Test func `a statement that failed is ready for the next values`() throws {
    try connection.execute("CREATE UNIQUE INDEX u ON t (i)")
    let statement = try connection.prepare("INSERT INTO t (i) VALUES (?)")
    try statement.run(1)

    #expect(kind { try statement.run(1) } == .constraintUnique)
    try statement.run(2)
    try connection.prepare("INSERT INTO t (i) VALUES (?)").run(3)

    #expect(try connection.number("SELECT count(*) FROM t") == 3)
  }

  @Test func `a body that throws, or misreads, leaves no read transaction open`() throws {
    try connection.execute("INSERT INTO t (t) VALUES ('a'), ('b')")
    let reader = try database.reader()
    let statement = try reader.prepare("SELECT t FROM t")

    #expect(kind { try statement.rows { _ = $0.int(0) } } == .unexpectedValue)
    #expect(
      kind {
        try statement.rows { _ throws(SQLiteError) in try reader.execute("nonsense") }
      } == .other(1))
    #expect(try statement.first { $0.text(0) } == "a")

    #expect(try connection.checkpoint(.truncate).wasBlocked == false)
  }

  @Test func `statements dropped from a small cache still work`() throws {
    var settings = ConnectionSettings()
    settings.cachedStatements = 2
    let small = try Connection(path: database.path, mode: .readOnly, settings: settings)
    let kept = try small.prepare("SELECT 0")

    for number in 1...20 { #expect(try small.number("SELECT \(number)") == number) }

    #expect(try kept.first { row in row.int(0) } == 0)
    #expect(try small.prepare("SELECT 0") !== kept)
  }

  @Test func `the cost of a query is counted in steps`() throws {
    try connection.execute(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) INSERT INTO t (i) SELECT i FROM n"
    )
    let scan = try connection.prepare("SELECT i FROM t WHERE i = ?")
    try scan.rows(5) { _ in }
    let steps = scan.vmSteps(resetting: true)
    #expect(steps > 1_000)

    try connection.execute("CREATE INDEX t_i ON t (i)")
    try scan.rows(5) { _ in }

    #expect(scan.vmSteps() < 50)
  }

  @Test func `what was changed and inserted last is known`() throws {
    try connection.execute("INSERT INTO t (i) VALUES (1), (2), (3)")
    #expect(connection.lastInsertRowID == 3)

    try connection.prepare("UPDATE t SET i = 0 WHERE i > ?").run(1)

    #expect(connection.changes == 2)
  }
}
