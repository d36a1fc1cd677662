import Foundation
import SQLite
import Testing

@Suite("SQLite file that is damaged") struct DamagedFileTests {
  private let database: TemporaryDatabase
  init() throws { database = try TemporaryDatabase() }

  @Test(arguments: [ConnectionMode.readWriteCreate, .readWrite, .readOnly])
  func `a file that is no database is refused at once`(mode: ConnectionMode) throws {
    try Data(
      "This is a letter, and quite a long one. ".utf8 + [UInt8](repeating: 0x20, count: 9_000)
    )
    .write(to: URL(filePath: database.path))

    #expect(kind { _ = try Connection(path: database.path, mode: mode) } == .notADatabase)
  }

  @Test func `bytes changed anywhere are found or harmless, and never a crash`() throws {
    let sound = try soundFile()
    var found = 0

    for offset in stride(from: 0, to: sound.count, by: 199) {
      var damaged = sound
      damaged[offset] ^= 0xFF
      try damaged.write(to: URL(filePath: database.path))
      if readEverything() { found += 1 }
    }

    #expect(found > 0)
  }

  @Test func `a file cut short is found`() throws {
    let sound = try soundFile()

    for pages in 1..<(sound.count / 4_096) {
      try sound.prefix(pages * 4_096).write(to: URL(filePath: database.path))
      #expect(readEverything(), "cut to \(pages) pages")
    }
  }

  /// Whether reading says that something is wrong.
  private func readEverything() -> Bool {
    do {
      let reader = try database.reader()
      let problems = try reader.integrityCheck()
      try reader.prepare("SELECT i, t FROM t ORDER BY t").rows { row in
        _ = row.value(0)
        _ = row.value(1)
      }
      return !problems.isEmpty
    } catch {
      return true
    }
  }

  /// The bytes of a small database of several pages, without a log.
  private func soundFile() throws -> Data {
    let original = try TemporaryDatabase()
    let writer = try original.writer(
      """
      CREATE TABLE t (i INTEGER PRIMARY KEY, t TEXT) STRICT;
      CREATE INDEX x ON t (t);
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
        INSERT INTO t SELECT i, hex(i * 7919) || ' some words to fill the page' FROM n;
      """)
    try writer.execute("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE")
    writer.close()
    return try Data(contentsOf: URL(filePath: original.path))
  }
}
