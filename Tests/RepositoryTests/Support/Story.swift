import Casework
import Escalations

@testable import Repository

/// The events of one escalation, written by hand, appended one by one as commands would.
struct Story {
  let world: World
  private(set) var reference: Reference = ""

  /// Raises an escalation between the school and social care, about Child One.
  init(
    _ world: World, receiving: AgencyID = World.socialCare, external: String? = nil,
    isRestricted: Bool = false
  ) throws {
    self.world = world
    let receipt = try world.run { (ledger, now) throws(Failure) in
      try Self.raise(
        ledger, now, receiving: receiving, external: external, isRestricted: isRestricted)
    }
    guard let receipt else { throw TestFault(what: "no receipt") }
    reference = receipt.reference
  }

  /// What a raising command does once it was decided.
  static func raise(
    _ ledger: any Ledger, _ now: Instant, receiving: AgencyID = World.socialCare,
    external: String? = nil, isRestricted: Bool = false
  ) throws(Failure) -> Receipt {
    let reference = try ledger.nextReference(for: World.partnership, year: 2026)
    let event = raised(reference, receiving: receiving, isRestricted: isRestricted, at: now)
    let recorded = RecordedEvent(number: 1, recordedAt: now, event: event)
    guard let after = Escalation.replay([recorded]) else { throw .broken("no escalation") }
    let place = try ledger.append(
      event, to: reference, after: after, by: World.agent(World.school), at: now)
    if let external { try ledger.file(reference, under: external, of: World.school) }
    return receipt(reference, place, now)
  }

  /// The first event, with duties for both and the personal data of a child.
  static func raised(
    _ reference: Reference, receiving: AgencyID = World.socialCare, isRestricted: Bool = false,
    at now: Instant
  ) -> Event {
    let respond = DutyKey(visit: 1, duty: TestPolicy.respond, owner: .agency(receiving))
    let tell = DutyKey(visit: 1, duty: TestPolicy.tellManager, owner: .agency(World.school))
    let aim = DutyKey(visit: 1, duty: TestPolicy.aim, owner: nil)
    return Event(
      body: .raised(
        Raised(
          reference: reference, partnership: World.partnership, policy: TestPolicy.id,
          policyVersion: TestPolicy.version, track: TestPolicy.track,
          stage: TestPolicy.stageOne, skipped: [],
          parties: [
            Party(agency: World.school, kind: "school", side: .raising),
            Party(agency: receiving, kind: "childrens-social-care", side: .receiving),
          ],
          children: [Child(key: "child-1", unborn: false, level: nil)], category: "threshold",
          origin: nil, facts: [], matters: [], aroseOn: day("2026-02-27"),
          raisedWithOtherSideOn: nil, risk: .no, restricted: isRestricted, transferredFrom: nil)),
      effects: [
        .opened(.init(key: respond, owners: [.agency(receiving)], at: now)),
        .timed(respond, timing(now, hours: 72)),
        .opened(.init(key: tell, owners: [.agency(World.school)], at: now)),
        .timed(tell, timing(now, hours: 24)),
        .opened(
          .init(key: aim, owners: [.agency(World.school), .agency(receiving)], at: now)),
        .timed(aim, timing(now, hours: 12)),
      ], occurredAt: now, agency: World.school,
      parts: [
        Part(class: .narrative, member: "/summary", text: "A worry.\nIn two lines: é."),
        Part(class: .name, person: "practitioner", member: "/by/name", text: "Ada Made-Up"),
        Part(class: .name, person: "child-1", member: "/children/0/name", text: "Child One"),
        Part(
          class: .identifier, person: "child-1", member: "/children/0/nhsNumber",
          text: "999 000 0001"),
      ])
  }

  /// Appends an event to it, as whoever's it is.
  @discardableResult
  func append(_ event: Event, by viewer: Viewer? = World.agent(World.school)) throws -> Receipt {
    let reference = reference
    let receipt = try world.run(by: viewer) { (ledger, now) throws(Failure) in
      try Self.append(event, to: reference, ledger, by: viewer, now)
    }
    guard let receipt else { throw TestFault(what: "no receipt") }
    return receipt
  }

  /// What a command does once it was decided.
  static func append(
    _ event: Event, to reference: Reference, _ ledger: any Ledger, by viewer: Viewer?,
    _ now: Instant
  ) throws(Failure) -> Receipt {
    guard var after = try ledger.escalationForService(reference) else { throw .notFound }
    after.apply(RecordedEvent(number: after.lastEvent + 1, recordedAt: now, event: event))
    let place = try ledger.append(event, to: reference, after: after, by: viewer, at: now)
    return receipt(reference, place, now)
  }

  static func receipt(_ reference: Reference, _ place: Place, _ now: Instant) -> Receipt {
    Receipt(
      reference: reference, event: place.number, number: nil, etag: place.hashPrefix,
      stage: TestPolicy.stageOne, recordedAt: now, met: [], owed: [], urgent: nil, warnings: [])
  }

  static func timing(_ start: Instant, hours: Int) -> Effect.Timing {
    Effect.Timing(
      start: start, target: nil, limit: due(start, hours: hours), calendarVersion: 1,
      cause: .started)
  }

  /// A clock that a bank holiday has moved on by a day.
  static func movedTiming(_ start: Instant, hours: Int) -> Effect.Timing {
    Effect.Timing(
      start: start, target: due(start, hours: 1), limit: due(start, hours: hours + 24),
      calendarVersion: 2, cause: .holiday, previousLimit: due(start, hours: hours))
  }

  private static func due(_ start: Instant, hours: Int) -> Due {
    let due = start.adding(hours: hours)
    let date = CivilDate(dayNumber: Int(due.milliseconds / 86_400_000))
    return Due(date: date, at: due, beyondCoverage: false)
  }

  /// An act with a text, seen by all or internal to one agency.
  static func act(
    _ kind: ActKind = .discuss, by agency: AgencyID = World.school, at now: Instant,
    privateTo: AgencyID? = nil, effects: [Effect] = [], text: String = "They spoke."
  ) -> Event {
    Event(
      body: .acted(Act(kind: kind, number: 1)), effects: effects, occurredAt: now, agency: agency,
      privateTo: privateTo,
      parts: [Part(class: .narrative, member: "/summary", text: text)])
  }
}
