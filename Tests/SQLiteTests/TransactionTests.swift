import SQLite
import Testing

@Suite("SQLite transaction") struct TransactionTests {
  private let database: TemporaryDatabase
  private let connection: Connection

  init() throws {
    database = try TemporaryDatabase()
    connection = try database.writer("CREATE TABLE t (i INTEGER PRIMARY KEY, pad BLOB) STRICT")
  }

  private var count: Int? { get throws { try connection.number("SELECT count(*) FROM t") } }

  private func insert(_ number: Int) throws(SQLiteError) {
    try connection.prepare("INSERT INTO t (i) VALUES (?)").run(number)
  }

  @Test func `what returns is kept`() throws {
    let result = try connection.transaction(.immediate) { () throws(SQLiteError) in
      try insert(1)
      #expect(connection.inTransaction)
      return "done"
    }

    #expect(result == "done")
    #expect(!connection.inTransaction)
    #expect(try count == 1)
  }

  @Test(arguments: 0..<6)
  func `a failure at the nth statement undoes all of them`(n: Int) throws {
    try insert(-1)
    let refused = kind {
      try connection.transaction(.immediate) { () throws(SQLiteError) in
        for number in 0..<6 { try insert(number == n ? -1 : number) }
      }
    }

    #expect(refused == .constraintPrimaryKey)
    #expect(!connection.inTransaction)
    #expect(try count == 1)
    try insert(100)
  }

  @Test(arguments: 0..<6)
  func `a savepoint that fails is undone alone`(n: Int) throws {
    try connection.transaction(.immediate) { () throws(SQLiteError) in
      for number in 0..<6 {
        let refused = kind {
          try connection.savepoint("command") { () throws(SQLiteError) in
            try insert(number)
            if number == n { try insert(number) }
          }
        }
        #expect(refused == (number == n ? .constraintPrimaryKey : nil))
        #expect(connection.inTransaction)
      }
    }

    #expect(try count == 5)
    #expect(try connection.number("SELECT count(*) FROM t WHERE i = \(n)") == 0)
  }

  @Test func `savepoints nest, also by the same name`() throws {
    try connection.savepoint("outer") { () throws(SQLiteError) in
      try insert(1)
      _ = kind {
        try connection.savepoint("outer") { () throws(SQLiteError) in
          try insert(2)
          try insert(2)
        }
      }
      try insert(3)
    }

    #expect(!connection.inTransaction)
    #expect(
      try connection.prepare("SELECT i FROM t").all { row in row.int(0) }
        == [1, 3])
  }

  @Test func `a body may refuse with an error of its own`() throws {
    #expect(throws: Refusal.no) {
      try connection.transaction(.immediate) { () throws(Refusal) in
        do throws(SQLiteError) { try insert(1) } catch { throw Refusal(error) }
        throw Refusal.no
      }
    }
    #expect(try count == 0)
  }

  @Test func `an error of the database reaches the caller as its own`() throws {
    let other = try database.writer()
    try other.transaction(.immediate) { () throws(SQLiteError) in
      #expect(throws: Refusal.database(.busy)) {
        try connection.transaction(.immediate) { () throws(Refusal) in }
      }
    }
  }

  @Test func `a full disk ends the transaction, savepoint and all, and is told`() throws {
    try connection.execute("PRAGMA max_page_count = 20")
    let pad = [UInt8](repeating: 0, count: 2_000)
    var wasInTransaction: Bool?

    let refused = kind {
      try connection.transaction(.immediate) { () throws(SQLiteError) in
        try insert(1)
        for number in 2..<1_000 {
          do throws(SQLiteError) {
            try connection.savepoint("command") { () throws(SQLiteError) in
              try connection.prepare("INSERT INTO t VALUES (?, ?)").run(number, pad)
            }
          } catch {
            wasInTransaction = connection.inTransaction
            throw error
          }
        }
      }
    }

    #expect(refused == .full)
    #expect(wasInTransaction == false)
    #expect(try count == 0)
    try insert(1)
  }

  @Test func `a full disk that the body hides is still not a commit`() throws {
    try connection.execute("PRAGMA max_page_count = 20")
    let pad = [UInt8](repeating: 0, count: 2_000)

    let refused = kind {
      try connection.transaction(.immediate) { () throws(SQLiteError) in
        for number in 1..<1_000 {
          guard connection.inTransaction else { return }
          _ = kind { try connection.prepare("INSERT INTO t VALUES (?, ?)").run(number, pad) }
        }
      }
    }

    #expect(refused == .transactionEnded)
    #expect(try count == 0)
  }

  @Test func `a foreign key may fail at the commit, which undoes it`() throws {
    try connection.execute(
      "CREATE TABLE c (i INTEGER REFERENCES t (i) DEFERRABLE INITIALLY DEFERRED) STRICT")

    let refused = kind {
      try connection.transaction(.immediate) { () throws(SQLiteError) in
        try connection.execute("INSERT INTO c VALUES (7)")
      }
    }

    #expect(refused == .constraintForeignKey)
    #expect(!connection.inTransaction)
    #expect(try connection.number("SELECT count(*) FROM c") == 0)
  }

  @Test func `a transaction inside a transaction is refused and harms nothing`() throws {
    try connection.transaction(.immediate) { () throws(SQLiteError) in
      try insert(1)
      #expect(
        kind { try connection.transaction(.immediate) { () throws(SQLiteError) in } } == .other(1))
      #expect(connection.inTransaction)
    }
    #expect(try count == 1)
  }

  private enum Refusal: SQLiteFailure, Equatable {
    case no
    case database(SQLiteError.Kind)

    init(_ error: SQLiteError) { self = .database(error.kind) }
  }
}
