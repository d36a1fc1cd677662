/// The name of a header field: a token, checked when it is made and valid ever after.
public struct FieldName: Hashable, Sendable, CustomStringConvertible {
  /// The name as it is written on the wire.
  public let text: String
  /// The name in lower case, by which names are compared (RFC 9110 section 5.1).
  let folded: [UInt8]
  /// Whether the server alone writes this field: it frames the message or is about the connection.
  let isOwnedByServer: Bool

  /// The name with this spelling, or nil if it is not a token (RFC 9110 section 5.6.2).
  public init?(_ text: String) {
    guard !text.isEmpty, text.utf8.allSatisfy(OctetSet.token.contains) else { return nil }
    self.text = text
    folded = text.utf8.map(Octet.lowercased)
    isOwnedByServer = Self.serverFields.contains(String(decoding: folded, as: UTF8.self))
  }

  /// A name written in this program; a literal that is no token is a programmer's mistake.
  public init(literal: StaticString) {
    guard let name = FieldName(String(describing: literal)) else {
      preconditionFailure("a field name is a token")
    }
    self = name
  }

  /// The name as it is written on the wire.
  public var description: String { text }

  /// Names are equal whatever their case.
  public static func == (one: FieldName, other: FieldName) -> Bool { one.folded == other.folded }

  /// Hashes what equality compares.
  public func hash(into hasher: inout Hasher) { hasher.combine(folded) }

  /// `Trailer` is not among them: whoever makes the content knows what will follow it.
  private static let serverFields: Set<String> = [
    "connection", "content-length", "date", "keep-alive", "transfer-encoding", "upgrade",
    "x-request-id",
  ]
}

/// The names this program knows.
extension FieldName {
  /// The field `Accept`.
  public static let accept = FieldName(literal: "Accept")
  /// The field `Allow`.
  public static let allow = FieldName(literal: "Allow")
  /// The field `Authorization`.
  public static let authorization = FieldName(literal: "Authorization")
  /// The field `Cache-Control`.
  public static let cacheControl = FieldName(literal: "Cache-Control")
  /// The field `Connection`.
  public static let connection = FieldName(literal: "Connection")
  /// The field `Content-Disposition`.
  public static let contentDisposition = FieldName(literal: "Content-Disposition")
  /// The field `Content-Encoding`.
  public static let contentEncoding = FieldName(literal: "Content-Encoding")
  /// The field `Content-Length`.
  public static let contentLength = FieldName(literal: "Content-Length")
  /// The field `Content-Security-Policy`.
  public static let contentSecurityPolicy = FieldName(literal: "Content-Security-Policy")
  /// The field `Content-Type`.
  public static let contentType = FieldName(literal: "Content-Type")
  /// The field `X-Content-Type-Options`.
  public static let contentTypeOptions = FieldName(literal: "X-Content-Type-Options")
  /// The field `Date`.
  public static let date = FieldName(literal: "Date")
  /// The field `ETag`.
  public static let etag = FieldName(literal: "ETag")
  /// The field `Expect`.
  public static let expect = FieldName(literal: "Expect")
  /// The field `X-Forwarded-For`.
  public static let forwardedFor = FieldName(literal: "X-Forwarded-For")
  /// The field `Host`.
  public static let host = FieldName(literal: "Host")
  /// The field `Idempotency-Key`.
  public static let idempotencyKey = FieldName(literal: "Idempotency-Key")
  /// The field `If-Match`.
  public static let ifMatch = FieldName(literal: "If-Match")
  /// The field `If-None-Match`.
  public static let ifNoneMatch = FieldName(literal: "If-None-Match")
  /// The field `Keep-Alive`.
  public static let keepAlive = FieldName(literal: "Keep-Alive")
  /// The field `Link`.
  public static let link = FieldName(literal: "Link")
  /// The field `Location`.
  public static let location = FieldName(literal: "Location")
  /// The field `X-Request-Id`.
  public static let requestID = FieldName(literal: "X-Request-Id")
  /// The field `Retry-After`.
  public static let retryAfter = FieldName(literal: "Retry-After")
  /// The field `Trailer`.
  public static let trailer = FieldName(literal: "Trailer")
  /// The field `Transfer-Encoding`.
  public static let transferEncoding = FieldName(literal: "Transfer-Encoding")
  /// The field `Upgrade`.
  public static let upgrade = FieldName(literal: "Upgrade")
  /// The field `Vary`.
  public static let vary = FieldName(literal: "Vary")
  /// The field `WWW-Authenticate`.
  public static let wwwAuthenticate = FieldName(literal: "WWW-Authenticate")
}
