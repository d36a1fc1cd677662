import Escalations

/// Plays invented cases side by side, in the order of time, so that the record reads as one that grew.
///
/// Cases begin evenly over the plan's days, so that of a million only those that go on are in memory.
public struct DemonstrationPlay: Sendable {
  private let plan: DemonstrationPlan
  private let casts: [DemonstrationCast]
  private let zone: ZoneTransitions
  private var random: SeededRandom
  private var begun = 0
  /// How many cases no track of their policy took; others begin in their place.
  private var failed = 0
  private var running = DemonstrationQueue()
  /// How many cases were raised.
  public private(set) var raised = 0

  /// The beginning of a play.
  public init(_ plan: DemonstrationPlan, _ library: Library) {
    self.plan = plan
    zone = library.zone
    random = SeededRandom(seed: plan.seed)
    casts = library.policies.compactMap { DemonstrationCast($0, among: plan.viewers) }
  }

  /// Whether nothing is left to be played.
  public var isOver: Bool {
    (begun == plan.cases + failed || casts.isEmpty) && (running.first ?? .latest) >= plan.end
  }

  /// Plays so many steps, or until the end.
  public mutating func run(
    steps: Int, on ledger: any Ledger, _ library: inout Library
  ) throws(Failure) {
    var left = steps
    while left > 0 {
      beginWhatIsDue()
      guard (running.first ?? .latest) < plan.end, var one = running.takeFirst() else { return }
      let wasRaised = one.reference != nil
      try one.step(ledger, &library)
      if !wasRaised { one.reference == nil ? (failed += 1) : (raised += 1) }
      if one.nextAt < plan.end { running.add(one) }
      left -= 1
    }
  }

  /// Begins cases up to one that begins on a later day than what is to be played next.
  private mutating func beginWhatIsDue() {
    guard !casts.isEmpty else { return }
    // The last begin some days before the end, since a weekend moves them on.
    let days = max(1, zone.localDate(of: plan.end).dayNumber - plan.first.dayNumber - 3)
    while begun < plan.cases + failed {
      let date = plan.first.adding(days: min(days - 1, days * begun / plan.cases))
      let morning = zone.startOfDay(date)
      if let next = running.first, next < morning { return }
      let moment = random.moment(0...0, after: morning, zone)
      let cast = casts[begun % casts.count]
      begun += 1
      running.add(
        DemonstrationCourse(
          cast, number: begun, at: moment, isInFull: random.happens(plan.inFull),
          seed: random.next()))
    }
  }
}
