import Casework
import Escalations
import Synchronization
import Testing

@testable import Repository

@Suite("Escalations that may be one matter") struct MatterTests {
  private static let child = RecordIdentifier(.nhsNumber, "999 000 0001")

  private func open(
    _ world: World, with receiving: AgencyID, except reference: Reference, for viewer: Viewer
  ) throws -> [OpenMatter] {
    let found = Mutex<[OpenMatter]>([])
    try world.run { (ledger, _) throws(Failure) in
      let open = try ledger.openMatters(
        about: [Self.child], with: [receiving], except: reference, for: viewer)
      found.withLock { $0 = open }
      return nil
    }
    return found.withLock { $0 }
  }

  private func note(
    _ world: World, _ knowledge: MatterKnowledge, _ one: Reference, _ other: Reference
  ) throws {
    try world.run { (ledger, now) throws(Failure) in
      _ = try ledger.note(
        knowledge, of: one, and: other, partnership: World.partnership, by: nil, at: now)
      return nil
    }
  }

  @Test func `are about the same child and the same agency's decision, and say who sees them`()
    throws
  {
    let world = try World()
    try world.populate()
    let first = try Story(world).reference
    let second = try Story(world).reference
    let school = World.agent(World.school)
    let police = World.agent(World.police)

    #expect(
      try open(world, with: World.socialCare, except: second, for: school)
        == [OpenMatter(first, isSeen: true, isRestricted: false)])
    #expect(
      try open(world, with: World.socialCare, except: second, for: police)
        == [OpenMatter(first, isSeen: false, isRestricted: false)])
    #expect(try open(world, with: World.police, except: second, for: school) == [])
  }

  @Test func `are shown to the partnership as hints until somebody links them`() throws {
    let world = try World()
    try world.populate()
    let first = try Story(world).reference
    let second = try Story(world).reference
    let secret = try Story(world, isRestricted: true).reference
    let reader = try world.store.makeReader()
    let office = World.office(.partnership)
    try note(world, .hinted, second, first)
    try note(world, .hinted, secret, first)

    #expect(
      try reader.matterHints(for: office)
        == [MatterHint(second, first, foundAt: world.now)], "the restricted one is not its to know")
    for viewer in World.viewers where viewer.role != .partnership {
      #expect(try reader.matterHints(for: viewer) == [])
    }

    try note(world, .linked, first, second)

    #expect(try reader.matterHints(for: office) == [])
    #expect(try reader.linked(with: first, for: office).map(\.reference) == [second])
    #expect(
      try reader.linked(with: second, for: World.agent(World.school)).map(\.reference) == [first])
    #expect(try reader.linked(with: second, for: World.agent(World.police)) == [])
    world.close()
    #expect(try Verification(path: world.folder.database).run().findings.isEmpty)
  }
}
