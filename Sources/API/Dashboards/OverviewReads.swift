import Casework
import Digest
import Escalations
import HTTP
import JSON

/// How many escalations stand where: what a dashboard polls for a whole partnership or agency.
///
/// No personal data, and no question that grows with the number of escalations.
enum OverviewReads {
  static let query: [Member] = [
    .optional("policy", .key, "Only those of a policy.")
  ]

  static let shape: Shape = .named(
    "Overview", "How many escalations stand where, of those that you may see.",
    .object([
      .required("partnership", .text(max: 64), "Whose they are."),
      .optional("agency", .text(max: 64), "The agency whose they are, for its own credential."),
      .optional("policy", .text(max: 64), "The policy asked for."),
      .required("today", .date, "The day on which it was counted."),
      .required("open", count, "How many are open."),
      .required("late", count, "Whose first limit has passed; ended ones that still owe included."),
      .required("dueToday", count, "Whose first limit ends with today."),
      .required("dueSoon", count, "Whose first limit ends today or within two working days."),
      .required("flagged", count, "Open ones in which a child is, or may be, at immediate risk."),
      .required("unseen", count, "Open ones that a receiving agency has not acknowledged."),
      .optional("oldestRaisedOn", .date, "When the oldest open one was raised."),
      list("states", "ended ones included", .code(["open"] + Ending.allCases.map(\.rawValue))),
      list("formality", "open ones", .code(of: Stage.Formality.self)),
      .required("stages", .list(of: stage, count: 0...10_000), "Open ones by stage."),
      .required("agencies", .list(of: agency, count: 0...10_000), "Open ones by agency and side."),
      .required("owedBy", .list(of: owed, count: 0...10_000), "Duties owed, by whom."),
    ]))

  private static let count: Shape = .integer(0...Int.max)

  private static func list(_ name: String, _ which: String, _ values: Shape) -> Member {
    .required(
      name,
      .list(
        of: .object([
          .required("value", values, "Which."), .required("count", count, "How many."),
        ]), count: 0...100), "By \(name == "states" ? "state" : name), \(which).")
  }

  private static let stage: Shape = .named(
    "StageCount", "How many stand at a stage.",
    .object([
      .required("policy", .text(max: 64), "The policy."),
      .required("track", .text(max: 64), "The track."),
      .required("stage", .text(max: 64), "The stage."),
      .required("title", .text(max: 500), "Its title."),
      .required("count", count, "How many."),
    ]))

  private static let agency: Shape = .named(
    "AgencyCount", "In how many an agency takes part.",
    .object([
      .required("agency", .text(max: 64), "The agency."),
      .required("raising", count, "As the raising side."),
      .required("receiving", count, "As the receiving side."),
      .required("involved", count, "On neither side."),
    ]))

  private static let owed: Shape = .named(
    "OwedCount", "How many duties somebody owes.",
    .object([
      .required("owner", DomainWire.owner, "Who owes them."),
      .required("count", count, "How many."),
    ]))

  /// The overview.
  static func overview(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    try Filters(exchange, viewer).check()
    if viewer.panel != nil {
      throw .casework(.notAllowed("A panel has no counts: it lists what is before it."))
    }
    let library = exchange.context.library()
    let policy: PolicyID? = exchange.query["policy"].optionalIdentifier()
    let today = exchange.today(library)
    let generation = exchange.answers.generation(for: viewer)
    let tallies = try asking { () throws(Failure) in
      try exchange.context.reader.tallies(
        TallyQuery(policy: policy, on: today, in: library.zone), for: viewer)
    }
    let overview = Overview(tallies, library, now: exchange.now)
    let bytes = JSONWriter.object { json in
      json.member("partnership", viewer.partnership)
      json.member("agency", viewer.reachesOwnAgencyOnly ? viewer.agency : nil)
      json.member("policy", policy)
      json.member("today", today)
      overview.write(to: &json, library)
    }
    let digest = SHA256.digest(of: bytes).hex.prefix(16)
    let validator = Validator(words: "o-\(digest)", until: overview.until)
    if let unchanged = exchange.unchanged(validator, for: viewer, generation: generation) {
      return unchanged
    }
    return .now(.json(bytes).tagged(validator.tag))
  }
}

extension Viewer {
  /// Whether it is shown its agency's escalations and no others.
  fileprivate var reachesOwnAgencyOnly: Bool {
    switch role {
    case .agency, .decider, .dashboard: agency != nil
    case .partnership, .auditor, .admin: false
    }
  }
}

extension Overview {
  /// Writes the counts, in an order that is the same each time.
  fileprivate func write(to json: inout JSONWriter, _ library: Library) {
    json.member("open", states["open"] ?? 0)
    json.member("late", late)
    json.member("dueToday", dueToday)
    json.member("dueSoon", dueSoon)
    json.member("flagged", flagged)
    json.member("unseen", unseen)
    json.member("oldestRaisedOn", oldestRaisedOn)
    json.objects("states", ["open"] + Ending.allCases.map(\.rawValue)) { json, state in
      json.member("value", state)
      json.member("count", states[state] ?? 0)
    }
    json.objects("formality", Stage.Formality.allCases) { json, formality in
      json.member("value", formality)
      json.member("count", formalities[formality] ?? 0)
    }
    json.objects("stages", stages) { json, place in
      let track = library.policies.last { $0.id == place.policy }?.track(place.track)
      json.member("policy", place.policy)
      json.member("track", place.track)
      json.member("stage", place.stage)
      json.member("title", track?.stage(place.stage)?.title ?? place.stage.text)
      json.member("count", place.count)
    }
    json.objects("agencies", agencies) { json, place in
      json.member("agency", place.agency)
      for side in Side.allCases { json.member(side.rawValue, place.bySide[side] ?? 0) }
    }
    json.objects("owedBy", owed) { json, place in
      json.member("owner", place.owner.description)
      json.member("count", place.count)
    }
  }
}
