import Testing

@testable import HTTP

@Suite("Path and query") struct PathAndQueryTests {
  private func head(_ target: String) throws -> RequestHead {
    try RequestHead(parsing: octets("GET \(target) HTTP/1.1\r\nHost: h\r\n\r\n"))
  }

  @Test(arguments: [
    ("/", []), ("/v1/escalations", ["v1", "escalations"]), ("/a%20b/c+d", ["a b", "c+d"]),
    ("/caf%C3%A9", ["caf\u{e9}"]), ("/a;b", ["a;b"]), ("http://h", []), ("/%252e", ["%2e"]),
  ])
  func `a path is decoded once, after it is split`(target: String, segments: [String]) throws {
    #expect(try head(target).segments == segments)
  }

  @Test(arguments: [
    "//", "/a/", "/a//b", "/.", "/../etc", "/a/%2e%2e/b", "/%2E", "/a%2fb", "/a%5cb", "/%c0%af",
    "/%ff", "/%ed%a0%80", "/%c2%85",
  ])
  func `a path that could be read in two ways means nothing`(target: String) throws {
    #expect(try head(target).segments == nil)
  }

  @Test func `a query is names and values, in order, with plus for a space`() throws {
    let parameters = try #require(try head("/?a=b+c&a=%2B&d=").queryParameters)

    #expect(parameters.map(\.name) == ["a", "a", "d"])
    #expect(parameters.map(\.value) == ["b c", "+", ""])
    #expect(try head("/").queryParameters?.isEmpty == true)
    #expect(try head("/?").queryParameters?.isEmpty == true)
  }

  @Test(arguments: ["/?a", "/?=b", "/?a=b&", "/?a=%ff", "/?a&b=c", "/?&"])
  func `a query that is not names and values means nothing`(target: String) throws {
    #expect(try head(target).queryParameters == nil)
  }
}
