/// The target of a request: RFC 9112 section 3.2, with the octets of RFC 3986 and no others.
struct Target {
  /// Where the absolute path stands; empty for an absolute form without one, which means `/`.
  var path: Range<Int>
  /// Where the query stands, after its `?`.
  var query: Range<Int>?

  /// Reads the target of a request with this method.
  init(_ octets: [UInt8], _ range: Range<Int>, method: Method) throws(ParseFailure) {
    if octets[range.lowerBound] == Octet.slash {
      // 3.2.1 origin-form
      try self.init(pathAndQuery: range, in: octets)
    } else if range.count == 1, octets[range.lowerBound] == 0x2A {
      // 3.2.4 asterisk-form: for OPTIONS only
      guard method == .options else { throw .target }
      self.init(path: range, query: nil)
    } else {
      // 3.2.2 absolute-form: a server MUST accept it, with every method but CONNECT
      try self.init(absolute: range, in: octets)
    }
  }

  private init(path: Range<Int>, query: Range<Int>?) {
    self.path = path
    self.query = query
  }

  private init(absolute range: Range<Int>, in octets: [UInt8]) throws(ParseFailure) {
    guard let start = Self.endOfScheme(octets, range) else { throw .target }
    var end = start
    while end < range.upperBound, octets[end] != Octet.slash, octets[end] != Octet.question {
      end += 1
    }
    // RFC 9110 section 4.2.1: an http URI with an empty host is invalid; 4.2.4: so is user information.
    guard Authority.isValid(octets, start..<end) else { throw .target }
    try self.init(pathAndQuery: end..<range.upperBound, in: octets)
  }

  private init(pathAndQuery range: Range<Int>, in octets: [UInt8]) throws(ParseFailure) {
    let end = Self.end(of: .path, octets, range)
    path = range.lowerBound..<end
    query = nil
    guard end < range.upperBound else { return }
    guard octets[end] == Octet.question else { throw .target }
    let rest = end + 1..<range.upperBound
    guard Self.end(of: .query, octets, rest) == range.upperBound else { throw .target }
    query = rest
  }

  /// The index after `http://`.
  ///
  /// An `https` target did not come over this connection: refused.
  private static func endOfScheme(_ octets: [UInt8], _ range: Range<Int>) -> Int? {
    let scheme = Array("http://".utf8)
    guard range.count > scheme.count else { return nil }
    for (index, octet) in scheme.enumerated()
    where Octet.lowercased(octets[range.lowerBound + index]) != octet {
      return nil
    }
    return range.lowerBound + scheme.count
  }

  /// The index of the first octet that is neither in the set nor part of a whole escape.
  private static func end(of set: OctetSet, _ octets: [UInt8], _ range: Range<Int>) -> Int {
    var index = range.lowerBound
    while index < range.upperBound {
      if set.contains(octets[index]) {
        index += 1
      } else if isEscape(octets, index, range.upperBound) {
        index += 3
      } else {
        break
      }
    }
    return index
  }

  /// Whether an escape stands here: `%` and two hexadecimal digits, not of a control octet, which no
  /// route has and which would become one if anybody decoded it too early.
  private static func isEscape(_ octets: [UInt8], _ index: Int, _ end: Int) -> Bool {
    guard index + 2 < end, octets[index] == Octet.percent,
      let high = Octet.hexDigit(octets[index + 1]), let low = Octet.hexDigit(octets[index + 2])
    else { return false }
    let octet = high * 16 + low
    return octet >= 0x20 && octet != 0x7F
  }
}
