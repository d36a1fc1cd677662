import Digest

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

  /// Adds a field.
  mutating func add(_ field: String) { add(field.utf8Span.span) }

  /// Adds a field given as its bytes.
  mutating func add(_ field: Span<UInt8>) {
    addLength(field.count)
    hash.update(field)
    hash.update(byte: ChainText.newline)
  }

  /// Adds a number, in decimal digits.
  mutating func add(_ number: Int64) { add(String(number)) }

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

  /// Adds the bytes of fields that are written already.
  mutating func append(written: Span<UInt8>) { hash.update(written) }

  /// The digest of it all.
  var digest: SHA256Digest { hash.finalize() }

  private mutating func addLength(_ count: Int) {
    hash.update(String(count))
    hash.update(byte: ChainText.colon)
  }
}
