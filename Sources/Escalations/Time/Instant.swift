/// A moment in universal time, to the millisecond.
///
/// The record keeps instants in UTC and nothing else; what date a moment has in London is
/// `ZoneTransitions`' answer. Covers the years that RFC 3339 can write (0001 to 9999); arithmetic
/// stops at these ends rather than trap, because instants come from outside.
public struct Instant: Hashable, Sendable {
  /// Milliseconds since 1970-01-01T00:00:00Z; negative before.
  public let milliseconds: Int64

  /// 0001-01-01T00:00:00Z.
  public static let earliest = Instant(unchecked: -62_135_596_800_000)
  /// 9999-12-31T23:59:59.999Z.
  public static let latest = Instant(unchecked: 253_402_300_799_999)

  static let millisecondsPerDay: Int64 = 86_400_000

  /// The instant so many milliseconds from 1970, or the nearer end of the range when beyond it.
  public init(milliseconds: Int64) {
    let bounded = min(max(milliseconds, Self.earliest.milliseconds), Self.latest.milliseconds)
    self.init(unchecked: bounded)
  }

  private init(unchecked milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// The instant so many milliseconds later, or earlier when negative.
  public func adding(milliseconds more: Int64) -> Instant {
    let (sum, overflow) = milliseconds.addingReportingOverflow(more)
    return overflow ? (more < 0 ? .earliest : .latest) : Instant(milliseconds: sum)
  }

  /// The instant so many hours of sixty minutes later, or earlier when negative.
  public func adding(hours: Int) -> Instant {
    let (product, overflow) = Int64(hours).multipliedReportingOverflow(by: 3_600_000)
    return adding(milliseconds: overflow ? (hours < 0 ? .min : .max) : product)
  }

  /// How many milliseconds this is after the other; negative when it is before.
  public func milliseconds(since other: Instant) -> Int64 {
    milliseconds - other.milliseconds
  }
}

extension Instant: Comparable {
  /// Earlier comes first.
  public static func < (left: Instant, right: Instant) -> Bool {
    left.milliseconds < right.milliseconds
  }
}
