public import Escalations

/// What invented cases to make for a demonstration: under which policies, by whom, over which time.
///
/// The same seed makes the same cases. Nobody in them exists.
public struct DemonstrationPlan: Sendable {
  /// Where the random numbers begin.
  public var seed: UInt64
  /// How many cases there are, the policies taking turns.
  public var cases: Int
  /// How many of a hundred are played to their end; the others are raised, and most settled in days.
  public var inFull = 100
  /// The first day on which one is raised.
  public var first: CivilDate
  /// Until when things happen.
  public var end: Instant
  /// The credentials that act: agencies', and each partnership's own.
  public var viewers: [Viewer]

  /// A plan.
  public init(
    seed: UInt64 = 1, cases: Int, from first: CivilDate, until end: Instant, viewers: [Viewer]
  ) {
    self.seed = seed
    self.cases = cases
    self.first = first
    self.end = end
    self.viewers = viewers
  }
}

extension SeededRandom {
  /// Whether something of that likelihood, in hundredths, comes about.
  mutating func happens(_ hundredths: Int) -> Bool {
    Int.random(in: 0..<100, using: &self) < hundredths
  }

  /// One of these, the first ones more often than the last.
  mutating func leaning<Element>(_ elements: [Element]) -> Element? {
    guard !elements.isEmpty else { return nil }
    let places = elements.count
    let place = min(
      Int.random(in: 0..<places, using: &self), Int.random(in: 0..<places, using: &self))
    return elements[place]
  }

  /// A moment in the working hours some working days on.
  mutating func moment(
    _ days: ClosedRange<Int>, after instant: Instant, _ zone: ZoneTransitions
  ) -> Instant {
    var date = zone.localDate(of: instant)
    for _ in 0..<Int.random(in: days, using: &self) {
      date = date.adding(days: 1)
      while date.weekday.isWeekend { date = date.adding(days: 1) }
    }
    while date.weekday.isWeekend { date = date.adding(days: 1) }
    let minutes = Int.random(in: 8 * 60...17 * 60, using: &self)
    let moment = zone.startOfDay(date).adding(milliseconds: Int64(minutes) * 60_000)
    return max(moment, instant.adding(milliseconds: 60_000))
  }
}
