import Casework
import Escalations
import Foundation
import SQLite
import Testing

@testable import Repository

/// What a release has written is read by every later one: a fixture of each schema stays here.
@Suite("Earlier schemas") struct MigrationTests {
  /// The file of a store under schema 1, as the first release wrote it.
  private func firstSchema(_ folder: DataFolder) throws {
    try folder.prepare()
    let connection = try Connection(path: folder.database, mode: .readWriteCreate)
    try connection.execute(Schema.steps[0])
    try connection.execute(SchemaOneFixture.rows)
    try connection.setUserVersion(1)
    connection.close()
  }

  /// The few rows have no events of their agencies and their credential.
  private static func findings(in folder: DataFolder) throws -> [Finding] {
    try Verification(path: folder.database).run().findings.filter { $0.kind != .altered }
  }

  @Test func `a store of the first schema is brought forward with everything in it`() throws {
    let world = try World(prepare: firstSchema)

    #expect(try world.store.makeReader().condition().schemaVersion == Schema.steps.count)
    let reader = try world.store.makeReader()
    let history = try reader.history(of: "TEST-2026-00001", for: World.agent(World.school))
    let entry = try #require(history?.entries.first)
    #expect(entry.recorded.event.parts.map(\.text) == ["A worry.", "Child One"])
    #expect(try Self.findings(in: world.folder) == [])
    #expect(
      try ProjectionCheck(path: world.folder.database, library: TestPolicy.library()).run() == [])
    #expect(try Story(world).reference == "TEST-2026-00002")
  }

  /// A rebuild is for the day on which a file cannot be opened any more, so it does not ask for a
  /// migration first.
  @Test(arguments: 1...Schema.steps.count)
  func `a file of any schema is rebuilt with everything in it`(schema: Int) throws {
    let old = DataFolder(path: temporaryPath())
    try firstSchema(old)
    let connection = try Connection(path: old.database, mode: .readWrite)
    for sql in Schema.steps[1..<schema] { try connection.execute(sql) }
    try connection.setUserVersion(schema)
    connection.close()
    let fresh = DataFolder(path: temporaryPath())
    try fresh.prepare()
    try FileManager.default.removeItem(atPath: fresh.database)

    let report = try Rebuild(
      from: old.database, to: fresh.database, library: TestPolicy.library()
    ).run()

    #expect(report.escalations == 1)
    #expect(report.differences == [])
    #expect(!report.compares, "what an earlier release derived is no measure")
    let world = try World(folder: fresh)
    let history = try world.store.makeReader()
      .history(of: "TEST-2026-00001", for: World.agent(World.school))
    #expect(history?.entries.first?.recorded.event.parts.map(\.text) == ["A worry.", "Child One"])
    #expect(try Self.findings(in: fresh) == [])
    #expect(
      try ProjectionCheck(path: fresh.database, library: TestPolicy.library()).run() == [])
    try world.run { (ledger, _) throws(Failure) in
      #expect(try ledger.reference(World.school, external: "our-1") == "TEST-2026-00001")
      return nil
    }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: fresh.path).count {
        $0.contains("earlier")
      } == 0)
    try FileManager.default.removeItem(atPath: old.path)
  }

  @Test func `a step that fails leaves the file as the last good one left it`() throws {
    let folder = DataFolder(path: temporaryPath())
    try firstSchema(folder)
    let connection = try Connection(path: folder.database, mode: .readWrite)
    try connection.execute("CREATE TABLE legal_hold (id INTEGER PRIMARY KEY) STRICT")
    connection.close()

    #expect(throws: StoreError.self) { try World(folder: folder) }

    let again = try Connection(path: folder.database, mode: .readWrite)
    let stands = Schema.steps.firstIndex { $0.contains("CREATE TABLE legal_hold") }
    #expect(try again.userVersion == stands, "every step before the one that failed")
    #expect(try again.prepare("SELECT count(*) FROM part").first { row in row.int(0) } == 2)
    again.close()
  }

  @Test func `a file of a later release is refused in words, and not touched`() throws {
    let folder = DataFolder(path: temporaryPath())
    try firstSchema(folder)
    let connection = try Connection(path: folder.database, mode: .readWrite)
    try connection.setUserVersion(Schema.steps.count + 1)
    connection.close()
    let before = try Data(contentsOf: URL(fileURLWithPath: folder.database))

    let refusal = #expect(throws: StoreError.self) { try World(folder: folder) }

    #expect(refusal?.reason == .newerSchema)
    #expect(refusal?.description.contains("release") == true)
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.database)) == before)
  }

  @Test func `a file of a later release is not taken for the part of it that this one knows`()
    throws
  {
    let world = try World()
    try world.populate()
    try world.tamper("PRAGMA user_version = \(Schema.steps.count + 1)")
    let (path, library) = (world.folder.database, try TestPolicy.library())
    let uses: [() throws -> Void] = [
      { _ = try Verification(path: path).run() },
      { _ = try ProjectionCheck(path: path, library: library).run() },
      { _ = try Rebuild(from: path, to: path + ".fresh", library: library).run() },
      { _ = try Store.backUp(path, to: path + ".copy") },
      {
        _ = try Reanchor(world.folder).run(
          reason: "x", by: "y", now: at("2026-03-09T09:00:00Z"), library: library)
      },
    ]

    for (place, use) in uses.enumerated() {
      let refusal = #expect(throws: StoreError.self) { try use() }
      #expect(refusal?.reason == .newerSchema, "\(place): \(refusal?.description ?? "")")
    }
  }

  @Test func `what an earlier release derived is not held against this one's rules`() throws {
    let world = try World()
    try world.populate()
    _ = try Story(world)
    try world.tamper("UPDATE store SET derivation = derivation - 1")

    let refusal = #expect(throws: StoreError.self) {
      try ProjectionCheck(path: world.folder.database, library: TestPolicy.library()).run()
    }

    #expect(refusal?.description.contains("earlier release") == true)
  }

  @Test(arguments: 1...Schema.steps.count)
  func `every step leads from the schema before it to the same as all at once`(step: Int) throws {
    let stepwise = try Connection(path: ":memory:", mode: .readWriteCreate)
    for sql in Schema.steps.prefix(step) { try stepwise.execute(sql) }
    try stepwise.setUserVersion(step)

    try Schema.migrator.migrate(stepwise)

    #expect(try SchemaCheck(stepwise).fault == nil)
  }
}
