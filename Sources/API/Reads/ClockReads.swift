import Casework
import Escalations
import JSON

/// What one escalation owes, and by when, with the reasons.
///
/// No personal data.
enum ClockReads {
  static let clocksShape: Shape = .named(
    "Clocks", "Every duty that has a clock, each counted out day by day.",
    .object([
      .required("reference", WireText.reference, "The escalation."),
      .required("at", .instant, "The moment of this answer."),
      .required("calendar", calendar, "The calendar by which days are counted."),
      .required("zone", .text(max: 64), "The zone whose dates are counted."),
      .required("clocks", .list(of: clock, count: 0...100_000), "The clocks."),
    ]))

  private static let calendar: Shape = .named(
    "CalendarVersion", "A calendar in one version.",
    .object([
      .required("id", .text(max: 64), "The calendar."),
      .required("version", .integer(0...Int.max), "Its version."),
      .required("coveredThrough", .date, "The last day whose bank holidays are known."),
    ]))

  private static let clock: Shape = .named(
    "ClockExplained", "A duty's clock, and how its dates come about.",
    .object(
      DutyWire.members + [
        .optional("rule", rule, .plain, "What the policy says."),
        .optional("days", .list(of: CalendarReads.day, count: 0...5_000), .plain, "Day by day."),
        .optional("text", .lines(max: 1_000), "The count in a sentence."),
      ]))

  private static let rule: Shape = .named(
    "ClockRule", "What the policy says of a clock.",
    .object([
      .optional("limit", .text(max: 200), "How long at most."),
      .optional("target", .text(max: 200), "How long at best."),
      .required("from", .text(max: 500), "From when it is counted."),
      .required("clause", .text(max: 100), "The clause it rests on."),
      .required(
        "basis", .code(of: Provenance.Basis.self), "How far the published text carries it."),
      .optional("note", .lines(max: 4_000), "What a reader should know about the text."),
    ]))

  /// The clocks of one escalation.
  static func clocks(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    let (status, generation) = try EscalationReads.status(of: exchange, viewer)
    let view = try EscalationView(exchange, viewer)
    let duties = view.duties.filter { $0.timing != nil || view.duty($0.key)?.clock != nil }
    let validator = validator(status, view, duties, viewer)
    if let unchanged = exchange.unchanged(validator, for: viewer, generation: generation) {
      return unchanged
    }
    let calendar = view.rules.clock.calendar
    let bytes = JSONWriter.object { json in
      json.member("reference", exchange.reference)
      json.member("at", exchange.now)
      json.object("calendar") { json in
        json.member("id", calendar.id)
        json.member("version", calendar.version)
        json.member("coveredThrough", calendar.coverage.upperBound)
      }
      json.member("zone", view.rules.clock.zone.identifier)
      json.objects("clocks", duties) { json, item in
        DutyNow(item, view).write(to: &json)
        ClockExplanation(item, view)?.write(to: &json)
      }
    }
    return .now(.json(bytes).tagged(validator.tag))
  }

  static let owedShape: Shape = .named(
    "Owed", "Everything that is or was owed in one escalation.",
    .object([
      .required("reference", WireText.reference, "The escalation."),
      .required("at", .instant, "The moment of this answer."),
      .required("late", .integer(0...Int.max), "How many of these are late."),
      .required("duties", .list(of: DutyWire.shape, count: 0...100_000), "In order of opening."),
    ]))

  static let owedQuery: [Member] = [
    .optional("state", .code(of: DutyWire.State.self), "Only those that stand so."),
    .optional(
      "owedBy", DomainWire.owner, "Only those that one owes: agency:…, partnership, panel:…."),
  ]

  /// What one escalation owes.
  static func owed(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    let (status, generation) = try EscalationReads.status(of: exchange, viewer)
    let view = try EscalationView(exchange, viewer)
    let state = exchange.query["state"].optionalValue(as: DutyWire.State.self)
    let owner = exchange.query["owedBy"].optionalText.flatMap { Owner($0) }
    let shown = view.duties
    let duties = shown.map { DutyNow($0, view) }.filter { duty in
      (state == nil || duty.state == state)
        && (owner.map { duty.item.owners.contains($0) } ?? true)
    }
    let validator = validator(status, view, shown, viewer)
    if let unchanged = exchange.unchanged(validator, for: viewer, generation: generation) {
      return unchanged
    }
    let bytes = JSONWriter.object { json in
      json.member("reference", exchange.reference)
      json.member("at", exchange.now)
      json.member("late", duties.count { $0.state == .late })
      json.objects("duties", duties) { json, duty in duty.write(to: &json) }
    }
    return .now(.json(bytes).tagged(validator.tag))
  }

  /// Limits pass without anybody's doing: how many have is part of the tag, and the next one its end.
  private static func validator(
    _ status: StatusNow, _ view: EscalationView, _ duties: [DutyItem], _ viewer: Viewer
  ) -> Validator {
    let passed = duties.count { $0.isOverdue(at: view.now) }
    let next = duties.filter(\.isOpen).compactMap { $0.timing?.limit?.at }
      .filter { $0 > view.now }.min()
    let version = view.rules.clock.calendar.version
    return Validator(status.tag(for: viewer), aged: "\(passed)c\(version)", until: next)
  }
}
