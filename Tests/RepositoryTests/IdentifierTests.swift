import Casework
import Escalations
import Synchronization
import Testing

@testable import Repository

@Suite("Finding by an identifier") struct IdentifierTests {
  private func found(
    _ world: World, _ term: SearchTerm, by viewer: Viewer
  ) throws -> [Reference] {
    try world.store.makeReader().candidates(term, limit: 10, for: viewer).map(\.reference)
  }

  @Test func `a number leads those to an escalation who may see it, however it is spaced`() throws {
    let world = try World()
    try world.populate()
    let story = try Story(world)
    let other = try Story(world, receiving: World.police)
    let number = SearchTerm.identifier(RecordIdentifier(.nhsNumber, "9990 000001"))

    #expect(
      try found(world, number, by: World.agent(World.school))
        == [other.reference, story.reference])
    #expect(try found(world, number, by: World.agent(World.police)) == [other.reference])
    #expect(try found(world, number, by: World.office(.admin)).isEmpty)
    #expect(try found(world, number, by: World.office(.dashboard)).isEmpty)
    let upn = SearchTerm.identifier(RecordIdentifier(.upn, "9990000001"))
    #expect(try found(world, upn, by: World.agent(World.school)).isEmpty)
  }

  @Test func `an event's texts are taken over as they stand after corrections`() throws {
    let world = try World()
    try world.populate()
    let story = try Story(world)
    let member = "/children/0/name"
    try story.append(
      Event(
        body: .corrected(Correction(event: 1, members: [member])), occurredAt: world.now,
        agency: World.school,
        parts: [
          Part(class: .name, person: "child-1", member: member, text: "Child Won"),
          Part(class: .narrative, member: "/correction/reason", text: "Misheard."),
        ]))
    let texts = Mutex<[String: String]>([:])
    let reference = story.reference

    try world.run { (ledger, _) throws(Failure) in
      let parts = try ledger.parts(ofEvent: 1, of: reference)
      texts.withLock { all in for part in parts { all[part.member] = part.text } }
      return nil
    }

    let taken = texts.withLock { $0 }
    #expect(taken[member] == "Child Won")
    #expect(taken["/by/name"] == "Ada Made-Up")
    #expect(taken["/correction/reason"] == nil)
    #expect(taken.count == 4)
  }
}
