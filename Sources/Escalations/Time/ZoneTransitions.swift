/// What the clocks on the wall say, as a value: the offset from UTC and each change of it.
///
/// The domain imports nothing, so the program looks the zone up once from the system and passes it
/// in. It must reach past the last year of the calendar: after the last transition the last
/// offset is taken to stay.
public struct ZoneTransitions: Hashable, Sendable {
  /// A change of the clocks.
  public struct Transition: Hashable, Sendable {
    /// The first instant at which the new offset holds.
    public let at: Instant
    /// Seconds to add to UTC to read the wall clock, from then on.
    public let offsetSeconds: Int

    /// A change to that offset at that instant.
    public init(at: Instant, offsetSeconds: Int) {
      self.at = at
      self.offsetSeconds = offsetSeconds
    }
  }

  /// The zone's name, such as `Europe/London`, for explanations.
  public let identifier: String
  /// The offset before the first transition, in seconds.
  public let initialOffsetSeconds: Int
  /// The changes, oldest first.
  public let transitions: [Transition]

  /// A zone; nil unless the transitions are in order and every offset is of less than a day.
  public init?(identifier: String, initialOffsetSeconds: Int, transitions: [Transition]) {
    self.identifier = identifier
    self.initialOffsetSeconds = initialOffsetSeconds
    self.transitions = transitions
    let offsets = [initialOffsetSeconds] + transitions.map(\.offsetSeconds)
    guard offsets.allSatisfy({ (-86_399...86_399).contains($0) }) else { return nil }
    let isOrdered = transitions.indices.dropFirst().allSatisfy {
      transitions[$0 - 1].at < transitions[$0].at && wallEnd(of: $0 - 1) < wallEnd(of: $0)
    }
    guard isOrdered else { return nil }
  }

  /// Seconds to add to UTC to read the wall clock at that instant.
  public func offsetSeconds(at instant: Instant) -> Int {
    offsetSeconds(of: transitions.firstIndex(inOrder: { transitions[$0].at > instant }))
  }

  /// The date on the wall at that instant; near midnight it is often not the date in UTC.
  public func localDate(of instant: Instant) -> CivilDate {
    CivilDate(dayNumber: wall(at: instant).day)
  }

  /// The time on the wall at that instant, its seconds dropped.
  public func localTime(of instant: Instant) -> TimeOfDay {
    TimeOfDay(unchecked: wall(at: instant).millisecond / 60_000)
  }

  /// The instant at which that date begins.
  public func startOfDay(_ date: CivilDate) -> Instant {
    instant(of: date, at: .midnight)
  }

  /// The first instant at which the wall shows that date and that time, or later.
  ///
  /// A time that occurs twice, when the clocks go back, is the first of the two; one that is
  /// skipped, when they go forward, is the instant of the change.
  public func instant(of date: CivilDate, at time: TimeOfDay) -> Instant {
    let wall = Int64(date.dayNumber) * Instant.millisecondsPerDay + Int64(time.minutes) * 60_000
    let span = transitions.firstIndex(inOrder: { wallEnd(of: $0) > wall })
    let instant = Instant(milliseconds: wall - Int64(offsetSeconds(of: span)) * 1_000)
    return span == 0 ? instant : max(instant, transitions[span - 1].at)
  }

  // Span *n* is the time between transition *n* - 1 and transition *n*, during which one offset
  // holds; span 0 is all the time before the first transition.

  private func offsetSeconds(of span: Int) -> Int {
    span == 0 ? initialOffsetSeconds : transitions[span - 1].offsetSeconds
  }

  /// What the wall would show when the span ends, had the clocks then not been changed.
  private func wallEnd(of span: Int) -> Int64 {
    transitions[span].at.milliseconds + Int64(offsetSeconds(of: span)) * 1_000
  }

  private func wall(at instant: Instant) -> (day: Int, millisecond: Int) {
    let wall = Int(instant.milliseconds) + offsetSeconds(at: instant) * 1_000
    let (day, rest) = CivilDate.floorDivide(wall, by: Int(Instant.millisecondsPerDay))
    return (day, rest)
  }
}
