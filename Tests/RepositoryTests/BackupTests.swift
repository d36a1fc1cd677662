import Casework
import Escalations
import Foundation
import Testing

@testable import Repository

@Suite("Backups") struct BackupTests {
  @Test func `a backup under way holds up nobody, is of one moment, and can be opened`() throws {
    let world = try World()
    try world.populate()
    let story = try Story(world)
    let beside = Beside()
    beside.run {
      for _ in 0..<50 { _ = try? story.append(Story.act(at: world.now)) }
    }
    let target = DataFolder(path: temporaryPath())
    try target.prepare()
    try FileManager.default.removeItem(atPath: target.database)

    let backup = try world.store.backup(to: target.database)
    beside.wait()

    let report = try Verification(path: target.database).run()
    #expect(report.findings == [])
    #expect(report.heads == backup.heads)
    #expect(try ProjectionCheck(path: target.database, library: TestPolicy.library()).run() == [])
    let opened = try World(folder: target)
    let history = try opened.store.makeReader()
      .history(of: story.reference, for: World.agent(World.school))
    #expect(history?.escalation.lastEvent == Int(report.events) - 12)
  }

  @Test func `a backup writes over no file that is there`() throws {
    let world = try World()

    #expect(throws: StoreError.self) { try world.store.backup(to: world.folder.database) }
  }

  @Test func `a target that will not do is told apart: a file, a folder, and where there is none`()
    throws
  {
    let world = try World()
    let folder = world.folder.path
    let words = [world.folder.database, folder, folder + "/none/copy.db"].map { path in
      #expect(throws: StoreError.self) { try world.store.backup(to: path) }?.description
    }

    #expect(
      words[0]?.hasSuffix("parley.db is there already: a backup writes over no file.") == true)
    #expect(words[1] == "\(folder) is a folder: name the file that is to be made in it.")
    #expect(words[2]?.hasSuffix("cannot be made: there is no folder \(folder)/none.") == true)
  }

  @Test func `a backup that cannot be written leaves nothing behind`() throws {
    let world = try World()
    let path = world.folder.path + "/no-such-folder/copy.db"

    #expect(throws: StoreError.self) { try world.store.backup(to: path) }
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func `a backup that fails under way leaves nothing behind, nor what SQLite left of it`()
    throws
  {
    let folder = temporaryPath()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let (source, copy) = (folder + "/torn.db", folder + "/copy.db")
    try Data(repeating: 65, count: 8_192).write(to: URL(fileURLWithPath: source))
    for end in ["-journal", "-wal", "-shm"] {
      try Data().write(to: URL(fileURLWithPath: copy + end))
    }

    let refusal = #expect(throws: StoreError.self) { try Store.backUp(source, to: copy) }

    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["torn.db"])
    let words = "\(source) is damaged, or is no database: take a backup that is whole."
    #expect(refusal?.description == words)
  }
}
