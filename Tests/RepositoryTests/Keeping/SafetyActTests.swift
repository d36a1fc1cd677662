import Casework
import Escalations
import Foundation
import SQLite
import Testing

@testable import Repository

@Suite("What a restore does again") struct SafetyActTests {
  @Test func `what was done since for somebody's safety holds on, or is said to be done again`()
    throws
  {
    let world = try World(keepsFolder: true)
    try world.populate()
    let story = try Story(world)
    let backup = try Restoring.backedUp(world)
    let token = String(repeating: "ab", count: 32)
    try world.run { (ledger, now) throws(Failure) in
      try ledger.revoke("c-testshire-police", at: now)
      try ledger.append(
        .credentialRevoked("c-testshire-police", .leaked), partnership: World.partnership, by: nil,
        at: now)
      try ledger.rotate("c-st-hilda", to: token, previousUntil: now)
      try ledger.append(
        .credentialRotated("c-st-hilda", tokenDigest: token, previousUntil: now),
        partnership: World.partnership, by: nil, at: now)
      return nil
    }
    try world.store.hold(story.reference, reason: "An inquiry.", by: "legal team")
    try story.append(Event(body: .voided(World.socialCare), occurredAt: world.now))
    world.close()

    let report = try Restoring.restore(backup, into: world.folder)

    #expect(report.credentialsAgain == 2)
    #expect(report.heldAgain == 1)
    let left = ["\(story.reference): an agency was taken out of it"]
    #expect(report.leftToPeople == left)
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
    again.close()
    let file = LeftToPeople(in: world.folder)
    #expect(file.all() == left)
    try file.add(["another", left[0]])
    #expect(file.all() == left + ["another"], "none twice")
  }

  @Test func `a token that the record does not vouch for is not taken over`() throws {
    let world = try World(keepsFolder: true)
    try world.populate()
    let backup = try Restoring.backedUp(world)
    let token = String(repeating: "ab", count: 32)
    try world.run { (ledger, now) throws(Failure) in
      try ledger.rotate("c-st-hilda", to: token, previousUntil: now)
      try ledger.append(
        .credentialRotated("c-st-hilda", tokenDigest: token, previousUntil: now),
        partnership: World.partnership, by: nil, at: now)
      return nil
    }
    let intruder = String(repeating: "CD", count: 32)
    try world.tamper(
      "UPDATE credential SET token_digest = x'\(intruder)' WHERE name = 'c-testshire-police'")

    let report = try Restoring.restore(backup, into: world.folder)

    #expect(report.credentialsAgain == 0)
    #expect(
      report.leftToPeople == [
        "credential c-st-hilda: it was given another token; give it a new one"
      ])
    let connection = try Connection.reading(world.folder.database)
    defer { connection.close() }
    let digests = try connection.prepare("SELECT hex(token_digest) FROM credential")
      .all { row in row.text(0) }
    #expect(!digests.contains(intruder))
    try? FileManager.default.removeItem(atPath: world.folder.path)
  }

  @Test func `a token that was replaced since does not come back with an older branch`() throws {
    let world = try World(keepsFolder: true)
    try world.populate()
    let older = try Restoring.backedUp(world)
    let token = String(repeating: "ab", count: 32)
    try world.run { (ledger, now) throws(Failure) in
      try ledger.rotate("c-st-hilda", to: token, previousUntil: now)
      try ledger.append(
        .credentialRotated("c-st-hilda", tokenDigest: token, previousUntil: now),
        partnership: World.partnership, by: nil, at: now)
      return nil
    }
    let newer = try Restoring.backedUp(world)
    let folder = DataFolder(path: temporaryPath())
    _ = try Restoring.restore(older, into: folder)

    let report = try Restoring.restore(newer, into: folder)

    #expect(report.credentialsAgain == 0)
    let connection = try Connection.reading(folder.database)
    defer { connection.close() }
    let digest = try connection.prepare(
      "SELECT hex(token_digest) FROM credential WHERE name = 'c-st-hilda'"
    ).first { row in row.text(0) }
    #expect(digest == token.uppercased())
    #expect(try Verification(path: folder.database).run().findings == [])
    try? FileManager.default.removeItem(atPath: world.folder.path)
  }

  @Test(arguments: [false, true])
  func `where no store says what was given since, numbers are left out and people are told`(
    isLatest: Bool
  ) throws {
    let world = try World()
    try world.populate()
    _ = try Story(world)
    let backup = try Restoring.backedUp(world)
    let folder = DataFolder(path: temporaryPath())

    let report = try Restoring.restore(backup, into: folder) { $0.isLatest = isLatest }

    #expect(report.leftToPeople.isEmpty == isLatest)
    let opened = try World(folder: folder)
    #expect(try Story(opened).reference == (isLatest ? "TEST-2026-00002" : "TEST-2026-01002"))
  }
}
