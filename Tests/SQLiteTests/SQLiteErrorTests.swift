import SQLite
import Testing

@Suite("SQLite error") struct SQLiteErrorTests {
  @Test(arguments: Row.table)
  func `each constraint has its own kind`(row: Row) throws {
    let database = try TemporaryDatabase()
    let connection = try database.writer(
      """
      CREATE TABLE p (
        k INTEGER PRIMARY KEY, u TEXT UNIQUE, c INTEGER CHECK (c > 0), n TEXT NOT NULL,
        f INTEGER REFERENCES p (k)) STRICT;
      CREATE TABLE w (k TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
      CREATE TRIGGER g BEFORE DELETE ON p BEGIN SELECT raise(ABORT, 'kept for ever'); END;
      INSERT INTO p VALUES (1, 'u', 1, 'n', NULL);
      INSERT INTO w VALUES ('k');
      """)

    let error = #expect(throws: SQLiteError.self) { try connection.prepare(row.sql).run() }

    #expect(error?.kind == row.kind)
    #expect(error?.sql == row.sql)
    #expect(error?.extendedCode != 0)
  }

  @Test func `never tells a bound value`() throws {
    let database = try TemporaryDatabase()
    let connection = try database.writer("CREATE TABLE t (a TEXT UNIQUE CHECK (a <> 'x')) STRICT")
    let statement = try connection.prepare("INSERT INTO t VALUES (?)")
    try statement.run("Imaginary Child")

    let error = try #require(throws: SQLiteError.self) { try statement.run("Imaginary Child") }

    #expect(error.kind == .constraintUnique)
    #expect(!error.description.contains("Imaginary"))
    #expect(
      error.description
        == "constraintUnique (2067): UNIQUE constraint failed: t.a in: INSERT INTO t VALUES (?)")
  }

  @Test func `a value beyond the limit is too big`() throws {
    var settings = ConnectionSettings()
    settings.valueBytes = 1_000
    let connection = try Connection(path: ":memory:", mode: .readWriteCreate, settings: settings)
    let statement = try connection.prepare("SELECT ?")

    #expect(kind { try statement.run([UInt8](repeating: 0, count: 1_001)) } == .tooBig)
    #expect(kind { try statement.run([UInt8](repeating: 0, count: 900)) } == nil)
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let sql: String
    let kind: SQLiteError.Kind
    var testDescription: String { "\(kind)" }

    static let table = [
      Row(sql: "INSERT INTO p (k, n) VALUES (1, 'n')", kind: .constraintPrimaryKey),
      Row(sql: "INSERT INTO w VALUES ('k')", kind: .constraintPrimaryKey),
      Row(sql: "INSERT INTO p (u, n) VALUES ('u', 'n')", kind: .constraintUnique),
      Row(sql: "INSERT INTO p (c, n) VALUES (0, 'n')", kind: .constraintCheck),
      Row(sql: "INSERT INTO p (n) VALUES (NULL)", kind: .constraintNotNull),
      Row(sql: "INSERT INTO p (n, f) VALUES ('n', 99)", kind: .constraintForeignKey),
      Row(sql: "INSERT INTO p (n, c) VALUES ('n', 'x')", kind: .constraintDataType),
      Row(sql: "DELETE FROM p", kind: .constraintTrigger),
    ]
  }
}
