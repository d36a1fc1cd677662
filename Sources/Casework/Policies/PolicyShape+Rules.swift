import Escalations
import JSON

/// The sentences of the language: conditions, triggers, clocks and parties.
extension PolicyShape {
  static let condition: Shape = .named(
    "Condition", "What must hold; exactly one member.",
    .oneMember([
      .choice("all", .list(of: .reference("Condition"), count: 0...20), "Every one holds."),
      .choice("any", .list(of: .reference("Condition"), count: 1...20), "At least one holds."),
      .choice("not", .reference("Condition"), "It does not hold."),
      .choice("category", someKeys, "The area of disagreement is one of these."),
      .choice("level", someKeys, "A child's level is one of these."),
      .choice("origin", someKeys, "The concern came from one of these."),
      .choice("fact", someKeys, "One of these circumstances was stated."),
      .choice(
        "risk", .list(of: .code(of: RiskAnswer.self), count: 1...3, unique: true),
        "The last risk statement is one of these."),
      .choice("agency", agency, "An agency of the kind takes part."),
      .choice("answered", answered, "The duty was answered with one of these."),
      .choice("met", .key, "The duty was met."),
      .choice("passed", .key, "A limit of the duty passed before it was met."),
      .choice("reached", .key, "The stage was entered at some time."),
      .choice(
        "ended", .list(of: .code(of: Ending.self), count: 1...4, unique: true),
        "The escalation ended in one of these ways."),
      .choice("dissent", .flag, "Somebody dissents from a decision that stands."),
      .choice(
        "unstated", .code(of: Omission.self),
        "This was left out on raising and has not been stated since."),
    ]))

  private static let agency: Shape = .object([
    .required("kind", .key, "Its kind."),
    .optional("side", .code(of: Side.self), "On which side; left out for any."),
  ])

  private static let answered: Shape = .object([
    .required("duty", .key, "The duty that asked."),
    .required("with", someKeys, "Its answers."),
  ])

  static let trigger: Shape = .named(
    "Trigger", "What opens a duty, beyond its place; exactly one member.",
    .oneMember([
      .choice("any", .list(of: .reference("Trigger"), count: 2...20), "The first of several."),
      .choice("met", .key, "Another duty was met."),
      .choice("answered", answered, "Another duty was answered with one of these."),
      .choice("passed", .key, "Another duty's limit passed; silence opens it."),
      .choice("recorded", .code(of: Occurrence.self), "Something of this kind was recorded."),
    ]))

  static let clock: Shape = .named(
    "Clock", "By when: what is counted, from when, and who may change it.", sourced(clockMembers))

  static let stageClock: Shape = .named(
    "StageClock", "By when a stage is to end, or several.",
    sourced(
      clockMembers + [
        .optional(
          "force", .code(of: ClockRule.Binding.self),
          "How strongly the text has it end in time; left out for should.")
      ]))

  private static let clockMembers: [Member] = [
    .required("limit", .oneMember(limits + agreedLimits), "How long at most."),
    .optional("target", .oneMember(limits), "How long at best; missing it is never late."),
    .optional("from", start, "From when; left out for entry."),
    .optional("guide", .flag, "Passing it is beyond a guide and not late (\"generally\")."),
    .optional(
      "agreement", .code(of: ClockRule.Agreement.self),
      "How both sides together may change it; left out for none."),
    .optional("setBy", keys, "Roles that alone may change it."),
  ]

  private static let count: Shape = .integer(Limit.Count.range)

  private static let limits: [Member] = [
    .choice("workingDays", count, "Through the n-th working day after the day of the start."),
    .choice("hours", count, "Elapsed hours, over nights and weekends."),
    .choice("calendarDays", count, "Through the n-th day after the day of the start."),
    .choice("sameWorkingDay", .flag, "Through the day of the start, or the next working day."),
    .choice("withoutDelay", .flag, "No number: shown, and never overdue."),
  ]

  private static let agreedLimits: [Member] = [
    .choice("setByRole", someKeys, "Set for each case by one of these roles."),
    .choice("agreedBySides", .flag, "Proposed by one side and agreed by the other."),
  ]

  private static let start: Shape = .named(
    "Start", "From when a clock counts; exactly one member.",
    .oneMember([
      .choice("entry", .flag, "The duty opens (for a stage: it is entered)."),
      .choice("previousStageLeft", .flag, "The stage before was left."),
      .choice("met", .key, "The duty was met."),
      .choice("date", .code(of: ClockRule.CarriedDate.self), "A date that the case carries."),
      .choice("earlier", .list(of: .reference("Start"), count: 2...2), "The first of two."),
      .choice("later", .list(of: .reference("Start"), count: 2...2), "The last of two."),
    ]))

  static let party: Shape = .text(
    max: 80,
    format: TextFormat(
      of: PartyRule.self, name: "party",
      pattern: "^(raising|receiving|sides|each|everyone|together|involved|partnership|raiser"
        + "|(kind|panel|tookPartAt):.+)$",
      rule: """
        Must be raising, receiving, sides, each, everyone, together, involved, partnership, raiser, \
        or kind:…, panel:… or tookPartAt:… with a name.
        """))
}
