import Escalations
public import JSON

/// What a simulation's script may say.
public enum SimulationShape {
  /// A whole script.
  public static let script: Shape = .named(
    "SimulationScript", "Dated events to be played against a policy.",
    .object([
      .optional("title", .text(max: 300), "What the story is about."),
      .required("raise", raise, "The raising."),
      .required("events", .list(of: event, count: 0...1_000), "What follows, in order of time."),
    ]))

  private static let raise: Shape = .object([
    .required("at", .instant, "When."),
    .required("by", .key, "The agency that raises."),
    .optional("track", .key, "The ladder; left out for the first."),
    .optional("stage", .key, "The stage to enter; left out for the first."),
    .required("parties", .list(of: party, count: 1...50), "Who takes part."),
    .optional("children", .list(of: child, count: 0...50), "The children, one entry for each."),
    .optional("category", .key, "The area of disagreement."),
    .optional("categoryWords", .flag, "Words of one's own for the area are given."),
    .optional("origin", .key, "Where the concern came from."),
    .optional("facts", keys, "Circumstances."),
    .optional("matters", keys, "What kinds of matter it holds."),
    .optional("aroseOn", .date, "The day the concern arose."),
    .optional("raisedWithOtherSideOn", .date, "The day it was raised with the other side."),
    .required("risk", risk, "Whether a child is at immediate risk."),
    .optional("reason", .flag, "A reason for passing over stages is given."),
    .optional("expectRefusal", .text(max: 40), "The code of the refusal that is expected."),
    .optional("note", note, "What it is to show."),
  ])

  private static let event: Shape = .object([
    .required("at", .instant, "When it is recorded."),
    .optional("occurredAt", .instant, "When it happened, where that was earlier."),
    .optional(
      "by", .key, "An agency, partnership or decider; left out for holiday and wait."),
    .required("do", .oneMember(deeds), "What happens."),
    .optional("internal", .flag, "It stays inside the agency."),
    .optional("expectRefusal", .text(max: 40), "The code of the refusal that is expected."),
    .optional("note", note, "What it is to show."),
  ])

  private static let deeds: [Member] = [
    .choice("act", act, "An act of the policy's."),
    .choice(
      "risk",
      .object([
        .required("answer", risk, "The answer."),
        .optional("told", .key, "The kind of body that was told."),
      ]), "A risk statement."),
    .choice("join", party, "An agency is brought in."),
    .choice("leave", .flag, "It leaves."),
    .choice(
      "action",
      .object([
        .required("owner", .key, "Who does it."), .optional("dueOn", .date, "By when."),
        .optional("agreed", .flag, "Both sides agreed it."),
      ]), "An action is noted."),
    .choice("actionProgress", progress, "An action goes on."),
    .choice(
      "move",
      .object([
        .required("to", .key, "The stage."), .optional("track", .key, "Its track, if another."),
        .optional("risk", risk, "The fresh risk answer."), reason,
      ]), "A step to another stage."),
    .choice(
      "limit",
      .object([
        .required("duty", .key, "The duty."), .required("dueOn", .date, "The day."),
        .optional("role", .key, "The role of whoever sets it alone."),
      ]), "A limit is proposed, agreed or set."),
    .choice(
      "outstanding",
      .object([
        .required("owner", .key, "Who pursues it."), .optional("dueOn", .date, "By when."),
      ]), "An issue is left outstanding."),
    .choice("outstandingProgress", progress, "An outstanding issue goes on."),
    .choice("resolve", resolve, "It is resolved."),
    .choice(
      "withdraw", .object([.required("risk", risk, "The fresh risk answer."), reason]),
      "It is withdrawn."),
    .choice(
      "transfer", .object([.required("to", .text(max: 60), "The reference there.")]),
      "It is handed to another partnership."),
    .choice(
      "reopen", .object([.required("stage", .key, "The stage to enter."), reason]),
      "It is opened again."),
    .choice(
      "learning",
      .object([
        .required("kind", .text(max: 60), "Its kind."), .optional("routes", keys, "Its routes."),
        .optional("theme", .key, "Its theme."),
      ]), "Learning is noted."),
    .choice(
      "approve",
      .object([
        .required("discussion", .integer(1...1_000), "The discussion's number."),
        .optional("role", .key, "The approver's role."),
      ]), "A discussion's record is approved."),
    .choice("holiday", .oneMember(holidays), "The calendar changes."),
    .choice("wait", .flag, "Nothing but time passes."),
  ]

  private static let act: Shape = .object([
    .required("kind", .code(of: ActKind.self), "Which of the policy's acts."),
    .optional("how", .code(of: Effect.Meeting.How.self), "In what way; left out for done."),
    .optional("role", .key, "The role of whoever acts or is asked."),
    .optional("substituteFor", .key, "The role that they stand in for."),
    .optional("duties", keys, "Duties that it meets; left out for whichever ask for it."),
    .optional("stage", .key, "The stage it belongs to, if another."),
    .optional("answer", .key, "The answer to the duty's question."),
    reason,
    .optional("contents", keys, "Parts that it carries."),
    .optional("participants", .list(of: participant, count: 0...50), "Who took part."),
    .optional("medium", .code(of: Act.Medium.self), "How people talked."),
    .optional("decision", decision, "What a decision was."),
    .optional("facts", keys, "Circumstances that it brings to light."),
    .optional("category", .key, "The area of disagreement, where not said before."),
    .optional("origin", .key, "Where the concern came from, where not said before."),
    .optional(
      "levels", .map(of: .key, keys: .kebab, count: 0...50), "Levels of children, by key: child-1."),
  ])

  private static let participant: Shape = .object([
    .required("agency", .key, "Their agency."), .optional("role", .key, "Their role."),
    .optional("present", .boolean, "Whether they were there; left out for yes."),
  ])

  private static let decision: Shape = .object([
    .required("basis", .code(of: Decision.Basis.self), "On what it rests."),
    .optional("outcome", .key, "What became of the decision in dispute."),
    .optional("agreedBy", keys, "Agencies that agree."),
  ])

  private static let resolve: Shape = .object([
    .required("basis", .code(of: Resolution.Basis.self), "On what it rests."),
    .optional("outcome", .key, "What became of the decision in dispute."),
    .optional("assenting", keys, "Agencies said to assent."),
    .optional("dissenting", keys, "Agencies said to dissent."),
    .optional("contents", keys, "Parts that it carries."),
  ])

  private static let holidays: [Member] = [
    .choice(
      "add",
      .object([
        .required("date", .date, "The day."), .required("title", .text(max: 200), "Its name."),
      ]), "A bank holiday is proclaimed."),
    .choice("withdraw", .date, "One is taken back."),
  ]

  private static let party: Shape = .object([
    .required("agency", .key, "The agency."), .required("kind", .key, "Its kind."),
    .required("side", .code(of: Side.self), "Its side."),
  ])

  private static let child: Shape = .object([
    .optional("level", .key, "The level."), .optional("unborn", .flag, "Not born yet."),
  ])

  private static let progress: Shape = .object([
    .required("number", .integer(1...1_000), "Its number."),
    .required("progress", .code(of: FollowUpProgress.self), "How far it has come."), reason,
  ])

  private static let reason: Member = .optional("reason", .flag, "A reason is given.")
  private static let risk: Shape = .code(of: RiskAnswer.self)
  private static let note: Shape = .text(max: 500)
  private static let keys: Shape = .list(of: .key, count: 0...50, unique: true)
}
