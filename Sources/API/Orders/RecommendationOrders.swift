import Casework
import Escalations
import JSON

/// Recommendations: what came back from where learning was sent, and what became of it.
enum RecommendationOrders {
  static let shape: Shape = .named(
    "RecommendationRequest", "Records a recommendation.",
    .object([
      .required("policy", .key, "The policy whose escalations led to it."),
      .required(
        "words", WireText.narrative, .narrative, "What is recommended; about no one person."),
      .optional("theme", .key, "The theme, by the policy's areas."),
      .optional("route", .key, "The learning route from which it came back."),
      .optional("clause", .text(max: 100), "The clause it bears on."),
      .optional("dueOn", .date, "The day by which it is to be done."),
    ]))

  static let progress: Shape = .named(
    "RecommendationProgress", "Says how a recommendation went on.",
    .object([
      .required("progress", .code(of: FollowUpProgress.self), "How far it has come."),
      .optional("words", WireText.narrative, .narrative, "What was done, or why it was given up."),
    ]))

  /// Records a recommendation.
  static func recommend(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    let envelope = try exchange.envelope(for: viewer)
    let body = try exchange.body()
    let made = Recommendation.Made(
      policy: body["policy"].identifier(), theme: body["theme"].optionalIdentifier(),
      route: body["route"].optionalIdentifier(), clause: body["clause"].optionalText,
      dueOn: body["dueOn"].optionalValue(as: CivilDate.self))
    let job = Job.recommend(made, parts: Words.parts(of: body, shape), in: envelope)
    return .after(job) { AdministrationWire.response($0, at: "/v1/recommendations") }
  }

  /// Records how one went on.
  static func goOn(_ exchange: Exchange, _ viewer: Viewer) throws(Unserved) -> Reply {
    let envelope = try exchange.envelope(for: viewer)
    let body = try exchange.body()
    let job = Job.progressRecommendation(
      exchange.number, body["progress"].value(as: FollowUpProgress.self),
      parts: Words.parts(of: body, progress), in: envelope)
    return .after(job) { AdministrationWire.response($0, at: "/v1/recommendations") }
  }
}
