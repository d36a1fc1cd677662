import Casework
import Escalations
import JSON

/// A duty of an escalation on the wire: what, who, since when, until when, how strongly, on what ground.
enum DutyWire {
  /// How a duty stands, in the words of the one who keeps the list.
  enum State: String, CaseIterable {
    /// Owed.
    case open
    /// Owed, and its limit has passed.
    case late
    /// Offered, not owed.
    case offered
    /// Met in time, or without a limit.
    case met
    /// Met after its limit.
    case metLate
    /// Met in time, and recorded after the limit.
    case recordedLate
    /// Owed no longer, though nobody met it.
    case lapsed
  }

  static let members: [Member] =
    [
      .required("key", DomainWire.dutyKey, "Its key within the escalation."),
      .required("duty", .text(max: 100), "The duty, as the policy names it."),
      .required("title", .text(max: 500), "What is owed."),
      .optional("act", .code(of: ActKind.self), "The act that meets it."),
      .required("owners", .list(of: DomainWire.owner, count: 0...1_000), "Who owes it."),
      .optional(
        "preferred", .list(of: .text(max: 100), count: 1...100),
        "Roles that the policy prefers in the owners' kind of agency."),
    ] + DutyRuleWire.members + [
      .required("state", .code(of: State.self), "How it stands now."),
      .optional("stage", .text(max: 64), "The stage at which it opened."),
      .required("openedAt", .instant, "Since when."),
      .required("openedBy", .integer(1...Int.max), "The event that opened it."),
      .optional("clock", clock, "Its clock, where it has one."),
      .optional("met", met, "How it was met."),
      .optional("lapsedAt", .instant, "When it lapsed."),
    ]

  static let shape: Shape = .named("DutyOwed", "A duty of one escalation.", .object(members))

  static let clock: Shape = .named(
    "Clock", "A clock: from when, by when, counted by which calendar.",
    .object([
      .required("start", .instant, "From when it is counted."),
      .optional("target", DomainWire.due, "By when at best; missing it is never late."),
      .optional("limit", DomainWire.due, "By when at most."),
      .optional("previousLimit", DomainWire.due, "The limit that it had before."),
      .optional("guide", .flag, "Passing the limit is beyond a guide, and not late."),
      .required("calendarVersion", .integer(0...Int.max), "The calendar's version."),
      .required("cause", .code(of: Effect.Timing.Cause.self), "Why it has these dates."),
    ]))

  private static let met: Shape = .named(
    "Meeting", "How a duty was met.",
    .object([
      .required("how", .code(of: Effect.Meeting.How.self), "In what way."),
      .required("at", .instant, "When, as the person who posted it says."),
      .optional("event", .integer(1...Int.max), "The event that met it."),
      .optional("verdict", .code(["met", "missed"]), "Whether the limit was kept."),
      .optional("recordedLate", .flag, "It was in time and its record was not."),
      .optional("answer", .text(max: 100), "The answer given."),
      .optional("substituteFor", .text(max: 100), "The role that a substitute stood for."),
      .optional("workingDaysTaken", .integer(0...Int.max), "Working days from start to meeting."),
    ]))
}

/// A duty at a moment, with what the policy says of it.
struct DutyNow {
  let item: DutyItem
  let duty: Duty?
  let stage: StageID?
  let now: Instant
  /// Roles that do it and that the policy prefers in the owners' kind of agency (SUT-09).
  let preferred: [RoleID]

  init(_ item: DutyItem, _ view: EscalationView) {
    self.item = item
    duty = view.duty(item.key)
    let parties = view.escalation.participations.map(\.party)
    let kinds = parties.filter { item.isOwed(by: .agency($0.agency)) }.map(\.kind)
    preferred = (view.duty(item.key)?.by ?? []).filter { role in
      view.policy.role(role)?.preferredIn.contains(where: kinds.contains) ?? false
    }
    let visits = view.escalation.visits
    stage = visits.indices.contains(item.key.visit - 1) ? visits[item.key.visit - 1].stage : nil
    now = view.now
  }

  /// How it stands.
  var state: DutyWire.State {
    switch item.standing {
    case .lapsed: return .lapsed
    case .met:
      if item.meeting?.verdict == .missed { return isGuide ? .met : .metLate }
      return item.meeting?.recordedLate == true ? .recordedLate : .met
    case .open:
      if duty?.force == .may { return .offered }
      return item.isOverdue(at: now) && !isGuide ? .late : .open
    }
  }

  /// Whether passing the limit is beyond a guide, and not late.
  private var isGuide: Bool { duty?.isGuide ?? false }

  /// Writes its members.
  func write(to json: inout JSONWriter) {
    json.member("key", item.key.description)
    json.member("duty", item.key.duty)
    json.member("title", duty?.title ?? item.key.duty.text)
    json.member("act", duty?.act)
    json.array("owners", of: item.owners) { $0.write($1.description) }
    if !preferred.isEmpty { json.names("preferred", preferred) }
    if let duty { DutyRuleWire.write(duty, to: &json) }
    json.member("state", state)
    json.member("stage", stage)
    json.member("openedAt", item.openedAt)
    json.member("openedBy", item.openedBy)
    writeClock(to: &json)
    writeMeeting(to: &json)
    json.member("lapsedAt", item.lapsedAt)
  }

  /// Writes its clock, if it has one.
  func writeClock(to json: inout JSONWriter) {
    guard let timing = item.timing else { return }
    json.object("clock") { json in
      json.member("start", timing.start)
      json.due("target", timing.target)
      json.due("limit", timing.limit)
      json.due("previousLimit", timing.previousLimit)
      if isGuide { json.member("guide", true) }
      json.member("calendarVersion", timing.calendarVersion)
      json.member("cause", timing.cause)
    }
  }

  /// Writes how it was met, if it was.
  func writeMeeting(to json: inout JSONWriter) {
    guard let meeting = item.meeting else { return }
    json.object("met") { json in
      json.member("how", meeting.how)
      json.member("at", meeting.at)
      json.member("event", item.metBy)
      json.member("verdict", meeting.verdict)
      if meeting.recordedLate { json.member("recordedLate", true) }
      json.member("answer", meeting.answer)
      json.member("substituteFor", meeting.substituteFor)
      json.member("workingDaysTaken", meeting.workingDaysTaken)
    }
  }
}
