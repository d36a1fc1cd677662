import Escalations

/// What is looked back on, and what comes of it.
extension DemonstrationScene {
  /// What the partnership recommends of it, by its number; nil where nothing came back.
  mutating func recommend() throws(Failure) -> Int? {
    guard random.happens(15), let office, let state = try state() else { return nil }
    let missed = state.duties.first { $0.wasMissed }.flatMap { one.policy.duty($0.key, of: state) }
    let made = Recommendation.Made(
      policy: one.policy.id, theme: state.raised.category,
      route: random.leaning(one.policy.learningRoutes.map(\.code)),
      clause: missed?.provenance.clause,
      dueOn: library.zone.localDate(of: now).adding(days: Int.random(in: 30...90, using: &random)))
    let parts = [words("/words", DemonstrationWords.lessons)]
    return try attempt(
      .recommend(made, parts: parts, in: Envelope(viewer: office, key: nil)))?.event
  }

  /// Most of what was recommended is done in the end.
  mutating func finish(_ recommendation: Int) throws(Failure) {
    guard random.happens(70), let office else { return }
    let parts = [words("/words", DemonstrationWords.steps)]
    _ = try attempt(
      .progressRecommendation(
        recommendation, .done, parts: parts, in: Envelope(viewer: office, key: nil)))
  }

  private var office: Viewer? { one.viewers.first { $0.role == .partnership } }
}
