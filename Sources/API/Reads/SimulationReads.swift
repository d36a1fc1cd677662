import Casework
import Escalations
import HTTP
import JSON

/// Plays a story against a policy: what would be owed by whom and when, and nothing is kept.
enum SimulationReads {
  static let mediaTypes = ["application/json", "text/plain"]

  static let shape: Shape = .named(
    "Simulation", "What came of a story, step by step.",
    .object([
      .required("policy", .text(max: 64), "The policy."),
      .required("version", .text(max: 64), "Its version."),
      .optional("title", .text(max: 300), "What the story is about."),
      .required("calendar", .text(max: 100), "The calendar and its version."),
      .required("zone", .text(max: 64), "The zone whose dates are counted."),
      .required("asExpected", .boolean, "Whether every refusal was one that the story expects."),
      .required(
        "steps", .list(of: step, count: 0...100_000), "The steps; unnumbered: the service's."),
    ]))

  private static let step: Shape = .named(
    "SimulationStep", "One step of a story.",
    .object([
      .optional("number", .integer(1...Int.max), "Its place in the story."),
      .required("at", .instant, "When it is recorded."),
      .optional("occurredAt", .instant, "When it happened, where that was earlier."),
      .required("by", .text(max: 200), "Who acts."),
      .required("deed", .text(max: 2_000), "What is done."),
      .optional("note", .lines(max: 4_000), "What it is to show."),
      .optional("expectedRefusal", .text(max: 64), "The refusal that the story expects."),
      .required("asExpected", .boolean, "Whether it went so."),
      .required("refusals", .list(of: refusal, count: 0...1_000), "Why it was refused."),
      .required("changes", .list(of: change, count: 0...10_000), "What followed."),
      .required("remarks", .list(of: ReceiptWire.remark, count: 0...1_000), "Remarks."),
      .optional("position", position, "Where the escalation stands."),
      .required("owed", .list(of: owed, count: 0...10_000), "What is owed then."),
    ]))

  private static let refusal: Shape = .named(
    "SimulationRefusal", "Why a step was refused.",
    .object([
      .required("code", .code(of: Refusal.Reason.self), "The reason's stable code."),
      .required("detail", .lines(max: 4_000), "The reason."),
      .optional("clause", .text(max: 100), "The clause it rests on."),
      .optional("pointer", .text(min: 0, max: 2_000), "Where in the order it lies."),
      .required("duties", .list(of: DomainWire.dutyKey, count: 0...1_000), "Duties in the way."),
    ]))

  private static let position: Shape = .named(
    "SimulationPosition", "Where an escalation stands.",
    .object([
      .required("visit", .integer(1...Int.max), "Which visit to a stage it is."),
      .required("track", .text(max: 64), "The track."),
      .required("stage", .text(max: 64), "The stage."),
      .required("number", .integer(0...10_000), "Its number in the published ladder."),
      .required("title", .lines(max: 500), "Its title."),
      .required("formality", .code(of: Stage.Formality.self), "How formal it is."),
      .required("skipped", .list(of: .text(max: 64), count: 0...1_000), "Stages passed over."),
      .optional("ending", .code(of: Ending.self), "How it ended."),
      .required("immediateRisk", CommonWire.risk, "The last word on immediate risk."),
    ]))

  private static let dutyMembers: [Member] = [
    .required("key", DomainWire.dutyKey, "The duty's key."),
    .required("duty", .text(max: 64), "The duty."),
    .required("title", .lines(max: 500), "The duty in words."),
    .required("force", .code(of: Duty.Force.self), "How strongly the policy asks."),
    .required("clause", .text(max: 100), "The clause it rests on."),
    .required("owedBy", .list(of: DomainWire.owner, count: 0...1_000), "Who owes it."),
    .required("since", .instant, "Since when."),
    .optional("targetOn", .date, "By when at best."),
    .optional("dueOn", .date, "The day with which the limit ends."),
    .optional("dueAt", .instant, "The first instant that is late."),
    .optional("guide", .flag, "Passing the limit is beyond a guide, and not late."),
    .required("overdue", .boolean, "Whether it is late."),
  ]

  private static let owed: Shape = .named(
    "SimulationDuty", "A duty that is owed.", .object(dutyMembers))

  private static let change: Shape = .named(
    "SimulationChange", "What followed for a duty.",
    .object(
      [
        .required(
          "change", .code(["opened", "timed", "met", "lapsed", "passed", "near"]), "What followed."),
        .optional("cause", .code(of: Effect.Timing.Cause.self), "Why a clock has its dates."),
        .optional("how", .code(of: Effect.Meeting.How.self), "In what way it was met."),
        .optional("metAt", .instant, "When it was met."),
        .optional("verdict", .code(["met", "missed"]), "Whether the limit was kept."),
        .optional("recordedLate", .boolean, "It was in time and its record was not."),
        .optional("answer", .text(max: 100), "The answer given."),
        .optional("substituteFor", .text(max: 100), "The role that a substitute stood for."),
        .optional("workingDaysTaken", .integer(0...Int.max), "Working days until it was met."),
      ] + dutyMembers))

  /// Plays the story of the body against the version in force; on the long desk, since a story may have
  /// a thousand events.
  static func play(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    let library = exchange.context.library()
    let id = PolicyID(exchange.name(.policy))
    guard let policy = library.current(id, on: exchange.today(library)),
      policy.partnership == viewer.partnership, let calendar = library.calendars[policy.calendar]
    else { throw .casework(.notFound) }
    _ = try exchange.body()
    let script = try script(exchange)
    let simulator = Simulator(
      policy, calendar: calendar, zone: library.zone,
      nearHours: exchange.context.settings.nearHours)
    let asText = Negotiation.preferred(exchange.fields, mediaTypes) == "text/plain"
    return .long { _ throws(Unserved) in
      let report = simulator.play(script)
      if asText { return .content("text/plain; charset=utf-8", Array(report.text().utf8)) }
      var json = JSONWriter()
      report.write(to: &json)
      return .json(json.bytes)
    }
  }

  private static func script(_ exchange: Exchange) throws(Unserved) -> SimulationScript {
    let json = try exchange.json()
    do throws(SimulationScript.Faults) {
      return try SimulationScript.read(json)
    } catch {
      throw .body(error.list.map { BodyFault($0.pointer, $0.code, $0.detail) })
    }
  }
}
