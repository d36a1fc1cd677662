/// Writes responses as octets.
///
/// Everything it is given was checked when it was made.
struct ResponseEncoder {
  /// What the server adds to a response.
  struct Frame {
    /// The whole `Date` line.
    var date: [UInt8]
    var requestID: String
    /// The request was HEAD: the same fields, no content (RFC 9110 section 9.3.2).
    var isHead: Bool
    var version: Version
    var persists: Bool
  }

  /// Writes a response with all of its content, and says how many octets of content those are.
  static func append(_ response: Response, _ frame: Frame, to out: inout [UInt8]) -> Int {
    appendHead(response, frame, to: &out)
    // RFC 9110 section 8.6: none in 204; and none in 304, whose content it is not.
    if !response.status.forbidsContent {
      out.append(contentsOf: contentLength)
      append(response.body.count, to: &out)
      endLine(&out)
    }
    endLine(&out)
    guard !frame.isHead, !response.status.forbidsContent else { return 0 }
    out.append(contentsOf: response.body)
    return response.body.count
  }

  /// Writes the head of a response whose content is streamed.
  static func appendStreamHead(_ response: Response, _ frame: Frame, to out: inout [UInt8]) {
    appendHead(response, frame, to: &out)
    // RFC 9112 section 6.1: never to an HTTP/1.0 client, who reads to the end of the connection.
    if frame.version == .http11, !response.status.forbidsContent {
      out.append(contentsOf: chunkedCoding)
    }
    endLine(&out)
  }

  /// Writes one chunk, RFC 9112 section 7.1; an empty one would end the content and is left out.
  static func appendChunk(_ octets: [UInt8], _ version: Version, to out: inout [UInt8]) {
    guard !octets.isEmpty else { return }
    guard version == .http11 else { return out.append(contentsOf: octets) }
    out.append(contentsOf: String(octets.count, radix: 16).utf8)
    endLine(&out)
    out.append(contentsOf: octets)
    endLine(&out)
  }

  /// Writes the last chunk and the trailers.
  static func appendEnd(_ trailers: Fields, _ version: Version, to out: inout [UInt8]) {
    guard version == .http11 else { return }
    out.append(Octet.zero)
    endLine(&out)
    append(trailers, to: &out)
    endLine(&out)
  }

  /// The interim answer of RFC 9110 section 10.1.1.
  static let goOn = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)

  private static func appendHead(_ response: Response, _ frame: Frame, to out: inout [UInt8]) {
    out.append(contentsOf: response.status.line)
    out.append(contentsOf: frame.date)
    out.append(contentsOf: requestID)
    out.append(contentsOf: frame.requestID.utf8)
    endLine(&out)
    append(response.fields, to: &out)
    switch (frame.persists, frame.version) {
    case (true, .http11): break
    case (true, .http10): out.append(contentsOf: keepAlive)
    case (false, .http10), (false, .http11): out.append(contentsOf: close)
    }
  }

  private static func append(_ fields: Fields, to out: inout [UInt8]) {
    if let lines = fields.lines { return out.append(contentsOf: lines) }
    // Fields of a received head are not sent as they stand: what frames a message is left out.
    var clean = fields
    clean.remakeAsLines()
    out.append(contentsOf: clean.lines ?? [])
  }

  private static func append(_ number: Int, to out: inout [UInt8]) {
    if number >= 10 { append(number / 10, to: &out) }
    out.append(Octet.zero + UInt8(number % 10))
  }

  @inline(__always)
  private static func endLine(_ out: inout [UInt8]) {
    out.append(Octet.carriageReturn)
    out.append(Octet.lineFeed)
  }

  private static let requestID = Array("X-Request-Id: ".utf8)
  private static let contentLength = Array("Content-Length: ".utf8)
  private static let chunkedCoding = Array("Transfer-Encoding: chunked\r\n".utf8)
  private static let keepAlive = Array("Connection: keep-alive\r\n".utf8)
  private static let close = Array("Connection: close\r\n".utf8)
}
