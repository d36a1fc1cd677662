import Escalations
import JSON

/// What the policy says of a duty, beside the duty itself: who is to do what towards whom, how strongly, and
/// what serves instead, so that nobody has to look it up in the policy.
enum DutyRuleWire {
  static let members: [Member] = [
    names("by", "Roles that do it, any one."),
    .optional("to", .text(max: 200), "Towards whom, as the policy says it."),
    names("with", "Roles that take part."),
    .optional("via", .text(max: 100), "The role through which it goes."),
    .optional("force", .code(of: Duty.Force.self), "How strongly the policy asks."),
    .optional("blocks", .list(of: .code(of: Duty.Blocking.self), count: 1...10), "What it blocks."),
    names("requires", "Duties to be met first."),
    .optional(
      "alternatives", .list(of: alternative, count: 1...100), "Other acts that meet it."),
    names("answers", "Answers that it asks for."),
    names("answersWithReason", "Those of them that want a reason."),
    names("contents", "Parts that the act carries."),
    names("demandedContents", "Those of them without which it is not met."),
    .optional("form", .text(max: 100), "The form to be submitted."),
    .optional("part", .text(max: 100), "The part of that form, where it has several."),
    .optional("declinable", .flag, "A reason why not meets it."),
    .optional("attemptMeets", .flag, "An attempt without reply meets it."),
    .optional("lifetime", .code(of: Duty.Lifetime.self), "Until when it stays owed."),
    .optional("repeats", .flag, "It is owed anew each time."),
    .optional("private", .flag, "It and what meets it are seen by the owing agency alone."),
    .optional("clause", .text(max: 100), "The clause it rests on."),
    .optional("basis", .code(of: Provenance.Basis.self), "How far the published text carries it."),
    .optional("note", .lines(max: 4_000), "What a reader should know about the text."),
  ]

  private static func names(_ name: String, _ description: String) -> Member {
    .optional(name, .list(of: .text(max: 100), count: 1...100), description)
  }

  private static let alternative: Shape = .named(
    "DutyAlternative", "Another act that meets the duty.",
    .object([
      .required("act", .code(of: ActKind.self), "The act."),
      .optional("by", .list(of: .text(max: 100), count: 1...100), "Roles that do it, any one."),
    ]))

  /// Writes the members.
  static func write(_ duty: Duty, to json: inout JSONWriter) {
    writeParties(of: duty, to: &json)
    json.member("force", duty.force)
    if !duty.blocks.isEmpty { json.array("blocks", of: duty.blocks) { $0.write($1.rawValue) } }
    writeMeans(of: duty, to: &json)
    json.member("lifetime", duty.lifetime)
    if duty.repeats { json.member("repeats", true) }
    if duty.isPrivate { json.member("private", true) }
    json.member("clause", duty.provenance.clause)
    json.member("basis", duty.provenance.basis)
    json.member("note", duty.provenance.note)
  }

  private static func writeParties(of duty: Duty, to json: inout JSONWriter) {
    if !duty.by.isEmpty { json.names("by", duty.by) }
    json.member("to", duty.to?.description)
    if !duty.with.isEmpty { json.names("with", duty.with) }
    json.member("via", duty.via)
  }

  private static func writeMeans(of duty: Duty, to json: inout JSONWriter) {
    let reasoned = duty.answers.filter(\.needsReason).map(\.code)
    let demanded = duty.contents.filter(\.required).map(\.id)
    if !duty.requires.isEmpty { json.names("requires", duty.requires) }
    if !duty.alternatives.isEmpty {
      json.objects("alternatives", duty.alternatives) { json, other in
        json.member("act", other.act)
        if !other.by.isEmpty { json.names("by", other.by) }
      }
    }
    if !duty.answers.isEmpty { json.names("answers", duty.answers.map(\.code)) }
    if !reasoned.isEmpty { json.names("answersWithReason", reasoned) }
    if !duty.contents.isEmpty { json.names("contents", duty.contents.map(\.id)) }
    if !demanded.isEmpty { json.names("demandedContents", demanded) }
    json.member("form", duty.form)
    json.member("part", duty.part)
    if duty.declinable { json.member("declinable", true) }
    if duty.attemptMeets { json.member("attemptMeets", true) }
  }
}
