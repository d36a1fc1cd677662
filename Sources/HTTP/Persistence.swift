/// Whether a connection outlives a request: RFC 9112 section 9.3.
enum Persistence {
  /// True if the client wants it to go on and may.
  ///
  /// The field must be a list of tokens.
  static func isWanted(by head: RequestHead) throws(ParseFailure) -> Bool {
    var wantsClose = false
    var wantsKeepAlive = false
    for entry in head.fields.entries where head.fields.isConnection(entry) {
      try eachToken(head.fields.octets, entry.value) { token in
        if Self.equals(head.fields.octets, token, "close") { wantsClose = true }
        if Self.equals(head.fields.octets, token, "keep-alive") { wantsKeepAlive = true }
      }
    }
    return switch head.version {
    case .http11: !wantsClose
    case .http10: wantsKeepAlive && !wantsClose
    }
  }

  /// `#token`, RFC 9110 section 5.6.1: empty elements are passed over.
  private static func eachToken(
    _ octets: [UInt8], _ range: Range<Int>, _ body: (Range<Int>) -> Void
  ) throws(ParseFailure) {
    var index = range.lowerBound
    while index < range.upperBound {
      let start = index
      while index < range.upperBound, OctetSet.token.contains(octets[index]) { index += 1 }
      if index > start { body(start..<index) }
      while index < range.upperBound, octets[index] == Octet.space || octets[index] == Octet.tab {
        index += 1
      }
      guard index < range.upperBound else { return }
      guard octets[index] == Octet.comma else { throw .connectionField }
      index += 1
      while index < range.upperBound, octets[index] == Octet.space || octets[index] == Octet.tab {
        index += 1
      }
    }
  }

  /// Whether the octets spell this lower-case word, in any case.
  static func equals(_ octets: [UInt8], _ range: Range<Int>, _ word: StaticString) -> Bool {
    guard range.count == word.utf8CodeUnitCount else { return false }
    return octets[range].elementsEqual(String(describing: word).utf8) {
      Octet.lowercased($0) == $1
    }
  }
}

extension Fields {
  fileprivate func isConnection(_ entry: Entry) -> Bool {
    entry.nameCount == 10 && Persistence.equals(octets, entry.name, "connection")
  }
}
