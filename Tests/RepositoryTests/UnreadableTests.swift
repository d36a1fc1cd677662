import Casework
import Escalations
import Foundation
import SQLite
import Testing

@testable import Repository

/// One escalation whose events are not what was hashed, among others that nobody touched.
@Suite("An unreadable escalation") struct UnreadableTests {
  private static let damaged: Reference = "TEST-2026-00003"

  private func makeWorld(_ script: String = "") throws -> World {
    let world = try World(keepsFolder: true)
    try world.populate()
    try RandomHistory.write(to: world, escalations: 8, events: 80, seed: 11)
    try world.tamper(
      """
      UPDATE event SET recorded_at = recorded_at + 1 WHERE number = 1 AND stream_id =
        (SELECT id FROM stream WHERE reference = '\(Self.damaged)');
      \(script)
      """)
    return world
  }

  private func verify(_ folder: DataFolder) throws -> [Finding] {
    var verification = Verification(path: folder.database)
    verification.library = try TestPolicy.library()
    return try verification.run().findings
  }

  /// That the damaged one is refused as damaged, and the others are answered.
  private func expectOthers(in world: World) throws {
    let (reader, office) = (try world.store.makeReader(), World.office(.partnership))
    #expect(throws: Failure.self) { try reader.history(of: Self.damaged, for: office) }
    for number in 1...8 where number != 3 {
      let reference = Reference("TEST-2026-0000\(number)")
      #expect(try reader.history(of: reference, for: office) != nil, "\(reference)")
      #expect(try reader.status(of: reference, for: office) != nil)
    }
    #expect(try reader.status(of: Self.damaged, for: office) != nil, "its row stays as it was")
  }

  @Test func `is skipped by a rebuild, found at a place of its own, and can be explained`() throws {
    let world = try makeWorld()
    defer { try? FileManager.default.removeItem(atPath: world.folder.path) }
    let library = try TestPolicy.library()
    let found = try ProjectionCheck(path: world.folder.database, library: library).run()
    #expect(found.map(\.place) == ["escalation \(Self.damaged)"])
    #expect(found.map(\.kind) == [.damaged])

    _ = try Reanchor(world.folder).run(reason: "r", by: "b", now: world.now, library: library)
    #expect(try !verify(world.folder).contains(where: \.isAlarm))
    var told: [String] = []
    let done = try Rebuild.inPlace(
      world.folder, library: library, now: at("2026-03-09T09:00:00Z")
    ) { told.append($0) }

    #expect(done.report.differences == [])
    #expect(told.contains { $0.hasPrefix("\(Self.damaged) cannot be read") }, "\(told)")
    let findings = try verify(world.folder)
    #expect(findings.filter(\.isAlarm) == [], "\(findings)")
    let again = try World(folder: world.folder, keepsFolder: true)
    try expectOthers(in: again)
    #expect(try Story(again).reference == "TEST-2026-00009")
    again.close()
    try world.tamper("UPDATE event SET recorded_at = recorded_at + 1 WHERE id = 9")
    #expect(try verify(world.folder).contains(where: \.isAlarm), "a later change is a new finding")
  }

  @Test func `keeps its rows where a release derives otherwise, and the others' are made anew`()
    throws
  {
    let world = try makeWorld(
      """
      UPDATE store SET derivation = 1; DELETE FROM tally; UPDATE escalation SET acted_at = 0;
      INSERT INTO identifier_mark VALUES (0, 7, 5), (9, 7, 3);
      """)
    defer { try? FileManager.default.removeItem(atPath: world.folder.path) }
    let connection = try Connection(path: world.folder.database, mode: .readWrite)
    var told: [String] = []

    try Rederivation(connection, TestPolicy.library()).run { told.append($0) }

    connection.close()
    #expect(told.count == 1 && told[0].hasPrefix("\(Self.damaged) cannot be read"), "\(told)")
    let library = try TestPolicy.library()
    let found = try ProjectionCheck(path: world.folder.database, library: library).run()
    #expect(found.map(\.place) == ["escalation \(Self.damaged)"])
    let again = try World(folder: world.folder, keepsFolder: true)
    try expectOthers(in: again)
  }

  @Test func `rows that could not be made anew are as they were, and the next start makes them`()
    throws
  {
    let world = try World(keepsFolder: true)
    defer { try? FileManager.default.removeItem(atPath: world.folder.path) }
    try world.populate()
    try RandomHistory.write(to: world, escalations: 8, events: 80, seed: 12)
    // With so much taken away and no room to grow, it fails under way.
    try world.tamper("UPDATE store SET derivation = 1; DELETE FROM duty_place;")
    let connection = try Connection(path: world.folder.database, mode: .readWrite)
    try connection.vacuum()
    let pages = try connection.pageCount
    try connection.execute("PRAGMA max_page_count = \(pages)")

    #expect(throws: Failure.storageFull) {
      try Rederivation(connection, TestPolicy.library()).run()
    }

    let rows = try connection.prepare("SELECT count(*) FROM escalation").first { $0.int(0) }
    #expect(rows == 8)
    #expect(try Rederivation.isNeeded(connection))
    connection.close()
    try World(folder: world.folder, keepsFolder: true).close()
    #expect(try verify(world.folder) == [])
  }

  @Test func `with a text alone that is not what was digested, all but that text is derived`()
    throws
  {
    let world = try World(keepsFolder: true)
    defer { try? FileManager.default.removeItem(atPath: world.folder.path) }
    try world.populate()
    try RandomHistory.write(to: world, escalations: 8, events: 80, seed: 13)
    try world.tamper("UPDATE part SET content = 'x' WHERE class = 'narrative'")
    let library = try TestPolicy.library()

    let done = try Rebuild.inPlace(
      world.folder, library: library, now: at("2026-03-09T09:00:00Z"))

    #expect(done.report.differences == [])
    #expect(try ProjectionCheck(path: world.folder.database, library: library).run() == [])
  }

  @Test func `what runs under a policy that is not stored is one finding, with the policy`() throws
  {
    let world = try World()
    try world.populate()
    for _ in 0..<3 { _ = try Story(world) }
    world.close()
    let (whole, path) = (try TestPolicy.library(), world.folder.database)

    let found = try ProjectionCheck(
      path: path, library: Library(policies: [], calendars: [:], zone: whole.zone)
    ).run()

    #expect(found.map(\.kind) == [.damaged])
    #expect(found.map(\.place) == ["policy \(TestPolicy.id) \(TestPolicy.version)"])
  }

  @Test func `in a folder or a file that others may read, nothing is rebuilt`() throws {
    let world = try makeWorld()
    defer { try? FileManager.default.removeItem(atPath: world.folder.path) }
    for (path, mode, right) in [
      (world.folder.path, 0o755, 0o700), (world.folder.database, 0o644, 0o600),
    ] {
      func set(_ mode: Int) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
      }
      try set(mode)

      let refusal = #expect(throws: StoreError.self) {
        try Rebuild.inPlace(world.folder, library: TestPolicy.library(), now: world.now)
      }

      #expect(refusal?.reason == .looseModes)
      try set(right)
    }
    let nowhere = DataFolder(path: temporaryPath())
    #expect(throws: StoreError.self) {
      try Rebuild.inPlace(nowhere, library: TestPolicy.library(), now: world.now)
    }
    #expect(!FileManager.default.fileExists(atPath: nowhere.path), "nothing is made either")
  }
}
