import Testing

@testable import HTTP

@Suite("Bearer token") struct BearerTokenTests {
  private func token(_ lines: String) throws -> String? {
    let head = try RequestHead(parsing: octets("GET / HTTP/1.1\r\nHost: h\r\n\(lines)\r\n"))
    return BearerToken.octets(in: head.fields, longest: 8).map { text(Array($0)) }
  }

  @Test(arguments: [
    ("Authorization: Bearer aZ09-._~\r\n", "aZ09-._~"),
    ("authorization: bEARER a+/==\r\n", "a+/=="),
    ("Authorization: Bearer   12345678\r\n", "12345678"),
  ])
  func `is what stands after the scheme, whose case does not matter`(lines: String, found: String)
    throws
  {
    #expect(try token(lines) == found)
  }

  @Test(arguments: [
    "", "Authorization: Bearer\r\n", "Authorization: Bearer   \r\n",
    "Authorization:  Bearer\ta\r\n", "Authorization: Bearer a b\r\n",
    "Authorization: Bearer a,b\r\n", "Authorization: Bearer =\r\n", "Authorization: Bearer a=b\r\n",
    "Authorization: Basic YQ==\r\n", "Authorization: Bearer 123456789\r\n",
    "Authorization: Bearer a\r\nAuthorization: Bearer a\r\n", "Authorization: Bearer \u{e9}\r\n",
  ])
  func `is not there unless it is exactly one`(lines: String) throws {
    #expect(try token(lines) == nil)
  }
}
