/// A set of ASCII octets as two constant words, so that testing an octet touches no memory.
///
/// The grammars of RFC 9110 and RFC 3986 are written once, here.
struct OctetSet: Sendable {
  private let low: UInt64
  private let high: UInt64

  /// The set of the characters of an ASCII string.
  init(_ characters: StaticString) {
    var low: UInt64 = 0
    var high: UInt64 = 0
    for octet in String(describing: characters).utf8 {
      precondition(octet < 128, "an octet set holds ASCII only")
      if octet < 64 { low |= 1 << UInt64(octet) } else { high |= 1 << UInt64(octet - 64) }
    }
    self.low = low
    self.high = high
  }

  private init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }

  /// Both sets in one.
  func union(_ other: OctetSet) -> OctetSet {
    OctetSet(low: low | other.low, high: high | other.high)
  }

  /// Whether the octet is in the set; never true beyond ASCII.
  @inline(__always)
  func contains(_ octet: UInt8) -> Bool {
    let word = octet < 64 ? low : octet < 128 ? high : 0
    return (word >> UInt64(octet & 63)) & 1 == 1
  }

  /// `ALPHA` and `DIGIT`.
  static let alphanumerics = OctetSet(
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")

  /// `tchar`, RFC 9110 section 5.6.2: what methods, field names and tokens are made of.
  static let token = alphanumerics.union(OctetSet("!#$%&'*+-.^_`|~"))

  /// What names of hosts are made of; the underscore is in use, though no host name should have it.
  static let hostName = alphanumerics.union(OctetSet("-._"))

  /// `pchar` and `/`, RFC 3986 section 3.3, apart from escapes: what an absolute path is made of.
  static let path = alphanumerics.union(OctetSet("-._~!$&'()*+,;=:@/"))

  /// `query`, RFC 3986 section 3.4, apart from escapes.
  static let query = path.union(OctetSet("?"))

  /// What stands between the brackets of an `IP-literal` of version 6, RFC 3986 section 3.2.2.
  static let addressLiteral = OctetSet("0123456789ABCDEFabcdef:.")

  /// The body of a `b64token`, RFC 6750 section 2.1.
  static let bearer = alphanumerics.union(OctetSet("-._~+/"))

  /// `HEXDIG`, in both cases.
  static let hexDigits = OctetSet("0123456789ABCDEFabcdef")
}

/// The octets that have a name in the grammar.
enum Octet {
  static let tab: UInt8 = 0x09
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let space: UInt8 = 0x20
  static let quote: UInt8 = 0x22
  static let percent: UInt8 = 0x25
  static let comma: UInt8 = 0x2C
  static let slash: UInt8 = 0x2F
  static let zero: UInt8 = 0x30
  static let colon: UInt8 = 0x3A
  static let semicolon: UInt8 = 0x3B
  static let equals: UInt8 = 0x3D
  static let question: UInt8 = 0x3F
  static let backslash: UInt8 = 0x5C

  /// `field-vchar`, SP and HTAB, RFC 9110 section 5.5: every other octet in a value is refused.
  @inline(__always)
  static func isFieldContent(_ octet: UInt8) -> Bool {
    (octet >= 0x20 && octet != 0x7F) || octet == tab
  }

  /// The letter in lower case; every other octet as it is.
  @inline(__always)
  static func lowercased(_ octet: UInt8) -> UInt8 {
    octet >= 0x41 && octet <= 0x5A ? octet | 0x20 : octet
  }

  /// The value of a decimal digit.
  @inline(__always)
  static func decimalDigit(_ octet: UInt8) -> Int? {
    octet >= 0x30 && octet <= 0x39 ? Int(octet &- 0x30) : nil
  }

  /// The value of a hexadecimal digit.
  @inline(__always)
  static func hexDigit(_ octet: UInt8) -> Int? {
    switch octet {
    case 0x30...0x39: Int(octet &- 0x30)
    case 0x41...0x46: Int(octet &- 0x37)
    case 0x61...0x66: Int(octet &- 0x57)
    default: nil
    }
  }
}
