/// A whole request, as a handler gets it.
public struct Request: Sendable {
  /// Method, target and fields.
  public let head: RequestHead
  /// The content, with its transfer coding taken off.
  public let body: [UInt8]
  /// The address of the peer, without its port.
  public let peer: String
  /// The id under which this request is logged; the response carries it as `X-Request-Id`.
  public let id: String

  /// A request with these parts.
  public init(head: RequestHead, body: [UInt8], peer: String, id: String) {
    self.head = head
    self.body = body
    self.peer = peer
    self.id = id
  }
}
