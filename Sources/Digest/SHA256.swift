/// SHA-256 (FIPS 180-4), all at once or piece by piece.
///
/// A value: a copy made half-way goes its own way, so a common beginning is hashed once.
public struct SHA256: Sendable {
  private var state: SHA256State
  /// What came and is not compressed yet, in its first bytes: room for a few blocks, since a text of many
  /// small fields is sooner moved here than compressed a block at a time.
  private var pending: [256 of UInt8] = .init(repeating: 0)
  private var pendingCount = 0
  /// How many bytes were compressed: whole blocks.
  private var length: UInt64 = 0

  private static let block = 64
  private static let room = 4 * block

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
    // With nothing pending, whole blocks need not be moved.
    let limit = pendingCount == 0 ? Self.block - 1 : Self.room - pendingCount
    guard bytes.count > limit else { return keep(bytes) }
    // Up to the end of a block from here, whole blocks from where they lie, the rest for later.
    let begun = pendingCount % Self.block
    let first = begun == 0 ? 0 : Self.block - begun
    keep(bytes.extracting(..<first))
    compressPending()
    let blocks = (bytes.count - first) / Self.block
    if blocks > 0 { state.compress(bytes, at: first, count: blocks) }
    length &+= UInt64(blocks * Self.block)
    keep(bytes.extracting((first + blocks * Self.block)...))
  }

  /// Takes in one more byte.
  public mutating func update(byte: UInt8) {
    if pendingCount == Self.room { compressPending() }
    pending[pendingCount] = byte
    pendingCount &+= 1
  }

  /// Takes in the last decimal digits of a number, zeros before them if it has fewer.
  public mutating func update(decimal number: UInt64, digits: Int) {
    precondition(digits >= 0 && digits <= 20, "no number has more than twenty digits")
    if pendingCount > Self.room - 20 { compressBlocks() }
    var rest = number
    var place = pendingCount &+ digits
    pendingCount = place
    for _ in 0..<digits {
      place &-= 1
      pending[place] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }

  /// Takes in the hexadecimal digits of words, each with its first byte highest.
  mutating func update(hexOf words: (UInt64, UInt64, UInt64, UInt64)) {
    if pendingCount > Self.room - 64 { compressBlocks() }
    keep(hexOf: words.0)
    keep(hexOf: words.1)
    keep(hexOf: words.2)
    keep(hexOf: words.3)
  }

  /// Takes in the sixteen hexadecimal digits of eight bytes, the first one highest.
  mutating func update(hexOf word: UInt64) {
    if pendingCount > Self.room - 16 { compressBlocks() }
    keep(hexOf: word)
  }

  /// The digest of all that came, which ends this hash.
  public consuming func finalize() -> SHA256Digest {
    pad()
    return state.digest
  }

  /// Ends the message as section 5.1.1 says: a bit, zeros, and its length in bits.
  private mutating func pad() {
    let bits = (length &+ UInt64(pendingCount)) &* 8
    if pendingCount > Self.room - Self.block { compressBlocks() }
    pending[pendingCount] = 0x80
    pendingCount += 1
    let end = (pendingCount + 8 + Self.block - 1) / Self.block * Self.block
    // The last of these may reach into the length, which is written after them.
    for start in stride(from: pendingCount, to: end, by: 8) { store(0, at: min(start, end - 8)) }
    pendingCount = end - 8
    keep(word: bits)
    compressPending()
  }

  /// Moves bytes to what is pending, for which there is room.
  ///
  /// Eight at once as a word, of which the compiler makes one step; the last eight overlap those before.
  private mutating func keep(_ bytes: Span<UInt8>) {
    let first = pendingCount
    let count = bytes.count
    precondition(first >= 0 && count <= Self.room &- first, "there is room for them")
    pendingCount = first &+ count
    guard count >= 8 else {
      for index in 0..<count { pending[first &+ index] = bytes[index] }
      return
    }
    for eight in 0..<count / 8 {
      store(SHA256Digest.word(bytes, 8 &* eight), at: first &+ 8 &* eight)
    }
    store(SHA256Digest.word(bytes, count &- 8), at: first &+ count &- 8)
  }

  @inline(__always)
  private mutating func keep(hexOf word: UInt64) {
    keep(word: Hex.digits(UInt32(truncatingIfNeeded: word >> 32)))
    keep(word: Hex.digits(UInt32(truncatingIfNeeded: word)))
  }

  @inline(__always)
  private mutating func keep(word: UInt64) {
    precondition(pendingCount <= Self.room - 8, "there is room for a word")
    store(word, at: pendingCount)
    pendingCount &+= 8
  }

  /// Writes a word, the highest byte first, where the caller knows that there is room for it.
  @inline(__always)
  private mutating func store(_ word: UInt64, at place: Int) {
    // Said in a way that lets the compiler see that all eight places are there, or it asks at each.
    let first = Int(truncatingIfNeeded: min(UInt(bitPattern: place), UInt(Self.room - 8)))
    for index in 0..<8 {
      pending[first &+ index] = UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * index))
    }
  }

  /// Compresses what is pending, which is whole blocks.
  private mutating func compressPending() {
    guard pendingCount > 0 else { return }
    state.compress(pending.span, at: 0, count: pendingCount / Self.block)
    length &+= UInt64(pendingCount)
    pendingCount = 0
  }

  /// Makes room: compresses the whole blocks of what is pending and moves the rest to the front.
  private mutating func compressBlocks() {
    let end = pendingCount / Self.block * Self.block
    let rest = pendingCount - end
    pendingCount = end
    compressPending()
    for index in 0..<rest { pending[index] = pending[end + index] }
    pendingCount = rest
  }
}
