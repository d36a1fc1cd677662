/// The bearer token of a request: RFC 6750 section 2.1.
public enum BearerToken {
  /// The octets of the token, without a copy; nil unless there is exactly one `Authorization`, of the
  /// scheme `Bearer` (in any case, RFC 9110 section 11.1), a space or more, and one `b64token` no
  /// longer than this.
  public static func octets(in fields: Fields, longest: Int) -> ArraySlice<UInt8>? {
    let field = fields.occurrences(of: .authorization)
    guard field.count == 1, field.first.count > scheme.count else { return nil }
    let value = fields.octets[field.first]
    let token = value.dropFirst(scheme.count).drop { $0 == Octet.space }
    guard token.count <= longest, zip(value, scheme).allSatisfy({ Octet.lowercased($0) == $1 }),
      isToken(token)
    else { return nil }
    return token
  }

  private static let scheme = Array("bearer ".utf8)

  /// Whether the octets are a `b64token`: letters, digits and `-._~+/`, and then perhaps some `=`.
  private static func isToken(_ octets: ArraySlice<UInt8>) -> Bool {
    let body = octets.prefix { OctetSet.bearer.contains($0) }
    return !body.isEmpty && octets.dropFirst(body.count).allSatisfy { $0 == Octet.equals }
  }
}
