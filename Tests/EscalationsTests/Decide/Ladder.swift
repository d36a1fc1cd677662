import Escalations

/// An invented policy, small enough to read and with one of each primitive, and a case played on it.
enum Ladder {
  static let source = Provenance(clause: "T-1")

  static func code(_ code: Code, needsWords: Bool = false) -> CodedText {
    CodedText(code: code, title: code.text, needsWords: needsWords, provenance: source)
  }

  static func duty(
    _ id: DutyID, _ act: ActKind, by owner: PartyRule, force: Duty.Force = .should,
    _ blocks: [Duty.Blocking] = [], after: Trigger? = nil, when: Condition? = nil,
    clock: ClockRule? = nil
  ) -> Duty {
    Duty(
      id: id, title: id.text, act: act, owedBy: owner, force: force, blocks: blocks, after: after,
      when: when, clock: clock, provenance: source)
  }

  static func days(_ count: Limit.Count, from: ClockRule.Start = .entry) -> ClockRule {
    ClockRule(
      limit: .fixed(.workingDays(count)), from: from, agreement: .earlier, provenance: source)
  }

  static func policy(
    version: String = "1", skipping: Skipping.Rule = .withReason, opening: [Duty] = [],
    everyStage: [Duty] = [], first: [Duty] = [], second: [Duty] = [], exits: [Exit] = [],
    caps: [Cap] = [], closing: [Duty] = []
  ) -> Policy {
    let talk = Duty(
      id: "talk", title: "Talk", act: .discuss, owedBy: .raising, force: .must, blocks: [.moving],
      attemptMeets: true, lifetime: .stage, provenance: source)
    let confirm = Duty(
      id: "confirm", title: "Confirm", act: .confirmRecord, owedBy: .each, force: .should,
      lifetime: .beyond, provenance: source)
    let stages = [
      Stage(
        id: "one", number: 1, title: "One", formality: .informal, clock: days(7), duties: first,
        exits: exits, provenance: source),
      Stage(
        id: "two", number: 2, title: "Two", formality: .formal, clock: days(3), duties: second,
        provenance: source),
      Stage(
        id: "three", number: 3, title: "Three", formality: .formal,
        end: End(kind: .decision, by: ["chair"], provenance: source), provenance: source),
    ]
    return Policy(
      id: "test", version: version, title: "Test", partnership: "tscp",
      effectiveFrom: CivilDate(dayNumber: 0), calendar: "england-and-wales",
      categories: [
        code("threshold"), code("other", needsWords: true),
        CodedText(code: "table-only", title: "Table", tracks: ["side"], provenance: source),
      ],
      outcomes: [code("changed")], facts: [code("resources")],
      roles: [
        Role(id: "lead", title: "Lead", equivalents: ["manager"], provenance: source),
        Role(id: "manager", title: "Manager", provenance: source),
        Role(id: "chair", title: "Chair", kinds: ["partnership"], provenance: source),
        Role(id: "office", title: "Office", kinds: ["partnership"], provenance: source),
        Role(
          id: "social-worker", title: "Social worker", kinds: ["childrens-social-care"],
          provenance: source),
      ],
      scope: Scope(exclusions: [
        Scope.Exclusion(
          ground: .withinOneAgency, title: "Inside one agency", destination: "Its own procedure",
          onwardAlert: nil, refuses: true, provenance: source),
        Scope.Exclusion(
          ground: .matter("conduct"), title: "Conduct", destination: "The employer",
          onwardAlert: "The scrutineer", refuses: true, provenance: source),
      ]),
      risk: RiskRule(urgentAction: "Call", askedOnMoving: true, provenance: source),
      tracks: [
        Track(
          id: "main", title: "Main", child: .required,
          skipping: Skipping(rule: skipping, provenance: source), opening: opening,
          everyStage: [talk, confirm] + everyStage, stages: stages, caps: caps, closing: closing,
          provenance: source),
        Track(
          id: "side", title: "Side", child: .optional, startable: false,
          skipping: Skipping(rule: .allowed, provenance: source),
          stages: [
            Stage(id: "table", number: 1, title: "Table", formality: .formal, provenance: source)
          ], provenance: source),
      ])
  }
}

/// A case in the making: what was recorded, and what it has come to.
struct Play {
  static let school: AgencyID = "st-hilda"
  static let care: AgencyID = "care"
  static let health: AgencyID = "health"

  var rules: Rules
  var now: Instant
  private(set) var recorded: [RecordedEvent] = []
  private(set) var state: Escalation

  static let parties = [
    Party(agency: school, kind: "school", side: .raising),
    Party(agency: care, kind: "childrens-social-care", side: .receiving),
    Party(agency: health, kind: "health-provider", side: .involved),
  ]

  static func raising(_ change: (inout Raising) -> Void = { _ in }) -> Raising {
    var raising = Raising(
      reference: "TSCP-2026-00001", parties: parties,
      children: [Child(key: "child-1", unborn: false, level: nil)], risk: .no,
      parts: [Part(class: .narrative, member: "/summary", text: "The referral was closed.")])
    change(&raising)
    return raising
  }

  static func rules(_ policy: Policy) throws -> Rules {
    Rules(
      policy: policy, calendar: try Fixture.englandAndWales(), zone: try Fixture.london())
  }

  /// A case raised on a Monday morning.
  init(
    _ policy: Policy = Ladder.policy(), at text: String = "2026-06-01T09:00:00Z",
    _ change: (inout Raising) -> Void = { _ in }
  ) throws {
    rules = try Play.rules(policy)
    now = try Fixture.instant(text)
    let event = try rules.raise(Play.raising(change), by: Play.school, now: now)
    let first = RecordedEvent(number: 1, recordedAt: now, event: event)
    recorded = [first]
    var built = Escalation(try Play.raised(event), at: event.occurredAt)
    built.apply(first)
    state = built
  }

  private static func raised(_ event: Event) throws -> Raised {
    guard case .raised(let raised) = event.body else { throw Unexpected.body }
    return raised
  }

  enum Unexpected: Error { case body }

  /// Gives an order and records what it leads to.
  @discardableResult
  mutating func order(
    _ command: Command, by: Acting = .agency(school), at text: String? = nil,
    says: [String] = [], isInternal: Bool = false
  ) throws -> Event {
    let order = Order(
      by: by, command: command, occurredAt: try text.map(Fixture.instant),
      parts: says.map { Part(class: .narrative, member: $0, text: "words") },
      isInternal: isInternal)
    let event = try rules.decide(order, on: state, now: now)
    let next = RecordedEvent(number: state.lastEvent + 1, recordedAt: now, event: event)
    recorded.append(next)
    state.apply(next)
    return event
  }

  /// Records an act.
  @discardableResult
  mutating func act(
    _ kind: ActKind, by: AgencyID = school, at text: String? = nil,
    _ change: (inout Act) -> Void = { _ in }
  ) throws -> Event {
    var act = Act(kind: kind)
    change(&act)
    return try order(.act(act), by: .agency(by), at: text)
  }

  /// Moves on, saying that no child is at immediate risk.
  @discardableResult
  mutating func move(
    to stage: StageID, by: AgencyID = school, track: TrackID? = nil, at text: String? = nil,
    says: [String] = []
  ) throws -> Event {
    try order(
      .move(to: stage, track: track, risk: .no), by: .agency(by), at: text, says: says)
  }

  /// What moving time by hand does.
  mutating func wait(until text: String) throws { now = try Fixture.instant(text) }

  /// Why an order is refused, in codes.
  func refusals(
    _ command: Command, by: Acting = .agency(school), says: [String] = [],
    isInternal: Bool = false
  ) -> [Refusal.Reason] {
    let order = Order(
      by: by, command: command,
      parts: says.map { Part(class: .narrative, member: $0, text: "words") },
      isInternal: isInternal)
    do {
      _ = try rules.decide(order, on: state, now: now)
      return []
    } catch {
      return error.refusals.map(\.reason)
    }
  }

  /// The item of a duty, the last one opened.
  func item(_ id: DutyID, of owner: AgencyID? = nil) -> DutyItem? {
    state.duties.last { item in
      item.key.duty == id && (owner.map { item.owners == [.agency($0)] } ?? true)
    }
  }

  /// Names of what an agency owes now.
  func owed(by agency: AgencyID = school) -> Set<DutyID> {
    Set(state.duties.filter { $0.isOpen && $0.isOwed(by: .agency(agency)) }.map(\.key.duty))
  }
}
