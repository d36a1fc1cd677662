import Escalations
import Testing

@testable import Casework

/// An escalation to which anybody does anything, in an order that comes again with its seed.
struct RandomOrders {
  private static let school: AgencyID = "st-hilda"
  private static let care: AgencyID = "care"
  private static let actors: [Acting] = [
    .agency(school), .agency(school), .agency(school), .agency(care), .agency(care),
    .agency("police"), .agency("stranger"), .partnership, .decider,
  ]

  let rules: Rules
  private(set) var state: Escalation
  private(set) var record: [RecordedEvent]
  private var random: SeededRandom
  private var now: Instant

  init(policy name: String, seed: UInt64) throws {
    random = SeededRandom(seed: seed)
    let policy = try PolicyReader.read(PolicyFiles.bytes(name))
    rules = try Rules.ofToday(policy)
    now = try #require(Instant("2026-05-20T09:00:00Z"))
    var raised: Event?
    while raised == nil {
      let raising = Self.raising(policy, &random)
      raised = try? rules.raise(raising, by: Self.school, now: now)
    }
    let event = try #require(raised)
    record = [RecordedEvent(number: 1, recordedAt: now, event: event)]
    state = try #require(Escalation.replay(record))
  }

  private static func raising(_ policy: Policy, _ random: inout SeededRandom) -> Raising {
    var raising = Raising(
      reference: "TSCP-2026-00001",
      parties: [
        Party(agency: school, kind: "school", side: .raising),
        Party(agency: care, kind: "childrens-social-care", side: .receiving),
        Party(agency: "police", kind: "police", side: .involved),
      ], children: [Child(key: "child-1", unborn: false, level: nil)],
      risk: RiskAnswer.allCases.randomElement(using: &random) ?? .no,
      parts: [
        Part(class: .narrative, member: "/summary", text: "A worry."),
        Part(class: .narrative, member: "/reason", text: "No time."),
        Part(class: .narrative, member: "/categoryWords", text: "Something else."),
      ])
    let track = policy.tracks.filter(\.startable).randomElement(using: &random)
    raising.track = track?.id
    if track?.child == .some(.none) { raising.children = [] }
    raising.besides.subjects = Array(track?.subjects.prefix(1) ?? [])
    raising.facts = policy.facts.map(\.code).filter { _ in Bool.random(using: &random) }
    raising.category = policy.categories.randomElement(using: &random)?.code
    raising.aroseOn = CivilDate("2026-05-15")
    return raising
  }

  /// Gives some order; the event, where it is accepted.
  mutating func next() -> (Order, Event)? {
    now = now.adding(hours: Int.random(in: 0...40, using: &random))
    let by = Self.actors.randomElement(using: &random) ?? .partnership
    let order = Order(by: by, command: command(), parts: words())
    guard let event = try? rules.decide(order, on: state, now: now) else { return nil }
    let recorded = RecordedEvent(number: state.lastEvent + 1, recordedAt: now, event: event)
    record.append(recorded)
    state.apply(recorded)
    return (order, event)
  }

  /// Says what a policy may want said, now and then.
  private mutating func words() -> [Part] {
    guard Int.random(in: 0..<4, using: &random) > 0 else { return [] }
    let contents = rules.policy.track(state.track)?.resolution?.contents.map(\.id.text) ?? []
    return (["/reason", "/words"] + contents.map { "/contents/" + $0 }).map {
      Part(class: .narrative, member: $0, text: "words")
    }
  }

  private mutating func command() -> Command {
    switch Int.random(in: 0..<20, using: &random) {
    case 0..<11: return .act(act())
    case 11..<15:
      let track =
        Int.random(in: 0..<4, using: &random) > 0
        ? rules.policy.track(state.track) : rules.policy.tracks.randomElement(using: &random)
      let stage = track?.stages.randomElement(using: &random)?.id ?? state.stage
      let risk = RiskAnswer.allCases.randomElement(using: &random)
      return .move(
        to: stage, track: track?.id == state.track ? nil : track?.id,
        risk: Int.random(in: 0..<6, using: &random) > 0 ? risk : nil)
    case 15:
      let basis = Resolution.Basis.allCases.randomElement(using: &random) ?? .assent
      guard Int.random(in: 0..<3, using: &random) == 0 else { return .acknowledge }
      return .resolve(Resolution(basis: basis, outcome: nil, assenting: [], dissenting: []))
    case 16: return Int.random(in: 0..<3, using: &random) == 0 ? .withdraw(risk: .no) : .acknowledge
    case 17: return .reopen(at: state.stage)
    case 18: return .noteAction(owner: Self.care, dueOn: nil, agreed: true)
    default: return .stateRisk(RiskStatement(answer: .no))
    }
  }

  /// Mostly what is owed somewhere in the policy, sometimes in the wrong way.
  private mutating func act() -> Act {
    let open = state.duties.filter(\.isOpen).compactMap { rules.policy.duty($0.key, of: state) }
    let duty = open.randomElement(using: &random)
    let isWrong = Int.random(in: 0..<5, using: &random) == 0
    let kind = isWrong ? ActKind.allCases.randomElement(using: &random) : duty?.act
    var act = Act(kind: kind ?? .discuss)
    act.how = Effect.Meeting.How.allCases.randomElement(using: &random) ?? .done
    act.role =
      Bool.random(using: &random)
      ? duty?.by.randomElement(using: &random)
      : rules.policy.roles.randomElement(using: &random)?.id
    act.answer = duty?.answers.randomElement(using: &random)?.code
    act.hasReason = Bool.random(using: &random)
    act.contents = duty?.contents.map(\.id) ?? []
    if act.kind == .decide {
      let basis = Decision.Basis.allCases.randomElement(using: &random) ?? .agreed
      act.decision = Decision(basis: basis, outcome: nil, agreedBy: [Self.school, Self.care])
    }
    return act
  }
}
