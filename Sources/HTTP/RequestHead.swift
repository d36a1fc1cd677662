/// The versions spoken: a higher minor version is treated as 1.1 (RFC 9110 section 2.5).
public enum Version: Hashable, Sendable {
  case http10, http11
}

/// The head of a request: parsed once, and valid in every part ever after.
public struct RequestHead: Sendable {
  /// What is to be done.
  public let method: Method
  /// The version the client speaks.
  public let version: Version
  /// The fields, in their order.
  public let fields: Fields

  /// The absolute path, still percent-encoded, or `*` of an `OPTIONS *`.
  public let path: String

  private let pathRange: Range<Int>
  private let queryRange: Range<Int>?

  init(
    method: Method, version: Version, path: Range<Int>, query: Range<Int>?, fields: Fields
  ) {
    self.method = method
    self.version = version
    self.pathRange = path
    self.queryRange = query
    self.fields = fields
    self.path = path.isEmpty ? "/" : String(decoding: fields.octets[path], as: UTF8.self)
  }

  /// The query after the `?`, still percent-encoded; nil when there is no `?`.
  ///
  /// Built at each call.
  public var query: String? { queryOctets.map { String(decoding: $0, as: UTF8.self) } }

  /// The octets of the path without a copy; empty for an absolute form without a path.
  public var pathOctets: ArraySlice<UInt8> { fields.octets[pathRange] }

  /// The octets of the query without a copy.
  public var queryOctets: ArraySlice<UInt8>? { queryRange.map { fields.octets[$0] } }
}
