/// How dates and instants are written on the wire, checked without making one.
///
/// The domain has its own types for both, which this module does not know; a test holds the two to
/// the same texts.
enum TimeSyntax {
  /// What is to be said of a text that should be a date.
  enum DateVerdict {
    case exists
    case doesNotExist
    case isNoDate
  }

  /// `YYYY-MM-DD`, in the years 1 to 9999.
  static func verdict(date text: String) -> DateVerdict {
    let bytes = Array(text.utf8)
    guard bytes.count == 10 else { return .isNoDate }
    return verdict(date: bytes[...])
  }

  /// A date-time of RFC 3339 section 5.6 with capital `T` and `Z`, at most nine digits of a second
  /// and no leap second.
  static func isInstant(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard (20...35).contains(bytes.count), verdict(date: bytes[..<10]) == .exists,
      bytes[10] == UInt8(ascii: "T"), isTime(bytes[11..<19])
    else { return false }
    var rest = bytes[19...]
    if rest.first == UInt8(ascii: ".") {
      let digits = rest.dropFirst().prefix { isDigit($0) }
      guard (1...9).contains(digits.count) else { return false }
      rest = rest[digits.endIndex...]
    }
    return isOffset(rest) && isWithinYears(bytes, offset: rest)
  }

  private static func verdict(date bytes: ArraySlice<UInt8>) -> DateVerdict {
    let start = bytes.startIndex
    guard let year = number(bytes[start..<start + 4]), bytes[start + 4] == UInt8(ascii: "-"),
      let month = number(bytes[start + 5..<start + 7]), bytes[start + 7] == UInt8(ascii: "-"),
      let day = number(bytes[start + 8..<start + 10])
    else { return .isNoDate }
    let exists = year > 0 && (1...12).contains(month) && day > 0 && day <= days(month, of: year)
    return exists ? .exists : .doesNotExist
  }

  private static func days(_ month: Int, of year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }

  /// `hh:mm:ss`.
  private static func isTime(_ bytes: ArraySlice<UInt8>) -> Bool {
    let start = bytes.startIndex
    guard isHourAndMinute(bytes[start..<start + 5]), bytes[start + 5] == UInt8(ascii: ":"),
      let second = number(bytes[start + 6..<start + 8])
    else { return false }
    return second < 60
  }

  /// `Z`, `+hh:mm` or `-hh:mm`.
  private static func isOffset(_ bytes: ArraySlice<UInt8>) -> Bool {
    switch bytes.first {
    case UInt8(ascii: "Z"): bytes.count == 1
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      bytes.count == 6 && isHourAndMinute(bytes.dropFirst())
    default: false
    }
  }

  /// Whether the instant in UTC is still in the years 1 to 9999, out of which an offset may lead.
  private static func isWithinYears(_ bytes: [UInt8], offset: ArraySlice<UInt8>) -> Bool {
    let (firstDay, lastDay) = ("0001-01-01", "9999-12-31")
    let date = bytes[..<10]
    guard offset.count == 6, date.elementsEqual(firstDay.utf8) || date.elementsEqual(lastDay.utf8)
    else { return true }
    let minutes = hourAndMinute(bytes[11..<16])
    let shift = hourAndMinute(offset.dropFirst())
    let utc = offset.first == UInt8(ascii: "-") ? minutes + shift : minutes - shift
    return date.elementsEqual(firstDay.utf8) ? utc >= 0 : utc < 24 * 60
  }

  /// `hh:mm`, 00:00 to 23:59.
  private static func isHourAndMinute(_ bytes: ArraySlice<UInt8>) -> Bool {
    let start = bytes.startIndex
    guard let hour = number(bytes[start..<start + 2]), bytes[start + 2] == UInt8(ascii: ":"),
      let minute = number(bytes[start + 3..<start + 5])
    else { return false }
    return hour < 24 && minute < 60
  }

  private static func hourAndMinute(_ bytes: ArraySlice<UInt8>) -> Int {
    (number(bytes.prefix(2)) ?? 0) * 60 + (number(bytes.dropFirst(3).prefix(2)) ?? 0)
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for byte in bytes {
      guard isDigit(byte) else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return value
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
