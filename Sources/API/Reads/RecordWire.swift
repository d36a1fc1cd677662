import Casework
import Escalations
import JSON

/// The record of one escalation on the wire: each event with its place, hash, consequences and texts.
enum RecordWire {
  static let shape: Shape = .named(
    "Record", "The events of one escalation that you may see, in order.",
    .object([
      .required("reference", WireText.reference, "The escalation."),
      .optional("mask", .code(["persons", "outline"]), "What is masked in this answer."),
      .required("events", .list(of: event, count: 0...100_000), "The events."),
    ]))

  private static let event: Shape = .named(
    "RecordedEvent", "An event.",
    .object([
      .required("number", .integer(1...Int.max), "Its number within the escalation."),
      .required("sequence", .integer(1...Int.max), "Its sequence in the partnership's chain."),
      .required("kind", .code(EventDetailsWire.kinds), "What happened."),
      .required("occurredAt", .instant, "When it happened, as whoever posted it says."),
      .required("recordedAt", .instant, "When it was recorded."),
      .optional("agency", .text(max: 64), "Whose act it is."),
      .optional("credential", .text(max: 100), "The credential that recorded it."),
      .optional("internal", .flag, "Only this agency sees it."),
      .required("hash", .text(max: 64), "Its hash, in hexadecimal."),
      .optional("details", EventDetailsWire.shape, "What it says, without personal data."),
      .optional("effects", .list(of: effect, count: 0...100_000), .plain, "What followed from it."),
      EscalationView.texts,
    ]))

  private static let effect: Shape = .named(
    "Effect", "What followed from an event.",
    .object([
      .required(
        "kind", .code(["opened", "timed", "met", "lapsed", "passed", "near"]), "What followed."),
      .required("key", DomainWire.dutyKey, "The duty."),
      .optional("title", .text(max: 500), "The duty in words."),
      .optional("owners", .list(of: DomainWire.owner, count: 0...1_000), .plain, "Who owes it."),
      .optional("at", .instant, "Since when it is owed, or when it was met."),
      .optional("start", .instant, "From when the clock is counted."),
      .optional("target", DomainWire.due, "By when at best."),
      .optional("limit", DomainWire.due, "By when at most."),
      .optional("previousLimit", DomainWire.due, "The limit that it had before."),
      .optional("calendarVersion", .integer(0...Int.max), "The calendar's version."),
      .optional("cause", .code(of: Effect.Timing.Cause.self), "Why the clock has these dates."),
      .optional("how", .code(of: Effect.Meeting.How.self), "In what way it was met."),
      .optional("verdict", .code(["met", "missed"]), "Whether the limit was kept."),
      .optional("recordedLate", .flag, "It was in time and its record was not."),
    ]))

  /// Members of an act.
  static let actMembers: [Member] = [
    .required("kind", .code(of: ActKind.self), "Which of the policy's acts."),
    .required("how", .code(of: Effect.Meeting.How.self), "In what way."),
    .optional("role", .text(max: 100), "The role of whoever did it."),
    .optional("substituteFor", .text(max: 100), "The role that they stood in for."),
    .optional("answer", .text(max: 100), "The answer to a duty's question."),
    .optional("medium", .code(of: Act.Medium.self), "How people talked."),
    .optional("participants", .list(of: participant, count: 1...1_000), .plain, "Who took part."),
    .optional("decision", decision, .plain, "What a decision was."),
    .optional("form", FormWire.id, "The form that it submits a part of, or declines."),
  ]

  private static let participant: Shape = .named(
    "Participant", "Somebody who took part, or was invited.",
    .object([
      .optional("name", WireText.personName, .personal, "Their name, or what stands for it."),
      .required("agency", .text(max: 64), "Their agency."),
      .optional("role", .text(max: 100), "Their role."),
      .required("present", .boolean, "Whether they were there."),
    ]))

  static let decision: Shape = .named(
    "Decision", "A decision.",
    .object([
      .required("basis", .code(of: Decision.Basis.self), "On what it rests."),
      .optional("outcome", .text(max: 100), "What became of the decision in dispute."),
      DomainWire.names("agreedBy", "Agencies said to agree."),
    ]))

  /// Writes the members of an act.
  static func write(_ act: Act, _ words: EventWords, to json: inout JSONWriter) {
    json.member("kind", act.kind)
    json.member("how", act.how)
    json.member("role", act.role)
    json.member("substituteFor", act.substituteFor)
    json.member("answer", act.answer)
    json.member("medium", act.medium)
    if !act.participants.isEmpty {
      json.objects("participants", act.participants.enumerated()) { json, entry in
        let (place, one) = entry
        json.member("name", words.text("/participants/\(place)/name"))
        json.member("agency", one.agency)
        json.member("role", one.role)
        json.member("present", one.present)
      }
    }
    json.member("form", act.form?.form)
    guard let decision = act.decision else { return }
    json.object("decision") { json in
      json.member("basis", decision.basis)
      json.member("outcome", decision.outcome)
      json.names("agreedBy", decision.agreedBy)
    }
  }

  /// Writes the members of a resolution.
  static func write(_ resolution: Resolution, to json: inout JSONWriter) {
    json.member("basis", resolution.basis)
    json.member("outcome", resolution.outcome)
    json.names("assenting", resolution.assenting)
    json.names("dissenting", resolution.dissenting)
    guard let outcomes = resolution.childOutcomes else { return }
    json.object("childOutcomes") { json in
      for (child, outcome) in outcomes.sorted(by: { $0.key < $1.key }) {
        json.member(child, outcome)
      }
    }
  }

  /// Writes the members of learning.
  static func write(_ learning: Learning, to json: inout JSONWriter) {
    json.member("number", learning.number)
    json.member("kind", learning.kind)
    json.names("routes", learning.routes)
    json.member("theme", learning.theme)
    json.member("fromForm", learning.fromForm)
  }
}
