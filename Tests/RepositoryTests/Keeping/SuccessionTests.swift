import Casework
import Escalations
import Foundation
import SQLite
import Testing

@testable import Repository

@Suite("A file that takes another's place") struct SuccessionTests {
  @Test func `a restore cut off at its end is finished by the next, and no empty store is made`()
    throws
  {
    let world = try World()
    try world.populate()
    let story = try Story(world)
    let backup = try Restoring.backedUp(world)
    let folder = DataFolder(path: temporaryPath())
    _ = try Restoring.restore(backup, into: folder)
    try FileManager.default.moveItem(atPath: folder.database, toPath: folder.nextDatabase)

    #expect(throws: StoreError.self) { try World(folder: folder, keepsFolder: true) }
    #expect(!FileManager.default.fileExists(atPath: folder.database))
    let report = try Restoring.restore(backup, into: folder)

    #expect(report.epoch == 3)
    let opened = try World(folder: folder)
    let status = try opened.store.makeReader()
      .status(of: story.reference, for: World.agent(World.school))
    #expect(status != nil)
  }

  @Test
  func `what a killed restore left is gone at the next start, and a file half made takes no place`()
    throws
  {
    let world = try World(keepsFolder: true)
    try world.populate()
    world.close()
    let left = [world.folder.stagedDatabase, world.folder.stagedDatabase + ".earlier-wal"]
    for path in left + [world.folder.nextDatabase] { try OwnFile.make(path) }

    let again = try World(folder: world.folder)

    let names = try FileManager.default.contentsOfDirectory(atPath: again.folder.path)
    #expect(!names.contains { $0.contains("restoring") || $0.contains("next") }, "\(names)")
  }

  @Test(arguments: 1...3)
  func `cut off at any step of taking its place, the next brings it to its end`(
    step: Int
  ) throws {
    let world = try World(keepsFolder: true)
    try world.populate()
    let story = try Story(world)
    world.close()
    let folder = world.folder
    let aside = folder.database + ".before-1"
    let files = FileManager.default
    // As they lie when it is killed after so many steps: made, the old file moved, its log moved.
    try files.copyItem(atPath: folder.database, toPath: folder.nextDatabase)
    try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder.nextDatabase)
    try Data("a log".utf8).write(to: URL(fileURLWithPath: folder.database + "-wal"))
    try files.setAttributes(
      [.posixPermissions: 0o600], ofItemAtPath: folder.database + "-wal")
    if step > 1 { try files.moveItem(atPath: folder.database, toPath: aside) }
    if step > 2 { try files.moveItem(atPath: folder.database + "-wal", toPath: aside + "-wal") }

    try folder.finishCutOff()

    #expect(files.fileExists(atPath: aside + "-wal") == (step > 1), "no log without its file")
    try? files.removeItem(atPath: folder.database + "-wal")
    let opened = try World(folder: folder)
    let status = try opened.store.makeReader()
      .status(of: story.reference, for: World.agent(World.school))
    #expect(status != nil)
  }
}
