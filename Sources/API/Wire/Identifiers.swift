import JSON

/// The spellings and check digits of identifiers of people.
///
/// A fault never repeats the identifier.
enum Identifiers {
  /// An NHS number: ten digits, the last of which checks the others (NHS Data Dictionary).
  static let nhsNumber: Shape = .text(
    max: 12,
    format: TextFormat(
      name: "nhsNumber", pattern: "^[0-9]{3} ?[0-9]{3} ?[0-9]{4}$",
      rule: "Must be an NHS number: ten digits with a right check digit.", accepts: isNHSNumber))

  /// A unique pupil number: a letter that checks, eleven digits, and a digit or letter.
  static let upn: Shape = .text(
    max: 13,
    format: TextFormat(
      name: "upn", pattern: "^[A-HJ-NP-RT-Z][0-9]{11}[0-9A-HJ-NP-RT-Z]$",
      rule: "Must be a unique pupil number with a right check letter.", accepts: isUPN))

  /// Whether the text is an NHS number; ten equal digits would pass the sum and are a placeholder.
  static func isNHSNumber(_ text: String) -> Bool {
    guard let digits = digits(text), Set(digits).count > 1 else { return false }
    let sum = zip(digits, (2...10).reversed()).reduce(0) { $0 + $1.0 * $1.1 }
    let check = (11 - sum % 11) % 11
    return check < 10 && check == digits[9]
  }

  /// Whether an NHS number is one of those kept for tests: 999 000 0000 up.
  static func isTestNumber(_ text: String) -> Bool {
    digits(text)?.starts(with: [9, 9, 9]) ?? false
  }

  /// The ten digits, without the spaces of 3-3-4.
  static func digits(_ text: String) -> [Int]? {
    let groups = text.split(separator: " ", omittingEmptySubsequences: false).map(\.utf8.count)
    guard groups == [10] || groups == [3, 3, 4] else { return nil }
    let digits = text.utf8.filter { $0 != UInt8(ascii: " ") }.map { Int($0) - 0x30 }
    return digits.allSatisfy { (0...9).contains($0) } ? digits : nil
  }

  private static let upnLetters = Array("ABCDEFGHJKLMNPQRTUVWXYZ".utf8)

  /// Whether the text is a unique pupil number; a temporary one ends in a letter that counts by its place.
  static func isUPN(_ text: String) -> Bool {
    let octets = Array(text.utf8)
    guard octets.count == 13 else { return false }
    var sum = 0
    for (place, octet) in octets.enumerated().dropFirst() {
      guard let value = value(of: octet, mayBeLetter: place == 12) else { return false }
      sum += (place + 1) * value
    }
    return upnLetters[sum % 23] == octets[0]
  }

  private static func value(of octet: UInt8, mayBeLetter: Bool) -> Int? {
    if (0x30...0x39).contains(octet) { return Int(octet) - 0x30 }
    return mayBeLetter ? upnLetters.firstIndex(of: octet) : nil
  }
}
