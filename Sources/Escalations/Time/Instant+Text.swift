// RFC 3339, section 5.6, in the one spelling we write and the few we read. Stricter than the RFC in
// three ways, each to leave no doubt about a moment in a child's record: capital T and Z only, no
// leap second (60), and no year 0000.

extension Instant: LosslessStringConvertible {
  /// Reads an RFC 3339 date-time, which must say its offset; nil for anything else.
  ///
  /// Takes up to nine digits of a second and drops those below the millisecond.
  public init?(_ text: String) {
    self.init(utf8: text.utf8Span.span)
  }

  /// Reads an RFC 3339 date-time from bytes, as `init(_:)` does.
  public init?(utf8 bytes: Span<UInt8>) {
    // Nothing valid is longer: 19 + ".123456789" + "+00:00".
    guard (20...35).contains(bytes.count),
      let date = CivilDate(utf8: bytes, at: 0), bytes[10] == UInt8(ascii: "T"),
      let second = Self.secondOfDay(bytes, at: 11),
      let (fraction, zone) = Self.fraction(bytes, at: 19),
      let offset = Self.offsetSeconds(bytes, at: zone)
    else { return nil }
    let milliseconds =
      Int64(date.dayNumber) * Self.millisecondsPerDay + Int64(second - offset) * 1_000
      + Int64(fraction)
    self.init(milliseconds: milliseconds)
    // An offset may lead out of the years we can write; such an instant is refused, not bent.
    guard self.milliseconds == milliseconds else { return nil }
  }

  /// Reads `hh:mm:ss`.
  private static func secondOfDay(_ bytes: Span<UInt8>, at start: Int) -> Int? {
    guard let hour = bytes.decimal(at: start, digits: 2), hour < 24,
      bytes[start + 2] == UInt8(ascii: ":"),
      let minute = bytes.decimal(at: start + 3, digits: 2), minute < 60,
      bytes[start + 5] == UInt8(ascii: ":"),
      let second = bytes.decimal(at: start + 6, digits: 2), second < 60
    else { return nil }
    return (hour * 60 + minute) * 60 + second
  }

  /// Reads `.` and one to nine digits if they are there: the milliseconds, and what follows where.
  private static func fraction(_ bytes: Span<UInt8>, at start: Int) -> (Int, end: Int)? {
    guard bytes[start] == UInt8(ascii: ".") else { return (0, start) }
    var nanoseconds = 0
    var place = 100_000_000
    var index = start + 1
    while place > 0, let digit = bytes.decimalDigit(at: index) {
      nanoseconds += digit * place
      place /= 10
      index += 1
    }
    return index > start + 1 ? (nanoseconds / 1_000_000, index) : nil
  }

  /// Reads `Z` or `+hh:mm` or `-hh:mm`, which must end the text.
  private static func offsetSeconds(_ bytes: Span<UInt8>, at start: Int) -> Int? {
    guard start < bytes.count else { return nil }
    if bytes[start] == UInt8(ascii: "Z") { return bytes.count == start + 1 ? 0 : nil }
    guard bytes.count == start + 6,
      bytes[start] == UInt8(ascii: "+") || bytes[start] == UInt8(ascii: "-"),
      let hours = bytes.decimal(at: start + 1, digits: 2), hours < 24,
      bytes[start + 3] == UInt8(ascii: ":"),
      let minutes = bytes.decimal(at: start + 4, digits: 2), minutes < 60
    else { return nil }
    let seconds = (hours * 60 + minutes) * 60
    return bytes[start] == UInt8(ascii: "-") ? -seconds : seconds
  }

  /// The instant in UTC, as `2026-11-22T09:55:05Z`; with milliseconds only if there are any.
  public var description: String {
    var text: [UInt8] = []
    append(to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Writes the same after what is there.
  public func append(to text: inout [UInt8]) {
    text.append(addingCapacity: 24) { append(to: &$0) }
  }

  private func append(to text: inout OutputSpan<UInt8>) {
    let (day, rest) = CivilDate.floorDivide(Int(milliseconds), by: Int(Self.millisecondsPerDay))
    CivilDate(dayNumber: day).append(to: &text)
    text.append(UInt8(ascii: "T"))
    text.append(decimal: rest / 3_600_000, digits: 2)
    text.append(UInt8(ascii: ":"))
    text.append(decimal: rest / 60_000 % 60, digits: 2)
    text.append(UInt8(ascii: ":"))
    text.append(decimal: rest / 1_000 % 60, digits: 2)
    if rest % 1_000 != 0 {
      text.append(UInt8(ascii: "."))
      text.append(decimal: rest % 1_000, digits: 3)
    }
    text.append(UInt8(ascii: "Z"))
  }
}
