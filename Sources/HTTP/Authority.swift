/// The grammar of `uri-host [ ":" port ]`: RFC 3986 section 3.2, RFC 9110 section 7.2.
///
/// A host that means different things to different readers is how a request is sent to the wrong one,
/// so exactly the grammar is accepted, and user information never.
enum Authority {
  /// Whether the octets are a host with or without a port.
  static func isValid(_ octets: [UInt8], _ range: Range<Int>) -> Bool {
    guard let end = endOfHost(octets, range) else { return false }
    guard end < range.upperBound else { return true }
    return octets[end] == Octet.colon && isPort(octets, end + 1..<range.upperBound)
  }

  private static func endOfHost(_ octets: [UInt8], _ range: Range<Int>) -> Int? {
    guard let first = range.first, octets[first] == 0x5B else {
      return endOfName(octets, range)
    }
    return endOfLiteral(octets, range)
  }

  /// `IP-literal`: a bracketed IPv6 address.
  ///
  /// `IPvFuture` is in nobody's use and is refused.
  private static func endOfLiteral(_ octets: [UInt8], _ range: Range<Int>) -> Int? {
    var index = range.lowerBound + 1
    while index < range.upperBound, OctetSet.addressLiteral.contains(octets[index]) { index += 1 }
    let inner = range.lowerBound + 1..<index
    guard index < range.upperBound, octets[index] == 0x5D else { return nil }
    return AddressLiteral.isValid(octets, inner) ? index + 1 : nil
  }

  /// A name as DNS knows them.
  ///
  /// The grammar of RFC 3986 would allow escapes and sub-delimiters, and an empty name where a
  /// scheme has no authority; RFC 9110 section 4.2.1 refuses an empty one for http.
  private static func endOfName(_ octets: [UInt8], _ range: Range<Int>) -> Int? {
    var index = range.lowerBound
    while index < range.upperBound, OctetSet.hostName.contains(octets[index]) { index += 1 }
    return index > range.lowerBound ? index : nil
  }

  private static func isPort(_ octets: [UInt8], _ range: Range<Int>) -> Bool {
    var port = 0
    for index in range {
      guard let digit = Octet.decimalDigit(octets[index]) else { return false }
      port = port * 10 + digit
      guard port <= 65_535 else { return false }
    }
    return true
  }
}

/// The grammar of `IPv6address`, RFC 3986 section 3.2.2.
enum AddressLiteral {
  /// Whether the octets are an IPv6 address: eight groups, or fewer with one `::`, the last two perhaps
  /// written as an IPv4 address.
  static func isValid(_ octets: [UInt8], _ range: Range<Int>) -> Bool {
    let text = String(decoding: octets[range], as: UTF8.self)
    let halves = parts(of: text)
    guard halves.count <= 2 else { return false }
    var groups = 0
    for (index, half) in halves.enumerated() where !half.isEmpty {
      guard let count = groupCount(half, mayEndInIPv4: index == halves.count - 1) else {
        return false
      }
      groups += count
    }
    return halves.count == 2 ? groups <= 7 : groups == 8
  }

  /// The text split at every `::`.
  private static func parts(of text: String) -> [String] {
    var parts = [""]
    var rest = text[...]
    while let first = rest.first {
      if rest.hasPrefix("::") {
        parts.append("")
        rest = rest.dropFirst(2)
      } else {
        parts[parts.count - 1].append(first)
        rest = rest.dropFirst()
      }
    }
    return parts
  }

  private static func groupCount(_ half: String, mayEndInIPv4: Bool) -> Int? {
    let groups = half.split(separator: ":", omittingEmptySubsequences: false)
    var count = 0
    for (index, group) in groups.enumerated() {
      if mayEndInIPv4, index == groups.count - 1, isIPv4(group) {
        count += 2
      } else {
        guard (1...4).contains(group.utf8.count), group.utf8.allSatisfy(OctetSet.hexDigits.contains)
        else { return nil }
        count += 1
      }
    }
    return count
  }

  private static func isIPv4(_ text: Substring) -> Bool {
    let numbers = text.split(separator: ".", omittingEmptySubsequences: false)
    return numbers.count == 4
      && numbers.allSatisfy { number in
        number.utf8.allSatisfy { Octet.decimalDigit($0) != nil } && (Int(number) ?? 256) <= 255
      }
  }
}
