import Escalations
import JSON

/// The lists and the rules of a policy that stand beside its ladders.
extension PolicyShape {
  static let codedText: Shape = .named(
    "CodedText", "An entry of a list: a stable code and the words people know.",
    sourced([
      .required("code", .key, "The stable code."),
      .required("title", title, "The words."),
      .optional("needsWords", .boolean, "Whether choosing it asks for words of one's own."),
      .optional("tracks", keys, "Tracks it belongs to; left out for all."),
      .optional("figures", keys, "Report figures that bear on it."),
      .optional("guidance", .lines(max: 4_000), "Guidance served with it."),
    ]))

  static let document: Shape = sourced([
    .required("title", title, "Its title."),
    .optional("edition", .text(max: 60), "Its edition or year, as the policy cites it."),
  ])

  static let role: Shape = .named(
    "Role", "A role in the policy's words.",
    sourced([
      .required("id", .key, "The role's name."),
      .required("title", title, "The title people know."),
      .optional("equivalents", keys, "Roles that count as this one, in whichever agency."),
      .optional("kinds", keys, "Kinds of agency that have it; left out for any."),
      .optional("preferredIn", keys, "Kinds of agency in which it goes before line management."),
    ]))

  static let panel: Shape = .named(
    "Panel", "A group that considers or decides.",
    sourced([
      .required("id", .key, "The panel's name."),
      .required("title", title, "The title people know."),
      .required("seats", .list(of: seat, count: 1...50), "Who sits on it."),
    ]))

  private static let seat: Shape = .object([
    .required("role", .key, "The role that sits."),
    .required("publishedTitle", title, "The title in the published text."),
    .optional("presentTitle", title, "The holder's title today, where it has changed."),
  ])

  static let learningRoute: Shape = sourced([
    .required("code", .key, "The route's code."),
    .required("kind", .text(max: 64, format: .camel), "What kind of learning takes it: theme, …"),
    .required("to", title, "The group that receives it."),
    .optional("via", title, "Who carries it there."),
  ])

  static let note: Shape = sourced([
    .required("about", .text(max: 300), "What it is about; a pointer into this file, or words."),
    .required("text", .lines(max: 4_000), "What the text says or does not say."),
  ])

  static let review: Shape = sourced([
    .required("everyMonths", .integer(1...240), "Months from one review to the next."),
    .required("by", title, "Who reviews."),
    .optional("lastReviewed", .date, "The day of the last review."),
  ])

  static let quiet: Shape = sourced([
    .required("afterCalendarDays", .integer(1...1_000), "Days without an act by anybody.")
  ])

  static let sameMatter: Shape = sourced([
    .required(
      "tellsRaiser", .boolean,
      "Whether an agency that raises is told of one in which it takes no part.")
  ])

  static let risk: Shape = sourced([
    .required("urgentAction", .lines(max: 1_000), "Who takes urgent action; the answer says so."),
    .required("askedOnMoving", .boolean, "Whether it is asked again at each move."),
  ])

  static let scope: Shape = .object([
    .required("exclusions", .list(of: exclusion, count: 0...50), "What is refused or signposted.")
  ])

  private static let exclusion: Shape = sourced([
    .required(
      "ground",
      .oneMember([
        .choice("withinOneAgency", .flag, "Raising and receiving side are one agency."),
        .choice("matter", .key, "The raiser declared a matter of this kind."),
      ]), "What makes it belong elsewhere."),
    .required("title", title, "What the matter is."),
    .required("destination", .text(max: 1_000), "Where to go instead."),
    .optional("onwardAlert", .text(max: 1_000), "Who the destination should alert."),
    .required("refuses", .boolean, "Whether such a matter alone is refused, or only signposted."),
  ])
}
