import Casework
import Escalations
import Testing

@testable import Repository

@Suite("The store") struct StoreTests {
  @Test func `what was raised is there for those who take part`() throws {
    let world = try World()
    try world.populate()
    let story = try Story(world)
    let reader = try world.store.makeReader()

    let status = try reader.status(of: story.reference, for: World.agent(World.socialCare))
    let history = try reader.history(of: story.reference, for: World.agent(World.school))

    #expect(story.reference == "TEST-2026-00001")
    #expect(status?.state == "open")
    #expect(status?.parties.map(\.agency) == [World.school, World.socialCare])
    #expect(
      status?.nextDueAt == world.now.adding(hours: 72), "guides and internal duties are left out")
    #expect(status?.owedCount == 1)
    #expect(history?.entries.count == 1)
    #expect(history?.entries.first?.recorded.event == Story.raised(story.reference, at: world.now))
  }
}
