import Casework
import Digest
import Escalations

/// Children's pseudonyms, there and back.
///
/// An auditor asks who looked at the records of one child without ever learning who it is, so what the
/// pseudonym means is enciphered in it, under the server's secret: a number that the child has everywhere,
/// or its place in one escalation.
struct ChildCodes {
  /// What a pseudonym means.
  enum Meaning: Hashable {
    /// The child with that NHS number or UPN, wherever it occurs.
    case identifier(RecordIdentifier)
    /// A child of one escalation, of which no such number is known.
    case place(Reference, child: Int)
  }

  private let cipher: SmallCipher

  init(secret: [UInt8]) {
    cipher = SmallCipher(key: HMACSHA256(key: Array("child:".utf8) + secret))
  }

  /// The pseudonym.
  func pseudonym(of meaning: Meaning) -> String {
    let digits = String(cipher.encipher(Self.number(of: meaning)), radix: 16)
    return "child-" + String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// What a pseudonym means; nil if none of ours is so written.
  ///
  /// Of a place the prefix is not kept, so the reference is that of the partnership that asks.
  func meaning(of pseudonym: String, prefix: String) -> Meaning? {
    guard pseudonym.hasPrefix("child-"), pseudonym.utf8.count == 22,
      let code = UInt64(pseudonym.dropFirst(6), radix: 16)
    else { return nil }
    return Self.meaning(of: cipher.decipher(code), prefix: prefix)
  }

  // MARK: As a number of 64 bits: two for the kind, the rest for what it says

  private static func number(of meaning: Meaning) -> UInt64 {
    switch meaning {
    case .place(let reference, let child):
      let pieces = reference.text.split(separator: "-").suffix(2).map { UInt64($0) ?? 0 }
      guard pieces.count == 2 else { return UInt64(child) }
      return pieces[0] << 44 | pieces[1] << 10 | UInt64(child)
    case .identifier(let identifier):
      let kind: UInt64 = identifier.kind == .upn ? 2 : 1
      return kind << 62 | digits(of: identifier)
    }
  }

  private static func meaning(of number: UInt64, prefix: String) -> Meaning? {
    let rest = number & (1 << 62 - 1)
    switch number >> 62 {
    case 0:
      let digits = String((rest >> 10) & (1 << 34 - 1))
      let padded = String(repeating: "0", count: max(0, 5 - digits.count)) + digits
      let text = "\(prefix)-\(rest >> 44)-\(padded)"
      return .place(Reference(text), child: Int(rest & 1023))
    case 1: return identifier(.nhsNumber, rest, width: 10)
    case 2: return identifier(.upn, rest, width: 13)
    default: return nil
    }
  }

  /// The letters and digits of an identifier as one number, each out of 36.
  private static func digits(of identifier: RecordIdentifier) -> UInt64 {
    guard identifier.kind == .upn else { return UInt64(identifier.text) ?? 0 }
    // A letter, eleven digits, a letter or digit: 36 × 10¹¹ × 36 is less than 2⁴⁸.
    let letters = identifier.text.map { UInt64($0.isASCII ? ($0.hexOrMore ?? 0) : 0) }
    guard letters.count == 13 else { return 0 }
    let middle = letters[1...11].reduce(0) { $0 * 10 + $1 }
    return (letters[0] * 100_000_000_000 + middle) * 36 + letters[12]
  }

  private static func identifier(
    _ kind: RecordIdentifier.Kind, _ number: UInt64, width: Int
  ) -> Meaning? {
    guard kind == .upn else {
      guard number < 10_000_000_000 else { return nil }
      let digits = String(number)
      return .identifier(
        RecordIdentifier(kind, String(repeating: "0", count: width - digits.count) + digits))
    }
    let (rest, last) = number.quotientAndRemainder(dividingBy: 36)
    let (first, middle) = rest.quotientAndRemainder(dividingBy: 100_000_000_000)
    guard first < 36 else { return nil }
    let digits = String(middle)
    let text =
      String(first, radix: 36) + String(repeating: "0", count: 11 - digits.count) + digits
      + String(last, radix: 36)
    return .identifier(RecordIdentifier(kind, text))
  }
}

extension Character {
  /// Its value as a digit of base 36.
  fileprivate var hexOrMore: Int? { Int(String(self), radix: 36) }
}

/// A permutation of 64-bit numbers under a key: a Feistel network of eight rounds over HMAC-SHA256.
struct SmallCipher {
  private static let rounds: [UInt8] = [0, 1, 2, 3, 4, 5, 6, 7]

  let key: HMACSHA256

  /// The number that stands for it.
  func encipher(_ number: UInt64) -> UInt64 { run(number, Self.rounds) }

  /// The number for which it stands.
  func decipher(_ number: UInt64) -> UInt64 {
    Self.swapped(run(Self.swapped(number), Self.rounds.reversed()))
  }

  private func run(_ number: UInt64, _ rounds: [UInt8]) -> UInt64 {
    var (left, right) = (
      UInt32(truncatingIfNeeded: number >> 32), UInt32(truncatingIfNeeded: number)
    )
    for round in rounds { (left, right) = (right, left ^ mixed(right, round)) }
    return UInt64(left) << 32 | UInt64(right)
  }

  private func mixed(_ half: UInt32, _ round: UInt8) -> UInt32 {
    let octets = [round] + (0..<4).map { UInt8(truncatingIfNeeded: half >> (24 - 8 * $0)) }
    return key.code(for: octets).bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
  }

  private static func swapped(_ number: UInt64) -> UInt64 { number << 32 | number >> 32 }
}
