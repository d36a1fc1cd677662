import Escalations

/// One invented case: who takes part, and what they do next.
struct DemonstrationCourse {
  /// What comes next.
  private enum Step {
    case raise, acknowledge, talk, attend, leave, afterwards, followUp, settle, over
  }

  let policy: Policy
  let viewers: [Viewer]
  let raising: Viewer
  let receiving: Viewer
  /// Its place among all cases, from 1.
  let number: Int
  /// Whether an agency that leaves every question without an answer receives it, so that reports have
  /// it to show.
  let receiverAnswers: Bool
  var random: SeededRandom
  private(set) var reference: Reference?
  /// When it goes on.
  private(set) var nextAt: Instant
  /// Whether it is one of the few that no stage before the last settles.
  var goesFar: Bool { number.isMultiple(of: 8) }
  private let isInFull: Bool
  private var upcoming = Step.raise
  /// What came back from where its learning was sent.
  private var recommendation: Int?
  private var stepAt: Instant

  /// A case between two of the cast.
  init(
    _ cast: DemonstrationCast, number: Int, at moment: Instant, isInFull: Bool, seed: UInt64
  ) {
    var random = SeededRandom(seed: seed)
    let raising = random.leaning(cast.raisers) ?? cast.raisers[0]
    let others = cast.receivers.filter { $0.agency != raising.agency }
    receiving = random.leaning(others) ?? cast.receivers[0]
    receiverAnswers = !receiving.isNamed("housing")
    policy = cast.policy
    viewers = cast.viewers
    self.raising = raising
    self.number = number
    self.isInFull = isInFull
    self.random = random
    nextAt = moment
    stepAt = moment
  }

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
      (upcoming, stepAt) = (isInFull ? .acknowledge : .settle, later(0...4))
      if reference == nil { (upcoming, stepAt) = (.over, .latest) }
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
      recommendation = try scene.recommend()
      (upcoming, stepAt) = recommendation == nil ? (.over, .latest) : (.followUp, later(15...50))
    case .followUp:
      if let recommendation { try scene.finish(recommendation) }
      (upcoming, stepAt) = (.over, .latest)
    case .settle:
      if receiverAnswers { try scene.settle() }
      (upcoming, stepAt) = (.over, .latest)
    case .over: stepAt = .latest
    }
  }

  /// At its next step, or earlier where a limit passes before.
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
