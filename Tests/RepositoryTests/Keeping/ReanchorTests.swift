import Casework
import Escalations
import Foundation
import SQLite
import Testing

@testable import Repository

@Suite("Re-anchoring") struct ReanchorTests {
  private func reanchor(_ world: World) throws -> [Finding] {
    try Reanchor(world.folder).run(
      reason: "Disk of 3 March.", by: "the operator", now: at("2026-03-09T09:00:00Z"),
      library: TestPolicy.library()
    ).explained
  }

  /// The same with what an anchor alone shows.
  private func reanchor(_ world: World, _ anchors: [Anchor]) throws -> [Finding] {
    var reanchor = Reanchor(world.folder)
    reanchor.anchors = anchors
    return try reanchor.run(
      reason: "Disk of 3 March.", by: "the operator", now: at("2026-03-09T09:00:00Z"),
      library: TestPolicy.library()
    ).explained
  }

  private func read(_ count: Int, in world: World) throws {
    try world.run { (ledger, now) throws(Failure) in
      for _ in 0..<count {
        try ledger.append(
          AccessEntry(
            kind: .record, viewer: World.agent(World.school), reference: "TEST-2026-00001",
            requestID: "r"), at: now)
      }
      return nil
    }
  }

  @Test(arguments: [
    "UPDATE event SET payload = replace(payload, 'TEST-2026-00005', 'TEST-2026-00006')"
      + " WHERE sequence = 17",
    "UPDATE part SET content = 'x' WHERE event_id = 17 AND position = 1",
    "DELETE FROM access_entry WHERE sequence = 2",
    "DELETE FROM part WHERE event_id > 68; DELETE FROM event WHERE id > 68",
    "DELETE FROM access_entry WHERE sequence = 5",
    "DELETE FROM access_entry",
    "DELETE FROM chain_head WHERE chain = 'access'",
    "DELETE FROM chain_head WHERE chain = 'event'",
    "UPDATE reference_number SET last = 3",
    "UPDATE event SET payload = '{' WHERE id = 9",
  ])
  func `what was looked into is no alarm from then on, and the store opens`(script: String) throws {
    let world = try VerificationTests.makeWorld()
    try world.tamper(script)
    #expect(try !Verification(path: world.folder.database).run().isSound)

    let explained = try reanchor(world)

    #expect(!explained.isEmpty)
    let report = try Verification(path: world.folder.database).run()
    #expect(report.isSound, "\(report.findings)")
    let again = try World(folder: world.folder, keepsFolder: true)
    _ = try Story(again)
    try read(7, in: again)
    again.close()
    var complete = Verification(path: world.folder.database)
    complete.library = try TestPolicy.library()
    let later = try complete.run()
    // What was derived of events that are gone wants a rebuild, and nothing else.
    let alarms = later.findings.filter { $0.isAlarm && $0.kind != .projection }
    #expect(alarms == [])
    _ = try Rebuild.inPlace(
      world.folder, library: TestPolicy.library(), now: at("2026-03-09T10:00:00Z"))
    #expect(try complete.run().isSound)
    #expect(try reanchor(world).isEmpty, "there is nothing more to explain")
  }

  @Test func `a later change at the same place is a new finding`() throws {
    let world = try VerificationTests.makeWorld()
    try world.tamper("UPDATE event SET recorded_at = recorded_at + 1 WHERE sequence = 20")
    _ = try reanchor(world)
    let connection = try Connection(path: world.folder.database, mode: .readWrite)
    try connection.execute("UPDATE event SET recorded_at = recorded_at + 1 WHERE sequence = 20")
    connection.close()

    let report = try Verification(path: world.folder.database).run()

    #expect(report.findings.filter(\.isAlarm).map(\.kind) == [.hashMismatch])
  }

  @Test(arguments: [
    (
      "DELETE FROM event WHERE sequence = 20",
      "UPDATE event SET recorded_at = recorded_at + 1 WHERE sequence = 21", Finding.Kind.gap
    ),
    (
      "DELETE FROM access_entry WHERE sequence = 2",
      "UPDATE access_entry SET request = 'x' WHERE sequence = 3", .gap
    ),
    (
      "UPDATE part SET content = NULL, salt = NULL WHERE event_id = 17 AND position = 1",
      "UPDATE part SET content = NULL, salt = NULL WHERE event_id = 17 AND position = 2",
      .partMissing
    ),
  ])
  func `what comes after a gap, or lies beside a text that went, is no less watched`(
    first: String, later: String, kind: Finding.Kind
  ) throws {
    let world = try VerificationTests.makeWorld()
    try world.tamper(first)
    _ = try reanchor(world)
    #expect(try Verification(path: world.folder.database).run().isSound)
    try world.tamper(later)

    let report = try Verification(path: world.folder.database).run()

    #expect(report.findings.filter(\.isAlarm).map(\.kind).contains(kind), "\(report.findings)")
  }

  @Test func `an escalation is read whose neighbour in the chain was lost and explained`() throws {
    let world = try VerificationTests.makeWorld()
    // The last event of one escalation, and the first of the next.
    try world.tamper(
      "DELETE FROM part WHERE event_id = 13; DELETE FROM event WHERE id = 13")
    let office = World.office(.partnership)
    func read(_ world: World) throws -> Bool {
      try world.store.makeReader().history(of: "TEST-2026-00002", for: office) != nil
    }
    let before = try World(folder: world.folder, keepsFolder: true)
    #expect(throws: Failure.self) { try read(before) }
    before.close()

    _ = try reanchor(world)

    let after = try World(folder: world.folder, keepsFolder: true)
    #expect(try read(after))
    after.close()
    try world.tamper("UPDATE event SET recorded_at = recorded_at + 1 WHERE id = 14")
    let changed = try World(folder: world.folder, keepsFolder: true)
    #expect(throws: Failure.self) { try read(changed) }
  }

  @Test func `what only an anchor shows can be explained, and another anchor alarms as before`()
    throws
  {
    let world = try VerificationTests.makeWorld()
    let kept = try world.store.makeReader().heads(of: World.partnership)
    try read(2, in: world)
    let others = try world.store.makeReader().heads(of: World.partnership)
    try world.tamper(
      """
      DELETE FROM access_entry WHERE sequence > 3;
      UPDATE chain_head SET (sequence, hash) =
        (SELECT sequence, hash FROM access_entry ORDER BY id DESC LIMIT 1) WHERE chain = 'access';
      """)
    func verify(_ anchors: [Anchor]) throws -> [Finding] {
      var verification = Verification(path: world.folder.database)
      verification.anchors = anchors
      return try verification.run().findings
    }

    #expect(try reanchor(world, kept).map(\.kind) == [.cutTail])

    #expect(try verify(kept).map(\.isAlarm) == [false])
    #expect(try verify(others).contains(where: \.isAlarm), "nobody looked into that one")
    let again = try World(folder: world.folder, keepsFolder: true)
    try read(9, in: again)
    again.close()
    #expect(try verify(kept).map(\.kind) == [.anchorMismatch], "the chain went past it")
    #expect(try !verify(kept).contains(where: \.isAlarm))
    #expect(try verify(others).contains(where: \.isAlarm))
  }

  @Test func `a projection and a document that cannot be read are left, and the rest explained`()
    throws
  {
    let world = try VerificationTests.makeWorld()
    try world.tamper(
      """
      UPDATE escalation SET next_due_at = next_due_at + 1 WHERE id = 3;
      UPDATE event SET recorded_at = recorded_at + 1 WHERE sequence = 20
      """)
    var reanchor = Reanchor(world.folder)
    reanchor.documents = [Finding(.unreadable, at: "policy x 1", "it cannot be read")]

    let report = try reanchor.run(
      reason: "r", by: "b", now: at("2026-03-09T09:00:00Z"), library: TestPolicy.library())

    #expect(Set(report.left.map(\.kind)) == [.unreadable, .projection])
    #expect(Set(report.explained.map(\.kind)) == [.hashMismatch, .damaged])
  }

  @Test func `an explanation that was itself changed explains nothing`() throws {
    let world = try VerificationTests.makeWorld()
    try world.tamper("UPDATE event SET recorded_at = recorded_at + 1 WHERE sequence = 20")
    _ = try reanchor(world)
    let connection = try Connection(path: world.folder.database, mode: .readWrite)
    try connection.execute(
      "UPDATE event SET recorded_at = recorded_at + 1 WHERE kind = 'chain.reanchored'")
    connection.close()

    #expect(try !Verification(path: world.folder.database).run().isSound)
  }

  @Test(arguments: [
    "DELETE FROM part WHERE event_id > 68; DELETE FROM event WHERE id > 68",
    "DELETE FROM access_entry WHERE sequence = 5",
  ])
  func `a record that does not end where it was noted to is not written on`(script: String) throws {
    let world = try VerificationTests.makeWorld()
    try world.tamper(script)

    let refusal = #expect(throws: StoreError.self) { try World(folder: world.folder) }

    #expect(refusal?.reason == .unsound)
  }
}
