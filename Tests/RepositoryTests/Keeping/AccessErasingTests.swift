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

  @Test func `whole months go from the beginning, and the chain verifies from there on`() throws {
    let world = try World()
    try world.populate()
    try read(world, ["2026-03", "2026-04", "2026-06"])
    let anchors = try world.store.makeReader().heads(of: World.partnership)
    func erase() throws -> String? {
      try world.store.eraseAccess(before: at("2026-06-20T00:00:00Z"), rule: "r", by: "the board")
    }

    #expect(try erase() == "2026-03")
    #expect(try erase() == "2026-04")
    #expect(try erase() == nil, "June has not ended")

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

  @Test func `the last entry stays, so that the chain has an end`() throws {
    let world = try World()
    try world.populate()
    try read(world, ["2026-03"])
    world.now = at("2030-01-01T00:00:00Z")

    #expect(try world.store.eraseAccess(before: world.now, rule: "r", by: "b") == "2026-03")
    #expect(try world.store.eraseAccess(before: world.now, rule: "r", by: "b") == nil)

    let report = try Verification(path: world.folder.database).run()
    #expect(report.findings == [])
    #expect(report.accessEntries == 1)
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
    _ = try world.store.eraseAccess(before: at("2026-04-01T00:00:00Z"), rule: "r", by: "b")
    try world.tamper(script)

    #expect(try !Verification(path: world.folder.database).run().isSound, "\(because)")
  }
}
