import Digest
import Escalations

/// ``ChainText`` straight into a hash: for verifying, where a copy of each payload would cost as much as
/// reading it.
struct ChainHash {
  private var hash = SHA256()

  /// The hash of an event, begun.
  static let event = ChainHash(tag: "parley.event.1")
  /// The hash of a group of parts, begun.
  static let part = ChainHash(tag: "parley.part.1")
  /// The hash of an access entry, begun.
  static let access = ChainHash(tag: "parley.access.1")

  /// Begins with what kind of thing it is, as ``ChainText`` does.
  private init(tag: StaticString) {
    hash.update(tag.description)
    hash.update(byte: ChainText.newline)
  }

  /// Adds a field given as its bytes.
  mutating func add(_ field: Span<UInt8>) {
    addLength(field.count)
    hash.update(field)
    hash.update(byte: ChainText.newline)
  }

  /// Adds a name.
  mutating func add(_ name: ChainNames.Name) { append(written: name.field.span) }

  /// Adds a number, in decimal digits.
  mutating func add(_ number: Int64) {
    let digits = Self.digitCount(number.magnitude)
    addLength(number < 0 ? digits + 1 : digits)
    if number < 0 { hash.update(byte: UInt8(ascii: "-")) }
    hash.update(decimal: number.magnitude, digits: digits)
    hash.update(byte: ChainText.newline)
  }

  /// Adds a digest, in hexadecimal digits.
  mutating func add(_ digest: SHA256Digest) {
    addLength(2 * SHA256Digest.byteCount)
    digest.updateHex(&hash)
    hash.update(byte: ChainText.newline)
  }

  /// Adds bytes, in hexadecimal digits.
  mutating func add(hexOf bytes: Span<UInt8>) {
    addLength(2 * bytes.count)
    Hex.update(&hash, with: bytes)
    hash.update(byte: ChainText.newline)
  }

  /// Adds an instant, as its description is.
  mutating func add(_ instant: Instant) {
    var text: [UInt8] = []
    instant.append(to: &text)
    add(text.span)
  }

  /// Adds the line of a group of parts: `class/person:digest`.
  mutating func add(partsOf who: Span<UInt8>, digest: SHA256Digest) {
    addLength(who.count + 1 + 2 * SHA256Digest.byteCount)
    hash.update(who)
    hash.update(byte: ChainText.colon)
    digest.updateHex(&hash)
    hash.update(byte: ChainText.newline)
  }

  /// Adds the bytes of fields that are written already.
  mutating func append(written: Span<UInt8>) { hash.update(written) }

  /// The digest of it all.
  var digest: SHA256Digest { hash.finalize() }

  private mutating func addLength(_ count: Int) {
    let count = UInt64(count)
    hash.update(decimal: count, digits: Self.digitCount(count))
    hash.update(byte: ChainText.colon)
  }

  /// How many decimal digits a number has.
  private static func digitCount(_ number: UInt64) -> Int {
    var count = 1
    var bound: UInt64 = 10
    while number >= bound, count < 20 {
      count += 1
      bound &*= 10
    }
    return count
  }
}
