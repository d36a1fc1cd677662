/// How the end of a request's content is found: the rules that smuggling breaks, in one place.
public enum BodyFraming: Hashable, Sendable {
  case none
  case length(Int)
  case chunked

  /// Decides by RFC 9112 section 6.3, strictly: whatever two readers could read differently is refused.
  init(_ head: RequestHead, _ limits: Limits) throws(ParseFailure) {
    let coding = head.fields.occurrences(of: .transferEncoding)
    let length = head.fields.occurrences(of: .contentLength)
    if coding.count > 0 {
      // 6.1: a request with both MAY be processed by its coding, or refused; it may be an attack.
      guard length.count == 0 else { throw .transferCodingAndLength }
      // 6.1: a Transfer-Encoding before 1.1 MUST be treated as faulty framing.
      guard head.version == .http11 else { throw .transferCodingBefore11 }
      // 6.1, 7: the only coding is chunked, once; what is not understood SHOULD get 501.
      guard coding.count == 1, Self.isChunked(head.fields.octets, coding.first) else {
        throw .transferCoding
      }
      self = .chunked
    } else if length.count > 0 {
      // 6.3: differing values MUST be refused; equal ones MAY be, and are.
      guard length.count == 1 else { throw .repeatedContentLength }
      self = try .length(Self.length(head.fields.octets, length.first, limits))
    } else {
      // 6.3 (7): a request without either has no content.
      self = .none
    }
  }

  /// Transfer-coding names are case-insensitive (RFC 9112 section 7); parameters are not defined.
  private static func isChunked(_ octets: [UInt8], _ range: Range<Int>) -> Bool {
    octets[range].elementsEqual("chunked".utf8) { Octet.lowercased($0) == $1 }
  }

  /// `1*DIGIT`, RFC 9110 section 8.6: no sign, no list; bounded before it is converted.
  private static func length(
    _ octets: [UInt8], _ range: Range<Int>, _ limits: Limits
  ) throws(ParseFailure) -> Int {
    guard !range.isEmpty else { throw .contentLength }
    var value = 0
    var isTooLarge = false
    for index in range {
      guard let digit = Octet.decimalDigit(octets[index]) else { throw .contentLength }
      // A value beyond the limit is no longer added to, so it cannot overflow.
      if !isTooLarge { value = value * 10 + digit }
      if value > limits.body { isTooLarge = true }
    }
    guard !isTooLarge else { throw .bodyTooLarge }
    return value
  }
}
