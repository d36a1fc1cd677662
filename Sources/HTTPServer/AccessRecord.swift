/// What is told about each finished request.
///
/// It holds no query, no field and no content; the path has been checked to be the ASCII of RFC
/// 3986, so that a line made of it can hold no control.
public struct AccessRecord: Sendable {
  /// The method, or `-` if the head could not be read.
  public let method: String
  /// The path without its query, or `-`.
  public let path: String
  /// The status that was answered.
  public let status: Int
  /// Octets of content sent, or handed to be sent.
  public let bytes: Int
  /// From the complete head to the written answer.
  public let microseconds: Int
  /// The request id, also in the response.
  public let requestID: String
  /// The peer's address.
  public let peer: String
}
