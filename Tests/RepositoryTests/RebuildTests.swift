import Casework
import Escalations
import Foundation
import SQLite
import Testing

@testable import Repository

@Suite("Rebuilding") struct RebuildTests {
  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
  func `a replay of a random history gives the same rows and the same answers`(seed: UInt64) throws
  {
    let world = try World()
    try world.populate()
    try RandomHistory.write(to: world, escalations: 8, events: 120, seed: seed)
    let reader = try world.store.makeReader()
    let before = try Answers(reader)
    world.close()
    let fresh = DataFolder(path: temporaryPath())
    try fresh.prepare()
    try FileManager.default.removeItem(atPath: fresh.database)

    let report = try Rebuild(
      from: world.folder.database, to: fresh.database, library: TestPolicy.library()
    ).run()

    #expect(report.differences == [])
    #expect(report.escalations == 8)
    #expect(try dump(fresh.database) == dump(world.folder.database))
    let rebuilt = try World(folder: fresh)
    #expect(try Answers(rebuilt.store.makeReader()) == before)
    #expect(try Story(rebuilt).reference == "TEST-2026-00009", "it goes on where it was")
    rebuilt.close()
    #expect(try Verification(path: fresh.database).run().findings == [])
  }

  @Test(arguments: [
    ("UPDATE escalation SET state = 'resolved', closed_at = 1 WHERE id = 3", "escalation 3"),
    ("UPDATE escalation SET next_due_at = next_due_at + 1 WHERE id = 2", "escalation 2"),
    ("DELETE FROM participation WHERE escalation_id = 4 AND position = 2", "participation 4/2"),
    (
      "UPDATE participation SET voided = 1 WHERE escalation_id = 4 AND position = 1",
      "participation 4/1"
    ),
    ("UPDATE tally SET count = count + 1 WHERE measure = 'state'", "tally"),
    ("DELETE FROM tally WHERE measure = 'owed'", "tally"),
    (
      "UPDATE duty_list SET duties = replace(duties, '1.respond', '1.answer') WHERE escalation_id = 5",
      "duty_list 5"
    ),
    (
      "DELETE FROM duty_place WHERE escalation_id = 5 AND owner = '' AND due_order = 1772528400000",
      "duty_place 5//open/1772528400000"
    ),
    (
      "INSERT INTO duty_place VALUES (5, 'agency:x', 'met', 7, 1)", "duty_place 5/agency:x/met/7"
    ),
    ("UPDATE escalation SET pass_at = 1 WHERE id = 3", "escalation 3"),
  ])
  func `a derived row that the record does not lead to is found`(script: String, place: String)
    throws
  {
    let world = try World()
    try world.populate()
    for _ in 0..<6 { _ = try Story(world) }
    try world.tamper(script)
    let check = try ProjectionCheck(path: world.folder.database, library: TestPolicy.library())

    let findings = try check.run()

    #expect(findings.map(\.place) == [place])
    #expect(findings.map(\.kind) == [.projection])
    #expect(
      try Verification(path: world.folder.database).run().findings == [], "the chain is whole")
  }

  @Test func `in the place of a store that a crash left its log, nothing of the log gets into it`()
    throws
  {
    let world = try World()
    try world.populate()
    try RandomHistory.write(to: world, escalations: 8, events: 60, seed: 6)
    // As a killed server leaves it: the log beside the file, not moved into it.
    let left = DataFolder(path: temporaryPath())
    try left.prepare()
    try FileManager.default.removeItem(atPath: left.database)
    for end in ["", "-wal"] {
      try FileManager.default.copyItem(
        atPath: world.folder.database + end, toPath: left.database + end)
    }
    world.close()
    let whole = try dump(world.folder.database)

    let done = try Rebuild.inPlace(
      left, library: TestPolicy.library(), now: at("2026-03-09T09:00:00Z"))

    #expect(done.report.differences == [])
    #expect(done.report.escalations == 8)
    #expect(FileManager.default.fileExists(atPath: done.setAside))
    #expect(try dump(left.database) == whole)
    #expect(try Verification(path: left.database).run().isSound)
    #expect(
      try ProjectionCheck(path: left.database, library: TestPolicy.library()).run() == [])
    let again = try World(folder: left)
    #expect(try Story(again).reference == "TEST-2026-00009")
  }

  @Test func `in the place of a store that a server has, nothing is put`() throws {
    let world = try World()

    let refusal = #expect(throws: StoreError.self) {
      try Rebuild.inPlace(world.folder, library: TestPolicy.library(), now: world.now)
    }

    #expect(refusal?.reason == .inUse)
  }

  @Test func `a rebuild that fails leaves nothing behind`() throws {
    let world = try World()
    try world.populate()
    _ = try Story(world)
    try world.tamper("DELETE FROM agency WHERE name = 'st-hilda'")
    let target = world.folder.path + "/fresh.db"

    #expect(throws: StoreError.self) {
      try Rebuild(from: world.folder.database, to: target, library: TestPolicy.library()).run()
    }
    #expect(throws: StoreError.self) {
      try Rebuild.inPlace(world.folder, library: TestPolicy.library(), now: world.now)
    }

    let names = try FileManager.default.contentsOfDirectory(atPath: world.folder.path)
    #expect(!names.contains { $0.hasPrefix("fresh") || $0.contains("restoring") }, "\(names)")
  }

  @Test func `it writes over no file that is there`() throws {
    let world = try World()
    world.close()

    #expect(throws: StoreError.self) {
      try Rebuild(
        from: world.folder.database, to: world.folder.database, library: TestPolicy.library()
      ).run()
    }
  }

  /// What everyone is answered.
  private struct Answers: Equatable {
    var statuses: [StatusRow?] = []
    var lists: [[StatusRow]] = []
    var entries: [[String]] = []

    init(_ reader: SQLReader) throws {
      for viewer in World.viewers {
        lists.append(try reader.escalations(ListQuery(limit: 200), for: viewer).rows)
        for number in 1...8 {
          let reference = Reference("TEST-2026-0000\(number)")
          statuses.append(try reader.status(of: reference, for: viewer))
          let history = try reader.history(of: reference, for: viewer)
          entries.append(history?.entries.map { "\($0.hash) \($0.recorded.event)" } ?? [])
        }
      }
    }
  }

  /// Every row of every table.
  private func dump(_ path: String) throws -> [String: [[SQLiteValue]]] {
    let connection = try Connection(path: path, mode: .readOnly)
    var tables: [String: [[SQLiteValue]]] = [:]
    for table in Schema.primaryTables + Schema.derivedTables.map(\.name) + Schema.sharedTables {
      tables[table] = try connection.prepare("SELECT * FROM \(table)").all { row in
        (0..<row.columnCount).map { row.value($0) }
      }
    }
    return tables
  }
}
