public import Escalations

/// Tells when the time of day is not to be trusted without a person's word.
///
/// A wrong date on the machine would put limits on record as passed that are not, for good; what is late
/// is right meanwhile, and only the writing down of it waits.
public struct TimeWatch: Sendable {
  /// Why somebody has to look before limits are put on record.
  public enum Doubt: Sendable, Equatable, CustomStringConvertible {
    /// The time of day and the time since start have parted by so many seconds.
    case parted(seconds: Int64)
    /// The service was away for so many days.
    case away(days: Int64)
    /// The time of day lies so many seconds before the last one that the store knows.
    case behind(seconds: Int64)

    /// The doubt in words, for an operator.
    public var description: String {
      switch self {
      case .parted(let seconds): "the clock jumped by \(seconds) s"
      case .away(let days): "the service was away for \(days) days"
      case .behind(let seconds): "the clock is \(seconds) s behind what the store knows"
      }
    }
  }

  /// How far the two times may part between two looks; machines correct their clocks by less.
  static let toleranceSeconds: Int64 = 120
  /// How long the service may be away.
  static let longestAway = 7 * 24 * 3_600 as Int64

  private var last: (wall: Instant, monotonic: Int64)?

  /// A watch that has not looked yet.
  public init() {}

  /// Looks at both times; a doubt if they have parted since the last look.
  ///
  /// `monotonic` is the milliseconds of a clock that nobody sets.
  public mutating func look(wall: Instant, monotonic: Int64) -> Doubt? {
    defer { last = (wall, monotonic) }
    guard let last else { return nil }
    let parted = (wall.milliseconds(since: last.wall) - (monotonic - last.monotonic)) / 1_000
    return abs(parted) > Self.toleranceSeconds ? .parted(seconds: parted) : nil
  }

  /// The doubt of a start, from when the clocks were last swept.
  ///
  /// `goesBack` is whether the time may lie before: of a clock that is moved by hand it may.
  public static func doubt(
    ofStart now: Instant, lastSwept: Instant?, goesBack: Bool
  ) -> Doubt? {
    guard let lastSwept else { return nil }
    let seconds = now.milliseconds(since: lastSwept) / 1_000
    if seconds > longestAway { return .away(days: seconds / 86_400) }
    return seconds < -toleranceSeconds && !goesBack ? .behind(seconds: -seconds) : nil
  }
}
