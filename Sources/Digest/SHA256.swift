/// SHA-256 (FIPS 180-4), all at once or piece by piece.
///
/// A value: a copy made half-way goes its own way, so a common beginning is hashed once.
public struct SHA256: Sendable {
  private var state = SHA256State()
  /// What has come of the block that is not yet full.
  private var pending: [64 of UInt8] = .init(repeating: 0)
  private var pendingCount = 0
  private var length: UInt64 = 0

  /// Begins with nothing hashed.
  public init() {}

  /// The digest of some bytes.
  public static func digest(of bytes: [UInt8]) -> SHA256Digest { digest(of: bytes.span) }

  /// The digest of a string's UTF-8.
  public static func digest(of text: String) -> SHA256Digest { digest(of: text.utf8Span.span) }

  /// The digest of some bytes.
  public static func digest(of bytes: Span<UInt8>) -> SHA256Digest {
    var hash = SHA256()
    hash.update(bytes)
    return hash.finalize()
  }

  /// Takes in more bytes.
  public mutating func update(_ bytes: [UInt8]) { update(bytes.span) }

  /// Takes in a string's UTF-8.
  public mutating func update(_ text: String) { update(text.utf8Span.span) }

  /// Takes in more bytes.
  public mutating func update(_ bytes: Span<UInt8>) {
    length &+= UInt64(bytes.count)
    var index = 0
    if pendingCount > 0 {
      index = fill(from: bytes, at: 0)
      guard pendingCount == 64 else { return }
      state.compress(pending.span, at: 0)
      pendingCount = 0
    }
    while bytes.count - index >= 64 {
      state.compress(bytes, at: index)
      index += 64
    }
    _ = fill(from: bytes, at: index)
  }

  /// The digest of all that came, which ends this hash.
  public consuming func finalize() -> SHA256Digest {
    let bits = length &* 8
    append(0x80)
    while pendingCount != 56 { append(0) }
    for shift in stride(from: 56, through: 0, by: -8) {
      append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
    }
    return state.digest
  }

  /// Moves bytes into the pending block until either is at its end; returns where it stopped.
  private mutating func fill(from bytes: Span<UInt8>, at start: Int) -> Int {
    var index = start
    while index < bytes.count, pendingCount < 64 {
      pending[pendingCount] = bytes[index]
      pendingCount += 1
      index += 1
    }
    return index
  }

  /// One byte of padding.
  private mutating func append(_ byte: UInt8) {
    pending[pendingCount] = byte
    pendingCount += 1
    guard pendingCount == 64 else { return }
    state.compress(pending.span, at: 0)
    pendingCount = 0
  }
}
