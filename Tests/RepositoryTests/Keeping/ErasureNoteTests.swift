import Casework
import Escalations
import Foundation
import Testing

@testable import Repository

@Suite("Notes of erasures") struct ErasureNoteTests {
  private func note(_ number: Int) -> NotedErasure {
    NotedErasure(
      Erasure(
        reference: Reference("TEST-2026-0000\(number)"), classes: [.narrative], rule: "request",
        by: "the board"), partnership: "testshire", at: at("2026-03-02T09:00:00Z"))
  }

  @Test(arguments: [
    (0, [2], "nothing was written yet"), (1, [2], "a byte of the first"), (40, [2], "half of it"),
  ])
  func `a line that a crash tore swallows no later one`(
    bytes: Int, kept: [Int], because: String
  ) throws {
    let folder = DataFolder(path: temporaryPath())
    try folder.prepare()
    defer { try? FileManager.default.removeItem(atPath: folder.path) }
    let notes = ErasureNotes(in: folder)
    try notes.append([note(1)])
    let file = try #require(FileHandle(forUpdatingAtPath: notes.path))
    try file.truncate(atOffset: UInt64(bytes))
    try file.close()

    try notes.append([note(2)])
    try notes.append([note(3)])

    #expect(notes.all() == (kept + [3]).map(note), "\(because)")
  }

  @Test func `a line that lacks only its end is kept, and so is the next`() throws {
    let folder = DataFolder(path: temporaryPath())
    try folder.prepare()
    defer { try? FileManager.default.removeItem(atPath: folder.path) }
    let notes = ErasureNotes(in: folder)
    try notes.append([note(1)])
    let file = try #require(FileHandle(forUpdatingAtPath: notes.path))
    try file.truncate(atOffset: try file.seekToEnd() - 1)
    try file.close()

    try notes.append([note(2)])

    #expect(notes.all() == [note(1), note(2)])
  }
}
