import Casework
import Escalations
import Foundation
import SQLite
import Testing

@testable import Repository

@Suite("Restoring") struct RestoreTests {
  private static let later = at("2026-03-05T09:00:00Z")

  /// A store with a story and a backup of it.
  private func backedUp(_ world: World) throws -> String {
    let path = temporaryPath() + ".db"
    _ = try world.store.backup(to: path)
    return path
  }

  private func restore(
    _ backup: String, into folder: DataFolder, _ change: (inout Restore) -> Void = { _ in }
  ) throws -> Restore.Report {
    var restore = Restore(backup, into: folder)
    change(&restore)
    return try restore.run(now: Self.later, library: { _ in try TestPolicy.library() })
  }

  @Test func `the store is as the backup was, in an epoch of its own that every chain knows`()
    throws
  {
    let world = try World(keepsFolder: true)
    try world.populate()
    let kept = try Story(world)
    let backup = try backedUp(world)
    let lost = try Story(world)
    let anchors = try world.store.makeReader().heads(of: World.partnership)
    world.close()

    let report = try restore(backup, into: world.folder)

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
    let backup = try backedUp(world)
    world.close()
    _ = try restore(backup, into: world.folder)
    var verification = Verification(path: world.folder.database)
    verification.anchors = anchors
    #expect(try verification.run().findings == [])

    anchors[0].hash = String(repeating: "1", count: 64)
    verification.anchors = anchors

    #expect(try verification.run().findings.map(\.kind) == [.anchorMismatch])
    try? FileManager.default.removeItem(atPath: world.folder.path)
  }

  @Test func `what was done since for somebody's safety holds on, or is said to be done again`()
    throws
  {
    let world = try World(keepsFolder: true)
    try world.populate()
    let story = try Story(world)
    let backup = try backedUp(world)
    let token = String(repeating: "ab", count: 32)
    try world.run { (ledger, now) throws(Failure) in
      try ledger.revoke("c-testshire-police", at: now)
      try ledger.append(
        .credentialRevoked("c-testshire-police", .leaked), partnership: World.partnership, by: nil,
        at: now)
      try ledger.rotate("c-st-hilda", to: token, previousUntil: now)
      try ledger.append(
        .credentialRotated("c-st-hilda", previousUntil: now), partnership: World.partnership,
        by: nil,
        at: now)
      return nil
    }
    try world.store.hold(story.reference, reason: "An inquiry.", by: "legal team")
    try story.append(Event(body: .voided(World.socialCare), occurredAt: world.now))
    world.close()

    let report = try restore(backup, into: world.folder)

    #expect(report.credentialsAgain == 2)
    #expect(report.heldAgain == 1)
    #expect(report.leftToPeople == ["\(story.reference): an agency was taken out of it"])
    #expect(try Verification(path: world.folder.database).run().findings == [])
    let again = try World(folder: world.folder)
    #expect(
      try again.store.erase([
        Erasure(
          reference: story.reference, classes: [.narrative], rule: "request 7", by: "the officer")
      ]) == [.held])
    let connection = try Connection.reading(world.folder.database)
    defer { connection.close() }
    let rows = try connection.prepare(
      "SELECT name, revoked_at IS NOT NULL, hex(token_digest) FROM credential"
    ).all { row in (name: row.text(0), isRevoked: row.bool(1), digest: row.text(2)) }
    #expect(rows.filter(\.isRevoked).map(\.name) == ["c-testshire-police"])
    #expect(rows.first { $0.name == "c-st-hilda" }?.digest == token.uppercased())
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
    let backup = try backedUp(world)
    let erasure = Erasure(
      reference: story.reference, classes: [.name, .identifier], rule: "request 7", by: "the board")
    _ = try world.store.erase([erasure])
    world.close()
    if databaseIsLost {
      try Data("not a database".utf8).write(to: URL(fileURLWithPath: world.folder.database))
    } else {
      try FileManager.default.removeItem(atPath: ErasureNotes(in: world.folder).path)
    }

    let report = try restore(backup, into: world.folder)

    #expect(report.erasedAgain == 1)
    let again = try World(folder: world.folder)
    let history = try again.store.makeReader()
      .history(of: story.reference, for: World.agent(World.school))
    let entry = try #require(history?.entries.first)
    #expect(Set(entry.recorded.event.parts.map(\.class)) == [.narrative])
    #expect(entry.erased.allSatisfy { $0.rule == "request 7" && $0.at == Self.later })
    let file = try Data(contentsOf: URL(fileURLWithPath: world.folder.database))
    #expect(file.firstRange(of: Array("Child One".utf8)) == nil)
    #expect(try Verification(path: world.folder.database).run().findings == [])
    if databaseIsLost {
      #expect(try Story(again).reference == "TEST-2026-01002", "numbers are left out")
    }
  }

  @Test func `it restores into an empty folder, and the old store is set aside otherwise`() throws {
    let world = try World()
    try world.populate()
    let story = try Story(world)
    let backup = try backedUp(world)
    let fresh = DataFolder(path: temporaryPath())

    let first = try restore(backup, into: fresh)
    let second = try restore(backup, into: fresh)

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
    let backup = try backedUp(world)
    let connection = try Connection(path: backup, mode: .readWrite)
    try connection.execute(script)
    connection.close()
    world.close()
    let before = try Data(contentsOf: URL(fileURLWithPath: world.folder.database))

    #expect(throws: StoreError.self, "\(because)") { try restore(backup, into: world.folder) }

    #expect(try Data(contentsOf: URL(fileURLWithPath: world.folder.database)) == before)
    let left = try FileManager.default.contentsOfDirectory(atPath: world.folder.path)
    #expect(!left.contains { $0.contains("restoring") })
  }

  @Test func `a restore cut off at its end is finished by the next, and no empty store is made`()
    throws
  {
    let world = try World()
    try world.populate()
    let story = try Story(world)
    let backup = try backedUp(world)
    let folder = DataFolder(path: temporaryPath())
    _ = try restore(backup, into: folder)
    try FileManager.default.moveItem(atPath: folder.database, toPath: folder.stagedDatabase)

    #expect(throws: StoreError.self) { try World(folder: folder, keepsFolder: true) }
    #expect(!FileManager.default.fileExists(atPath: folder.database))
    let report = try restore(backup, into: folder)

    #expect(report.epoch == 3)
    let opened = try World(folder: folder)
    let status = try opened.store.makeReader()
      .status(of: story.reference, for: World.agent(World.school))
    #expect(status != nil)
  }

  @Test func `a running server's folder is left alone`() throws {
    let world = try World()
    try world.populate()
    let backup = try backedUp(world)

    #expect(throws: StoreError.self) { try restore(backup, into: world.folder) }
  }

  @Test func `a backup with findings is taken where the operator says so`() throws {
    let world = try World()
    try world.populate()
    let backup = try backedUp(world)
    let connection = try Connection(path: backup, mode: .readWrite)
    try connection.execute("UPDATE event SET recorded_at = recorded_at + 1 WHERE sequence = 2")
    connection.close()
    let fresh = DataFolder(path: temporaryPath())

    let report = try restore(backup, into: fresh) { $0.acceptsFindings = true }

    #expect(report.epoch == 2)
    #expect(try Verification(path: fresh.database).run().findings.map(\.kind) == [.hashMismatch])
  }
}
