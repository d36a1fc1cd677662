import Casework
import Escalations
import JSON

/// The partnership's recommendations: made, and followed until they are done.
enum RecommendationReads {
  static let query: [Member] = [
    .optional("policy", .key, "Only those of a policy."),
    .optional("progress", .code(of: FollowUpProgress.self), "Only those that far."),
  ]

  static let shape: Shape = .named(
    "Recommendations", "The partnership's recommendations, in the order of making.",
    .object([
      .required("items", .list(of: item, count: 0...100_000), "The recommendations.")
    ]))

  static let item: Shape = .named(
    "Recommendation", "A recommendation and what became of it.",
    .object([
      .required(
        "number", .integer(1...Int.max), "Its number; later words of it go to this number."),
      .required("policy", .text(max: 64), "The policy whose escalations led to it."),
      .optional("theme", .text(max: 64), "The theme."),
      .optional("route", .text(max: 64), "The learning route from which it came back."),
      .optional("clause", .text(max: 100), "The clause it bears on."),
      .required("madeAt", .instant, "When it was recorded."),
      .required("words", .text(min: 0, max: 20_000), "What is recommended."),
      .optional("dueOn", .date, "The day by which it is to be done."),
      .required("progress", .code(of: FollowUpProgress.self), "How far it has come."),
      .required("late", .boolean, "Whether it is open past its day."),
      .optional("progressedAt", .instant, "When that was last said."),
      .optional("progressWords", .text(min: 0, max: 20_000), "What was said of it."),
    ]))

  /// All of them, or those asked for.
  static func list(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    try Filters(exchange, viewer).check()
    let found = try asking { () throws(Failure) in
      try exchange.context.reader.recommendations(for: viewer)
    }
    let policy: PolicyID? = exchange.query["policy"].optionalIdentifier()
    let progress = exchange.query["progress"].optionalValue(as: FollowUpProgress.self)
    let today = exchange.today(exchange.context.library())
    let wanted = found.filter { one in
      (policy == nil || one.made.policy == policy) && (progress == nil || one.progress == progress)
    }
    return .now(
      .json(
        JSONWriter.object { json in
          json.objects("items", wanted) { json, one in write(one, to: &json, today: today) }
        }))
  }

  static func write(
    _ one: Recommendation, to json: inout JSONWriter, today: CivilDate
  ) {
    json.member("number", one.number)
    json.member("policy", one.made.policy)
    json.member("theme", one.made.theme)
    json.member("route", one.made.route)
    json.member("clause", one.made.clause)
    json.member("madeAt", one.madeAt)
    json.member("words", one.words)
    json.member("dueOn", one.made.dueOn)
    json.member("progress", one.progress)
    json.member("late", one.progress == .open && one.made.dueOn.map { $0 < today } ?? false)
    json.member("progressedAt", one.progressedAt)
    json.member("progressWords", one.progressWords)
  }
}
