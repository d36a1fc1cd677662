import Escalations
import NotificationForms
import Testing

/// An escalation under a policy that is shipped, played through the domain's own decisions, so that
/// the forms are tried on a record as it really comes about.
///
/// All names are made up.
struct Play {
  let rules: Rules
  var state: Escalation
  var events: [RecordedEvent]
  var now: Instant

  static let school: AgencyID = "st-hilda"
  static let care: AgencyID = "social-care"
  static let health: AgencyID = "trust"

  static let titles: [AgencyID: String] = [
    school: "St Hilda’s School", care: "Children’s Social Care", health: "Westhill NHS Trust",
  ]

  static let zone: ZoneTransitions = {
    guard let zone = ZoneTransitions(identifier: "UTC", initialOffsetSeconds: 0, transitions: [])
    else { preconditionFailure("a zone without transitions is a zone") }
    return zone
  }()

  /// Two children, one of them not born yet, raised by the school on Monday, 2 March 2026.
  static let words: [Part] = [
    Part(class: .narrative, member: "/summary", text: "The plan is not kept to."),
    Part(class: .name, person: "raiser", member: "/raisedBy/name", text: "Ann Archer"),
    Part(class: .name, person: "raiser", member: "/raisedBy/role", text: "Head teacher"),
    Part(class: .name, person: "child-1", member: "/children/0/name", text: "Ben Made-Up"),
    Part(class: .birthDate, person: "child-1", member: "/children/0/birthDate", text: "2015-02-03"),
    Part(class: .name, person: "child-2", member: "/children/1/name", text: "Baby Made-Up"),
    Part(
      class: .birthDate, person: "child-2", member: "/children/1/expectedDate", text: "2026-06-01"),
  ]

  init(
    _ policy: String, track: TrackID? = nil, stage: StageID? = nil, category: Code? = nil,
    facts: [Code] = [], withChildren: Bool = true, aroundIt: [Part] = []
  ) throws {
    let policy = try FormFiles.policy(policy)
    let calendar = try WorkingCalendar(
      id: policy.calendar, title: "Test", version: 1, coveredFrom: try date("2020-01-01"),
      through: try date("2028-12-31"), holidays: [])
    rules = Rules(policy: policy, calendar: calendar, zone: Play.zone)
    now = try instant("2026-03-02T09:00:00Z")
    var raising = Raising(
      reference: "TEST-2026-00001",
      parties: [
        Party(agency: Play.school, kind: "school", side: .raising),
        Party(agency: Play.care, kind: "childrens-social-care", side: .receiving),
      ],
      children: withChildren
        ? [
          Child(key: "child-1", unborn: false, level: nil),
          Child(key: "child-2", unborn: true, level: nil),
        ] : [],
      risk: .no, parts: Play.words.filter { withChildren || !$0.member.hasPrefix("/children") })
    raising.parts += aroundIt
    raising.track = track
    raising.stage = stage
    raising.category = category
    raising.facts = facts
    let event = try rules.raise(raising, by: Play.school, now: now)
    events = [RecordedEvent(number: 1, recordedAt: now, event: event)]
    state = try #require(Escalation.replay(events))
  }

  /// Gives an order so many days later.
  @discardableResult
  mutating func give(
    _ command: Command, by agency: AgencyID = school, days: Int = 1, _ parts: [Part] = []
  ) throws -> Int {
    try give(command, by: .agency(agency), days: days, parts)
  }

  @discardableResult
  mutating func give(
    _ command: Command, by acting: Acting, days: Int = 1, _ parts: [Part] = []
  ) throws -> Int {
    now = now.adding(hours: 24 * days)
    let order = Order(by: acting, command: command, parts: parts)
    let event = try rules.decide(order, on: state, now: now)
    let recorded = RecordedEvent(number: state.lastEvent + 1, recordedAt: now, event: event)
    events.append(recorded)
    state.apply(recorded)
    return recorded.number
  }

  /// A discussion between the sides, in which a social worker took part.
  @discardableResult
  mutating func discuss(_ summary: String, role: RoleID? = nil, days: Int = 1) throws -> Int {
    let act = Act(
      kind: .discuss, role: role,
      participants: [Act.Participant(agency: Play.care, role: role, present: true)], medium: .phone)
    return try give(
      .act(act), days: days,
      [
        Part(class: .narrative, member: "/summary", text: summary),
        Part(class: .name, person: "practitioner", member: "/by/name", text: "Ann Archer"),
        Part(
          class: .name, person: "participant-1", member: "/participants/0/name", text: "Sam Social"),
      ])
  }

  mutating func move(to stage: StageID, reason: String? = nil) throws {
    let parts = reason.map { [Part(class: .narrative, member: "/reason", text: $0)] } ?? []
    try give(.move(to: stage, track: nil, risk: .no), parts)
  }

  var today: CivilDate { Play.zone.localDate(of: now) }

  func formRules(_ template: Template) -> FormRules {
    FormRules(template: template, policy: rules.policy, escalation: state, today: today)
  }

  func prefill(_ template: Template, for agency: AgencyID = school) -> Prefilled {
    let visible = events.filter { [nil, agency].contains($0.event.privateTo) }
    return Prefill(
      template: template, policy: rules.policy, escalation: state, events: visible, for: agency,
      zone: Play.zone, title: { Play.titles[$0] }
    ).prefilled()
  }
}

func date(_ text: String) throws -> CivilDate {
  try #require(CivilDate(text), "\(text) is no date")
}

func instant(_ text: String) throws -> Instant {
  try #require(Instant(text), "\(text) is no instant")
}
