import Digest

/// A bearer token: shown once, and kept as its digest alone.
public struct Token: Sendable {
  /// What every token of a real service begins with, so that scanners of leaked secrets know it.
  public static let prefix = "parley_live_"
  /// What a demonstration's tokens begin with; they open nothing anywhere else.
  public static let demonstrationPrefix = "parley_demo_"

  /// The token as its owner gets it.
  public let text: String

  /// SHA-256 of it, in hexadecimal.
  public var digest: String { SHA256.digest(of: text).hex }

  /// A new one: 256 bits that nobody can guess; the system's generator is one for secrets on Linux.
  public init(prefix: String = Token.prefix) {
    var generator = SystemRandomNumberGenerator()
    let octets = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    text = prefix + Hex.encode(octets)
  }
}
