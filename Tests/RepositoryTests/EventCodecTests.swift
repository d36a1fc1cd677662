import Escalations
import JSON
import Testing

@testable import Repository

@Suite("The spelling of events") struct EventCodecTests {
  /// An event of every kind, with every effect somewhere.
  static let everyKind: [Event] = {
    let now = at("2026-03-02T09:00:00.125Z")
    let key = DutyKey(visit: 1, duty: "respond", owner: .agency("st-hilda"), occurrence: 2)
    let resolution = Resolution(
      basis: .assent, outcome: "changed", assenting: ["st-hilda"], dissenting: [])
    let bodies: [EventBody] = [
      Story.raised("TEST-2026-00001", at: now).body,
      .joined(Party(agency: "police", kind: "police", side: .involved)),
      .left("police"),
      .acted(
        Act(
          kind: .decide, how: .attempted, role: "dsl", substituteFor: "head", duties: ["respond"],
          stage: "stage-1", answer: "yes", hasReason: true, contents: ["evidence"],
          participants: [.init(agency: "st-hilda", role: nil, present: false)], medium: .phone,
          decision: Decision(basis: .agreed, outcome: nil, agreedBy: ["st-hilda"]), number: 3)),
      .riskStated(
        RiskStatement(
          answer: .notKnown, children: ["child-2": .yes, "child-1": .no], toldKind: "police",
          toldAt: now)),
      .actionNoted(
        ActionNote(number: 1, owner: "st-hilda", dueOn: day("2026-04-06"), agreed: true)),
      .actionProgressed(ActionProgress(number: 1, progress: .abandoned)),
      .moved(Move(from: "stage-1", track: "fast", to: "stage-3", skipped: ["stage-2"])),
      .limitChanged(
        LimitChange(key: key, dueOn: day("2026-04-06"), standing: .proposed, role: nil)),
      .outstandingNoted(OutstandingIssue(number: 1, owner: "st-hilda", dueOn: nil)),
      .outstandingProgressed(OutstandingProgress(number: 1, progress: .done)),
      .assented(resolution),
      .closed(
        Closing(
          ending: .transferred, resolution: resolution, risk: .no, transferredTo: "OTHER-2026-00001"
        )),
      .reopened(Reopening(stage: "stage-2")),
      .learningNoted(Learning(number: 1, kind: "practice", routes: ["board"], theme: nil)),
      .approved(Approval(discussion: 1, role: "chair")),
      .corrected(Correction(event: 1, members: ["/children/0/name"])),
      .addendumAdded(Addendum(event: 2)),
      .voided("police"),
      .acknowledged("police"), .formAcknowledged(FormAcknowledgement(event: 3)),
      .clocksChecked,
      .calendarChanged(CalendarChange(calendar: "england-and-wales", version: 2)),
      .migrated(Migration(from: "1", to: "2")),
    ]
    let meeting = Effect.Meeting(
      how: .declined, at: now, verdict: .missed, recordedLate: true, answer: "no",
      substituteFor: "head", workingDaysTaken: 4)
    let effects: [Effect] = [
      .opened(
        .init(key: key, owners: [.agency("st-hilda"), .partnership, .panel("top")], at: now)),
      .timed(key, Story.timing(now, hours: 5)), .timed(key, Story.movedTiming(now, hours: 5)),
      .met(key, meeting), .lapsed(key), .passed(key), .near(key),
    ]
    return bodies.enumerated().map { index, body in
      Event(
        body: body, effects: index.isMultiple(of: 2) ? effects : [], occurredAt: now,
        agency: index.isMultiple(of: 3) ? nil : "st-hilda",
        privateTo: index.isMultiple(of: 5) ? "st-hilda" : nil,
        parts: [Part(class: .narrative, member: "/reason", text: "No name here.")])
    }
  }()

  @Test func `the first event is spelled by hand as Codable would spell it`() throws {
    guard case .raised(var raised) = Story.raised("TEST-2026-00001", at: .earliest).body else {
      throw TestFault(what: "no raising")
    }
    var full = raised
    full.skipped = ["stage-1", "stage-2"]
    full.children.append(Child(key: "child-2", unborn: true, level: "level-3"))
    full.category = "threshold"
    full.origin = "refused \"referral\""
    full.facts = ["fact-1", "fact-2"]
    full.matters = ["complaint"]
    full.raisedWithOtherSideOn = day("2026-02-28")
    full.transferredFrom = "OTHER-2026-00001"
    full.restricted = true
    full.besides = Besides(subjects: ["group"], parties: ["family-member"])
    raised.category = nil
    raised.aroseOn = nil
    raised.children = []

    for raised in [raised, full] {
      var (byHand, byCodable) = (JSONWriter(), JSONWriter())
      try RaisedText.write(raised, to: &byHand)
      try JSONEncoding.write(raised, to: &byCodable)
      #expect(byHand.bytes == byCodable.bytes)
    }
  }

  @Test(arguments: everyKind)
  func `an event of any kind is read as it was written`(event: Event) throws {
    let written = try EventCodec.write(event)

    #expect(try EventCodec.read(written, parts: event.parts) == event)
  }

  @Test func `there is a spelling for every kind, and no two are alike`() throws {
    let kinds = try Self.everyKind.map { try EventCodec.write($0).kind }

    #expect(Set(kinds) == Set(EventKind.allCases.map(\.rawValue)))
    #expect(kinds.count == EventKind.allCases.count)
  }

  @Test func `a payload holds none of the texts beside the event`() throws {
    for event in Self.everyKind {
      let payload = try EventCodec.write(event).payload

      #expect(!payload.contains("No name here."))
    }
  }

  @Test func `the payload of a first release is still read`() throws {
    // A fixture of version 1: what was hashed in a record somewhere is never spelt otherwise.
    let written = EventCodec.Written(
      kind: "stage.moved", version: 1,
      payload: """
        {"body":{"from":"stage-1","to":"stage-2","skipped":[],"restricts":false},"effects":\
        [{"lapsed":{"key":"1.respond.-"}}],"occurredAt":"2026-03-02T09:00:00Z","agency":"st-hilda"}
        """)

    let event = try EventCodec.read(written, parts: [])

    #expect(event.body == .moved(Move(from: "stage-1", track: nil, to: "stage-2", skipped: [])))
    #expect(try EventCodec.write(event) == written)
  }

  @Test(arguments: [
    ("stage.moved", 2, "{}", "a later release wrote it"),
    ("stage.flown", 1, "{}", "no release wrote it"),
    ("stage.moved", 1, "{", "it is not JSON"),
    (
      "stage.moved", 1, #"{"body":{},"effects":[],"occurredAt":"2026-03-02T09:00:00Z"}"#,
      "a member is missing"
    ),
    (
      "clocks.checked", 1,
      #"{"body":{},"effects":[{"flown":{}}],"occurredAt":"2026-03-02T09:00:00Z"}"#, "no such effect"
    ),
    (
      "clocks.checked", 1, #"{"body":{},"effects":[],"occurredAt":"2026-02-30T09:00:00Z"}"#,
      "no such day"
    ),
  ])
  func `what cannot be read says so`(kind: String, version: Int, payload: String, because: String) {
    #expect(throws: UnreadableEvent.self, "\(because)") {
      try EventCodec.read(.init(kind: kind, version: version, payload: payload), parts: [])
    }
  }
}
