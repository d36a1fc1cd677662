import Casework
import Escalations
import Testing

@testable import Repository

@Suite("Lists of duties") struct DutyListTests {
  private static let panel: PanelID = "group"
  private let now = at("2026-03-02T09:00:00Z")

  /// An escalation with a duty of a panel besides those of a story.
  private func escalation(_ events: [Event] = []) throws -> Escalation {
    var raised = Story.raised("TEST-2026-00001", at: now)
    let seat = DutyKey(visit: 1, duty: "seat", owner: .panel(Self.panel))
    raised.effects.append(.opened(.init(key: seat, owners: [.panel(Self.panel)], at: now)))
    let recorded = ([raised] + events).enumerated().map { index, event in
      RecordedEvent(number: index + 1, recordedAt: now, event: event)
    }
    return try #require(Escalation.replay(recorded))
  }

  private func event(_ body: EventBody, effects: [Effect] = []) -> Event {
    Event(body: body, effects: effects, occurredAt: now, agency: World.school)
  }

  private var move: Event {
    event(.moved(Move(from: TestPolicy.stageOne, track: nil, to: TestPolicy.stageTwo, skipped: [])))
  }

  /// A duty of the panel that opens when all has ended.
  private func closing() -> Event {
    let key = DutyKey(visit: 1, duty: "afterwards", owner: .panel(Self.panel))
    return event(
      .closed(Closing(ending: .withdrawn)),
      effects: [.opened(.init(key: key, owners: [.panel(Self.panel)], at: now))])
  }

  @Test func `a panel sits while the stage lasts at which it owed anything`() throws {
    let reopening = event(.reopened(Reopening(stage: TestPolicy.stageTwo)))

    #expect(DutySummary(try escalation()).panels == [Self.panel])
    #expect(DutySummary(try escalation()).panelsText == #"["group"]"#)
    #expect(DutySummary(try escalation([move])).panels == [])
    #expect(DutySummary(try escalation([closing()])).panels == [])
    #expect(DutySummary(try escalation([closing(), reopening])).panels == [])
    let again = event(.reopened(Reopening(stage: TestPolicy.stageOne)))
    #expect(DutySummary(try escalation([closing(), again])).panels == [Self.panel])
  }

  @Test func `a list says of each duty whose it is, where it opened and when it is due`() throws {
    let text = DutyListText.write(try escalation([move, closing()]), policy: TestPolicy.policy)
    let duties = try #require(DutyListText.read(text))

    #expect(
      duties.map(\.key.duty) == [
        TestPolicy.respond, TestPolicy.tellManager, TestPolicy.aim, "seat", "afterwards",
      ])
    #expect(duties.map(\.isInternal) == [false, true, false, false, false])
    #expect(duties[2].owners == [.agency(World.school), .agency(World.socialCare)])
    #expect(duties.map(\.stage) == Array(repeating: TestPolicy.stageOne, count: 4) + [nil])
    #expect(duties.map(\.track) == Array(repeating: TestPolicy.track, count: 5))
    #expect(duties.map(\.openedAt) == Array(repeating: now, count: 5))
    #expect(duties[0].limit?.at == now.adding(hours: 72))
    #expect(duties[0].limit?.on == day("2026-03-05"))
    #expect(duties[3].order == Instant.latest.milliseconds)
    #expect(duties.allSatisfy { $0.state == .open })
  }

  @Test(arguments: [
    "", "[]", "{}", #"{"visits":[["main"]],"duties":[]}"#,
    #"{"visits":[],"duties":[{"key":"1.a.b","openedAt":1}]}"#,
    #"{"visits":[["main","stage-1"]],"duties":[{"key":"1.a.b"}]}"#,
  ])
  func `a list that nobody wrote is none`(text: String) { #expect(DutyListText.read(text) == nil) }

  @Test func `a duty that opened after the close keeps no stage when all begins again`() throws {
    let reopening = event(.reopened(Reopening(stage: TestPolicy.stageOne)))
    let after = try escalation([closing(), reopening])

    let duties = DutyListText.read(DutyListText.write(after, policy: TestPolicy.policy))

    #expect(duties?.last?.stage == nil)
    #expect(duties?.first?.stage == TestPolicy.stageOne)
  }

  /// Several duties at one place of a list, and pages that end among them.
  @Test(arguments: [1, 2, 3, 7], [1, 2, 100])
  func `a page may end among the duties of one limit`(limit: Int, scanLimit: Int) throws {
    var settings = StoreSettings()
    settings.scanLimit = scanLimit
    let world = try World(settings: settings)
    try world.populate()
    for _ in 0..<3 {
      let story = try Story(world)
      let effects = ["one", "two", "three"].map { name in
        Effect.opened(
          .init(
            key: DutyKey(visit: 1, duty: DutyID(name), owner: .agency(World.school)),
            owners: [.agency(World.school)], at: world.now))
      }
      try story.append(Story.act(at: world.now, effects: effects))
    }
    let reader = try world.store.makeReader()
    var query = DutyQuery(limit: limit)
    query.owedBy = .agency(World.school)
    var rows: [DutyRow] = []
    repeat {
      let page = try reader.duties(query, for: World.office(.partnership))
      #expect(page.rows.count <= limit)
      rows += page.rows
      query.after = page.next
    } while query.after != nil

    #expect(
      rows.filter { $0.dueAt == nil }.map { "\($0.reference) \($0.key.duty)" }
        == (1...3).flatMap { number in
          ["one", "two", "three"].map { "TEST-2026-0000\(number) \($0)" }
        })
    #expect(rows.count == 12, "nine without a limit, and the aims; what is internal is not listed")
  }
}
