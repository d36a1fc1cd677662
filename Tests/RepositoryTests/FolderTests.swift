import Casework
import Escalations
import Foundation
import SQLite
import Testing

@testable import Repository

@Suite("The data folder") struct FolderTests {
  private func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
  }

  @Test func `folder and files are for their owner only`() throws {
    let world = try World()
    try world.populate()

    #expect(try mode(world.folder.path) == 0o700)
    for file in try FileManager.default.contentsOfDirectory(atPath: world.folder.path) {
      #expect(try mode(world.folder.path + "/" + file) == 0o600, "\(file)")
    }
  }

  @Test(arguments: [
    ("", 0o750), ("/parley.db", 0o644), ("/parley.lock", 0o660), ("/secret", 0o640),
    ("/erasures.ndjson", 0o604), ("/demonstration-tokens.json", 0o644),
    ("/parley.db.before-20260302", 0o644), ("/rebuilt.db", 0o644),
  ])
  func `what is open to others is refused`(file: String, mode: Int) throws {
    let folder = DataFolder(path: temporaryPath())
    do { _ = try World(folder: folder, keepsFolder: true) }
    let path = folder.path + file
    if !FileManager.default.fileExists(atPath: path) {
      #expect(FileManager.default.createFile(atPath: path, contents: Data()))
    }
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)

    let error = #expect(throws: StoreError.self) { try World(folder: folder) }

    #expect(error?.reason == .looseModes)
    #expect(error?.description.hasSuffix("type: chmod go= '\(path)'") == true, "\(error as Any)")
    try FileManager.default.removeItem(atPath: folder.path)
  }

  @Test func `only one process writes in a folder`() throws {
    let world = try World()

    let error = #expect(throws: StoreError.self) {
      try World(folder: world.folder, keepsFolder: true)
    }

    #expect(error?.reason == .inUse)
    world.close()
    _ = try World(folder: world.folder, keepsFolder: true)
  }

  @Test func `a lock that cannot be opened says why, in the system's words`() throws {
    let folder = DataFolder(path: temporaryPath())
    do { _ = try World(folder: folder, keepsFolder: true) }
    defer { try? FileManager.default.removeItem(atPath: folder.path) }
    try FileManager.default.removeItem(atPath: folder.lockFile)
    try FileManager.default.createDirectory(
      atPath: folder.lockFile, withIntermediateDirectories: false,
      attributes: [.posixPermissions: 0o700])

    let error = #expect(throws: StoreError.self) { try World(folder: folder, keepsFolder: true) }

    let words = "parley.lock cannot be opened for writing: Is a directory. "
    #expect(error?.description.contains(words) == true, "\(error as Any)")
  }

  @Test func `a file that a later release wrote is left alone`() throws {
    let world = try World()
    try world.tamper("PRAGMA user_version = 99")

    let error = #expect(throws: StoreError.self) {
      try World(folder: world.folder, keepsFolder: true)
    }

    #expect(error?.reason == .newerSchema)
  }

  @Test func `a file that is no database is refused`() throws {
    let folder = DataFolder(path: temporaryPath())
    try folder.prepare()
    try Data(repeating: 65, count: 8_192).write(to: URL(fileURLWithPath: folder.database))

    let error = #expect(throws: StoreError.self) { try World(folder: folder) }

    #expect(error?.reason == .unusable)
    try FileManager.default.removeItem(atPath: folder.path)
  }

  @Test func `what was loaded is there for the library of the next start`() throws {
    let folder = DataFolder(path: temporaryPath())
    do {
      let world = try World(folder: folder, keepsFolder: true)
      try world.run { (ledger, now) throws(Failure) in
        try ledger.addPolicy(TestPolicy.policy(version: "1"), json: [1], at: now)
        try ledger.addPolicy(TestPolicy.policy(version: "2"), json: [2], at: now)
        return nil
      }
    }

    let connection = try Connection(path: folder.database, mode: .readOnly)
    #expect(try StoredDocuments(connection).policies.map(\.json) == [[1], [2]])
    try FileManager.default.removeItem(atPath: folder.path)
  }

  @Test func `an alteration of the file is noticed when the record is read`() throws {
    let folder = DataFolder(path: temporaryPath())
    do {
      let world = try World(folder: folder, keepsFolder: true)
      try world.populate()
      _ = try Story(world)
      try world.tamper("UPDATE part SET content = replace(content, 'Child One', 'Child Two')")
    }
    let world = try World(folder: folder)
    let reader = try world.store.makeReader()

    #expect(throws: Failure.self) {
      try reader.history(of: "TEST-2026-00001", for: World.agent(World.school))
    }
    #expect(
      try reader.status(of: "TEST-2026-00001", for: World.agent(World.school)) != nil,
      "what was not touched is still answered")
  }
}
