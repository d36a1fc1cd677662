import Crypto
import Foundation
import GRDB
import Hummingbird

/// A duty of the first stage of Croydon's policy, as a programmer would write it down who has one policy.
struct DutyRule {
  enum Owner { case raising, receiving, both }

  let name: String
  let title: String
  let owner: Owner
  let force: String
  let clause: String
  var isInternal = false
  var workingDays: Int?

  static let all: [DutyRule] = [
    .init(
      name: "consult-own-lead",
      title: "Talk it over with your own line manager or safeguarding lead", owner: .raising,
      force: "should", clause: "CRO-10", isInternal: true),
    .init(
      name: "state-concern",
      title: "State the decision disputed, the evidence and the outcome sought", owner: .raising,
      force: "should", clause: "CRO-12"),
    .init(
      name: "state-level", title: "Make sure that each child's level of support is stated",
      owner: .raising, force: "should", clause: "CRO-01"),
    .init(
      name: "stage-1-complete", title: "Stage 1", owner: .both, force: "must", clause: "CRO-11",
      workingDays: 7),
    .init(
      name: "discuss", title: "Discuss the disagreement with the other side", owner: .raising,
      force: "must", clause: "CRO-13"),
    .init(
      name: "confirm-record",
      title: "Confirm the record on the child's file in your own system", owner: .raising,
      force: "should", clause: "CRO-17"),
    .init(
      name: "confirm-record",
      title: "Confirm the record on the child's file in your own system", owner: .receiving,
      force: "should", clause: "CRO-17"),
    .init(
      name: "group-consultation", title: "Consult others together", owner: .both, force: "may",
      clause: "CRO-14"),
  ]
}

/// What raising writes, in one transaction.
struct Raising {
  let body: RaiseBody
  let caller: Caller
  let now: Date

  private struct Agency: FetchableRecord, Decodable {
    let id: Int64
    let name: String
    let kind: String
  }

  func run(_ db: Database) throws -> Receipt {
    let receiving = try Agency.fetchAll(
      db,
      sql: """
        SELECT id, name, kind FROM agency
        WHERE partnership_id = ? AND name IN (\(databaseQuestionMarks(count: body.receiving.count)))
        """, arguments: [caller.partnershipID] + StatementArguments(body.receiving))
    guard receiving.count == body.receiving.count, let other = receiving.first else {
      throw HTTPError(.badRequest, message: "/receiving: there is no such agency")
    }
    let reference = try nextReference(db)
    try StreamRow(partnership_id: caller.partnershipID, reference: reference).insert(db)
    let stream = db.lastInsertedRowID
    let due = dueDate(workingDays: 7)
    let prefix = try append(db, reference, stream, receiving, due)
    try EscalationRow(
      id: stream, partnership_id: caller.partnershipID, policy: body.policy, policy_version: "1",
      track: "escalation", stage: "stage-1", stage_number: 1, formality: "informal", state: "open",
      risk: body.immediateRisk, restricted: false, raised_at: moment, stage_entered_at: moment,
      updated_at: moment, next_due_at: due.instant, next_due_on: due.date, owed_count: 6,
      revision: 1, last_event: 1, hash_prefix: prefix, acted_at: moment, owes: true,
      near_at: due.instant
    ).insert(db)
    let raiser = Agency(id: caller.agencyID, name: caller.agency, kind: caller.kind)
    for (place, agency) in ([raiser] + receiving).enumerated() {
      try ParticipationRow(
        escalation_id: stream, position: place + 1, agency_id: agency.id, kind: agency.kind,
        side: place == 0 ? "raising" : "receiving", joined_event: 1, voided: false, seen: false,
        updated_at: moment, next_due_at: due.instant
      ).insert(db)
    }
    try insertDuties(db, stream, other.name, due)
    return receipt(reference, prefix, other.name, due)
  }

  private var moment: Int64 { Moment(now).milliseconds }

  private func nextReference(_ db: Database) throws -> String {
    let year = Calendar(identifier: .gregorian).component(.year, from: now)
    let last =
      try Int.fetchOne(
        db, sql: "SELECT last FROM reference_number WHERE partnership_id = ? AND year = ?",
        arguments: [caller.partnershipID, year]) ?? 0
    try db.execute(
      sql: """
        INSERT INTO reference_number (partnership_id, year, last) VALUES (?, ?, ?)
        ON CONFLICT DO UPDATE SET last = excluded.last
        """, arguments: [caller.partnershipID, year, last + 1])
    return caller.prefix + "-\(year)-" + String(format: "%05d", last + 1)
  }

  /// A working day is no Saturday, no Sunday and no bank holiday.
  private func dueDate(workingDays: Int) -> (instant: Int64, date: String) {
    let calendar = Self.london
    var day = calendar.startOfDay(for: now)
    var left = workingDays
    while left > 0 {
      day = calendar.date(byAdding: .day, value: 1, to: day) ?? day
      let weekday = calendar.component(.weekday, from: day)
      if weekday != 1, weekday != 7, !Self.holidays.contains(Self.text(of: day)) { left -= 1 }
    }
    let end = calendar.date(byAdding: .day, value: 1, to: day) ?? day
    return (Moment(end).milliseconds, Self.text(of: day))
  }

  private static let london: Calendar = {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: "Europe/London") ?? .gmt
    return calendar
  }()

  private static let holidays: Set<String> = [
    "2026-12-25", "2026-12-28", "2027-01-01", "2027-03-26", "2027-03-29", "2027-05-03",
    "2027-05-31", "2027-08-30", "2027-12-27", "2027-12-28",
  ]

  private static func text(of day: Date) -> String {
    let parts = london.dateComponents([.year, .month, .day], from: day)
    return String(format: "%04d-%02d-%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
  }

  private func owners(_ rule: DutyRule, _ other: String) -> [String] {
    switch rule.owner {
    case .raising: ["agency:" + caller.agency]
    case .receiving: ["agency:" + other]
    case .both: ["agency:" + caller.agency, "agency:" + other]
    }
  }

  private func key(_ rule: DutyRule, _ other: String) -> String {
    switch rule.owner {
    case .raising: "1.\(rule.name).\(caller.agency)"
    case .receiving: "1.\(rule.name).\(other)"
    case .both: "1.\(rule.name).-"
    }
  }

  private func insertDuties(
    _ db: Database, _ stream: Int64, _ other: String, _ due: (instant: Int64, date: String)
  ) throws {
    var list: [DutyList.Duty] = []
    var places: Set<DutyPlaceRow> = []
    for rule in DutyRule.all {
      let isTimed = rule.workingDays != nil
      let owners = owners(rule, other)
      list.append(
        DutyList.Duty(
          key: key(rule, other), owners: owners.count == 1 ? nil : owners,
          internal: rule.isInternal ? true : nil, openedAt: moment, dueAt: isTimed ? due.instant : nil, dueOn: isTimed ? due.date : nil))
      for owner in [""] + owners {
        places.insert(
          DutyPlaceRow(
            escalation_id: stream, owner: owner, state: "open",
            due_order: isTimed ? due.instant : 253_402_300_799_999,
            partnership_id: caller.partnershipID))
      }
    }
    let json = try JSONEncoder().encode(DutyList(duties: list))
    try DutyListRow(escalation_id: stream, duties: String(decoding: json, as: UTF8.self)).insert(db)
    for place in places { try place.insert(db) }
  }

  private func receipt(
    _ reference: String, _ prefix: String, _ other: String, _ due: (instant: Int64, date: String)
  ) -> Receipt {
    let mine = "agency:" + caller.agency
    let owed = DutyRule.all.filter { $0.force != "may" && owners($0, other).contains(mine) }
    return Receipt(
      reference: reference, event: 1, etag: "\"1-\(prefix)\"", stage: "stage-1",
      recordedAt: Moment(now).text, met: [],
      owed: owed.map { rule in
        Receipt.Owed(
          key: key(rule, other), title: rule.title, owners: owners(rule, other), force: rule.force,
          dueAt: rule.workingDays == nil ? nil : Moment(due.instant).text, clause: rule.clause)
      }, warnings: [])
  }
}

// MARK: The chain

extension Raising {
  private struct Payload: Encodable {
    struct Party: Encodable {
      let agency: String
      let kind: String
      let side: String
    }
    struct Body: Encodable {
      let reference: String
      let partnership: String
      let policy: String
      let policyVersion = "1"
      let track = "escalation"
      let stage = "stage-1"
      let skipped: [String] = []
      let parties: [Party]
      let children: [[String: String]]
      let facts: [String] = []
      let matters: [String] = []
      let risk: String
      let restricted = false
    }
    struct Effect: Encodable {
      struct Opened: Encodable {
        let key: String
        let owners: [String]
        let at: String
      }
      struct Timed: Encodable {
        let key: String
        let start: String
        let date: String
        let at: String
        let calendarVersion = 1
        let cause = "started"
      }
      var opened: Opened?
      var timed: Timed?
    }
    let body: Body
    let effects: [Effect]
    let occurredAt: String
    let agency: String
  }

  /// Appends the event with its parts; the first digits of its hash.
  private func append(
    _ db: Database, _ reference: String, _ stream: Int64, _ receiving: [Agency],
    _ due: (instant: Int64, date: String)
  ) throws -> String {
    let payload = try payload(reference, receiving, due)
    let last = try Row.fetchOne(
      db, sql: "SELECT sequence, hash FROM event WHERE partnership_id = ? ORDER BY sequence DESC",
      arguments: [caller.partnershipID])
    let previous: Data = last?["hash"] ?? Data(count: 32)
    let sequence: Int64 = (last?["sequence"] ?? 0) + 1
    let parts = parts
    let fields =
      [
        hex(previous), caller.partnership, "\(sequence)", reference, "1", Moment(now).text,
        caller.agency, "escalation.raised", "1", payload,
      ] + parts.map { "\($0.class)/\($0.person):\(hex($0.digest))" }
    let hash = Data(SHA256.hash(data: Data(chained("parley.event.1", fields).utf8)))
    try EventRow(
      partnership_id: caller.partnershipID, sequence: sequence, stream_id: stream, number: 1,
      recorded_at: moment, credential_id: caller.credentialID, kind: "escalation.raised",
      version: 1, payload: payload, hash: hash
    ).insert(db)
    let event = db.lastInsertedRowID
    for (place, part) in parts.enumerated() {
      try PartRow(
        event_id: event, position: place + 1, class: part.class, person: part.person,
        digest: part.digest, salt: part.salt, content: part.content
      ).insert(db)
    }
    try db.execute(
      sql: """
        INSERT INTO chain_head (partnership_id, chain, sequence, hash) VALUES (?, 'event', ?, ?)
        ON CONFLICT DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash
        """, arguments: [caller.partnershipID, sequence, hash])
    return String(hex(hash).prefix(12))
  }

  private struct Part {
    let `class`: String
    let person: String
    let salt: Data
    let content: String
    let digest: Data
  }

  private var parts: [Part] {
    var texts = [
      (class: "narrative", person: "", content: chained(nil, ["/summary", body.summary]))
    ]
    for (place, child) in (body.children ?? []).enumerated() {
      guard let name = child.name else { continue }
      texts.append(
        ("name", "child-\(place + 1)", chained(nil, ["/children/\(place)/name", name])))
    }
    return texts.map { text in
      let salt = Data((0..<16).map { _ in UInt8.random(in: 0...255) })
      let digest = SHA256.hash(
        data: Data((chained("parley.part.1", [hex(salt)]) + text.content).utf8))
      return Part(
        class: text.class, person: text.person, salt: salt, content: text.content,
        digest: Data(digest))
    }
  }

  private func payload(
    _ reference: String, _ receiving: [Agency], _ due: (instant: Int64, date: String)
  ) throws -> String {
    let at = Moment(now).text
    let other = receiving[0].name
    var effects = DutyRule.all.map { rule in
      Payload.Effect(
        opened: .init(key: key(rule, other), owners: owners(rule, other), at: at))
    }
    effects.append(
      Payload.Effect(
        timed: .init(
          key: "1.stage-1-complete.-", start: at, date: due.date, at: Moment(due.instant).text)))
    let payload = Payload(
      body: Payload.Body(
        reference: reference, partnership: caller.partnership, policy: body.policy,
        parties: [Payload.Party(agency: caller.agency, kind: caller.kind, side: "raising")]
          + receiving.map { Payload.Party(agency: $0.name, kind: $0.kind, side: "receiving") },
        children: (body.children ?? []).indices.map { ["key": "child-\($0 + 1)"] },
        risk: body.immediateRisk), effects: effects, occurredAt: at, agency: caller.agency)
    return String(decoding: try JSONEncoder().encode(payload), as: UTF8.self)
  }

  private func chained(_ tag: String?, _ fields: [String]) -> String {
    (tag.map { $0 + "\n" } ?? "")
      + fields.map { "\($0.utf8.count):\($0)\n" }.joined()
  }

  private func hex(_ data: Data) -> String { data.map { Self.digits[Int($0)] }.joined() }

  private static let digits = (0...255).map { String(format: "%02x", $0) }
}
