import Casework
import Digest
import Escalations
import Foundation
import SQLite
import Testing

@testable import Repository

@Suite("Verification") struct VerificationTests {
  /// One way to lay hands on the file, and what verification must say of it.
  struct Tampering: CustomTestStringConvertible, Sendable {
    let because: String
    let script: String
    let kinds: Set<Finding.Kind>
    var place: String?

    var testDescription: String { because }
  }

  /// Every script works on a store with 12 escalations and 60 more events; the partnership's own
  /// stream begins with four acts, so sequence 20 lies among the escalations' events.
  static let tamperings: [Tampering] = [
    .init(
      because: "one byte of a payload changed",
      script: "UPDATE event SET payload = replace(payload, 'TEST-2026-00005', 'TEST-2026-00006')"
        + " WHERE sequence = 17", kinds: [.hashMismatch], place: "testshire 17"),
    .init(
      because: "the instant changed by a millisecond",
      script: "UPDATE event SET recorded_at = recorded_at + 1 WHERE sequence = 20",
      kinds: [.hashMismatch], place: "testshire 20"),
    .init(
      because: "the actor changed",
      script: "UPDATE event SET credential_id = 2 WHERE sequence = 17", kinds: [.hashMismatch],
      place: "testshire 17"),
    .init(
      because: "the actor became the service",
      script: "UPDATE event SET credential_id = NULL WHERE sequence = 17", kinds: [.hashMismatch]),
    .init(
      because: "a credential was given another name",
      script: "UPDATE credential SET name = 'x' WHERE name = 'c-st-hilda'",
      kinds: [.hashMismatch, .altered]),
    .init(
      because: "the kind changed",
      script: "UPDATE event SET kind = 'escalation.reopened' WHERE sequence = 20",
      kinds: [.hashMismatch]),
    .init(
      because: "a reference changed",
      script: "UPDATE stream SET reference = 'TEST-2026-99999' WHERE reference = 'TEST-2026-00003'",
      kinds: [.hashMismatch, .altered]),
    .init(
      because: "the last number given was set back",
      script: "UPDATE reference_number SET last = 11", kinds: [.altered],
      place: "reference number testshire 2026"),
    .init(
      because: "the last number given is gone", script: "DELETE FROM reference_number",
      kinds: [.altered], place: "reference number testshire 2026"),
    .init(
      because: "an event was removed", script: "DELETE FROM event WHERE sequence = 20",
      kinds: [.gap, .numbering], place: "testshire 21"),
    .init(
      because: "an event was removed with its parts",
      script: "DELETE FROM part WHERE event_id = (SELECT id FROM event WHERE sequence = 20);"
        + "DELETE FROM event WHERE sequence = 20", kinds: [.gap, .numbering]),
    .init(
      because: "an event was removed and those after it moved up",
      script: "DELETE FROM event WHERE sequence = 28;"
        + "UPDATE event SET sequence = sequence + 1000 WHERE sequence > 28;"
        + "UPDATE event SET sequence = sequence - 1001 WHERE sequence > 1000;",
      kinds: [.hashMismatch, .head, .numbering]),
    .init(
      because: "two events swapped their places",
      script: "UPDATE event SET sequence = 1000000 WHERE sequence = 20;"
        + "UPDATE event SET sequence = 20 WHERE sequence = 21;"
        + "UPDATE event SET sequence = 21 WHERE sequence = 1000000", kinds: [.hashMismatch]),
    .init(
      because: "two events swapped their payloads",
      script: "UPDATE event SET payload = (SELECT payload FROM event b WHERE b.partnership_id ="
        + " event.partnership_id AND b.sequence = 41 - event.sequence) WHERE sequence IN (20, 21)",
      kinds: [.hashMismatch]),
    .init(
      because: "an event was inserted at the end",
      script: "INSERT INTO event (partnership_id, sequence, stream_id, number, recorded_at, kind,"
        + " version, payload, hash) SELECT partnership_id, sequence + 1, stream_id, 1000,"
        + " recorded_at, kind, version, payload, hash FROM event ORDER BY sequence DESC LIMIT 1",
      kinds: [.hashMismatch, .head, .numbering]),
    .init(
      because: "a text was changed",
      script: "UPDATE part SET content = replace(content, 'Child One', 'Child Two')",
      kinds: [.partMismatch]),
    .init(
      because: "a salt was changed",
      script: "UPDATE part SET salt = randomblob(16) WHERE event_id = 17 AND position = 1",
      kinds: [.partMismatch], place: "event row 17, narrative"),
    .init(
      because: "a digest was changed",
      script: "UPDATE part SET digest = randomblob(32) WHERE event_id = 17 AND position = 1",
      kinds: [.partMismatch, .hashMismatch]),
    .init(
      because: "a text with its digest was made anew",
      script: "UPDATE part SET person = 'child-2' WHERE event_id = 17 AND position = 3",
      kinds: [.hashMismatch]),
    .init(
      because: "a text was removed, and nobody erased it",
      script: "UPDATE part SET content = NULL, salt = NULL WHERE event_id = 17 AND position = 1",
      kinds: [.partMissing], place: "event row 17, narrative"),
    .init(
      because: "a text was removed, and an event that erased nothing is named",
      script: "UPDATE part SET content = NULL, salt = NULL, erased_by = 30"
        + " WHERE event_id = 17 AND position = 1", kinds: [.partMissing],
      place: "event row 17, narrative"),
    .init(
      because: "an event was changed and moved below all others",
      script: "UPDATE part SET event_id = -9 WHERE event_id = 17;"
        + "UPDATE event SET id = -9, payload = payload || ' ' WHERE id = 17",
      kinds: [.hashMismatch],
      place: "testshire 17"),
    .init(
      because: "texts were added below all events",
      script: "UPDATE part SET event_id = \(Int64.min) WHERE event_id = 17 AND position = 1",
      kinds: [.gap, .hashMismatch]),
    .init(
      because: "texts were added above all events",
      script: "UPDATE part SET event_id = 1000 WHERE event_id = 17 AND position = 1",
      kinds: [.gap, .hashMismatch]),
    .init(
      because: "an access entry was changed and moved below all others",
      script: "UPDATE access_entry SET id = -id, request = 'x' WHERE sequence = 2",
      kinds: [.hashMismatch], place: "access testshire 2"),
    .init(
      because: "a policy was put in that nobody loaded",
      script: "INSERT INTO policy_version (policy, version, json, loaded_at)"
        + " VALUES ('x', '1', CAST('{}' AS BLOB), 0)", kinds: [.altered], place: "policy x 1"),
    .init(
      because: "the epoch was set back", script: "UPDATE store SET epoch = 7", kinds: [.altered],
      place: "epoch"),
    .init(
      because: "a part's row was removed",
      script: "DELETE FROM part WHERE event_id = 17 AND position = 1", kinds: [.hashMismatch]),
    .init(
      because: "the tail was cut off",
      script: "DELETE FROM part WHERE event_id > 68; DELETE FROM event WHERE id > 68",
      kinds: [.head]),
    .init(
      because: "everything was cut off", script: "DELETE FROM part; DELETE FROM event",
      kinds: [.head, .altered]),
    .init(
      because: "an access entry changed",
      script: "UPDATE access_entry SET kind = 'record' WHERE sequence = 2", kinds: [.hashMismatch],
      place: "access testshire 2"),
    .init(
      because: "an access entry was removed", script: "DELETE FROM access_entry WHERE sequence = 2",
      kinds: [.gap], place: "access testshire 3"),
    .init(
      because: "the last access entry was removed",
      script: "DELETE FROM access_entry WHERE sequence = 5", kinds: [.head]),
  ]

  @Test(arguments: tamperings)
  func `every tampering is found`(tampering: Tampering) throws {
    let world = try VerificationTests.makeWorld()
    try world.tamper(tampering.script)

    let report = try Verification(path: world.folder.database).run()

    #expect(Set(report.findings.map(\.kind)) == tampering.kinds, "\(report.findings)")
    if let place = tampering.place { #expect(report.findings.first?.place == place) }
    #expect(!report.isSound)
  }

  @Test func `a record that nobody touched has no findings, however it is cut into ranges`() throws
  {
    let world = try VerificationTests.makeWorld()
    world.close()

    for rows: Int64 in [1, 7, 2_000] {
      var verification = Verification(path: world.folder.database)
      verification.rowsPerRange = rows
      let report = try verification.run()

      #expect(report.findings == [])
      #expect(report.events == 12 + 12 + 60)
      #expect(report.accessEntries == 5)
    }
  }

  @Test func `there is no false alarm while the writer works`() throws {
    let world = try VerificationTests.makeWorld()
    let story = try Story(world)
    for _ in 0..<200 {
      let now = world.now
      let event = Story.act(at: now)
      world.store.desk.submit(
        World.job { [reference = story.reference] (ledger, now) throws(Failure) in
          try Story.append(event, to: reference, ledger, by: nil, now)
        }
      ) { _ in }
    }

    for _ in 0..<5 {
      #expect(try Verification(path: world.folder.database).run().findings == [])
    }
  }

  @Test func `a refusal of what is not there is no false alarm`() throws {
    let world = try VerificationTests.makeWorld()
    try world.run { (ledger, now) throws(Failure) in
      try ledger.append(
        AccessEntry(
          kind: .refused, viewer: World.agent(World.school), reference: "TEST-2026-99999",
          requestID: "r"), at: now)
      return nil
    }

    #expect(try Verification(path: world.folder.database).run().findings == [])
  }

  @Test func `an erased text is counted, and the chain verifies`() throws {
    let world = try VerificationTests.makeWorld()
    let outcome = try world.store.erase([
      Erasure(
        reference: "TEST-2026-00005", classes: [.name], rule: "request 7", by: "the officer")
    ])

    let report = try Verification(path: world.folder.database).run()

    #expect(report.findings == [])
    #expect(outcome == [.erased(groups: Int(report.erasedParts))])
  }

  @Test(arguments: [Int64.min, -9, 1 << 45, .max])
  func `however far apart the rows lie, the walk is as long as there are rows`(id: Int64) throws {
    let world = try VerificationTests.makeWorld()
    try world.tamper(
      "UPDATE part SET event_id = \(id) WHERE event_id = 17; UPDATE event SET id = \(id) WHERE id = 17"
    )

    let report = try Verification(path: world.folder.database).run()

    #expect(report.findings == [])
    #expect(report.events == 84)
    let again = try World(folder: world.folder, keepsFolder: true)
    var lines = VerificationLines(anchor: nil, for: World.office(.auditor))
    let reader = try again.store.makeReader()
    var pieces: [String] = []
    while let piece = try lines.next(from: reader) {
      pieces.append(String(decoding: piece, as: UTF8.self))
    }
    #expect(pieces.count < 10)
    #expect(pieces.last?.contains(#""sound":true"#) ?? false, "\(pieces)")
  }

  @Test func `with the store's own note of the end changed too, an anchor finds the cut tail`()
    throws
  {
    let world = try VerificationTests.makeWorld()
    let anchors = try world.store.makeReader().heads(of: World.partnership)
    try world.tamper(
      """
      DELETE FROM part WHERE event_id > 68; DELETE FROM event WHERE id > 68;
      UPDATE chain_head SET (sequence, hash) = (SELECT sequence, hash FROM event ORDER BY id DESC LIMIT 1)
      WHERE chain = 'event';
      """)
    var verification = Verification(path: world.folder.database)

    #expect(try verification.run().findings.map(\.kind) == [])
    verification.anchors = anchors
    #expect(try verification.run().findings.map(\.kind) == [.cutTail])
  }

  @Test func `an anchor in place says nothing, and one of another history does`() throws {
    let world = try VerificationTests.makeWorld()
    var anchors = try world.store.makeReader().heads(of: World.partnership)
    _ = try Story(world)
    world.close()
    var verification = Verification(path: world.folder.database)

    verification.anchors = anchors
    #expect(try verification.run().findings == [])

    anchors[0].hash = String(repeating: "0", count: 64)
    verification.anchors = anchors
    #expect(try verification.run().findings.map(\.kind) == [.anchorMismatch])
  }

  @Test func `bytes flipped anywhere in the file are found or do no harm, and crash nothing`()
    throws
  {
    let world = try VerificationTests.makeWorld()
    world.close()
    let clean = try Data(contentsOf: URL(fileURLWithPath: world.folder.database))
    var random = SeededRandom(seed: 7)
    for round in 0..<60 {
      var bytes = clean
      for _ in 0..<3 {
        let place = Int.random(in: 100..<bytes.count, using: &random)
        bytes[place] ^= UInt8.random(in: 1...255, using: &random)
      }
      let copy = temporaryPath() + ".db"
      try bytes.write(to: URL(fileURLWithPath: copy))
      defer {
        for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: copy + end) }
      }

      let report = try? Verification(path: copy).run()
      let differences = try? ProjectionCheck(path: copy, library: TestPolicy.library()).run()

      // Either it says so, or it could read everything and the record is what it was.
      if let report, report.isSound, let differences, differences.isEmpty {
        #expect(report.events == 84, "round \(round)")
      }
    }
  }

  /// The file of a store with a history, its partnership's acts and access entries.
  private static let template = Result {
    let world = try World()
    try world.populate()
    try RandomHistory.write(to: world, escalations: 12, events: 60, seed: 1)
    for number in 1...5 {
      try world.run { (ledger, now) throws(Failure) in
        try ledger.append(
          AccessEntry(
            kind: .escalation, viewer: World.agent(World.school), reference: "TEST-2026-00001",
            requestID: "r-\(number)"), at: now)
        return nil
      }
    }
    world.close()
    return try Data(contentsOf: URL(fileURLWithPath: world.folder.database))
  }

  /// A store that holds it.
  static func makeWorld() throws -> World {
    let file = try template.get()
    return try World { folder in
      try folder.prepare()
      try file.write(to: URL(fileURLWithPath: folder.database))
    }
  }
}
