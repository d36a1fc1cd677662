/// A wall-clock time to the minute, such as the end of a policy's working day.
public struct TimeOfDay: Hashable, Sendable {
  /// Minutes after midnight, 0 to 1439.
  public let minutes: Int

  /// Midnight, with which a day begins.
  public static let midnight = TimeOfDay(unchecked: 0)

  /// The time so many minutes after midnight; nil outside the day.
  public init?(minutes: Int) {
    guard (0..<1_440).contains(minutes) else { return nil }
    self.init(unchecked: minutes)
  }

  init(unchecked minutes: Int) {
    self.minutes = minutes
  }
}

extension TimeOfDay: Comparable {
  /// Earlier in the day comes first.
  public static func < (left: TimeOfDay, right: TimeOfDay) -> Bool {
    left.minutes < right.minutes
  }
}

extension TimeOfDay: LosslessStringConvertible {
  /// Reads exactly `hh:mm`, 00:00 to 23:59; nil for anything else.
  public init?(_ text: String) {
    let bytes = text.utf8Span.span
    guard bytes.count == 5,
      let hour = bytes.decimal(at: 0, digits: 2), hour < 24,
      bytes[2] == UInt8(ascii: ":"),
      let minute = bytes.decimal(at: 3, digits: 2), minute < 60
    else { return nil }
    self.init(unchecked: hour * 60 + minute)
  }

  /// The time as `hh:mm`.
  public var description: String {
    var text: [UInt8] = []
    text.append(addingCapacity: 5) { added in
      added.append(decimal: minutes / 60, digits: 2)
      added.append(UInt8(ascii: ":"))
      added.append(decimal: minutes % 60, digits: 2)
    }
    return String(decoding: text, as: UTF8.self)
  }
}
