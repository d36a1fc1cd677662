import Casework
import Escalations
import JSON

/// An escalation's status on the wire: what dashboards poll.
///
/// No personal data.
enum StatusWire {
  /// Where an escalation stands against the first of its running limits.
  enum Timing: String, CaseIterable {
    /// The limit has passed.
    case overdue
    /// It is near.
    case near
    /// It runs.
    case running
    /// None runs.
    case none
  }

  static let members: [Member] = [
    .required("reference", WireText.reference, "Its public reference."),
    .required("partnership", .text(max: 64), "Its partnership."),
    .required("policy", .text(max: 64), "Its policy."),
    .required("policyVersion", .text(max: 64), "The version that it keeps."),
    .required("track", .text(max: 64), "Its track."),
    .required("stage", stage, "Where it stands, or stood when it ended."),
    .required(
      "state", .code(["open"] + Ending.allCases.map(\.rawValue)), "open, or how it ended."),
    .optional("category", .text(max: 64), "The area of disagreement."),
    .required("immediateRisk", CommonWire.risk, "The last word on immediate risk."),
    .required("flagged", .boolean, "Whether a child is, or may be, at immediate risk."),
    .required("raisedAt", .instant, "When it was raised."),
    .required("stageEnteredAt", .instant, "When its stage was entered."),
    .optional("closedAt", .instant, "When it ended."),
    .required("updatedAt", .instant, "When its record last grew."),
    .optional("nextDueAt", .instant, "The first limit still running: the instant it is late."),
    .optional("nextDueOn", .date, "The last day that is in time."),
    .required("timing", .code(of: Timing.self), "Where it stands against that limit now."),
    .required("owed", .integer(0...Int.max), "How many duties are owed by anybody."),
    .required("revision", .integer(0...Int.max), "How often people changed it."),
    .required("parties", .list(of: DomainWire.party, count: 0...1_000), "Who takes part."),
    .optional("asOf", .instant, "Your agency left then, and this is how it stood."),
  ]

  static let shape: Shape = .named("Status", "Where an escalation stands.", .object(members))

  private static let stage: Shape = .named(
    "StageNow", "A stage.",
    .object([
      .required("id", .text(max: 64), "Its name in the policy."),
      .required("number", .integer(0...10_000), "Its number in the published ladder."),
      .required("formality", .code(of: Stage.Formality.self), "How formal it is."),
    ]))
}

/// A status at a moment.
struct StatusNow {
  let row: StatusRow
  let now: Instant
  let nearHours: Int
  /// When the viewer's agency left, where it did.
  let asOf: Instant?

  init(_ row: StatusRow, _ exchange: Exchange) {
    self.row = row
    now = exchange.now
    nearHours = exchange.context.settings.nearHours
    asOf = nil
  }

  /// The status that an agency saw last.
  init(_ view: EscalationView, _ exchange: Exchange) {
    row = StatusRow(asSeenBy: view)
    now = view.now
    nearHours = exchange.context.settings.nearHours
    asOf = view.leftAt
  }

  private var nearFrom: Instant? { row.nextDueAt?.adding(hours: -nearHours) }

  /// Where it stands against its next limit.
  var timing: StatusWire.Timing {
    guard let dueAt = row.nextDueAt, let nearFrom else { return .none }
    if now >= dueAt { return .overdue }
    return now >= nearFrom ? .near : .running
  }

  /// When the status changes though nobody does anything.
  var until: Instant? {
    if asOf != nil { return nil }
    return switch timing {
    case .running: nearFrom
    case .near: row.nextDueAt
    case .overdue, .none: nil
    }
  }

  /// What tells this state from another.
  func validator(for viewer: Viewer) -> Validator {
    Validator(tag(for: viewer), aged: timing.rawValue, until: until)
  }

  /// The escalation's ETag.
  func tag(for viewer: Viewer) -> EntityTag {
    EntityTag(revision: row.revision, hashPrefix: row.hashPrefix, viewer: viewer)
  }

  /// Writes the members of a status.
  func write(to json: inout JSONWriter) {
    json.member("reference", row.reference)
    json.member("partnership", row.partnership)
    json.member("policy", row.policy)
    json.member("policyVersion", row.policyVersion)
    json.member("track", row.track)
    json.object("stage") { json in
      json.member("id", row.stage)
      json.member("number", row.stageNumber)
      json.member("formality", row.formality)
    }
    json.member("state", row.state)
    json.member("category", row.category)
    json.member("immediateRisk", row.risk)
    json.member("flagged", row.risk.isFlagged)
    json.member("raisedAt", row.raisedAt)
    json.member("stageEnteredAt", row.stageEnteredAt)
    json.member("closedAt", row.closedAt)
    json.member("updatedAt", row.updatedAt)
    json.member("nextDueAt", row.nextDueAt)
    json.member("nextDueOn", row.nextDueOn)
    json.member("timing", timing)
    json.member("owed", row.owedCount)
    json.member("revision", row.revision)
    json.objects("parties", row.parties) { json, party in
      json.member("agency", party.agency)
      json.member("kind", party.kind)
      json.member("side", party.side)
    }
    json.member("asOf", asOf)
  }
}
