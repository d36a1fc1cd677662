import Casework
import Escalations
import Foundation
import SQLite
import Testing

@testable import Repository

@Suite("Letting old access entries go") struct AccessErasingTests {
  /// Five readings in each of the months, the clock going on.
  private func read(_ world: World, _ months: [String]) throws {
    for month in months {
      world.now = at("\(month)-10T09:00:00Z")
      for number in 1...5 {
        try world.run { (ledger, now) throws(Failure) in
          try ledger.append(
            AccessEntry(
              kind: .record, viewer: World.agent(World.school), reference: nil,
              requestID: "\(month)-\(number)"), at: now)
          return nil
        }
      }
    }
  }

  private func erase(_ month: AccessMonth, in world: World) throws -> Bool {
    try world.store.eraseAccess(month, rule: "r", by: "the board")
  }

  @Test func `whole months go from the beginning, and the chain verifies from there on`() throws {
    let world = try World()
    try world.populate()
    try read(world, ["2026-03", "2026-04", "2026-06"])
    let anchors = try world.store.makeReader().heads(of: World.partnership)
    let due = try world.store.accessMonths(before: at("2026-06-20T00:00:00Z"))

    #expect(due.map(\.month) == ["2026-03", "2026-04"], "June has not ended")
    #expect(due.map(\.entries) == [5, 5])
    for month in due { #expect(try erase(month, in: world)) }
    #expect(try world.store.accessMonths(before: at("2026-06-20T00:00:00Z")) == [])

    try read(world, ["2026-07"])
    var verification = Verification(path: world.folder.database)
    verification.anchors = anchors
    let report = try verification.run()
    #expect(report.findings == [])
    #expect(report.accessEntries == 10)
    world.close()
    let again = try World(folder: world.folder, keepsFolder: true)
    try read(again, ["2026-08"])
    #expect(try Verification(path: world.folder.database).run().findings == [])
  }

  @Test func `a restored backup lets the months go again that went since`() throws {
    let world = try World(keepsFolder: true)
    try world.populate()
    try read(world, ["2026-03", "2026-04", "2026-06"])
    let backup = temporaryPath() + ".db"
    _ = try world.store.backup(to: backup)
    let anchors = try world.store.makeReader().heads(of: World.partnership)
    for month in try world.store.accessMonths(before: at("2026-06-20T00:00:00Z")) {
      #expect(try erase(month, in: world))
    }
    world.close()

    let report = try Restore(backup, into: world.folder).run(
      now: at("2026-07-01T09:00:00Z"), library: { _ in try TestPolicy.library() })

    #expect(report.monthsAgain == 2)
    let again = try World(folder: world.folder)
    #expect(
      try again.store.accessMonths(before: at("2026-08-01T00:00:00Z")).map(\.month) == ["2026-06"])
    again.close()
    let file = try Data(contentsOf: URL(fileURLWithPath: world.folder.database))
    #expect(file.firstRange(of: Array("2026-04-3".utf8)) == nil)
    var verification = Verification(path: world.folder.database)
    verification.anchors = anchors
    #expect(try verification.run().findings == [])
  }

  @Test func `months that go while a walk is under way are no gap`() throws {
    let world = try World()
    try world.populate()
    try read(world, ["2026-03", "2026-04"])
    let connection = try Connection.reading(world.folder.database)
    var check = try AccessCheck(connection, names: ChainNames(connection))

    for month in try world.store.accessMonths(before: at("2026-04-20T00:00:00Z")) {
      #expect(try erase(month, in: world))
    }

    #expect(try check.run(Int64.min...Int64.max).findings == [])
  }

  @Test func `the last entry stays, so that the chain has an end`() throws {
    let world = try World()
    try world.populate()
    try read(world, ["2026-03"])
    world.now = at("2030-01-01T00:00:00Z")

    let due = try world.store.accessMonths(before: world.now)
    #expect(due.map(\.entries) == [4])
    #expect(try erase(due[0], in: world))
    #expect(try world.store.accessMonths(before: world.now) == [])

    let report = try Verification(path: world.folder.database).run()
    #expect(report.findings == [])
    #expect(report.accessEntries == 1)
  }

  @Test func `a month goes only as it was shown, and no chain waits for another's last entry`()
    throws
  {
    let world = try World()
    try world.populate()
    try world.addStranger()
    // Elsewhere only one entry was ever made, long ago: it stays.
    world.now = at("2026-01-10T09:00:00Z")
    try world.run { (ledger, now) throws(Failure) in
      try ledger.append(
        AccessEntry(
          kind: .record,
          viewer: World.stranger,
          reference: nil, requestID: "e"), at: now)
      return nil
    }
    try read(world, ["2026-03"])
    let shown = try #require(try world.store.accessMonths(before: at("2026-04-01T00:00:00Z")).first)

    try read(world, ["2026-05"])

    #expect(shown.partnership == World.partnership)
    #expect(try !erase(shown, in: world), "the entry that would have stayed may go now too")
    let again = try world.store.accessMonths(before: at("2026-04-01T00:00:00Z"))
    #expect(again.map(\.entries) == [5])
    #expect(try erase(again[0], in: world))
    #expect(try !erase(again[0], in: world), "it is gone")
    #expect(try Verification(path: world.folder.database).run().findings == [])
  }

  @Test(arguments: [
    ("DELETE FROM access_entry WHERE sequence <= 7", "more than the record says"),
    (
      """
      UPDATE event SET payload = replace(payload, '"through":"5"', '"through":"7"')
        WHERE kind = 'access.erased';
      DELETE FROM access_entry WHERE sequence <= 7
      """, "the record of it changed too"
    ),
  ])
  func `what went without being on record is found`(script: String, because: String) throws {
    let world = try World()
    try world.populate()
    try read(world, ["2026-03", "2026-04"])
    for month in try world.store.accessMonths(before: at("2026-04-01T00:00:00Z")) {
      #expect(try erase(month, in: world))
    }
    try world.tamper(script)

    #expect(try !Verification(path: world.folder.database).run().isSound, "\(because)")
  }
}
