/// The statuses this program answers with.
///
/// The set is closed, so a reason phrase can never hold anything that a client sent.
public enum Status: Int, Hashable, Sendable, CaseIterable {
  case ok = 200
  case created = 201
  case accepted = 202
  case noContent = 204
  case movedPermanently = 301
  case found = 302
  case seeOther = 303
  case notModified = 304
  case temporaryRedirect = 307
  case permanentRedirect = 308
  case badRequest = 400
  case unauthorized = 401
  case forbidden = 403
  case notFound = 404
  case methodNotAllowed = 405
  case notAcceptable = 406
  case requestTimeout = 408
  case conflict = 409
  case gone = 410
  case lengthRequired = 411
  case preconditionFailed = 412
  case contentTooLarge = 413
  case uriTooLong = 414
  case unsupportedMediaType = 415
  case rangeNotSatisfiable = 416
  case expectationFailed = 417
  case misdirectedRequest = 421
  case unprocessableContent = 422
  case locked = 423
  case preconditionRequired = 428
  case tooManyRequests = 429
  case headerFieldsTooLarge = 431
  case internalServerError = 500
  case notImplemented = 501
  case serviceUnavailable = 503
  case versionNotSupported = 505
  case insufficientStorage = 507

  /// The reason phrase of the registry of RFC 9110 section 15.
  public var reason: String {
    switch self {
    case .ok: "OK"
    case .created: "Created"
    case .accepted: "Accepted"
    case .noContent: "No Content"
    case .movedPermanently: "Moved Permanently"
    case .found: "Found"
    case .seeOther: "See Other"
    case .notModified: "Not Modified"
    case .temporaryRedirect: "Temporary Redirect"
    case .permanentRedirect: "Permanent Redirect"
    case .badRequest: "Bad Request"
    case .unauthorized: "Unauthorized"
    case .forbidden: "Forbidden"
    case .notFound: "Not Found"
    case .methodNotAllowed: "Method Not Allowed"
    case .notAcceptable: "Not Acceptable"
    case .requestTimeout: "Request Timeout"
    case .conflict: "Conflict"
    case .gone: "Gone"
    case .lengthRequired: "Length Required"
    case .preconditionFailed: "Precondition Failed"
    case .contentTooLarge: "Content Too Large"
    case .uriTooLong: "URI Too Long"
    case .unsupportedMediaType: "Unsupported Media Type"
    case .rangeNotSatisfiable: "Range Not Satisfiable"
    case .expectationFailed: "Expectation Failed"
    case .misdirectedRequest: "Misdirected Request"
    case .unprocessableContent: "Unprocessable Content"
    case .locked: "Locked"
    case .preconditionRequired: "Precondition Required"
    case .tooManyRequests: "Too Many Requests"
    case .headerFieldsTooLarge: "Request Header Fields Too Large"
    case .internalServerError: "Internal Server Error"
    case .notImplemented: "Not Implemented"
    case .serviceUnavailable: "Service Unavailable"
    case .versionNotSupported: "HTTP Version Not Supported"
    case .insufficientStorage: "Insufficient Storage"
    }
  }

  /// Whether a message with this status never has content: RFC 9110 sections 15.3.5 and 15.4.5.
  public var forbidsContent: Bool { self == .noContent || self == .notModified }

  /// The status line, ready to be sent.
  var line: [UInt8] { Self.lines[rawValue - 200] }

  /// Status lines by code, built once: a look-up instead of formatting for each answer.
  private static let lines: [[UInt8]] = {
    var lines = [[UInt8]](repeating: [], count: 400)
    for status in allCases {
      lines[status.rawValue - 200] = Array("HTTP/1.1 \(status.rawValue) \(status.reason)\r\n".utf8)
    }
    return lines
  }()
}
