public import Digest

/// Text as it is hashed: a tag, then each field as its length in bytes, a colon, itself and a newline.
///
/// Nothing can be moved from one field into the next without changing a length, and everything can be
/// printed, so that a short shell script with `sha256sum` comes to the same digest. `docs/record.md`
/// describes it with an example.
public struct ChainText: Sendable {
  /// What is hashed.
  public private(set) var bytes: [UInt8]

  /// Begins with what kind of thing it is, and in which version of this format: `parley.event.1`.
  public init(tag: StaticString) {
    bytes = []
    bytes.reserveCapacity(1024)
    bytes.append(contentsOf: tag.description.utf8)
    bytes.append(Self.newline)
  }

  /// Begins with fields alone, as the content of a part is kept.
  init() { bytes = [] }

  /// Adds a field.
  public mutating func add(_ field: String) {
    addLength(field.utf8.count)
    bytes.append(contentsOf: field.utf8)
    bytes.append(Self.newline)
  }

  /// Adds a field given as its bytes.
  public mutating func add(_ field: Span<UInt8>) {
    addLength(field.count)
    append(written: field)
    bytes.append(Self.newline)
  }

  /// Adds a number, in decimal digits.
  public mutating func add(_ number: Int64) { add(String(number)) }

  /// Adds a digest, in hexadecimal digits.
  public mutating func add(_ digest: SHA256Digest) { add(digest.hex) }

  /// Adds the line of a group of parts: `class/person:digest`.
  mutating func add(
    partsOf class: Span<UInt8>, person: Span<UInt8>, digest: SHA256Digest
  ) {
    addLength(`class`.count + person.count + 2 + 2 * SHA256Digest.byteCount)
    append(written: `class`)
    bytes.append(UInt8(ascii: "/"))
    append(written: person)
    bytes.append(Self.colon)
    digest.appendHex(to: &bytes)
    bytes.append(Self.newline)
  }

  /// Adds fields that are written already.
  mutating func append(written: String) { bytes.append(contentsOf: written.utf8) }

  /// Adds the bytes of fields that are written already.
  mutating func append(written: Span<UInt8>) { bytes.append(written) }

  /// The digest of it all.
  public var digest: SHA256Digest { SHA256.digest(of: bytes) }

  private mutating func addLength(_ count: Int) {
    bytes.append(contentsOf: String(count).utf8)
    bytes.append(Self.colon)
  }

  static let newline = UInt8(ascii: "\n")
  static let colon = UInt8(ascii: ":")
}
