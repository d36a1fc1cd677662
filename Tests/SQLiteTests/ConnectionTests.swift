import Foundation
import SQLite
import Testing

@Suite("SQLite connection") struct ConnectionTests {
  private let database: TemporaryDatabase
  init() throws { database = try TemporaryDatabase() }

  @Test(arguments: [
    ("foreign_keys", 1), ("synchronous", 2), ("temp_store", 2), ("trusted_schema", 0),
    ("cell_size_check", 1), ("query_only", 0), ("mmap_size", 0),
  ])
  func `a writer is set for durability and against damage`(pragma: String, value: Int) throws {
    #expect(try database.writer().number("PRAGMA \(pragma)") == value)
  }

  @Test(arguments: [("foreign_keys", 1), ("query_only", 1), ("wal_autocheckpoint", 0)])
  func `a reader can neither write nor checkpoint`(pragma: String, value: Int) throws {
    _ = try database.writer()

    #expect(try database.reader().number("PRAGMA \(pragma)") == value)
  }

  @Test func `a writer keeps a write-ahead log`() throws {
    #expect(try database.writer().text("PRAGMA journal_mode") == "wal")
  }

  @Test func `the schema cannot be written behind SQLite's back`() throws {
    let writer = try database.writer("CREATE TABLE t (a) STRICT".replacing("(a)", with: "(a TEXT)"))
    try writer.execute("PRAGMA writable_schema = ON")

    #expect(kind { try writer.execute("DELETE FROM sqlite_schema") } == .other(1))
  }

  @Test func `no other file can be attached`() throws {
    let writer = try database.writer()

    #expect(kind { try writer.execute("ATTACH '\(database.path)2' AS other") } == .other(1))
  }

  @Test func `a misspelt column in double quotes is an error`() throws {
    let writer = try database.writer("CREATE TABLE t (a TEXT) STRICT")

    #expect(kind { _ = try writer.prepare(#"SELECT "b" FROM t"#) } == .other(1))
  }

  @Test func `a reader reads while a writer writes, and sees what was committed before it began`()
    throws
  {
    let writer = try database.writer("CREATE TABLE t (a INTEGER) STRICT; INSERT INTO t VALUES (1)")
    let reader = try database.reader()

    try reader.transaction(.deferred) { () throws(SQLiteError) in
      #expect(try reader.number("SELECT count(*) FROM t") == 1)
      try writer.execute("INSERT INTO t VALUES (2)")
      #expect(try reader.number("SELECT count(*) FROM t") == 1)
    }

    #expect(try reader.number("SELECT count(*) FROM t") == 2)
    #expect(kind { try reader.execute("INSERT INTO t VALUES (3)") } == .readOnly)
  }

  @Test func `a second writer is told that the first is busy`() throws {
    let first = try database.writer("CREATE TABLE t (a INTEGER) STRICT")
    let second = try database.writer()

    try first.transaction(.immediate) { () throws(SQLiteError) in
      #expect(kind { try second.execute("INSERT INTO t VALUES (1)") } == .busy)
    }

    #expect(kind { try second.execute("INSERT INTO t VALUES (1)") } == nil)
  }

  @Test func `a writer that read an older state is told to begin again`() throws {
    let first = try database.writer("CREATE TABLE t (a INTEGER) STRICT")
    let second = try database.writer()

    let refused = kind {
      try second.transaction(.deferred) { () throws(SQLiteError) in
        _ = try second.number("SELECT count(*) FROM t")
        try first.execute("INSERT INTO t VALUES (1)")
        try second.execute("INSERT INTO t VALUES (2)")
      }
    }

    #expect(refused == .busySnapshot)
    #expect(!second.inTransaction)
  }

  @Test(arguments: ["missing/folder/x.sqlite", "."])
  func `a path where no file can be is refused`(name: String) throws {
    let path = database.folder.appending(path: name).path

    #expect(kind { _ = try Connection(path: path, mode: .readWriteCreate) } == .cannotOpen)
  }

  @Test func `a file that is not there is only made when asked for`() throws {
    for mode in [ConnectionMode.readWrite, .readOnly] {
      #expect(kind { _ = try Connection(path: database.path, mode: mode) } == .cannotOpen)
    }
    #expect(!FileManager.default.fileExists(atPath: database.path))
  }

  @Test func `a folder that cannot be written is refused`() throws {
    // The system's own process table: not even its administrator makes files there.
    #expect(
      kind { _ = try Connection(path: "/proc/x.sqlite", mode: .readWriteCreate) } == .cannotOpen)
  }

  @Test func `a path or a script with NUL is refused, and not cut there`() throws {
    let writer = try database.writer()

    #expect(kind { _ = try Connection(path: "a\0b", mode: .readWriteCreate) } == .misuse)
    #expect(kind { try writer.execute("CREATE TABLE t (a); \0 DROP TABLE t") } == .misuse)
  }

  @Test func `a closed connection and its statements refuse every call`() throws {
    let writer = try database.writer("CREATE TABLE t (a INTEGER) STRICT")
    let statement = try writer.prepare("INSERT INTO t VALUES (1)")

    writer.close()

    #expect(kind { try statement.run() } == .misuse)
    #expect(kind { try writer.execute("SELECT 1") } == .misuse)
    #expect(kind { _ = try writer.prepare("SELECT 1") } == .misuse)
    #expect(kind { _ = try writer.checkpoint(.passive) } == .misuse)
    #expect(kind { try writer.backup(to: database.path + "2") } == .misuse)
  }

  @Test func `a statement outlives its connection unharmed`() throws {
    let statement = try database.writer("CREATE TABLE t (a INTEGER) STRICT")
      .prepare("INSERT INTO t VALUES (?)")

    #expect(kind { try statement.run(1) } == .misuse)
  }

  @Test func `another thread can interrupt what runs too long`() async throws {
    let writer = try database.writer()
    let interrupter = writer.interrupter
    let stopper = Task.detached {
      // Until it hits: an interrupt before the statement has begun does nothing.
      while !Task.isCancelled {
        interrupter.interrupt()
        await Task.yield()
      }
    }

    let refused = kind {
      _ = try writer.number(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")
    }
    stopper.cancel()
    await stopper.value

    #expect(refused == .interrupted)
    #expect(try writer.number("SELECT 1") == 1)
  }
}
