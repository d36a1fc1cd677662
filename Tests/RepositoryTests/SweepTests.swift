import Casework
import Escalations
import SQLite
import Synchronization
import Testing

@testable import Repository

/// One record that cannot be read is its own parties' trouble, and no walk of the service stops at it.
@Suite("Walks past what cannot be read") struct SweepTests {
  /// Three escalations, of which the second one's first event is not what was hashed.
  private func damaged() throws -> (world: World, references: [Reference]) {
    let folder = DataFolder(path: temporaryPath())
    let first = try World(folder: folder, keepsFolder: true)
    try first.populate()
    let references = try (0..<3).map { _ in try Story(first).reference }
    try first.tamper(
      """
      UPDATE event SET payload = replace(payload, 'threshold', 'another') WHERE number = 1
        AND stream_id = (SELECT id FROM stream WHERE reference = '\(references[1].text)')
      """)
    return (try World(folder: folder), references)
  }

  private func walk(
    _ world: World, _ job: (@escaping @Sendable (Walked) -> Void) -> Job
  ) throws -> Walked {
    let walked = Mutex(Walked())
    try world.run(job { found in walked.withLock { $0 = found } })
    return walked.withLock { $0 }
  }

  @Test func `the sweep records the limits of the others, and passes over it the next time`() throws
  {
    let (world, references) = try damaged()
    world.now = at("2026-03-06T09:00:00Z")

    let first = try walk(world) { .sweep(nearHours: 1, limit: 2, report: $0) }
    #expect(first.count == 2 && first.moreWait)
    #expect(Set(first.unreadable.keys) == [references[1]])
    let second = try walk(world) {
      .sweep(nearHours: 1, limit: 2, passingOver: [references[1]], report: $0)
    }

    #expect(second.count == 1 && !second.moreWait && second.unreadable.isEmpty)
    let reader = try world.store.makeReader()
    for reference in [references[0], references[2]] {
      let history = try reader.history(of: reference, for: World.agent(World.school))
      #expect(history?.entries.count == 2, "\(reference): that its limits passed is on record")
    }
  }

  @Test func `a changed calendar is followed by the others, to the end`() throws {
    let (world, references) = try damaged()
    let calendar = try #require(try TestPolicy.library().calendars["none"])
    try world.run { (ledger, now) throws(Failure) in
      try ledger.beginFollowing(calendar, in: [World.partnership], at: now)
      return nil
    }
    var unreadable: Set<Reference> = []
    var walks = 0
    while walks < 20 {
      let walked = try walk(world) { .followCalendars(limit: 1, report: $0) }
      unreadable.formUnion(walked.unreadable.keys)
      walks += 1
      if !walked.moreWait { break }
    }

    #expect(unreadable == [references[1]])
    #expect(walks < 20, "it comes to its end")
  }
}
