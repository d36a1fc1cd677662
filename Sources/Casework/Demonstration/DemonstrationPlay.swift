import Escalations

/// Plays invented cases side by side, in the order of time, so that the record reads as one that grew.
struct DemonstrationPlay {
  private let plan: DemonstrationPlan
  private var random: SeededRandom
  private var cases: [DemonstrationCourse] = []

  init(_ plan: DemonstrationPlan, _ library: Library) {
    self.plan = plan
    random = SeededRandom(seed: plan.seed)
    let partnerships = Set(plan.viewers.map(\.partnership))
    for policy in library.policies where partnerships.contains(policy.partnership) {
      let viewers = plan.viewers.filter { $0.partnership == policy.partnership }
      for _ in 0..<plan.casesPerPolicy { add(policy, viewers, library.zone) }
    }
  }

  private mutating func add(_ policy: Policy, _ viewers: [Viewer], _ zone: ZoneTransitions) {
    let days = max(1, zone.localDate(of: plan.end).dayNumber - plan.first.dayNumber)
    let date = plan.first.adding(days: Int.random(in: 0..<days, using: &random))
    let moment = random.moment(0...0, after: zone.startOfDay(date), zone)
    let seed = random.next()
    if let one = DemonstrationCourse(policy, viewers, at: moment, seed: seed) { cases.append(one) }
  }

  /// Plays until the end; returns how many cases were raised.
  mutating func run(on ledger: any Ledger, _ library: inout Library) throws(Failure) -> Int {
    while let place = cases.indices.min(by: { cases[$0].nextAt < cases[$1].nextAt }),
      cases[place].nextAt < plan.end
    {
      try cases[place].step(ledger, &library)
    }
    return cases.count { $0.reference != nil }
  }
}
