/// Thirty-two bytes that stand for others.
///
/// Equality takes the same time wherever two digests differ, so stored credentials and signatures
/// may be compared with `==`.
public struct SHA256Digest: Sendable, Hashable, CustomStringConvertible {
  /// The number of bytes.
  public static let byteCount = 32

  /// The bytes, the first one highest, in words that need no array.
  private let words: (UInt64, UInt64, UInt64, UInt64)

  init(words w: (UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32)) {
    words = (
      Self.joined(w.0, w.1), Self.joined(w.2, w.3), Self.joined(w.4, w.5), Self.joined(w.6, w.7)
    )
  }

  /// Takes the bytes of a digest, or `nil` if they are not 32.
  public init?(bytes: [UInt8]) { self.init(bytes: bytes.span) }

  /// Takes the bytes of a digest, or `nil` if they are not 32.
  public init?(bytes: Span<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    words = (Self.word(bytes, 0), Self.word(bytes, 8), Self.word(bytes, 16), Self.word(bytes, 24))
  }

  /// Reads 64 lower-case hexadecimal digits, as `sha256sum` prints them.
  public init?(hex: String) {
    guard let bytes = Hex.decode(hex) else { return nil }
    self.init(bytes: bytes)
  }

  /// The 32 bytes.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Self.byteCount)
    for word in [words.0, words.1, words.2, words.3] {
      for shift in stride(from: 56, through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
      }
    }
    return bytes
  }

  /// 64 lower-case hexadecimal digits.
  public var hex: String {
    var text: [UInt8] = []
    appendHex(to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// 64 lower-case hexadecimal digits.
  public var description: String { hex }

  /// Hashes this digest's 64 hexadecimal digits into another: the form in which a record chains.
  public func updateHex(_ hash: inout SHA256) { hash.update(hexOf: words) }

  /// Appends this digest's 64 hexadecimal digits.
  public func appendHex(to text: inout [UInt8]) {
    text.append(addingCapacity: 2 * Self.byteCount) { added in
      for index in 0..<8 {
        let word = index < 2 ? words.0 : index < 4 ? words.1 : index < 6 ? words.2 : words.3
        let digits = Hex.digits(
          UInt32(truncatingIfNeeded: index.isMultiple(of: 2) ? word >> 32 : word))
        for place in 0..<8 {
          added.append(UInt8(truncatingIfNeeded: digits >> UInt64(56 - 8 * place)))
        }
      }
    }
  }

  /// Whether two digests are the same, in constant time.
  public static func == (one: SHA256Digest, other: SHA256Digest) -> Bool {
    let difference =
      (one.words.0 ^ other.words.0) | (one.words.1 ^ other.words.1)
      | (one.words.2 ^ other.words.2) | (one.words.3 ^ other.words.3)
    return difference == 0
  }

  /// Hashes the first word: digests are as good as random already.
  public func hash(into hasher: inout Hasher) { hasher.combine(words.0) }

  private static func joined(_ high: UInt32, _ low: UInt32) -> UInt64 {
    UInt64(high) << 32 | UInt64(low)
  }

  /// Eight bytes as one, the first one highest.
  @inline(__always)
  static func word(_ bytes: Span<UInt8>, _ start: Int) -> UInt64 {
    let eight = bytes.extracting(start..<start + 8)
    var word: UInt64 = 0
    for index in 0..<8 { word = word << 8 | UInt64(eight[index]) }
    return word
  }
}
