import Escalations
import JSON

/// The ladders: tracks, stages and what is owed.
extension PolicyShape {
  static let track: Shape = .named(
    "Track", "One ladder within the policy.",
    sourced([
      .required("id", .key, "The track's name."),
      .required("title", title, "The title people know."),
      .required("child", .code(of: Track.ChildRule.self), "Whether it is about a child."),
      .optional("subjects", keys, "What else it may be about: group, place, policy, …"),
      .optional("startable", .boolean, "Whether an escalation may begin here; left out for yes."),
      .optional("entry", condition, "What must hold to begin here or cross over."),
      .optional("restricted", condition, "When only named credentials see it."),
      .optional("partnershipSeesFrom", .key, "The stage from which the partnership sees names."),
      .optional("otherParties", keys, "Who else may take part, entered by an agency."),
      .required("skipping", skipping, "Whether stages may be passed over."),
      .optional("media", media, "How people are to talk."),
      .optional("resolution", resolution, "What a resolution says."),
      .optional("opening", duties, "What is owed from raising on, before the first stage."),
      .optional("everyStage", duties, "What is owed at every stage."),
      .required("stages", .list(of: stage, count: 1...30), "The rungs, in order."),
      .optional("caps", .list(of: cap, count: 0...10), "One limit over a range of stages."),
      .optional("closing", duties, "What is owed after closing."),
    ]))

  private static let skipping: Shape = sourced([
    .required(
      "rule", .code(["forbidden", "allowed", "withReason", "afterConsultation"]),
      "What passing over asks for."),
    .optional("consultation", .key, "The duty to be met first, under afterConsultation."),
  ])

  private static let media: Shape = sourced([
    .optional("preferred", mediaList, "Ways that the text prefers."),
    .optional("remarked", mediaList, "Ways that the text warns of."),
  ])

  private static let mediaList: Shape = .list(
    of: .code(of: Act.Medium.self), count: 0...Act.Medium.allCases.count, unique: true)

  private static let resolution: Shape = sourced([
    .required("contents", contents, "Parts that it carries.")
  ])

  private static let cap: Shape = .object([
    .required("id", .key, "The cap's name among duties."),
    .required("title", title, "The title people know."),
    .required("from", .key, "The stage whose entry starts it."),
    .required("through", .key, "The stage whose leaving meets it."),
    .required("clock", stageClock, "The limit."),
  ])

  private static let stage: Shape = .named(
    "Stage", "A rung.",
    sourced([
      .required("id", .key, "The stage's name, unique in its track."),
      .required("number", .integer(0...99), "Its number in the published ladder."),
      .required("title", title, "The title people know."),
      .required("formality", .code(of: Stage.Formality.self), "How formal the text calls it."),
      .optional("actors", .text(max: 300), "Who acts here, in words."),
      .optional("clock", stageClock, "By when the stage is to be completed."),
      .optional("duties", duties, "What is owed here."),
      .optional(
        "exits", .list(of: exit, count: 0...20),
        "Ways on; left out for the next rung, by the raising side."),
      .optional("end", end, "How the escalation can end here."),
    ]))

  private static let exit: Shape = .named(
    "Exit", "A way on from a stage.",
    sourced([
      .optional("track", .key, "The track it leads to; left out for the same."),
      .required("to", .key, "The stage it leads to."),
      .optional(
        "movers", .list(of: party, count: 1...9, unique: true),
        "Who may take it; left out for raising."),
      .optional("when", condition, "What must hold for it to be open."),
    ]))

  private static let end: Shape = sourced([
    .required("kind", .code(of: End.Kind.self), "What kind of end it is."),
    .optional("by", keys, "Roles that decide, mediate or receive the report."),
  ])

  private static let duties: Shape = .list(of: duty, count: 0...100)

  private static let duty: Shape = .named(
    "Duty", "An act that a party owes.",
    sourced([
      .required("id", .key, "The duty's name, unique in its track."),
      .required("title", title, "The title people know."),
      .required("act", .code(of: ActKind.self), "What is to be done."),
      .required("owedBy", party, "Who owes it."),
      .optional("by", keys, "Roles that do it; any one is enough."),
      .optional("to", party, "Towards whom."),
      .optional("with", keys, "Roles that take part, on whichever side."),
      .optional("via", .key, "The role through which it goes."),
      .required("force", .code(of: Duty.Force.self), "How strongly the text asks."),
      .optional(
        "blocks", .list(of: .code(of: Duty.Blocking.self), count: 0...2, unique: true),
        "What it blocks, for the agency that owes it alone."),
      .optional("after", trigger, "What opens it, beyond its place."),
      .optional("when", condition, "What must hold for it to open."),
      .optional("requires", keys, "Duties to be met first."),
      .optional("alternatives", .list(of: alternative, count: 0...10), "Other ways to meet it."),
      .optional("answers", .list(of: answer, count: 0...20), "Answers it asks for."),
      .optional("contents", contents, "Parts that the act carries."),
      .optional("form", .key, "The form to be submitted, by its template's name."),
      .optional("part", .key, "The part of that form; left out for the first."),
      .optional("declinable", .boolean, "Whether declining with a reason meets it."),
      .optional("attemptMeets", .boolean, "Whether an attempt without reply meets it."),
      .optional("repeats", .boolean, "Whether each opening event opens it anew."),
      .optional("private", .boolean, "Whether only the agency that owes it sees it."),
      .optional(
        "lifetime", .code(of: Duty.Lifetime.self),
        "Until when it stays owed; left out for escalation."),
      .optional("clock", clock, "By when."),
    ]))

  private static let alternative: Shape = .object([
    .required("act", .code(of: ActKind.self), "The act that meets it too."),
    .optional("by", keys, "Any of these roles; left out for anyone."),
  ])

  private static let answer: Shape = .object([
    .required("code", .key, "The answer's code."),
    .required("title", title, "The words people know."),
    .optional("needsReason", .boolean, "Whether it needs a reason."),
  ])

  private static let contents: Shape = .list(of: content, count: 0...50)

  private static let content: Shape = .object([
    .required("id", .key, "The part's name."),
    .required("title", title, "The words people know."),
    .required("required", .boolean, "Whether the act is refused without it."),
  ])
}
