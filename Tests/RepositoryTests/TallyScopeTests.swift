import Casework
import Digest
import Escalations
import SQLite
import Testing

@testable import Repository

@Suite("Whose counts there are") struct TallyScopeTests {
  private static let admin = World.office(.admin)

  /// How many escalations the viewer's counts say there are.
  private func count(_ world: World, _ viewer: Viewer) throws -> Int {
    let query = try TallyQuery(
      policy: nil, on: day("2026-03-02"), in: TestPolicy.library().zone)
    return try world.store.makeReader().tallies(query, for: viewer).rows
      .filter { $0.measure == .state }.map(\.count).reduce(0, +)
  }

  /// A credential that is named for restricted escalations.
  private func named(_ world: World, _ role: AccessRole, _ agency: AgencyID?) throws -> Viewer {
    let id = CredentialID("named-\(role.rawValue)-\(agency?.text ?? "all")")
    let viewer = Viewer(
      credential: id, role: role, partnership: World.partnership, agency: agency)
    try world.run { (ledger, now) throws(Failure) in
      try World.issue(viewer, ledger, now, seesRestricted: true)
      return nil
    }
    return viewer
  }

  private func merge(_ world: World, _ agency: AgencyID, into successor: AgencyID) throws {
    let old = try #require(try world.store.makeReader().agency(agency, for: Self.admin))
    var request = AgencyRequest(title: old.title, kind: old.kind)
    request.activeTo = day("2026-03-31")
    request.successor = successor
    try world.perform(.put(agency, request, basedOn: old.revision, by: Self.admin) { _ in })
  }

  /// What is kept is what the record leads to, and what a rebuilt file keeps.
  private func check(_ world: World) throws {
    world.close()
    let path = world.folder.database
    #expect(try Verification(path: path).run().findings.isEmpty)
    #expect(try ProjectionCheck(path: path, library: TestPolicy.library()).run() == [])
  }

  @Test func `a restricted escalation counts for the named and for whoever raised it, no one else`()
    throws
  {
    let world = try World()
    try world.populate()
    _ = try Story(world)
    _ = try Story(world, isRestricted: true)

    let office = try named(world, .partnership, nil)
    let care = try named(world, .agency, World.socialCare)
    let police = try named(world, .agency, World.police)

    #expect(try count(world, office) == 2)
    #expect(try count(world, care) == 2)
    #expect(try count(world, World.agent(World.school)) == 2, "it raised both")
    #expect(try count(world, World.agent(World.socialCare)) == 1)
    #expect(try count(world, World.office(.partnership)) == 1)
    #expect(try count(world, World.office(.dashboard)) == 1)
    #expect(try count(world, police) == 0, "named, and takes part in neither")
    #expect(try count(world, Self.admin) == 0)
    try check(world)
  }

  @Test func `named for one, others count it, and those named for all no more`() throws {
    let world = try World()
    try world.populate()
    _ = try Story(world)
    let reference = try Story(world, isRestricted: true).reference
    let office = try named(world, .partnership, nil)
    let care = try named(world, .agency, World.socialCare)
    let police = World.agent(World.police)
    let those = [World.office(.partnership), World.agent(World.socialCare), police]
    func name(_ viewers: [Viewer]) throws {
      try world.run { (ledger, now) throws(Failure) in
        _ = try ledger.name(viewers.map(\.credential), for: reference, by: office, at: now)
        return nil
      }
    }

    try name(those)
    #expect(try count(world, office) == 1)
    #expect(try count(world, care) == 1)
    #expect(try count(world, World.agent(World.school)) == 2, "it raised both")
    #expect(try count(world, World.office(.partnership)) == 2)
    #expect(try count(world, World.agent(World.socialCare)) == 2)
    #expect(try count(world, police) == 0, "named, and takes part in neither")

    try name([])
    #expect(try count(world, office) == 2)
    #expect(try count(world, care) == 2)
    #expect(try count(world, World.agent(World.socialCare)) == 1)

    try name(those)
    try check(world)
  }

  @Test
  func `a successor counts what both had once, and the merged agency goes on counting its own`()
    throws
  {
    let world = try World()
    try world.populate()
    _ = try Story(world)
    _ = try Story(world, receiving: World.police)
    _ = try Story(world, isRestricted: true)
    let care = try named(world, .agency, World.socialCare)
    #expect(try count(world, World.agent(World.police)) == 1)

    try merge(world, World.police, into: World.socialCare)
    #expect(try count(world, World.agent(World.socialCare)) == 2)
    #expect(try count(world, care) == 3)
    #expect(try count(world, World.agent(World.police)) == 1)

    // The school lies on the other side of all three: each still counts once.
    try merge(world, World.school, into: World.socialCare)
    #expect(try count(world, World.agent(World.socialCare)) == 2)
    #expect(try count(world, care) == 3)
    _ = try Story(world)
    #expect(try count(world, World.agent(World.socialCare)) == 3)
    try check(world)
  }
}
