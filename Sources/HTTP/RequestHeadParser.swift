/// Turns the octets of a request head into a `RequestHead`, and says *incomplete* until it can.
///
/// It remembers how far it has looked, so a head that comes an octet at a time is looked at once, and
/// what is wrong is refused as soon as it is seen. It holds no octets: the caller shows it all of the
/// head so far at each call.
struct RequestHeadParser {
  enum Progress {
    case incomplete
    case complete(RequestHead, end: Int)
  }

  /// The first line, once it was read: positions count from the start of the head.
  private struct RequestLine {
    var method: Method
    var target: Target
    var version: Version
  }

  /// The octets looked at, counted from the start of the head.
  private var position = 0
  /// Where the line begins that is being looked at.
  private var lineStart = 0
  /// Empty lines passed over before the request line.
  private var emptyLines = 0
  private var requestLine: RequestLine?
  private var entries: [Fields.Entry] = []

  /// The method, as soon as it was read: an answer to HEAD has no content, even when it says 400.
  private(set) var method: Method?

  /// Whether a line of the head has begun; empty lines before it do not count.
  var hasBegun: Bool { requestLine != nil || position > lineStart }

  /// Looks at `octets[start..<end]`, which is all of the head that has come.
  mutating func advance(
    _ octets: [UInt8], _ start: Int, _ end: Int, _ limits: Limits
  ) throws(ParseFailure) -> Progress {
    while let line = try nextLine(octets, start, end, limits) {
      if requestLine == nil {
        try readRequestLine(octets, start, line, limits)
      } else if line.isEmpty {
        return .complete(try head(octets, start), end: start + position)
      } else {
        try readField(octets, start, line, limits)
      }
    }
    return .incomplete
  }

  /// The next whole line, without its CR LF, counted from the start of the head.
  private mutating func nextLine(
    _ octets: [UInt8], _ start: Int, _ end: Int, _ limits: Limits
  ) throws(ParseFailure) -> Range<Int>? {
    var index = start + position
    // One octet more than allowed is enough to know.
    let bound = min(
      end, start + (requestLine == nil ? lineStart + limits.requestLine : limits.head) + 2)
    while index < bound, Octet.isFieldContent(octets[index]) { index += 1 }
    position = index - start
    try checkSize(limits)
    guard index < end else { return nil }
    guard octets[index] == Octet.carriageReturn else {
      // RFC 9112 section 2.2: a bare LF MAY be taken as a line end; a strict server does not.
      throw octets[index] == Octet.lineFeed ? .lineEnding : .fieldContent
    }
    guard index + 1 < end else { return nil }
    // RFC 9112 section 2.2: a bare CR MUST be invalid.
    guard octets[index + 1] == Octet.lineFeed else { throw .lineEnding }
    defer { lineStart = position }
    let line = lineStart..<position
    position += 2
    return line
  }

  private func checkSize(_ limits: Limits) throws(ParseFailure) {
    if requestLine == nil {
      if position - lineStart > limits.requestLine { throw .requestLineTooLong }
    } else if position > limits.head {
      throw .headTooLarge
    }
  }

  /// `method SP request-target SP HTTP-version`, RFC 9112 section 3, with single spaces only.
  private mutating func readRequestLine(
    _ octets: [UInt8], _ start: Int, _ line: Range<Int>, _ limits: Limits
  ) throws(ParseFailure) {
    if line.isEmpty {
      // RFC 9112 section 2.2: at least one empty line before the request line SHOULD be ignored.
      emptyLines += 1
      guard emptyLines <= limits.leadingEmptyLines else { throw .requestLine }
      return
    }
    let bounds = start + line.lowerBound..<start + line.upperBound
    var space = bounds.lowerBound
    while space < bounds.upperBound, OctetSet.token.contains(octets[space]) { space += 1 }
    guard space > bounds.lowerBound, space < bounds.upperBound, octets[space] == Octet.space else {
      throw .requestLine
    }
    let method = Method(octets, bounds.lowerBound..<space)
    self.method = method
    var last = space + 1
    while last < bounds.upperBound, octets[last] != Octet.space { last += 1 }
    guard last > space + 1, last < bounds.upperBound else { throw .requestLine }
    let version = try Self.version(octets, last + 1..<bounds.upperBound)
    // RFC 9110 section 9.3.6: CONNECT is for proxies; an origin server may decline it.
    guard method != .connect else { throw .connectMethod }
    let target = try Target(octets, space + 1..<last, method: method)
    requestLine = RequestLine(method: method, target: target.moved(by: -start), version: version)
    entries.reserveCapacity(12)
  }

  /// `HTTP-version`, RFC 9112 section 2.3: case-sensitive, one digit on each side.
  private static func version(
    _ octets: [UInt8], _ range: Range<Int>
  ) throws(ParseFailure) -> Version {
    let start = range.lowerBound
    guard range.count == 8, octets[start] == 0x48, octets[start + 1] == 0x54,
      octets[start + 2] == 0x54, octets[start + 3] == 0x50, octets[start + 4] == Octet.slash,
      let major = Octet.decimalDigit(octets[start + 5]), octets[start + 6] == 0x2E,
      let minor = Octet.decimalDigit(octets[start + 7])
    else { throw .version }
    switch (major, minor) {
    case (1, 0): return .http10
    case (1, _): return .http11  // RFC 9110 section 2.5: a higher minor version is read as ours
    case (0, _): throw .version
    case (_, _): throw .unsupportedVersion  // RFC 9110 section 15.6.6
    }
  }

  /// `field-name ":" OWS field-value OWS`, RFC 9112 section 5.
  private mutating func readField(
    _ octets: [UInt8], _ start: Int, _ line: Range<Int>, _ limits: Limits
  ) throws(ParseFailure) {
    guard entries.count < limits.fieldLines else { throw .tooManyFields }
    let entry = try Self.field(octets, start, line)
    entries.append(entry)
  }

  /// One field line, with positions counted from `start`.
  static func field(
    _ octets: [UInt8], _ start: Int, _ line: Range<Int>
  ) throws(ParseFailure) -> Fields.Entry {
    let first = start + line.lowerBound
    // RFC 9112 section 5.2: a folded line MUST be refused or unfolded; section 2.2: white space before
    // the first field likewise. It is refused.
    guard octets[first] != Octet.space, octets[first] != Octet.tab else { throw .foldedLine }
    var colon = first
    let end = start + line.upperBound
    while colon < end, OctetSet.token.contains(octets[colon]) { colon += 1 }
    // RFC 9112 section 5.1: no white space between name and colon.
    guard colon > first, colon < end, octets[colon] == Octet.colon else { throw .fieldLine }
    var low = colon + 1
    var high = end
    while low < high, octets[low] == Octet.space || octets[low] == Octet.tab { low += 1 }
    while high > low, octets[high - 1] == Octet.space || octets[high - 1] == Octet.tab { high -= 1 }
    return Fields.Entry(
      nameStart: UInt32(first - start), nameCount: UInt32(colon - first),
      valueStart: UInt32(low - start), valueCount: UInt32(high - low))
  }

  private func head(_ octets: [UInt8], _ start: Int) throws(ParseFailure) -> RequestHead {
    guard let line = requestLine else { throw .requestLine }
    let fields = Fields(received: Array(octets[start..<start + position]), entries: entries)
    let head = RequestHead(
      method: line.method, version: line.version, path: line.target.path, query: line.target.query,
      fields: fields)
    try head.checkHost()
    return head
  }
}

extension RequestHead {
  /// RFC 9112 section 3.2: exactly one valid Host in HTTP/1.1, at most one before, and never a
  /// second one, not even an equal one.
  ///
  /// An absolute target wins over it but does not replace it.
  fileprivate func checkHost() throws(ParseFailure) {
    let host = fields.occurrences(of: .host)
    switch (version, host.count) {
    case (.http10, 0): return
    case (.http10, 1), (.http11, 1):
      guard Authority.isValid(fields.octets, host.first) else { throw .host }
    case (.http10, _), (.http11, _): throw .host
    }
  }
}

extension Target {
  /// The same target with its positions counted from elsewhere.
  fileprivate func moved(by distance: Int) -> Target {
    var target = self
    target.path = path.lowerBound + distance..<path.upperBound + distance
    target.query = query.map { $0.lowerBound + distance..<$0.upperBound + distance }
    return target
  }
}

extension Method {
  /// The method whose octets these are; the common ones without making a string.
  fileprivate init(_ octets: [UInt8], _ range: Range<Int>) {
    let start = range.lowerBound
    if range.count == 3, octets[start] == 0x47, octets[start + 1] == 0x45, octets[start + 2] == 0x54
    {
      self = .get
    } else {
      self = Method(String(decoding: octets[range], as: UTF8.self))
    }
  }
}
