import Casework
import Escalations
import Testing

@testable import Repository

@Suite("The feed") struct FeedTests {
  /// Everything from the beginning, in pages of that size.
  private func all(
    _ reader: SQLReader, _ viewer: Viewer, limit: Int
  ) throws -> [FeedEvent] {
    var events: [FeedEvent] = []
    var place: FeedPlace?
    while true {
      let page = try reader.feed(after: place, limit: limit, for: viewer)
      events += page.events
      place = page.end
      if !page.hasMore { return events }
    }
  }

  @Test(arguments: [1, 7, 200])
  func `tells each viewer the events of its records, once, in the order of the chain`(
    limit: Int
  ) throws {
    var settings = StoreSettings.forTests
    settings.scanLimit = 5
    let world = try World(settings: settings)
    try world.populate()
    try RandomHistory.write(to: world, escalations: 6, events: 80, seed: 4)
    let reader = try world.store.makeReader()

    for viewer in World.viewers where viewer.role != .dashboard && viewer.role != .admin {
      let told = try all(reader, viewer, limit: limit)
      var recorded: [String] = []
      for number in 1...6 {
        let reference = Reference("TEST-2026-0000\(number)")
        for entry in try reader.history(of: reference, for: viewer)?.entries ?? [] {
          recorded.append("\(reference) \(entry.recorded.number) \(entry.sequence)")
        }
      }
      #expect(told.map(\.sequence) == told.map(\.sequence).sorted())
      #expect(
        told.map { "\($0.reference) \($0.number) \($0.sequence)" }.sorted() == recorded.sorted())
    }
    let admin = try all(reader, World.office(.admin), limit: limit)
    #expect(admin == [])
  }

  @Test func `goes on where it ended, and what comes later comes once`() throws {
    let world = try World()
    try world.populate()
    let story = try Story(world)
    let reader = try world.store.makeReader()
    let viewer = World.agent(World.socialCare)
    let first = try reader.feed(after: nil, limit: 100, for: viewer)
    let none = try reader.feed(after: first.end, limit: 100, for: viewer)

    try story.append(Story.act(at: world.now))
    try story.append(Story.act(at: world.now, privateTo: World.school))
    try story.append(Story.act(by: World.socialCare, at: world.now))
    let later = try reader.feed(after: none.end, limit: 100, for: viewer)

    #expect(first.events.map(\.number) == [1])
    #expect(none.events == [])
    #expect(later.events.map(\.number) == [2, 4], "the act internal to the school is not told")
    #expect(try reader.feedEnd(for: viewer) == later.end)
  }

  @Test func `is of another epoch after a restore`() throws {
    let world = try World(keepsFolder: true)
    try world.populate()
    _ = try Story(world)
    let before = try world.store.makeReader().feedEnd(for: World.office(.auditor))

    try world.tamper("UPDATE store SET epoch = epoch + 1")
    let restored = try World(folder: world.folder)
    let after = try restored.store.makeReader().feedEnd(for: World.office(.auditor))

    #expect(after == FeedPlace(epoch: before.epoch + 1, sequence: before.sequence))
  }
}
