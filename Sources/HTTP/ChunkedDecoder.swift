/// Takes the chunked coding off a body: RFC 9112 section 7.1, octet by octet, with every bound.
///
/// Extensions are parsed by their grammar and dropped, trailers are parsed, bounded and dropped.
struct ChunkedDecoder {
  /// What the next octet must be part of.
  private enum State {
    case sizeStart
    case size
    case extensionStart  // after ";"
    case extensionName
    case extensionValueStart  // after "="
    case extensionToken
    case extensionQuoted
    case extensionEscape
    case extensionQuotedEnd
    case sizeLineFeed
    case data
    case dataReturn
    case dataLineFeed
    case trailerLine
    case trailerLineFeed
    case done
  }

  private var state = State.sizeStart
  /// The size of the chunk, and while its data is read how much is missing.
  private var remaining = 0
  private var sizeDigits = 0
  private var extensionOctets = 0
  /// Octets of framing, against which content is weighed.
  private var overhead = 0
  private var received = 0
  private var trailerLine: [UInt8] = []
  private var trailerOctets = 0
  private var trailerCount = 0

  /// Octets of content so far: only they count towards the least rate.
  var contentReceived: Int { received }

  /// Decodes from `index`, which it moves, into `body`; true when the last chunk and the trailers are in.
  mutating func advance(
    _ octets: [UInt8], _ index: inout Int, _ end: Int, into body: inout [UInt8], _ limits: Limits
  ) throws(ParseFailure) -> Bool {
    while index < end {
      if state == .data {
        takeData(octets, &index, end, into: &body)
      } else {
        try takeFraming(octets[index], limits)
        index += 1
        if state == .done { return true }
      }
    }
    return false
  }

  private mutating func takeData(
    _ octets: [UInt8], _ index: inout Int, _ end: Int, into body: inout [UInt8]
  ) {
    let count = min(remaining, end - index)
    body.append(contentsOf: octets[index..<index + count])
    index += count
    received += count
    remaining -= count
    if remaining == 0 { state = .dataReturn }
  }

  private mutating func takeFraming(_ octet: UInt8, _ limits: Limits) throws(ParseFailure) {
    switch state {
    case .trailerLine, .trailerLineFeed: try takeTrailer(octet, limits)
    case .sizeStart, .size, .extensionStart, .extensionName, .extensionValueStart, .extensionToken,
      .extensionQuoted, .extensionEscape, .extensionQuotedEnd, .sizeLineFeed, .data, .dataReturn,
      .dataLineFeed, .done:
      overhead += 1
      guard overhead <= limits.chunkOverhead + received * limits.chunkOverheadRatio else {
        throw .chunkOverhead
      }
      try takeChunkFraming(octet, limits)
    }
  }

  private mutating func takeChunkFraming(_ octet: UInt8, _ limits: Limits) throws(ParseFailure) {
    switch state {
    case .sizeStart, .size: try takeSize(octet, limits)
    case .extensionStart, .extensionName, .extensionValueStart, .extensionToken, .extensionQuoted,
      .extensionEscape, .extensionQuotedEnd:
      extensionOctets += 1
      guard extensionOctets <= limits.chunkExtension else { throw .chunkExtension }
      try takeExtension(octet)
    case .sizeLineFeed:
      guard octet == Octet.lineFeed else { throw .lineEnding }
      state = remaining == 0 ? .trailerLine : .data
      sizeDigits = 0
      extensionOctets = 0
    case .dataReturn:
      guard octet == Octet.carriageReturn else { throw .chunkEnd }
      state = .dataLineFeed
    case .dataLineFeed:
      guard octet == Octet.lineFeed else { throw .chunkEnd }
      state = .sizeStart
    case .data, .trailerLine, .trailerLineFeed, .done: throw .chunkEnd
    }
  }

  /// `chunk-size = 1*HEXDIG`: the value is held under the body's limit before it can overflow.
  private mutating func takeSize(_ octet: UInt8, _ limits: Limits) throws(ParseFailure) {
    if let digit = Octet.hexDigit(octet) {
      sizeDigits += 1
      guard sizeDigits <= 16 else { throw .chunkSize }
      remaining = remaining * 16 + digit
      guard remaining <= limits.body - received else { throw .bodyTooLarge }
      state = .size
    } else {
      guard state == .size else { throw .chunkSize }
      switch octet {
      case Octet.semicolon: state = .extensionStart
      case Octet.carriageReturn: state = .sizeLineFeed
      default: throw .chunkSize
      }
    }
  }

  /// `chunk-ext`, RFC 9112 section 7.1.1, without the "bad" white space that senders MUST NOT make.
  private mutating func takeExtension(_ octet: UInt8) throws(ParseFailure) {
    switch state {
    case .extensionStart, .extensionName:
      if OctetSet.token.contains(octet) {
        state = .extensionName
      } else if state == .extensionName, octet == Octet.equals {
        state = .extensionValueStart
      } else {
        guard state == .extensionName else { throw .chunkExtension }
        try endExtension(octet)
      }
    case .extensionValueStart, .extensionToken:
      if OctetSet.token.contains(octet) {
        state = .extensionToken
      } else if state == .extensionValueStart, octet == Octet.quote {
        state = .extensionQuoted
      } else {
        guard state == .extensionToken else { throw .chunkExtension }
        try endExtension(octet)
      }
    case .extensionQuoted:
      guard Octet.isFieldContent(octet) else { throw .chunkExtension }
      if octet == Octet.quote { state = .extensionQuotedEnd }
      if octet == Octet.backslash { state = .extensionEscape }
    case .extensionEscape:
      guard Octet.isFieldContent(octet) else { throw .chunkExtension }
      state = .extensionQuoted
    case .extensionQuotedEnd: try endExtension(octet)
    case .sizeStart, .size, .sizeLineFeed, .data, .dataReturn, .dataLineFeed, .trailerLine,
      .trailerLineFeed, .done:
      throw .chunkExtension
    }
  }

  private mutating func endExtension(_ octet: UInt8) throws(ParseFailure) {
    switch octet {
    case Octet.semicolon: state = .extensionStart
    case Octet.carriageReturn: state = .sizeLineFeed
    default: throw .chunkExtension
    }
  }

  private mutating func takeTrailer(_ octet: UInt8, _ limits: Limits) throws(ParseFailure) {
    trailerOctets += 1
    guard trailerOctets <= limits.trailers else { throw .trailersTooLarge }
    if state == .trailerLineFeed {
      guard octet == Octet.lineFeed else { throw .lineEnding }
      try endTrailerLine(limits)
    } else if octet == Octet.carriageReturn {
      state = .trailerLineFeed
    } else {
      guard Octet.isFieldContent(octet) else { throw .trailers }
      trailerLine.append(octet)
    }
  }

  private mutating func endTrailerLine(_ limits: Limits) throws(ParseFailure) {
    guard !trailerLine.isEmpty else {
      state = .done
      return
    }
    trailerCount += 1
    guard trailerCount <= limits.fieldLines else { throw .trailersTooLarge }
    let entry = try RequestHeadParser.field(trailerLine, 0, 0..<trailerLine.count)
    // RFC 9110 section 6.5.1: what frames, routes or authenticates a request MUST NOT come in trailers.
    let fields = Fields(received: trailerLine, entries: [entry])
    guard !Self.forbidden.contains(where: fields.contains) else { throw .trailers }
    trailerLine.removeAll(keepingCapacity: true)
    state = .trailerLine
  }

  private static let forbidden: [FieldName] = [
    .authorization, .connection, .contentEncoding, .contentLength, .contentType, .expect, .host,
    .ifMatch, .ifNoneMatch, .idempotencyKey, .trailer, .transferEncoding,
  ]
}
