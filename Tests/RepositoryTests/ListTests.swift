import Casework
import Escalations
import SQLite
import Synchronization
import Testing

@testable import Repository

@Suite("Lists") struct ListTests {
  /// Twelve escalations an hour apart: every third with the police, every fourth withdrawn.
  private static func makeWorld(_ settings: StoreSettings = .forTests) throws -> World {
    let world = try World(settings: settings)
    try world.populate()
    for number in 0..<12 {
      world.now = world.now.adding(hours: 1)
      let story = try Story(
        world, receiving: number.isMultiple(of: 3) ? World.police : World.socialCare)
      if number.isMultiple(of: 4) {
        try story.append(
          Event(body: .closed(Closing(ending: .withdrawn)), occurredAt: world.now))
      }
    }
    return world
  }

  /// The world that these tests only read.
  private static let world = Result { try makeWorld() }

  /// All rows, page by page, with the size of each page.
  private func all(
    _ query: ListQuery, _ viewer: Viewer, _ reader: SQLReader
  ) throws -> (references: [Reference], pages: [Int]) {
    var query = query
    var references: [Reference] = []
    var pages: [Int] = []
    repeat {
      let page = try reader.escalations(query, for: viewer)
      references += page.rows.map(\.reference)
      pages.append(page.rows.count)
      query.after = page.next
    } while query.after != nil
    return (references, pages)
  }

  private static func references(_ numbers: [Int]) -> [Reference] {
    numbers.map { Reference("TEST-2026-000" + ($0 < 10 ? "0\($0)" : "\($0)")) }
  }

  @Test(arguments: [World.agent(World.school), World.office(.partnership)])
  func `pages follow one another without a gap, newest first`(viewer: Viewer) throws {
    let reader = try Self.world.get().store.makeReader()

    let found = try all(ListQuery(limit: 5), viewer, reader)

    #expect(found.references == Self.references(Array((1...12).reversed())))
    #expect(found.pages == [5, 5, 2])
  }

  @Test(arguments: [World.agent(World.school), World.office(.partnership)])
  func `a page that ends with the list has no next`(viewer: Viewer) throws {
    let reader = try Self.world.get().store.makeReader()

    #expect(try reader.escalations(ListQuery(limit: 12), for: viewer).next == nil)
    #expect(try reader.escalations(ListQuery(limit: 11), for: viewer).next != nil)
  }

  /// A filter and what it leaves of the twelve, newest first.
  struct Row: CustomTestStringConvertible, Sendable {
    let because: String
    let numbers: [Int]
    let change: @Sendable (inout ListQuery) -> Void

    var testDescription: String { because }
  }

  static let rows: [Row] = [
    .init(because: "open ones", numbers: [12, 11, 10, 8, 7, 6, 4, 3, 2]) { $0.state = "open" },
    .init(because: "withdrawn ones", numbers: [9, 5, 1]) { $0.state = "withdrawn" },
    .init(because: "with the police", numbers: [10, 7, 4, 1]) { $0.agency = World.police },
    .init(because: "where the police receive", numbers: [10, 7, 4, 1]) {
      $0.agency = World.police
      $0.side = .receiving
    },
    .init(because: "where the police raise", numbers: []) {
      $0.agency = World.police
      $0.side = .raising
    },
    .init(because: "of another policy", numbers: []) { $0.policy = "x" },
    .init(because: "of the policy", numbers: Array((1...12).reversed())) {
      $0.policy = TestPolicy.id
    },
    .init(because: "at the first stage", numbers: Array((1...12).reversed())) {
      $0.stage = TestPolicy.stageOne
      $0.track = TestPolicy.track
    },
    .init(because: "at the second stage", numbers: []) { $0.stage = TestPolicy.stageTwo },
    .init(because: "of an area", numbers: Array((1...12).reversed())) { $0.category = "threshold" },
    .init(because: "of another area", numbers: []) { $0.category = "other" },
    .init(because: "updated since", numbers: [12, 11, 10]) {
      $0.updatedSince = at("2026-03-02T19:00:00Z")
    },
    .init(because: "due before", numbers: [3, 2, 1]) { $0.dueBefore = at("2026-03-05T12:30:00Z") },
    .init(because: "by limit, first due first", numbers: Array(1...12)) { $0.sort = .due },
    .init(because: "by limit and due before", numbers: [1, 2, 3]) {
      $0.sort = .due
      $0.dueBefore = at("2026-03-05T12:30:00Z")
    },
    .init(because: "open, with the police, by limit", numbers: [4, 7, 10]) {
      $0.sort = .due
      $0.agency = World.police
      $0.state = "open"
    },
  ]

  @Test(arguments: rows, [World.agent(World.school), World.office(.auditor)])
  func `a list holds what its filters ask for`(row: Row, viewer: Viewer) throws {
    let reader = try Self.world.get().store.makeReader()
    var query = ListQuery(limit: 2)
    row.change(&query)

    let found = try all(query, viewer, reader)

    #expect(found.references == Self.references(row.numbers))
  }

  @Test func `a filter that few rows pass gives short pages that lead on, and loses none`() throws {
    var settings = StoreSettings.forTests
    settings.scanLimit = 3
    let world = try Self.makeWorld(settings)
    let reader = try world.store.makeReader()
    var query = ListQuery(limit: 5)
    query.state = "withdrawn"

    let found = try all(query, World.office(.partnership), reader)

    #expect(found.references == Self.references([9, 5, 1]))
    #expect(found.pages.count == 4)
  }

  /// What somebody else may do to an escalation between two pages.
  private func change(
    _ stories: inout [Story], in world: World, with random: inout SeededRandom
  ) throws {
    world.now = world.now.adding(hours: 1)
    let story = stories[Int.random(in: 0..<stories.count, using: &random)]
    let key = DutyKey(visit: 1, duty: TestPolicy.respond, owner: .agency(World.socialCare))
    switch Int.random(in: 0..<4, using: &random) {
    case 0: stories.append(try Story(world))
    case 1: try story.append(Story.act(.discuss, at: world.now, effects: []))
    default:
      // A new limit puts it elsewhere among the limits: sooner, or later.
      let timing = Story.timing(world.now, hours: Int.random(in: -90...90, using: &random))
      try story.append(Story.act(.discuss, at: world.now, effects: [.timed(key, timing)]))
    }
  }

  @Test(arguments: Array(1...6) as [UInt64], ListQuery.Sort.allCases)
  func `nobody is lost and nothing told twice while others write between the pages`(
    seed: UInt64, sort: ListQuery.Sort
  ) throws {
    for viewer in [World.agent(World.school), World.office(.partnership)] {
      var settings = StoreSettings.forTests
      settings.scanLimit = 5
      let world = try World(settings: settings)
      try world.populate()
      var stories: [Story] = []
      for _ in 0..<14 {
        world.now = world.now.adding(hours: 1)
        stories.append(try Story(world))
      }
      let reader = try world.store.makeReader()
      var random = SeededRandom(seed: seed)
      var query = ListQuery(limit: 3)
      query.sort = sort
      var given: [StatusRow] = []
      var pages = 0
      repeat {
        let page = try reader.escalations(query, for: viewer)
        given += page.rows
        query.after = page.next
        pages += 1
        // Whoever pages comes to an end, as long as fewer change than are read.
        if query.after != nil, pages < 12 {
          for _ in 0..<Int.random(in: 0...2, using: &random) {
            try change(&stories, in: world, with: &random)
          }
        }
      } while query.after != nil

      let told = given.map { "\($0.reference) \($0.hashPrefix)" }
      #expect(Set(told).count == told.count, "no state of an escalation is told twice")
      let last = Dictionary(given.map { ($0.reference, $0) }) { _, newer in newer }
      for story in stories {
        let present = try #require(try reader.status(of: story.reference, for: viewer))
        #expect(last[story.reference] == present, "the last that was told is how it stands")
      }
      #expect(last.count == stories.count)
    }
  }

  @Test func `where nobody writes nothing is told after the last page`() throws {
    let reader = try Self.world.get().store.makeReader()
    var query = ListQuery(limit: 6)
    query.after = try reader.escalations(query, for: World.office(.partnership)).next

    let page = try reader.escalations(query, for: World.office(.partnership))

    #expect(page.rows.count == 6)
    #expect(page.next == nil)
  }

  @Test func `duties come first due first, page by page, and by whoever owes them`() throws {
    let world = try Self.world.get()
    let reader = try world.store.makeReader()
    var query = DutyQuery(limit: 3)
    query.owedBy = .agency(World.police)
    var rows: [DutyRow] = []
    repeat {
      let page = try reader.duties(query, for: World.office(.partnership))
      rows += page.rows
      query.after = page.next
    } while query.after != nil

    #expect(
      rows.filter { $0.key.duty == TestPolicy.respond }.map(\.reference)
        == Self.references([1, 4, 7, 10]))
    #expect(rows.filter { $0.key.duty == TestPolicy.aim }.allSatisfy { $0.owners.count == 2 })
    #expect(rows.map { $0.dueAt ?? .latest } == rows.map { $0.dueAt ?? .latest }.sorted())
    #expect(rows.count == 8)
  }

  @Test func `duties of all states are merged in one order`() throws {
    let world = try World()
    try world.populate()
    for number in 0..<6 {
      world.now = world.now.adding(hours: 1)
      let story = try Story(world)
      let key = DutyKey(visit: 1, duty: TestPolicy.respond, owner: .agency(World.socialCare))
      let meeting = Effect.Meeting(how: .done, at: world.now, verdict: .met, recordedLate: false)
      let effects: [Effect] = [[], [.met(key, meeting)], [.lapsed(key)]][number % 3]
      try story.append(Story.act(.respond, at: world.now, effects: effects))
    }
    let reader = try world.store.makeReader()
    var query = DutyQuery(limit: 2)
    query.owedBy = .agency(World.socialCare)
    query.state = nil
    var rows: [DutyRow] = []
    repeat {
      let page = try reader.duties(query, for: World.agent(World.socialCare))
      rows += page.rows
      query.after = page.next
    } while query.after != nil

    let responses = rows.filter { $0.key.duty == TestPolicy.respond }
    #expect(responses.map(\.reference) == Self.references(Array(1...6)))
    #expect(responses.map(\.state) == [.open, .met, .lapsed, .open, .met, .lapsed])
    #expect(rows.count == 12)
  }

  @Test func `the scheduler is told of limits that passed or are near, oldest first, each once`()
    throws
  {
    let world = try World()
    try world.populate()
    let first = try Story(world)
    world.now = world.now.adding(hours: 20)
    let second = try Story(world)
    let near = DutyKey(visit: 1, duty: TestPolicy.aim, owner: nil)

    func due(_ hours: Int, nearHours: Int = 0) throws -> [Reference] {
      let now = at("2026-03-02T09:00:00Z").adding(hours: hours)
      return try world.due(at: now, nearBefore: now.adding(hours: nearHours))
    }

    #expect(try due(11) == [])
    #expect(try due(11, nearHours: 1) == [first.reference])
    #expect(try due(40) == [first.reference, second.reference])
    try first.append(
      Event(body: .clocksChecked, effects: [.near(near)], occurredAt: world.now), by: nil)
    #expect(try due(11, nearHours: 1) == [], "that it is near is on record")
    #expect(try due(12) == [first.reference], "that it passed is not")
    try first.append(
      Event(body: .clocksChecked, effects: [.passed(near)], occurredAt: world.now), by: nil)
    #expect(try due(12) == [])
    try first.append(Event(body: .closed(Closing(ending: .withdrawn)), occurredAt: world.now))
    #expect(try due(1_000) == [second.reference], "what ended is watched no longer")
    try first.append(
      Event(body: .reopened(Reopening(stage: TestPolicy.stageOne)), occurredAt: world.now))
    #expect(try due(1_000) == [first.reference, second.reference], "what began again is")
  }
}

extension World {
  /// What the scheduler would be told.
  fileprivate func due(at now: Instant, nearBefore: Instant) throws -> [Reference] {
    let seen = Found()
    try run { (ledger, _) throws(Failure) in
      let found = try ledger.dueClocks(at: now, nearBefore: nearBefore, limit: 10)
      seen.references.withLock { $0 = found }
      return nil
    }
    return seen.references.withLock { $0 }
  }

  private final class Found: Sendable {
    let references = Mutex<[Reference]>([])
  }
}
