import Casework
import Escalations
import JSON

/// What an event says on the wire: the members that each kind has, without personal data.
enum EventDetailsWire {
  static let shape: Shape = .named(
    "EventDetails", "What an event says; which members there are depends on its kind.",
    .object(raising + acting + course + followUps + service))

  /// What can have happened, as `EventBody.kind` says it.
  static let kinds = [
    "raised", "joined", "left", "acted", "riskStated",
    "actionNoted", "actionProgressed", "moved", "limitChanged", "outstandingNoted",
    "outstandingProgressed", "assented", "closed", "reopened", "learningNoted",
    "approved", "corrected", "addendumAdded", "voided", "acknowledged",
    "formAcknowledged",
    "clocksChecked", "calendarChanged", "migrated",
  ]

  private static let raising: [Member] = [
    .optional("reference", WireText.reference, "The escalation."),
    .optional("partnership", .text(max: 64), "Its partnership."),
    .optional("policy", .text(max: 64), "Its policy."),
    .optional("policyVersion", .text(max: 64), "The version that it keeps."),
    .optional("track", .text(max: 64), "The track."),
    .optional("stage", .text(max: 64), "The stage."),
    names("skipped", "Stages passed over."),
    .optional(
      "restricts", .boolean, "Whether only named credentials see the escalation from here on."),
    .optional("parties", .list(of: DomainWire.party, count: 0...1_000), "Who takes part."),
    .optional("children", .list(of: child, count: 0...1_000), "The children, by their keys."),
    .optional("category", .text(max: 100), "The area of disagreement."),
    .optional("origin", .text(max: 100), "Where the concern came from."),
    names("facts", "Circumstances."), names("matters", "Kinds of matter."),
    .optional("aroseOn", .date, "The day the concern arose."),
    .optional("raisedWithOtherSideOn", .date, "The day it was raised with the other side."),
    .optional("risk", .any, "Whether a child was at immediate risk."),
    .optional("restricted", .boolean, "Whether only named credentials see it."),
    .optional("transferredFrom", .text(max: 64), "The escalation it was transferred from."),
    .optional(
      "agency", .text(max: 64), "The agency that joined, left, was taken out or has seen it."),
    .optional("side", .code(of: Side.self), "Its side."),
  ]

  private static let child: Shape = .named(
    "ChildKept", "A child without anything that says who.",
    .object([
      .required("key", .text(max: 64), "Its key within the escalation."),
      .required("unborn", .boolean, "Whether it was not born yet."),
      .optional("level", .text(max: 100), "Its level of need."),
    ]))

  private static let acting: [Member] = [
    .optional("kind", .text(max: 100), "The act, the agency's kind, or the kind of learning."),
    .optional("how", .code(of: Effect.Meeting.How.self), "In what way an act was done."),
    .optional("role", .text(max: 100), "The role of whoever did it."),
    .optional("substituteFor", .text(max: 100), "The role that they stood in for."),
    names("duties", "Duties that it was said to meet."),
    .optional("answer", .text(max: 100), "The answer to a duty's question."),
    .optional("hasReason", .boolean, "Whether a reason was given."),
    names("contents", "Which parts it carries."),
    .optional("participants", .list(of: participant, count: 0...1_000), "Who took part."),
    .optional("medium", .code(of: Act.Medium.self), "How people talked."),
    .optional("decision", RecordWire.decision, "What a decision was."),
    .optional("form", formKept, "The form that an act submits a part of, or declines."),
    .optional("number", .integer(0...Int.max), "Its number: an act's in its kind, an action's."),
    .optional("discussion", .integer(1...Int.max), "The discussion that was approved."),
  ]

  private static let formKept: Shape = .named(
    "FormKept", "A form that an act submits a part of, or declines; its words stay on the form.",
    .object([
      .required("form", FormWire.id, "The form."),
      .required("template", .text(max: 64), "Its template."),
      .required("templateVersion", .text(max: 64), "The version that it keeps."),
      .optional("filing", formFiling, "The part as it was submitted."),
    ]))

  private static let formFiling: Shape = .object([
    .required("part", .text(max: 64), "The part."),
    .required("number", .integer(1...Int.max), "Its number among the submissions."),
    .required(
      "signatures",
      .list(
        of: .object([
          .required("author", .text(max: 64), "Whose."),
          .optional("role", .text(max: 100), "The role of whoever signed."),
          .required("at", .instant, "When."),
        ]), count: 0...100), "Signatures, without names."),
    .required(
      "content",
      .object([
        .required(
          "entries",
          .list(
            of: .object([
              .required("at", .text(max: 2_000), "Where in the answers."),
              .required(
                "says", .code(["yes", "no", "value", "beside", "withheld", "count"]), "What."),
              .optional("value", .text(min: 0, max: 10_000), "A date, a code, a number."),
            ]), count: 0...100_000), "The answers without anything personal.")
      ]), "What was answered."),
  ])

  private static let participant: Shape = .named(
    "ParticipantKept", "Somebody who took part, without a name.",
    .object([
      .required("agency", .text(max: 64), "Their agency."),
      .optional("role", .text(max: 100), "Their role."),
      .required("present", .boolean, "Whether they were there."),
    ]))

  private static let course: [Member] = [
    .optional("immediateRisk", CommonWire.risk, "The answer for the case as a whole."),
    .optional(
      "childAnswers", .map(of: CommonWire.risk, keys: .kebab, count: 0...1_000),
      "The answers for single children."),
    .optional("toldKind", .text(max: 64), "The kind of body that was told."),
    .optional("toldAt", .instant, "When it was told."),
    .optional("from", .text(max: 64), "The stage or version left."),
    .optional("to", .text(max: 64), "The stage or version entered."),
    .optional("key", DomainWire.dutyKey, "The duty whose limit it is."),
    .optional("dueOn", .date, "The day with which a limit ends, or by which something is done."),
    .optional("standing", .code(of: LimitChange.Standing.self), "What became of a limit."),
    .optional("basis", .code(of: Resolution.Basis.self), "On what a resolution rests."),
    .optional("outcome", .text(max: 100), "What became of the decision in dispute."),
    names("assenting", "Agencies said to assent."),
    names("dissenting", "Agencies said to dissent."),
    .optional("ending", .code(of: Ending.self), "How it ended."),
    .optional("resolution", resolution, "How it was resolved."),
    .optional("transferredTo", .text(max: 64), "The escalation that takes it on."),
  ]

  private static let resolution: Shape = .named(
    "ResolutionKept", "How it was resolved, without words.",
    .object([
      .required("basis", .code(of: Resolution.Basis.self), "On what it rests."),
      .optional("outcome", .text(max: 100), "What became of the decision in dispute."),
      names("assenting", "Agencies said to assent."),
      names("dissenting", "Agencies said to dissent."),
    ]))

  private static let followUps: [Member] = [
    .optional("owner", .text(max: 64), "The agency that pursues it."),
    .optional("agreed", .boolean, "Whether both sides agreed it."),
    .optional("progress", CommonWire.progress, "How far it has come."),
    .optional("fromForm", .text(max: 64), "The form that learning was read from."),
    names("routes", "The routes that learning takes."),
    .optional("theme", .text(max: 100), "The theme."),
    .optional("event", .integer(1...Int.max), "The event corrected or added to."),
    .optional("members", .list(of: .text(max: 2_000), count: 0...1_000), "The places corrected."),
  ]

  private static let service: [Member] = [
    .optional("calendar", .text(max: 64), "The calendar that changed."),
    .optional("version", .integer(0...Int.max), "Its new version."),
  ]

  private static func names(_ name: String, _ summary: String) -> Member {
    .optional(name, .list(of: .text(max: 100), count: 0...1_000), .plain, summary)
  }
}

extension EventBody {
  /// What it says, in the members of `EventDetailsWire`.
  ///
  /// One table, without `default`.
  var details: JSONValue? {
    switch self {
    case .raised(let body): json(body)
    case .joined(let body): json(body)
    case .left(let agency), .voided(let agency), .acknowledged(let agency):
      ["agency": .string(agency.text)]
    case .acted(let body): json(body)
    case .riskStated(let statement): json(statement)
    case .actionNoted(let body): json(body)
    case .actionProgressed(let body): json(body)
    case .moved(let body): json(body)
    case .limitChanged(let body): json(body)
    case .outstandingNoted(let body): json(body)
    case .outstandingProgressed(let body): json(body)
    case .assented(let body): json(body)
    case .closed(let body): json(body)
    case .reopened(let body): json(body)
    case .learningNoted(let body): json(body)
    case .approved(let body): json(body)
    case .corrected(let body): json(body)
    case .addendumAdded(let body): json(body)
    case .formAcknowledged(let body): json(body)
    case .clocksChecked: nil
    case .calendarChanged(let body): json(body)
    case .migrated(let body): json(body)
    }
  }

  /// A body that cannot be written was not read from a record either; it is then left out.
  private func json(_ body: some Encodable) -> JSONValue? { try? JSONEncoding.value(of: body) }

  /// Answers have a name of their own here, since acts have answers too.
  private func json(_ statement: RiskStatement) -> JSONValue {
    var json = JSONObject()
    json["immediateRisk"] = .string(statement.answer.rawValue)
    if !statement.children.isEmpty {
      var answers = JSONObject()
      for (key, answer) in statement.children.sorted(by: { $0.key < $1.key }) {
        answers[key] = .string(answer.rawValue)
      }
      json["childAnswers"] = .object(answers)
    }
    json["toldKind"] = statement.toldKind.map { .string($0) }
    json["toldAt"] = statement.toldAt.map { .string("\($0)") }
    return .object(json)
  }
}
