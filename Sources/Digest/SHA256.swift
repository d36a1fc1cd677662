/// SHA-256 (FIPS 180-4), all at once or piece by piece.
///
/// A value: a copy made half-way goes its own way, so a common beginning is hashed once.
public struct SHA256: Sendable {
  private var state: SHA256State
  /// What has come of the block that is not yet full.
  private var pending: [64 of UInt8] = .init(repeating: 0)
  private var pendingCount = 0
  private var length: UInt64 = 0

  /// Begins with nothing hashed.
  public init() { state = SHA256State(isPortable: false) }

  /// Begins with nothing hashed, and will use what every processor can do.
  package init(portably: Void) { state = SHA256State(isPortable: true) }

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
      compressPending()
    }
    let blocks = (bytes.count - index) / 64
    if blocks > 0 {
      state.compress(bytes, at: index, count: blocks)
      index += 64 * blocks
    }
    _ = fill(from: bytes, at: index)
  }

  /// Takes in one more byte.
  public mutating func update(byte: UInt8) {
    length &+= 1
    pending[pendingCount] = byte
    pendingCount += 1
    if pendingCount == 64 { compressPending() }
  }

  /// The digest of all that came, which ends this hash.
  public consuming func finalize() -> SHA256Digest {
    pad()
    return state.digest
  }

  /// Ends the message as section 5.1.1 says: a bit, zeros, and its length in bits.
  private mutating func pad() {
    pending[pendingCount] = 0x80
    pendingCount += 1
    if pendingCount > 56 {
      fillWithZeros(to: 64)
      compressPending()
    }
    fillWithZeros(to: 56)
    let bits = length &* 8
    for index in 0..<8 {
      pending[56 + index] = UInt8(truncatingIfNeeded: bits &>> UInt64(56 - 8 * index))
    }
    compressPending()
  }

  private mutating func compressPending() {
    state.compress(pending.span, at: 0, count: 1)
    pendingCount = 0
  }

  /// Moves bytes into the pending block until either is at its end; returns where it stopped.
  ///
  /// How many is known before the loop, so the compiler moves many at once.
  private mutating func fill(from bytes: Span<UInt8>, at start: Int) -> Int {
    let count = min(bytes.count - start, 64 - pendingCount)
    let source = bytes.extracting(start..<start + count)
    let first = pendingCount
    for index in 0..<count { pending[first &+ index] = source[index] }
    pendingCount += count
    return start + count
  }

  private mutating func fillWithZeros(to end: Int) {
    for index in pendingCount..<end { pending[index] = 0 }
  }
}
