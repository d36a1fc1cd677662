/// Why a request cannot be served: each has its status and a sentence that holds nothing of what
/// the client sent.
///
/// After any of them the connection is closed, for its framing is in doubt.
public enum ParseFailure: Error, Hashable, Sendable, CaseIterable {
  case requestLine
  case requestLineTooLong
  case target
  case version
  case unsupportedVersion
  case connectMethod
  case lineEnding
  case fieldLine
  case foldedLine
  case fieldContent
  case headTooLarge
  case tooManyFields
  case host
  case connectionField
  case contentLength
  case repeatedContentLength
  case bodyTooLarge
  case transferCodingAndLength
  case transferCodingBefore11
  case transferCoding
  case expectation
  case chunkSize
  case chunkExtension
  case chunkOverhead
  case chunkEnd
  case trailers
  case trailersTooLarge
  case endOfInput
  case headTime
  case bodyTime
  case answerTime
  case overload

  /// The status that says so.
  public var status: Status {
    switch self {
    case .requestLineTooLong: .uriTooLong
    case .unsupportedVersion: .versionNotSupported
    case .connectMethod, .transferCoding: .notImplemented
    case .headTooLarge, .tooManyFields, .trailersTooLarge: .headerFieldsTooLarge
    case .bodyTooLarge: .contentTooLarge
    case .expectation: .expectationFailed
    case .headTime, .bodyTime: .requestTimeout
    case .answerTime, .overload: .serviceUnavailable
    case .requestLine, .target, .version, .lineEnding, .fieldLine, .foldedLine, .fieldContent,
      .host,
      .connectionField, .contentLength, .repeatedContentLength, .transferCodingAndLength,
      .transferCodingBefore11, .chunkSize, .chunkExtension, .chunkOverhead, .chunkEnd, .trailers,
      .endOfInput:
      .badRequest
    }
  }

  /// A stable code for programs.
  public var code: String {
    switch self {
    case .requestLine: "request-line"
    case .requestLineTooLong: "request-line-too-long"
    case .target: "request-target"
    case .version: "http-version"
    case .unsupportedVersion: "http-version-not-supported"
    case .connectMethod: "connect-not-supported"
    case .lineEnding: "line-ending"
    case .fieldLine: "field-line"
    case .foldedLine: "folded-line"
    case .fieldContent: "field-content"
    case .headTooLarge: "head-too-large"
    case .tooManyFields: "too-many-fields"
    case .host: "host"
    case .connectionField: "connection-field"
    case .contentLength: "content-length"
    case .repeatedContentLength: "content-length-repeated"
    case .bodyTooLarge: "body-too-large"
    case .transferCodingAndLength: "transfer-encoding-and-content-length"
    case .transferCodingBefore11: "transfer-encoding-in-http-1.0"
    case .transferCoding: "transfer-encoding"
    case .expectation: "expectation"
    case .chunkSize: "chunk-size"
    case .chunkExtension: "chunk-extension"
    case .chunkOverhead: "chunk-overhead"
    case .chunkEnd: "chunk-end"
    case .trailers: "trailers"
    case .trailersTooLarge: "trailers-too-large"
    case .endOfInput: "end-of-input"
    case .headTime: "head-time-out"
    case .bodyTime: "body-time-out"
    case .answerTime: "answer-time-out"
    case .overload: "overload"
    }
  }

  /// What is wrong, for people.
  public var detail: String {
    switch self {
    case .requestLine: "The request line is not METHOD SP target SP HTTP/1.1."
    case .requestLineTooLong: "The request line is longer than this server reads."
    case .target: "The request target is not a valid path, absolute URI or asterisk."
    case .version: "The version in the request line is malformed."
    case .unsupportedVersion: "This server speaks HTTP/1.1 and HTTP/1.0."
    case .connectMethod: "This server is not a proxy."
    case .lineEnding: "A line does not end with CR LF."
    case .fieldLine: "A header field is not name, colon, value."
    case .foldedLine: "A header field may not be folded over several lines."
    case .fieldContent: "A header field holds a control character."
    case .headTooLarge: "The header section is larger than this server reads."
    case .tooManyFields: "There are more header fields than this server reads."
    case .host: "There must be exactly one valid Host field."
    case .connectionField: "The Connection field is not a list of tokens."
    case .contentLength: "Content-Length is not a number of octets."
    case .repeatedContentLength: "There may be only one Content-Length."
    case .bodyTooLarge: "The content is larger than this server reads."
    case .transferCodingAndLength: "Transfer-Encoding and Content-Length exclude each other."
    case .transferCodingBefore11: "HTTP/1.0 has no Transfer-Encoding."
    case .transferCoding: "The only transfer coding understood is chunked, once."
    case .expectation: "The only expectation understood is 100-continue."
    case .chunkSize: "A chunk size is malformed."
    case .chunkExtension: "A chunk extension is malformed or too long."
    case .chunkOverhead: "The chunks are too small for their number."
    case .chunkEnd: "A chunk does not end where its size says."
    case .trailers: "A trailer field is malformed or may not be sent as one."
    case .trailersTooLarge: "The trailer section is larger than this server reads."
    case .endOfInput: "The connection ended in the middle of the request."
    case .headTime: "The header section did not arrive in time."
    case .bodyTime: "The content did not arrive in time."
    case .answerTime: "The answer was not ready in time."
    case .overload: "The server is at its limit; try again later."
    }
  }

  /// The problem document (RFC 9457) that says so.
  ///
  /// Built of constants only.
  public var response: Response {
    let text =
      #"{"type":"about:blank","title":"\#(status.reason)","status":\#(status.rawValue),"#
      + #""code":"\#(code)","detail":"\#(detail)"}"#
    var response = Response(
      status, contentType: "application/problem+json", body: Array(text.utf8))
    response.fields.append(.cacheControl, "no-store")
    if status == .serviceUnavailable { response.fields.append(.retryAfter, "5") }
    return response
  }
}
