import Casework
import Escalations
import SQLite
import Testing

@testable import Repository

@Suite("Counts") struct TallyTests {
  private func everything() throws -> TallyQuery {
    try TallyQuery(policy: nil, on: day("2026-03-02"), in: TestPolicy.library().zone)
  }

  /// Counts as they are kept, those of limits' instants left out.
  private func kept(_ reader: SQLReader, _ viewer: Viewer) throws -> [String: Int] {
    var counts: [String: Int] = [:]
    for row in try reader.tallies(everything(), for: viewer).rows where row.measure != .dueAt {
      counts["\(row.measure.rawValue) \(row.value)", default: 0] += row.count
    }
    return counts
  }

  /// The same, counted one by one.
  private func counted(_ reader: SQLReader, _ viewer: Viewer) throws -> [String: Int] {
    var counts: [String: Int] = [:]
    func add(_ key: String) { counts[key, default: 0] += 1 }
    for row in try reader.escalations(ListQuery(limit: 200), for: viewer).rows {
      add("state \(row.state)")
      if let day = row.nextDueOn { add("dueOn \(day)") }
      guard row.state == "open" else { continue }
      add("stage \(row.track)/\(row.stage)")
      add("formality \(row.formality.rawValue)")
      for place in Set(row.parties.map { "\($0.agency) \($0.side.rawValue)" }) {
        add("agency \(place)")
      }
      if row.risk.isFlagged { add("flagged ") }
      let hour = row.raisedAt.milliseconds / 3_600_000 * 3_600_000
      add("raised \(Tallies.value(of: Instant(milliseconds: hour)))")
    }
    return counts
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func `what is kept is what one would count, in everybody's eyes, after any history`(
    seed: UInt64
  ) throws {
    let world = try World()
    try world.populate()
    try RandomHistory.write(to: world, escalations: 10, events: 150, seed: seed)
    let reader = try world.store.makeReader()

    for viewer in World.viewers {
      var kept = try kept(reader, viewer)
      kept = kept.filter { !$0.key.hasPrefix("owed ") && !$0.key.hasPrefix("unseen") }
      #expect(try kept == counted(reader, viewer), "\(viewer.role) \(viewer.agency?.text ?? "")")
    }
  }

  @Test func `duties count for whoever owes them, and internal ones and guides for nobody`() throws
  {
    let world = try World()
    try world.populate()
    _ = try Story(world)
    _ = try Story(world, receiving: World.police)
    let reader = try world.store.makeReader()

    let office = try kept(reader, World.office(.partnership)).filter { $0.key.hasPrefix("owed") }
    let police = try kept(reader, World.agent(World.police)).filter { $0.key.hasPrefix("owed") }

    #expect(office == ["owed agency:testshire-csc": 1, "owed agency:testshire-police": 1])
    #expect(police == ["owed agency:testshire-police": 1])
  }

  @Test func `what a receiving agency acknowledged is unseen no more`() throws {
    let world = try World()
    try world.populate()
    let story = try Story(world)
    let reader = try world.store.makeReader()
    let before = try kept(reader, World.office(.dashboard))["unseen "]

    try story.append(
      Event(
        body: .acknowledged(World.socialCare), occurredAt: world.now, agency: World.socialCare))

    #expect(before == 1)
    #expect(try kept(reader, World.office(.dashboard))["unseen "] == nil)
  }

  @Test func `a job that fails leaves the counts as they were`() throws {
    let world = try World()
    try world.populate()
    _ = try Story(world)
    let reader = try world.store.makeReader()
    let before = try kept(reader, World.office(.dashboard))

    let outcomes = world.runTogether([
      World.job { (ledger, now) throws(Failure) in
        _ = try Story.raise(ledger, now)
        throw .notFound
      },
      World.job { (ledger, now) throws(Failure) in try Story.raise(ledger, now) },
    ])

    #expect(outcomes.map { (try? $0.get()) != nil } == [false, true])
    #expect(before["state open"] == 1)
    #expect(try kept(reader, World.office(.dashboard))["state open"] == 2)
  }

  @Test func `a file of another derivation has its derived tables made anew when it is opened`()
    throws
  {
    let world = try World(keepsFolder: true)
    try world.populate()
    try RandomHistory.write(to: world, escalations: 8, events: 60, seed: 9)
    let before = try kept(world.store.makeReader(), World.office(.partnership))
    try world.tamper(
      """
      UPDATE store SET derivation = 1; DELETE FROM tally; UPDATE escalation SET acted_at = 0;
      DELETE FROM duty_place WHERE escalation_id = 3
      """)

    let reopened = try World(folder: world.folder)
    let after = try kept(reopened.store.makeReader(), World.office(.partnership))
    reopened.close()

    #expect(after == before)
    let check = try ProjectionCheck(path: world.folder.database, library: TestPolicy.library())
    #expect(try check.run() == [])
  }
}
