import Escalations
import JSON
import Testing

@testable import Casework

/// The other side never does anything: on every track where an escalation can begin, the raising side gets
/// to the end of the ladder by what it does itself.
@Suite("Silence") struct SilenceTests {
  /// A track of a policy, by the file's name.
  struct Way: Sendable, CustomTestStringConvertible {
    let policy: String
    let track: Int
    var testDescription: String { "\(policy) \(track)" }
  }

  static let ways: [Way] = AcceptedEventTests.names.flatMap { name -> [Way] in
    let json = (try? PolicyFiles.bytes(name)).flatMap { try? JSONReader.read($0) }
    let tracks = json?["tracks"]?.arrayValue ?? []
    return tracks.indices.filter { tracks[$0]["startable"] != false }.map {
      Way(policy: name, track: $0)
    }
  }

  @Test(arguments: ways) func `of the other side never keeps the raising side from the end`(
    way: Way
  )
    throws
  {
    var played = try LonelyCase(policy: way.policy, track: way.track)
    for _ in 1...12 where !played.isAtTheEnd {
      played.doWhatIsOwed()
      played.wait()
      let hasMoved = played.moveOn()
      #expect(hasMoved, "stuck at \(played.state.stage) of \(played.state.track)")
      if !hasMoved { break }
    }

    #expect(played.isAtTheEnd)
    played.doWhatIsOwed()
    let isResolved = played.resolve()
    #expect(isResolved, "and it may always agree to end it")
  }
}

/// An escalation in which only the raising agency acts.
private struct LonelyCase {
  private static let school: AgencyID = "st-hilda"
  private let rules: Rules
  private(set) var state: Escalation
  private var now: Instant

  init(policy name: String, track: Int) throws {
    let policy = try PolicyReader.read(PolicyFiles.bytes(name))
    rules = try Rules.ofToday(policy)
    now = try #require(Instant("2026-03-27T16:00:00Z"))
    let chosen = policy.tracks[track]
    var raising = Raising(
      reference: "TSCP-2026-00001",
      parties: [
        Party(agency: Self.school, kind: "school", side: .raising),
        Party(agency: "care", kind: "childrens-social-care", side: .receiving),
      ], children: chosen.child == .none ? [] : [Child(key: "child-1", unborn: false, level: nil)],
      risk: .notKnown, parts: [Part(class: .narrative, member: "/summary", text: "A worry.")])
    raising.track = chosen.id
    raising.facts = policy.facts.map(\.code)
    raising.besides.subjects = Array(chosen.subjects.prefix(1))
    raising.category =
      policy.categories.first { category in
        let isHere = category.tracks.isEmpty || category.tracks.contains(chosen.id)
        return isHere && (category.code == "allegation") == (chosen.id == "allegation")
      }?.code
    let event = try rules.raise(raising, by: Self.school, now: now)
    state = try #require(
      Escalation.replay([RecordedEvent(number: 1, recordedAt: now, event: event)]))
  }

  /// Whether the ladder goes no further, or may end here.
  var isAtTheEnd: Bool {
    let track = rules.policy.track(state.track)
    return track?.stages.last?.id == state.stage || track?.stage(state.stage)?.end != nil
  }

  /// Does everything that the school owes, each in the way that needs the other side least.
  mutating func doWhatIsOwed() {
    var tried: Set<DutyKey> = []
    while let item = state.duties.first(where: { isOwn($0) && !tried.contains($0.key) }) {
      tried.insert(item.key)
      guard let duty = rules.policy.duty(item.key, of: state), duty.act != .complete else {
        continue
      }
      let act = Act(
        kind: duty.act, how: duty.attemptMeets ? .attempted : .done, role: duty.by.first,
        duties: [duty.id], answer: duty.answers.first?.code, hasReason: true,
        contents: duty.contents.map(\.id))
      give(.act(act))
    }
  }

  private func isOwn(_ item: DutyItem) -> Bool {
    item.isOpen && item.isOwed(by: .agency(Self.school))
  }

  /// Weeks go by, and the service looks at the clocks.
  mutating func wait() {
    now = now.adding(hours: 900)
    give(.checkClocks(nearHours: 24), by: .service)
  }

  /// Takes the first way on that is open; says whether there was one.
  mutating func moveOn() -> Bool {
    let seen = Set(state.visits.map { [$0.track.text, $0.stage.text] })
    for track in rules.policy.tracks {
      for stage in track.stages where !seen.contains([track.id.text, stage.id.text]) {
        let order = Command.move(
          to: stage.id, track: track.id == state.track ? nil : track.id, risk: .no)
        if give(order) { return true }
      }
    }
    return false
  }

  mutating func resolve() -> Bool {
    give(.resolve(Resolution(basis: .assent, outcome: nil, assenting: [], dissenting: [])))
  }

  @discardableResult
  private mutating func give(_ command: Command, by acting: Acting = .agency(school)) -> Bool {
    let contents = rules.policy.track(state.track)?.resolution?.contents.map(\.id.text) ?? []
    let parts = (["/reason", "/words"] + contents.map { "/contents/" + $0 }).map {
      Part(class: .narrative, member: $0, text: "words")
    }
    let order = Order(by: acting, command: command, parts: parts)
    guard let event = try? rules.decide(order, on: state, now: now) else { return false }
    state.apply(RecordedEvent(number: state.lastEvent + 1, recordedAt: now, event: event))
    return true
  }
}
