/// Makes the ids under which requests are logged: unique, of one width, not secret.
///
/// Fifteen characters, because a Swift string of that length needs no allocation: seven that say when
/// the server started and on which loop, and eight that count.
public struct RequestID {
  private let prefix: String
  private var count: UInt64 = 0
  /// All but the last digit: made anew once in thirty-two ids.
  private var stem = ""

  /// Ids of the loop with this number in a server that started at this second.
  public init(startedAt unixSeconds: Int, loop: Int) {
    prefix =
      Self.digits(UInt64(truncatingIfNeeded: unixSeconds), 5)
      + Self.digits(UInt64(truncatingIfNeeded: loop), 2)
  }

  /// The id for a request: what the client proposed if that is a token of 1 to 64 characters that begins
  /// with a letter or a digit (a spreadsheet takes others for a formula), or the next of our own.
  public mutating func next(proposed: ArraySlice<UInt8>?) -> String {
    if let proposed, (1...64).contains(proposed.count),
      proposed.first.map(OctetSet.alphanumerics.contains) == true,
      proposed.allSatisfy(OctetSet.token.contains)
    {
      return String(decoding: proposed, as: UTF8.self)
    }
    count &+= 1
    if stem.isEmpty || count & 31 == 0 { stem = prefix + Self.digits(count >> 5, 7) }
    return stem + Self.alphabet[Int(count & 31)]
  }

  /// The lowest digits of a number to the base 32, in the alphabet of Crockford.
  private static func digits(_ number: UInt64, _ width: Int) -> String {
    (0..<width).reversed().map { alphabet[Int(number >> UInt64($0 * 5) & 31)] }.joined()
  }

  private static let alphabet = "0123456789abcdefghjkmnpqrstvwxyz".map(String.init)
}
