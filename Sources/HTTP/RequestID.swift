/// Makes the ids under which requests are logged: unique, of one width, not secret.
///
/// Fifteen characters, because a Swift string of that length needs no allocation: seven that say when
/// the server started and on which loop, and eight that count.
public struct RequestID {
  private let prefix: String
  private var count: UInt64 = 0

  /// Ids of the loop with this number in a server that started at this second.
  public init(startedAt unixSeconds: Int, loop: Int) {
    prefix =
      Self.digits(UInt64(truncatingIfNeeded: unixSeconds), 5)
      + Self.digits(UInt64(truncatingIfNeeded: loop), 2)
  }

  /// The id for a request: what the client proposed if that is a token of 1 to 64 characters, or the
  /// next of our own.
  public mutating func next(proposed: ArraySlice<UInt8>?) -> String {
    if let proposed, (1...64).contains(proposed.count),
      proposed.allSatisfy(OctetSet.token.contains)
    {
      return String(decoding: proposed, as: UTF8.self)
    }
    count &+= 1
    return prefix + Self.digits(count, 8)
  }

  /// The lowest digits of a number to the base 32, in the alphabet of Crockford.
  private static func digits(_ number: UInt64, _ width: Int) -> String {
    var text = ""
    for place in (0..<width).reversed() {
      text.unicodeScalars.append(alphabet[Int(number >> UInt64(place * 5) & 31)])
    }
    return text
  }

  private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".unicodeScalars)
}
