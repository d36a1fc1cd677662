import Casework
import Escalations
import Synchronization
import Testing

@testable import Repository

@Suite("Who sees what") struct VisibilityTests {
  /// Somebody, and whether the escalation between school and social care exists for them.
  struct Looker: CustomTestStringConvertible, Sendable {
    let viewer: Viewer
    let status: Bool
    let record: Bool
    let because: String

    var testDescription: String { because }
  }

  static let lookers: [Looker] = [
    .init(viewer: World.agent(World.school), status: true, record: true, because: "it raised it"),
    .init(
      viewer: World.agent(World.socialCare), status: true, record: true, because: "it receives it"),
    .init(
      viewer: World.agent(World.police), status: false, record: false,
      because: "the police take no part"),
    .init(
      viewer: World.office(.partnership), status: true, record: true,
      because: "the partnership sees its own"),
    .init(
      viewer: World.office(.decider), status: true, record: true, because: "a panel's chair decides"
    ),
    .init(
      viewer: World.office(.auditor), status: true, record: true,
      because: "an auditor reads records"),
    .init(
      viewer: World.office(.dashboard), status: true, record: false,
      because: "a wall screen shows status"),
    .init(
      viewer: World.office(.admin), status: false, record: false,
      because: "an administrator sees no escalation"),
    .init(
      viewer: Viewer(
        credential: "stranger", role: .partnership, partnership: "elsewhere", agency: nil),
      status: false, record: false, because: "another partnership's office"),
    .init(
      viewer: Viewer(
        credential: "stranger", role: .agency, partnership: "elsewhere", agency: World.school),
      status: false, record: false, because: "the same agency's name under another partnership"),
    .init(
      viewer: Viewer(credential: "c", role: .agency, partnership: World.partnership, agency: nil),
      status: false, record: false, because: "an agency's credential without an agency"),
    .init(
      viewer: Viewer(
        credential: "c", role: .decider, partnership: World.partnership, agency: World.police),
      status: false, record: false, because: "a decider of an agency that takes no part"),
  ]

  @Test(arguments: lookers)
  func `an escalation exists for those who may see it and for nobody else`(looker: Looker) throws {
    let world = try World()
    try world.populate()
    let story = try Story(world)
    let reader = try world.store.makeReader()
    let viewer = looker.viewer

    let status = try reader.status(of: story.reference, for: viewer)
    let list = try reader.escalations(ListQuery(), for: viewer).rows
    let history = try reader.history(of: story.reference, for: viewer)
    let duties = try reader.duties(DutyQuery(), for: viewer).rows

    #expect((status != nil) == looker.status)
    #expect(list == [status].compactMap(\.self), "lists and look-ups agree")
    #expect((history != nil) == looker.record)
    #expect(duties.isEmpty == !looker.status)
    let state = try world.see(story.reference, for: viewer)
    #expect((state != nil) == looker.record, "commands see what records show")
  }

  @Test func `what one may not see is answered like what does not exist`() throws {
    let world = try World()
    try world.populate()
    let story = try Story(world)
    let reader = try world.store.makeReader()
    let police = World.agent(World.police)

    for reference in [story.reference, "TEST-2026-09999", "", "' OR 1=1 --"] {
      #expect(try reader.status(of: reference, for: police) == nil)
      #expect(try reader.history(of: reference, for: police) == nil)
      #expect(try world.see(reference, for: police) == nil)
    }
  }

  @Test func `an act internal to one agency is seen by that agency only`() throws {
    let world = try World()
    try world.populate()
    let story = try Story(world)
    try story.append(
      Story.act(at: world.now, privateTo: World.school, text: "Between ourselves."))
    try story.append(Story.act(at: world.now))
    let reader = try world.store.makeReader()

    for looker in Self.lookers where looker.record {
      let history = try reader.history(of: story.reference, for: looker.viewer)
      let numbers = history?.entries.map(\.recorded.number)
      let seesAll = looker.viewer.agency == World.school

      #expect(numbers == (seesAll ? [1, 2, 3] : [1, 3]), "\(looker.because)")
      #expect("\(history?.entries ?? [])".contains("Between ourselves.") == seesAll)
    }
  }

  @Test func `a duty internal to one agency is listed and counted for nobody else`() throws {
    let world = try World()
    try world.populate()
    let story = try Story(world)
    let reader = try world.store.makeReader()

    for looker in Self.lookers where looker.status {
      let duties = try reader.duties(DutyQuery(), for: looker.viewer).rows.map(\.key.duty)
      let status = try reader.status(of: story.reference, for: looker.viewer)

      #expect(duties.contains(TestPolicy.tellManager) == (looker.viewer.agency == World.school))
      #expect(duties.contains(TestPolicy.respond))
      #expect(status?.owedCount == 1)
    }
  }

  @Test func `an agency that left keeps the record until then, and no more`() throws {
    let world = try World()
    try world.populate()
    let story = try Story(world)
    try story.append(
      Event(
        body: .joined(Party(agency: World.police, kind: "police", side: .involved)),
        occurredAt: world.now))
    try story.append(Story.act(at: world.now, text: "Said before."))
    try story.append(Event(body: .left(World.police), occurredAt: world.now))
    try story.append(Story.act(at: world.now, text: "Said after."))
    let reader = try world.store.makeReader()
    let police = World.agent(World.police)

    let history = try #require(try reader.history(of: story.reference, for: police))

    #expect(history.entries.map(\.recorded.number) == [1, 2, 3, 4])
    #expect(history.escalation.lastEvent == 4, "the state is that of its leaving")
    #expect(try reader.status(of: story.reference, for: police) == nil)
    #expect(try reader.escalations(ListQuery(), for: police).rows == [])
    #expect(try world.see(story.reference, for: police) == nil, "it can do nothing any more")
  }

  @Test func `an agency that joins sees all, one that comes back too`() throws {
    let world = try World()
    try world.populate()
    let story = try Story(world)
    let join = Event(
      body: .joined(Party(agency: World.police, kind: "police", side: .involved)),
      occurredAt: world.now)
    try story.append(join)
    try story.append(Event(body: .left(World.police), occurredAt: world.now))
    try story.append(Story.act(at: world.now))
    try story.append(join)
    let reader = try world.store.makeReader()
    let police = World.agent(World.police)

    #expect(try reader.history(of: story.reference, for: police)?.entries.count == 5)
    #expect(try reader.escalations(ListQuery(), for: police).rows.count == 1)
  }

  @Test func `an agency that was told by mistake sees nothing any more`() throws {
    let world = try World()
    try world.populate()
    let story = try Story(world)
    try story.append(Event(body: .voided(World.socialCare), occurredAt: world.now))
    let reader = try world.store.makeReader()
    let viewer = World.agent(World.socialCare)

    #expect(try reader.status(of: story.reference, for: viewer) == nil)
    #expect(try reader.history(of: story.reference, for: viewer) == nil)
    #expect(try reader.escalations(ListQuery(), for: viewer).rows == [])
    #expect(try reader.duties(DutyQuery(), for: viewer).rows == [])
    #expect(try world.see(story.reference, for: viewer) == nil)
    let change = world.changes.withLock { $0.last }
    #expect(change?.escalations.first?.agencies.contains(World.socialCare) == true, "it is told")
  }

  @Test func `status and lists carry nothing of the texts`() throws {
    let world = try World()
    try world.populate()
    let story = try Story(world)
    let reader = try world.store.makeReader()
    let viewer = World.agent(World.school)

    let shown = """
      \(try reader.status(of: story.reference, for: viewer) as Any)
      \(try reader.escalations(ListQuery(), for: viewer))
      \(try reader.duties(DutyQuery(), for: viewer))
      """

    for text in ["worry", "Made-Up", "Child One", "999 000"] { #expect(!shown.contains(text)) }
  }
}

extension World {
  /// The escalation as a command of the viewer would see it.
  func see(_ reference: Reference, for viewer: Viewer) throws -> Escalation? {
    let seen = Seen()
    try run { (ledger, _) throws(Failure) in
      let escalation = try ledger.escalation(reference, for: viewer)
      seen.escalation.withLock { $0 = escalation }
      return nil
    }
    return seen.escalation.withLock { $0 }
  }

  private final class Seen: Sendable {
    let escalation = Mutex<Escalation?>(nil)
  }
}
