import Foundation
import SQLite
import Testing

@Suite("SQLite maintenance") struct MaintenanceTests {
  private let database: TemporaryDatabase
  private let connection: Connection

  init() throws {
    database = try TemporaryDatabase()
    connection = try database.writer(
      "CREATE TABLE t (i INTEGER, pad BLOB) STRICT; INSERT INTO t VALUES (1, zeroblob(20000))")
  }

  private var copy: String { database.path + ".copy" }

  @Test func `a backup is a sound copy of all that was committed`() throws {
    try connection.backup(to: copy)

    let restored = try Connection(path: copy, mode: .readOnly)
    #expect(try restored.integrityCheck() == [])
    #expect(try restored.number("SELECT length(pad) FROM t") == 20_000)
  }

  @Test func `a backup in steps tells how far it has come`() throws {
    var remaining: [Int] = []

    try connection.backup(to: copy, pagesPerStep: 2) { remaining.append($0.remainingPages) }

    #expect(remaining.count > 2)
    #expect(remaining == remaining.sorted(by: >))
    #expect(remaining.last == 0)
  }

  @Test func `a backup can be taken by a reader while a writer is in a transaction`() throws {
    let reader = try database.reader()

    try connection.transaction(.immediate) { () throws(SQLiteError) in
      try connection.execute("INSERT INTO t VALUES (2, NULL)")
      try reader.backup(to: copy)
    }

    #expect(try Connection(path: copy, mode: .readOnly).number("SELECT count(*) FROM t") == 1)
  }

  @Test func `a backup does not write over anything`() throws {
    try connection.backup(to: copy)
    #expect(kind { try connection.backup(to: copy) } == .misuse)

    try Data(repeating: 0x41, count: 5_000).write(to: URL(filePath: copy + "2"))
    #expect(kind { try connection.backup(to: copy + "2") } == .notADatabase)
    #expect(kind { try connection.backup(to: "/proc/x.sqlite") } == .cannotOpen)
  }

  @Test func `a checkpoint empties the log, unless a reader needs it`() throws {
    let reader = try database.reader()
    try reader.transaction(.deferred) { () throws(SQLiteError) in
      _ = try reader.number("SELECT count(*) FROM t")
      try connection.execute("INSERT INTO t VALUES (2, NULL)")
      #expect(try connection.checkpoint(.truncate).wasBlocked)
    }

    #expect(try connection.checkpoint(.truncate).wasBlocked == false)
    #expect(try Data(contentsOf: URL(filePath: database.path + "-wal")).isEmpty)
  }

  @Test func `a reader that closes last leaves the log to the writer`() throws {
    let other = try TemporaryDatabase()
    var writer: Connection? = try other.writer("CREATE TABLE t (i INTEGER) STRICT")
    let reader = try other.reader()
    try writer?.execute("INSERT INTO t VALUES (1)")
    writer = nil
    #expect(try reader.number("SELECT count(*) FROM t") == 1)
    let size = try Data(contentsOf: URL(filePath: other.path)).count

    reader.close()

    #expect(try Data(contentsOf: URL(filePath: other.path)).count == size)
    #expect(try other.reader().number("SELECT count(*) FROM t") == 1)
  }

  @Test func `emptied pages are counted, and given back by a vacuum`() throws {
    try connection.execute("DELETE FROM t")
    #expect(try connection.freePageCount > 3)
    let before = try connection.pageCount

    try connection.vacuum()

    #expect(try connection.freePageCount == 0)
    #expect(try connection.pageCount < before)
    #expect(kind { try connection.execute("ATTACH ':memory:' AS other") } == .other(1))
  }

  @Test func `an integrity check of a sound file finds nothing`() throws {
    #expect(try connection.integrityCheck() == [])
    #expect(try connection.integrityCheck(quickly: true) == [])
  }
}
