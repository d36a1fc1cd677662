import SQLite
import Testing

@Suite("Migrator") struct MigratorTests {
  private let database: TemporaryDatabase
  private let connection: Connection

  init() throws {
    database = try TemporaryDatabase()
    connection = try database.writer()
  }

  private static let first = Migration(version: 1, sql: "CREATE TABLE a (i INTEGER) STRICT")
  private static let second = Migration(
    version: 2, sql: "CREATE TABLE b (i INTEGER) STRICT; INSERT INTO b VALUES (1);")

  @Test func `takes a new file to the latest version, and does nothing the next time`() throws {
    let migrator = Migrator([Self.first, Self.second])

    #expect(try migrator.migrate(connection) == [1, 2])
    #expect(try migrator.migrate(connection) == [])

    #expect(try connection.userVersion == 2)
    #expect(try connection.number("SELECT count(*) FROM b") == 1)
  }

  @Test func `takes an older file forward from where it is`() throws {
    try Migrator([Self.first]).migrate(connection)
    try connection.execute("INSERT INTO a VALUES (7)")

    #expect(try Migrator([Self.first, Self.second]).migrate(connection) == [2])

    #expect(try connection.number("SELECT i FROM a") == 7)
  }

  @Test func `refuses a file that a later release wrote, and leaves it alone`() throws {
    try connection.setUserVersion(3)

    let error = #expect(throws: MigrationError.self) {
      try Migrator([Self.first, Self.second]).migrate(connection)
    }

    #expect(error == .newerThanKnown(found: 3, known: 2))
    #expect(error?.description.contains("schema 3, and this release knows schemas up to 2") == true)
    #expect(try connection.userVersion == 3)
    #expect(try connection.number("SELECT count(*) FROM sqlite_schema") == 0)
  }

  @Test(arguments: ["CREATE TABLE c (i); SELECT nonsense", "CREATE TABLE c (i); COMMIT"])
  func `a step that fails is undone and the steps before it stay`(sql: String) throws {
    let bad = Migration(version: 2, sql: sql)

    let error = #expect(throws: MigrationError.self) {
      try Migrator([Self.first, bad]).migrate(connection)
    }

    guard case .failed(version: 2, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(try connection.userVersion == 1)
    #expect(!connection.inTransaction)
  }

  @Test func `waits its turn and does not repeat another's work`() throws {
    let other = try database.writer()
    try other.transaction(.immediate) { () throws(SQLiteError) in
      #expect(throws: MigrationError.self) { try Migrator([Self.first]).migrate(connection) }
    }

    #expect(try Migrator([Self.first]).migrate(connection) == [1])
  }

  @Test func `versions with a gap are a programmer's mistake`() async {
    await #expect(processExitsWith: .failure) {
      _ = Migrator([Migration(version: 2, sql: "")])
    }
  }
}
