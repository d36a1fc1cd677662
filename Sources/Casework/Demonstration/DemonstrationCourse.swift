import Escalations

/// One invented case: who takes part, and what they do next.
struct DemonstrationCourse {
  /// What comes next.
  private enum Step {
    case raise, acknowledge, talk, attend, leave, afterwards, over
  }

  let policy: Policy
  let viewers: [Viewer]
  let raising: Viewer
  let receiving: Viewer
  var random: SeededRandom
  private(set) var reference: Reference?
  /// When it goes on.
  private(set) var nextAt: Instant
  private var upcoming = Step.raise
  private var stepAt: Instant

  /// A case between two of the partnership's agencies; nil where it has not two.
  init?(_ policy: Policy, _ viewers: [Viewer], at moment: Instant, seed: UInt64) {
    var random = SeededRandom(seed: seed)
    // Those who disagree most often come first; the last of them never raises.
    let order = ["school", "health-provider", "police", "childrens-social-care", "housing"]
    let agencies = viewers.filter { $0.role == .agency }
    let raisers = order.flatMap { kind in agencies.filter { $0.isNamed(kind) } }
    let receivers = ["childrens-social-care", "health-provider", "police", "housing"].flatMap {
      kind in agencies.filter { $0.isNamed(kind) }
    }
    guard let raising = random.leaning(raisers),
      let receiving = random.leaning(receivers.filter { $0.agency != raising.agency })
    else { return nil }
    self.policy = policy
    self.viewers = viewers
    self.raising = raising
    self.receiving = receiving
    self.random = random
    nextAt = moment
    stepAt = moment
  }

  /// An agency that leaves every question without an answer, so that reports have it to show.
  var receiverAnswers: Bool { !receiving.isNamed("housing") }

  /// Does what comes next, and says when it goes on.
  mutating func step(_ ledger: any Ledger, _ library: inout Library) throws(Failure) {
    let now = nextAt
    if now < stepAt, let reference {
      // A limit passes before anybody does anything more: the service notes it.
      _ = try Job.service(.checkClocks(nearHours: 48), on: reference).run(ledger, &library, now)
    } else {
      var scene = DemonstrationScene(self, ledger, library, now)
      try play(&scene)
      random = scene.random
      library = scene.library
    }
    try schedule(ledger, after: now)
  }

  private mutating func play(_ scene: inout DemonstrationScene) throws(Failure) {
    let zone = scene.library.zone
    func later(_ days: ClosedRange<Int>) -> Instant {
      scene.random.moment(days, after: scene.now, zone)
    }
    switch upcoming {
    case .raise:
      reference = try scene.raise()
      (upcoming, stepAt) = (reference == nil ? .over : .acknowledge, later(0...4))
    case .acknowledge:
      if receiverAnswers { try scene.order(.acknowledge, by: receiving) }
      (upcoming, stepAt) = (.talk, later(1...7))
    case .talk:
      try scene.talk(answered: receiverAnswers)
      (upcoming, stepAt) = (.attend, later(0...5))
    case .attend:
      try scene.attendToDuties(answered: receiverAnswers)
      (upcoming, stepAt) = (.leave, later(1...9))
    case .leave:
      let isOver = try scene.leaveStage(answered: receiverAnswers)
      (upcoming, stepAt) = (isOver ? .afterwards : .talk, later(1...6))
      // Some are left lying, for a tracker to find.
      if !isOver, scene.random.happens(5) { (upcoming, stepAt) = (.over, .latest) }
    case .afterwards:
      try scene.lookBack()
      (upcoming, stepAt) = (.over, .latest)
    case .over: stepAt = .latest
    }
  }

  /// At its next upcoming, or earlier where a limit passes before.
  private mutating func schedule(
    _ ledger: any Ledger, after now: Instant
  ) throws(Failure) {
    nextAt = stepAt
    guard let reference, let state = try ledger.escalationForService(reference), state.isOpen
    else { return }
    let passing = state.duties.filter { $0.isOpen && !$0.hasPassed }
      .compactMap { $0.timing?.limit?.at }.filter { $0 > now }.min()
    if let passing, passing < stepAt { nextAt = passing }
  }
}

extension Viewer {
  /// Whether its agency is of that kind, by the names that the demonstration's agencies have.
  fileprivate func isNamed(_ kind: String) -> Bool {
    let ending = [
      "school": "-st-hilda", "health-provider": "-health", "police": "-police",
      "childrens-social-care": "-social-care", "housing": "-housing",
    ][kind]
    return ending.map { agency?.text.hasSuffix($0) ?? false } ?? false
  }
}
