import Escalations
import Foundation

/// The zone in which dates are counted, looked up once and never guessed: without it nothing starts.
enum London {
  /// The zone's name.
  static let identifier = "Europe/London"
  /// The first and the last year whose transitions are looked up.
  private static let years = 1996...2100

  /// The system has no time zones: a statically linked runtime, or an image without them.
  struct Missing: Error, CustomStringConvertible {
    /// What to do about it.
    var description: String {
      "The system does not know the time zone \(London.identifier). Use the dynamic Swift runtime "
        + "and an image with time zones (tzdata)."
    }
  }

  /// The zone's transitions as the system knows them.
  static func transitions() throws(Missing) -> ZoneTransitions {
    guard let zone = TimeZone(identifier: identifier), let start = date(year: years.lowerBound),
      let end = date(year: years.upperBound + 1)
    else { throw Missing() }
    var transitions: [ZoneTransitions.Transition] = []
    var reached = start
    while let next = zone.nextDaylightSavingTimeTransition(after: reached), next < end {
      transitions.append(
        ZoneTransitions.Transition(
          at: Instant(milliseconds: Int64(next.timeIntervalSince1970 * 1_000)),
          offsetSeconds: zone.secondsFromGMT(for: next)))
      reached = next
    }
    let found = ZoneTransitions(
      identifier: identifier, initialOffsetSeconds: zone.secondsFromGMT(for: start),
      transitions: transitions)
    guard let found, transitions.count >= 2 * years.count else { throw Missing() }
    return found
  }

  private static func date(year: Int) -> Date? {
    guard let first = CivilDate(year: year, month: 1, day: 1) else { return nil }
    return Date(timeIntervalSince1970: Double(first.dayNumber) * 86_400)
  }
}
