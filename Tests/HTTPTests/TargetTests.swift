import Testing

@testable import HTTP

@Suite("Request target") struct TargetTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var target: String
    /// The path and query it means; nil if it means nothing.
    var means: String?
    var because: String
    var testDescription: String { "\(target): \(because)" }
    init(_ target: String, _ means: String?, because: String) {
      self.target = target
      self.means = means
      self.because = because
    }
  }

  static let rows = [
    Row("/", "/", because: "the root"),
    Row("//a", "//a", because: "a path may begin with two slashes"),
    Row("/a;b=c,d:e@f", "/a;b=c,d:e@f", because: "all of pchar"),
    Row("/a?b?c/d", "/a?b?c/d", because: "a query may hold ? and /"),
    Row("/a?", "/a?", because: "an empty query is a query"),
    Row("/%2e%2E/%ff", "/%2e%2E/%ff", because: "escapes stay as they are until they are split"),
    Row("HTTP://h:80/x", "/x", because: "a scheme has no case"),
    Row("http://h", "/", because: "an absolute form without a path means the root"),
    Row("http://h?q", "/?q", because: "nor does a query need one"),
    Row("http://[2001:db8::1]:8080/x", "/x", because: "an address of version 6"),
    Row("/%", nil, because: "an escape without digits"),
    Row("/%4", nil, because: "an escape with one digit"),
    Row("/%zz", nil, because: "an escape without hexadecimal digits"),
    Row("/%00", nil, because: "an escaped NUL"),
    Row("/%0d%0aX:y", nil, because: "an escaped line end"),
    Row("/a?%7f", nil, because: "an escaped DEL in the query"),
    Row("/a#b", nil, because: "a fragment is not sent"),
    Row("/a\\b", nil, because: "a backslash is no character of a URI"),
    Row("/a|b", nil, because: "nor is a bar"),
    Row("/\u{e9}", nil, because: "nor is anything beyond ASCII"),
    Row("a", nil, because: "a relative path"),
    Row("h:80", nil, because: "the authority form is for CONNECT"),
    Row("https://h/", nil, because: "https did not come over this connection"),
    Row("ftp://h/", nil, because: "not our scheme"),
    Row("http:///x", nil, because: "an empty host"),
    Row("http://:80/", nil, because: "a port without a host"),
    Row("http://u@h/", nil, because: "user information"),
    Row("http://h:x/", nil, because: "a port that is no number"),
  ]

  @Test(arguments: rows) func `means one thing or nothing`(row: Row) {
    let head = try? RequestHead(parsing: octets("GET \(row.target) HTTP/1.1\r\nHost: a\r\n\r\n"))

    #expect(head.map { $0.path + ($0.query.map { "?" + $0 } ?? "") } == row.means)
  }

  struct HostRow: Sendable, CustomTestStringConvertible {
    var host: String
    var isValid: Bool
    var testDescription: String { host }
    init(_ host: String, _ isValid: Bool) {
      self.host = host
      self.isValid = isValid
    }
  }

  static let hosts = [
    HostRow("a", true), HostRow("a.example.org", true), HostRow("127.0.0.1:65535", true),
    HostRow("a_b", true), HostRow("a:", true), HostRow("[::1]", true), HostRow("[::]:80", true),
    HostRow("[1:2:3:4:5:6:7:8]", true), HostRow("[1::8]", true), HostRow("[::ffff:10.0.0.1]", true),
    HostRow("a:65536", false), HostRow("a:-1", false), HostRow("a:1:2", false),
    HostRow("a b", false), HostRow("a,b", false), HostRow("a/b", false), HostRow("u@a", false),
    HostRow("[::1", false), HostRow("::1", false), HostRow("[:::]", false),
    HostRow("[1::2::3]", false),
    HostRow("[1:2:3:4:5:6:7:8:9]", false), HostRow("[12345::]", false), HostRow("[1:2:3]", false),
    HostRow("[::10.0.0.256]", false), HostRow("[::10.0.0]", false), HostRow("[10.0.0.1::]", false),
    HostRow("[::1]a", false), HostRow("[v1.a]", false), HostRow("a%20", false),
    HostRow("a;b", false),
  ]

  @Test(arguments: hosts) func `a host is a name or an address and perhaps a port`(row: HostRow) {
    let octets = octets(row.host)

    #expect(Authority.isValid(octets, 0..<octets.count) == row.isValid)
  }
}
