/// HMAC with SHA-256 (RFC 2104, FIPS 198-1): what was signed with the key cannot be forged without it.
///
/// A value: make one with the key, keep it, and sign each message with a copy; the key is then
/// hashed once.
public struct HMACSHA256: Sendable {
  private var inner = SHA256()
  private var outer = SHA256()

  /// Begins a message under this key.
  public init(key: [UInt8]) {
    var block = key.count > 64 ? SHA256.digest(of: key).bytes : key
    block += [UInt8](repeating: 0, count: 64 - block.count)
    inner.update(block.map { $0 ^ 0x36 })
    outer.update(block.map { $0 ^ 0x5C })
  }

  /// Takes in more of the message.
  public mutating func update(_ bytes: [UInt8]) { inner.update(bytes) }

  /// Takes in more of the message: a string's UTF-8.
  public mutating func update(_ text: String) { inner.update(text) }

  /// The code that authenticates the message, which ends it.
  public consuming func finalize() -> SHA256Digest {
    outer.update(inner.finalize().bytes)
    return outer.finalize()
  }

  /// The code of one whole message under the key, leaving this value as it was.
  public func code(for message: [UInt8]) -> SHA256Digest {
    var copy = self
    copy.update(message)
    return copy.finalize()
  }

  /// Whether the code, or its leading bytes where it was cut short, belongs to the message; in constant time.
  ///
  /// At least 16 bytes must be there (RFC 2104 section 5): fewer could be guessed.
  public func isValid(_ code: [UInt8], for message: [UInt8]) -> Bool {
    guard (16...SHA256Digest.byteCount).contains(code.count) else { return false }
    return isEqualInConstantTime(code, Array(self.code(for: message).bytes.prefix(code.count)))
  }
}
