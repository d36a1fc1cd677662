/// A request method, RFC 9110 section 9.
///
/// Methods are case-sensitive.
public enum Method: Hashable, Sendable {
  case get, head, post, put, delete, options, patch, trace, connect
  /// A method of this server's clients that this server does not know.
  case other(String)

  /// The method with this exact spelling.
  public init(_ text: String) {
    switch text {
    case "GET": self = .get
    case "HEAD": self = .head
    case "POST": self = .post
    case "PUT": self = .put
    case "DELETE": self = .delete
    case "OPTIONS": self = .options
    case "PATCH": self = .patch
    case "TRACE": self = .trace
    case "CONNECT": self = .connect
    default: self = .other(text)
    }
  }

  /// The method as it is written on the wire.
  public var text: String {
    switch self {
    case .get: "GET"
    case .head: "HEAD"
    case .post: "POST"
    case .put: "PUT"
    case .delete: "DELETE"
    case .options: "OPTIONS"
    case .patch: "PATCH"
    case .trace: "TRACE"
    case .connect: "CONNECT"
    case .other(let text): text
    }
  }
}
