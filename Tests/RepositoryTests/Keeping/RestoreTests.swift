import Casework
import Escalations
import Foundation
import SQLite
import Testing

@testable import Repository

@Suite("Restoring") struct RestoreTests {
  @Test func `the store is as the backup was, in an epoch of its own that every chain knows`()
    throws
  {
    let world = try World(keepsFolder: true)
    try world.populate()
    let kept = try Story(world)
    let backup = try Restoring.backedUp(world)
    let lost = try Story(world)
    let anchors = try world.store.makeReader().heads(of: World.partnership)
    world.close()

    let report = try Restoring.restore(backup, into: world.folder)

    #expect(report.epoch == 2)
    let again = try World(folder: world.folder)
    #expect(again.store.epoch == 2)
    let reader = try again.store.makeReader()
    #expect(try reader.status(of: kept.reference, for: World.agent(World.school)) != nil)
    #expect(try reader.status(of: lost.reference, for: World.agent(World.school)) == nil)
    var verification = Verification(path: world.folder.database)
    #expect(try verification.run().findings == [])
    verification.anchors = anchors
    let found = try verification.run()
    #expect(found.findings.map(\.kind) == [.anchorBeforeRestore])
    #expect(found.isSound)
    #expect(try Story(again).reference == "TEST-2026-00003", "no reference is given twice")
    #expect(
      try ProjectionCheck(path: world.folder.database, library: TestPolicy.library()).run() == [])
  }

  @Test func `an anchor of the part that was kept must still fit, whatever was restored since`()
    throws
  {
    let world = try World(keepsFolder: true)
    try world.populate()
    _ = try Story(world)
    var anchors = try world.store.makeReader().heads(of: World.partnership)
    let backup = try Restoring.backedUp(world)
    world.close()
    _ = try Restoring.restore(backup, into: world.folder)
    var verification = Verification(path: world.folder.database)
    verification.anchors = anchors
    #expect(try verification.run().findings == [])

    anchors[0].hash = String(repeating: "1", count: 64)
    verification.anchors = anchors

    #expect(try verification.run().findings.map(\.kind) == [.anchorMismatch])
    try? FileManager.default.removeItem(atPath: world.folder.path)
  }

  @Test
  func `an anchor of a line that was left twice is explained, one of the line that was kept holds`()
    throws
  {
    let world = try World(keepsFolder: true)
    try world.populate()
    let older = try Restoring.backedUp(world)
    for _ in 1...9 { _ = try Story(world) }
    let kept = try world.store.makeReader().heads(of: World.partnership)
    let newer = try Restoring.backedUp(world)
    world.close()
    _ = try Restoring.restore(older, into: world.folder)
    let between = try World(folder: world.folder, keepsFolder: true)
    _ = try Story(between)
    let left = try between.store.makeReader().heads(of: World.partnership)
    between.close()

    _ = try Restoring.restore(newer, into: world.folder, now: at("2026-03-06T09:00:00Z"))

    var verification = Verification(path: world.folder.database)
    verification.anchors = kept + left
    #expect(try verification.run().findings.map(\.kind) == [.anchorBeforeRestore])
    var wrong = kept[0]
    wrong.hash = String(repeating: "1", count: 64)
    verification.anchors = [wrong]
    #expect(try verification.run().findings.map(\.kind) == [.anchorMismatch])
    try? FileManager.default.removeItem(atPath: world.folder.path)
  }

  @Test func `a later epoch without its entry explains nothing`() throws {
    let world = try VerificationTests.makeWorld()
    var anchors = try world.store.makeReader().heads(of: World.partnership)
    try world.tamper("UPDATE store SET epoch = 2")
    anchors[0].sequence += 100
    var verification = Verification(path: world.folder.database)
    verification.anchors = anchors

    #expect(try verification.run().findings.map(\.kind) == [.cutTail, .altered])
  }

  @Test(arguments: [true, false])
  func `what was erased since the backup is erased again, by the record or by the notes beside it`(
    databaseIsLost: Bool
  ) throws {
    let world = try World(keepsFolder: true)
    try world.populate()
    let story = try Story(world)
    let backup = try Restoring.backedUp(world)
    let erasure = Erasure(
      reference: story.reference, classes: [.name, .identifier], rule: "request 7", by: "the board")
    _ = try world.store.erase([erasure])
    world.close()
    if databaseIsLost {
      try Data("not a database".utf8).write(to: URL(fileURLWithPath: world.folder.database))
    } else {
      try FileManager.default.removeItem(atPath: ErasureNotes(in: world.folder).path)
    }

    let report = try Restoring.restore(backup, into: world.folder)

    #expect(report.erasedAgain == 1)
    let again = try World(folder: world.folder)
    let history = try again.store.makeReader()
      .history(of: story.reference, for: World.agent(World.school))
    let entry = try #require(history?.entries.first)
    #expect(Set(entry.recorded.event.parts.map(\.class)) == [.narrative])
    #expect(entry.erased.allSatisfy { $0.rule == "request 7" && $0.at == Restoring.later })
    let file = try Data(contentsOf: URL(fileURLWithPath: world.folder.database))
    #expect(file.firstRange(of: Array("Child One".utf8)) == nil)
    #expect(try Verification(path: world.folder.database).run().findings == [])
    if databaseIsLost {
      #expect(try Story(again).reference == "TEST-2026-01002", "numbers are left out")
    }
  }

  @Test(arguments: [false, true])
  func `what was written after an erasure stays, and what was held then is held`(
    folderIsNew: Bool
  ) throws {
    let world = try World(keepsFolder: true)
    try world.populate()
    let story = try Story(world)
    _ = try world.store.erase([
      Erasure(
        reference: story.reference, classes: [.narrative], rule: "request 7", by: "the board")
    ])
    try story.append(
      Event(
        body: .addendumAdded(Addendum(event: 1)), occurredAt: world.now,
        parts: [Part(class: .narrative, member: "/words", text: "Written afterwards.")]))
    try world.store.hold(story.reference, reason: "An inquiry.", by: "legal team")
    let backup = try Restoring.backedUp(world)
    let notes = ErasureNotes(in: world.folder).path
    world.close()
    var folder = world.folder
    if folderIsNew {
      folder = DataFolder(path: temporaryPath())
      try folder.prepare()
      try FileManager.default.copyItem(atPath: notes, toPath: ErasureNotes(in: folder).path)
    }

    let report = try Restoring.restore(backup, into: folder)

    #expect(report.erasedAgain == 0)
    let again = try World(folder: folder)
    let history = try again.store.makeReader()
      .history(of: story.reference, for: World.agent(World.school))
    #expect(history?.entries.last?.recorded.event.parts.map(\.text) == ["Written afterwards."])
    #expect(
      try again.store.erase([
        Erasure(
          reference: story.reference, classes: [.narrative], rule: "request 8", by: "the board")
      ]) == [.held])
  }

  @Test func `it restores into an empty folder, and the old store is set aside otherwise`() throws {
    let world = try World()
    try world.populate()
    let story = try Story(world)
    let backup = try Restoring.backedUp(world)
    let fresh = DataFolder(path: temporaryPath())

    let first = try Restoring.restore(backup, into: fresh)
    let second = try Restoring.restore(backup, into: fresh)

    #expect(first.setAside == nil)
    #expect((first.epoch, second.epoch) == (2, 3))
    let aside = try #require(second.setAside)
    #expect(try Verification(path: aside).run().findings == [])
    let opened = try World(folder: fresh)
    let status = try opened.store.makeReader()
      .status(of: story.reference, for: World.agent(World.school))
    #expect(status != nil)
  }

  @Test(arguments: [
    ("CREATE TRIGGER t AFTER INSERT ON event BEGIN DELETE FROM part; END", "a foreign trigger"),
    ("CREATE VIEW v AS SELECT 1", "a foreign view"),
    ("PRAGMA user_version = 99", "a later release"),
    ("UPDATE event SET payload = '{}' WHERE sequence = 5", "another payload"),
    ("DROP TABLE legal_hold", "a table is missing"),
  ])
  func `what is not a sound store of ours is refused, and the old one stays`(
    script: String, because: String
  ) throws {
    let world = try World()
    try world.populate()
    _ = try Story(world)
    let backup = try Restoring.backedUp(world)
    let connection = try Connection(path: backup, mode: .readWrite)
    try connection.execute(script)
    connection.close()
    world.close()
    let before = try Data(contentsOf: URL(fileURLWithPath: world.folder.database))

    #expect(throws: StoreError.self, "\(because)") {
      try Restoring.restore(backup, into: world.folder)
    }

    #expect(try Data(contentsOf: URL(fileURLWithPath: world.folder.database)) == before)
    let left = try FileManager.default.contentsOfDirectory(atPath: world.folder.path)
    #expect(!left.contains { $0.contains("restoring") })
  }

  @Test func `a running server's folder is left alone`() throws {
    let world = try World()
    try world.populate()
    let backup = try Restoring.backedUp(world)

    #expect(throws: StoreError.self) { try Restoring.restore(backup, into: world.folder) }
  }

  @Test func `a backup with findings is taken where the operator says so`() throws {
    let world = try World()
    try world.populate()
    let backup = try Restoring.backedUp(world)
    let connection = try Connection(path: backup, mode: .readWrite)
    try connection.execute("UPDATE event SET recorded_at = recorded_at + 1 WHERE sequence = 2")
    connection.close()
    let fresh = DataFolder(path: temporaryPath())

    let report = try Restoring.restore(backup, into: fresh) { $0.acceptsFindings = true }

    #expect(report.epoch == 2)
    #expect(try Verification(path: fresh.database).run().findings.map(\.kind) == [.hashMismatch])
  }
}
