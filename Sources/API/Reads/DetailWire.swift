import Casework
import Escalations
import JSON

/// One escalation in full on the wire.
///
/// Where the viewer does not see names, what may hold one is left out.
enum DetailWire {
  static let shape: Shape = .named(
    "Escalation", "One escalation, as far as you may see it.",
    .object(
      StatusWire.members + EventWords.members + [
        .optional("mask", .code(["persons", "outline"]), "What is masked in this answer."),
        .optional("origin", .text(max: 100), "Where the concern came from."),
        .optional("facts", .list(of: .text(max: 100), count: 0...1_000), .plain, "Circumstances."),
        .optional(
          "matters", .list(of: .text(max: 100), count: 0...1_000), .plain, "Kinds of matter."),
        .optional("aroseOn", .date, "The day the concern arose."),
        .optional("raisedWithOtherSideOn", .date, "The day it was raised with the other side."),
        .optional("restricted", .flag, "Only named credentials see it."),
        .optional("transferredFrom", .text(max: 64), "The escalation it was transferred from."),
        .optional("transferredTo", .text(max: 64), "The escalation that took it on."),
        .optional(
          "subjects", .list(of: subject, count: 0...1_000), .plain,
          "What it is about besides children."),
        .optional(
          "otherParties", .list(of: otherParty, count: 0...1_000), .plain,
          "Who takes part besides agencies."),
        .optional("children", .list(of: child, count: 0...1_000), .plain, "The children."),
        .optional("risk", risk, .plain, "The last word on immediate risk, and who was told."),
        .optional("visits", .list(of: visit, count: 0...10_000), .plain, "Stages visited."),
        .optional(
          "skipped", .list(of: .text(max: 64), count: 0...1_000), .plain, "Stages passed over."),
        .optional(
          "participations", .list(of: participation, count: 0...1_000), .plain,
          "Who takes part or took part."),
        .optional("acts", .list(of: act, count: 0...100_000), .plain, "Acts, by number in kind."),
        .optional(
          "actions", .list(of: followUp("ActionEntry"), count: 0...100_000), .plain, "Actions."),
        .optional(
          "outstandingIssues", .list(of: followUp("OutstandingEntry"), count: 0...100_000), .plain,
          "Issues that stay open."),
        .optional(
          "proposedLimits", .list(of: proposal, count: 0...1_000), .plain,
          "Limits proposed and not yet agreed."),
        .optional(
          "assents", .list(of: .text(max: 64), count: 0...1_000), .plain,
          "Raising agencies that assented while others are waited for."),
        .optional("resolution", resolution, .plain, "How it was resolved."),
        .optional("learning", .list(of: learning, count: 0...100_000), .plain, "Learning."),
      ]))

  private static let child: Shape = .named(
    "Child", "A child, by its key.",
    .object([
      .required("key", .text(max: 64), "Its key within the escalation."),
      .required("unborn", .boolean, "Whether it is not born yet."),
      .optional("level", .text(max: 100), "Its level of need."),
      .optional("name", WireText.personName, .personal, "The name, or what stands for it."),
      .optional("birthDate", .date, .personal, "The date of birth."),
      .optional("expectedDate", .date, .personal, "The day it is expected."),
      .optional("nhsNumber", .text(max: 12), .personal, "The NHS number."),
      .optional("upn", .text(max: 13), .personal, "The unique pupil number."),
      .optional("localReference", .text(max: 64), .personal, "The raising agency's own id."),
    ]))

  private static let risk: Shape = .named(
    "Risk", "The last word on immediate risk.",
    .object([
      .required("immediateRisk", CommonWire.risk, "The answer for the case as a whole."),
      .optional(
        "children", .map(of: CommonWire.risk, keys: .kebab, count: 0...1_000),
        "The answers for single children."),
      .optional("toldKind", .text(max: 64), "The kind of body that was told."),
      .optional("toldAt", .instant, "When it was told."),
      .optional("urgent", .lines(max: 2_000), "What to do at once."),
      .optional(
        "statement", .named("RiskWords", "What was said of it.", .object(EventWords.members))),
    ]))

  private static let subject: Shape = .named(
    "Subject", "What it is about besides children.",
    .object([
      .required("kind", .text(max: 100), "Its kind, by the track's list."),
      .optional("name", WireText.personName, .personal, "Of a person: name, initials or role."),
      .optional("description", WireText.narrative, .narrative, "Of anything else: which."),
    ]))

  private static let otherParty: Shape = .named(
    "OtherParty", "Somebody who takes part and is no agency.",
    .object([
      .required("kind", .text(max: 100), "Their kind, by the track's list."),
      .optional("name", WireText.personName, .personal, "Their name or initials."),
    ]))

  private static let visit: Shape = .named(
    "Visit", "A visit to a stage.",
    .object([
      .required("track", .text(max: 64), "The track."),
      .required("stage", .text(max: 64), "The stage."),
      .required("enteredAt", .instant, "When it was entered."),
      .optional("leftAt", .instant, "When it was left."),
    ]))

  private static let participation: Shape = .named(
    "Participation", "An agency that takes part or took part.",
    .object([
      .required("agency", .text(max: 64), "The agency."),
      .required("kind", .text(max: 64), "Its kind."),
      .required("side", .code(of: Side.self), "Its side."),
      .required("joined", .integer(1...Int.max), "The event by which it joined."),
      .optional("left", .integer(1...Int.max), "The event by which it left."),
      .optional("voided", .flag, "It was taken from its sight."),
      .required("hasSeen", .boolean, "Whether it said that it saw it."),
    ]))

  static let act: Shape = .named(
    "ActEntry", "An act on record.",
    .object(
      [
        .required("event", .integer(1...Int.max), "The event that recorded it."),
        .required("number", .integer(0...Int.max), "Its number among acts of its kind."),
        .optional("agency", .text(max: 64), "Whose it is."),
        .required("occurredAt", .instant, "When it happened."),
        .required("stage", .text(max: 64), "At which stage."),
        DomainWire.names("approvedBy", "Agencies that approved its record."),
      ] + RecordWire.actMembers + EventWords.members))

  private static func followUp(_ name: String) -> Shape {
    .named(
      name, "Something that is pursued, and how far it has come.",
      .object(
        [
          .required("number", .integer(1...Int.max), "Its number in the escalation."),
          .required("owner", .text(max: 64), "The agency that pursues it."),
          .optional("dueOn", .date, "The day by which it is done."),
          .optional("agreed", .boolean, "Whether both sides agreed it."),
          .required("progress", CommonWire.progress, "How far it has come."),
          .required("stage", .text(max: 64), "The stage at which it was noted."),
        ] + EventWords.members))
  }

  private static let proposal: Shape = .named(
    "LimitProposal", "A limit that one side proposed.",
    .object([
      .required("by", .text(max: 64), "The agency that proposes."),
      .required("key", DomainWire.dutyKey, "The duty."),
      .required("dueOn", .date, "The day proposed."),
    ]))

  static let resolution: Shape = .named(
    "Resolution", "How it was resolved.",
    .object(
      [
        .required("basis", .code(of: Resolution.Basis.self), "On what it rests."),
        .optional("outcome", .text(max: 100), "What became of the decision in dispute."),
        DomainWire.names("assenting", "Agencies said to assent."),
        DomainWire.names("dissenting", "Agencies said to dissent."),
        .optional(
          "childOutcomes", .map(of: .text(max: 100), keys: .kebab, count: 1...1_000), .plain,
          "What became of it for single children, by their keys."),
      ] + EventWords.members))

  static let learning: Shape = .named(
    "LearningEntry", "Learning, and where it goes.",
    .object(
      [
        .required("number", .integer(1...Int.max), "Its number in the escalation."),
        .required("kind", .text(max: 100), "Its kind."),
        DomainWire.names("routes", "The routes it takes."),
        .optional("theme", .text(max: 100), "The theme."),
        .optional("fromForm", FormWire.id, "The form that it was read from."),
      ] + EventWords.members))
}
