public import Escalations

/// What came back from where learning was sent, followed until it is done (CRO-18).
public struct Recommendation: Sendable, Equatable {
  /// What it is about and where it came from, as the partnership's office says.
  public struct Made: Sendable, Equatable {
    /// The policy whose escalations led to it.
    public var policy: PolicyID
    /// The theme, by the policy's areas.
    public var theme: Code?
    /// The learning route from which it came back.
    public var route: Code?
    /// The clause it bears on.
    public var clause: String?
    /// The day by which it is to be done.
    public var dueOn: CivilDate?

    /// A recommendation as it is made.
    public init(
      policy: PolicyID, theme: Code? = nil, route: Code? = nil, clause: String? = nil,
      dueOn: CivilDate? = nil
    ) {
      self.policy = policy
      self.theme = theme
      self.route = route
      self.clause = clause
      self.dueOn = dueOn
    }
  }

  /// Its number among the partnership's own events.
  public let number: Int
  /// What it is about.
  public let made: Made
  /// When it was made.
  public let madeAt: Instant
  /// What is recommended.
  public let words: String
  /// How far it has come.
  public var progress = FollowUpProgress.open
  /// When that was last said.
  public var progressedAt: Instant?
  /// What was said of it.
  public var progressWords: String?

  /// A recommendation as it was made.
  public init(number: Int, made: Made, madeAt: Instant, words: String) {
    self.number = number
    self.made = made
    self.madeAt = madeAt
    self.words = words
  }
}

extension Job {
  /// A job that records what was recommended.
  public static func recommend(
    _ made: Recommendation.Made, parts: [Part], in envelope: Envelope
  ) -> Job {
    recommendation(envelope, parts) { (_, library) throws(Failure) -> AdministrativeAct in
      let own = library.policies.filter { $0.partnership == envelope.viewer.partnership }
      guard let policy = own.last(where: { $0.id == made.policy }) else {
        let known = Set(own.map(\.id.text)).sorted().joined(separator: ", ")
        throw .invalid([
          Fault(pointer: "/policy", code: "unknownCode", detail: "One of: \(known).")
        ])
      }
      try made.check(against: policy)
      return .recommendationMade(made)
    }
  }

  /// A job that records how a recommendation went on.
  public static func progressRecommendation(
    _ number: Int, _ progress: FollowUpProgress, parts: [Part], in envelope: Envelope
  ) -> Job {
    recommendation(envelope, parts) { (ledger, _) throws(Failure) -> AdministrativeAct in
      guard try ledger.hasRecommendation(number, in: envelope.viewer.partnership) else {
        throw .notFound
      }
      return .recommendationProgressed(number, progress)
    }
  }

  private static func recommendation(
    _ envelope: Envelope, _ parts: [Part],
    _ act: @escaping @Sendable (any Ledger, Library) throws(Failure) -> AdministrativeAct
  ) -> Job {
    Job(credential: envelope.viewer.credential) {
      (ledger, library, now) throws(Failure) -> Receipt? in
      let viewer = envelope.viewer
      guard viewer.role == .partnership else {
        throw .notAllowed("The partnership keeps its recommendations.")
      }
      let rules = library
      return try ledger.replaying(envelope, at: now) { () throws(Failure) -> Receipt in
        let decided = try act(ledger, rules)
        let event: Int?
        if envelope.isDryRun {
          event = nil
        } else {
          event = try ledger.append(
            decided, parts: parts, partnership: viewer.partnership, by: viewer, at: now)
        }
        return Receipt(administering: nil, of: viewer.partnership, event: event, recordedAt: now)
      }
    }
  }
}

extension Recommendation.Made {
  /// Refuses a theme or a route that the policy has not.
  fileprivate func check(against policy: Policy) throws(Failure) {
    var faults: [Fault] = []
    func hold(_ code: Code?, to known: [Code], at pointer: String) {
      guard let code, !known.contains(code) else { return }
      faults.append(
        Fault(
          pointer: pointer, code: "unknownCode",
          detail: "One of: \(known.map(\.text).joined(separator: ", "))."))
    }
    hold(theme, to: policy.categories.map(\.code), at: "/theme")
    hold(route, to: policy.learningRoutes.map(\.code), at: "/route")
    if !faults.isEmpty { throw .invalid(faults) }
  }
}
