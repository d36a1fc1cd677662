import Testing

@testable import HTTP

@Suite("Request head") struct RequestHeadParserTests {
  @Test(arguments: goodHeads) func `every truncation of a good head is incomplete`(good: String)
    throws
  {
    let whole = octets(good)

    for length in 0..<whole.count {
      var parser = RequestHeadParser()
      let progress = try parser.advance(whole, 0, length, Limits())
      guard case .incomplete = progress else {
        Issue.record("complete after \(length) octets")
        continue
      }
    }
  }

  @Test(arguments: goodHeads) func `every split of a good head gives the same request`(good: String)
    throws
  {
    let whole = octets(good)
    let expected = HeadSummary(try RequestHead(parsing: whole))

    for cut in 0..<whole.count {
      var parser = RequestHeadParser()
      _ = try parser.advance(whole, 0, cut, Limits())
      guard case .complete(let head, let end) = try parser.advance(whole, 0, whole.count, Limits())
      else {
        Issue.record("incomplete after a cut at \(cut)")
        continue
      }
      #expect(HeadSummary(head) == expected)
      #expect(end == whole.count)
    }
  }

  @Test(arguments: goodHeads) func `a head that stands behind other octets is the same`(
    good: String
  ) throws {
    let shifted = octets("earlier octets") + octets(good) + octets("GET /next")
    var parser = RequestHeadParser()

    let progress = try parser.advance(shifted, 14, shifted.count, Limits())

    guard case .complete(let head, let end) = progress else {
      Issue.record("incomplete")
      return
    }
    #expect(HeadSummary(head) == HeadSummary(try RequestHead(parsing: octets(good))))
    #expect(end == 14 + good.utf8.count)
  }

  @Test func `the parts of a head are where they belong`() throws {
    let head = try RequestHead(
      parsing: octets("GET http://h/p%20q?a=b HTTP/1.1\r\nHost: h\r\nETag:  \"x\" \r\n\r\n"))

    #expect(head.method == .get)
    #expect(head.path == "/p%20q")
    #expect(head.query == "a=b")
    #expect(head.version == .http11)
    #expect(head.fields[.etag] == "\"x\"")
    #expect(head.fields[.host] == "h")
    #expect(head.fields[.allow] == nil)
  }

  struct BadHead: Sendable, CustomTestStringConvertible {
    var head: String
    var failure: ParseFailure
    var because: String
    var testDescription: String { because }
    init(_ head: String, _ failure: ParseFailure, because: String) {
      self.head = head
      self.failure = failure
      self.because = because
    }
  }

  static let badHeads = [
    BadHead(
      "GET / HTTP/1.1\nHost: a\r\n\r\n", .lineEnding, because: "a bare LF ends the first line"),
    BadHead("GET / HTTP/1.1\r\nHost: a\n\r\n", .lineEnding, because: "a bare LF ends a field"),
    BadHead(
      "GET / HTTP/1.1\rHost: a\r\n\r\n", .lineEnding, because: "a bare CR ends the first line"),
    BadHead("GET / HTTP/1.1\r\nHost: a\rb\r\n\r\n", .lineEnding, because: "a bare CR in a value"),
    BadHead("GET / HTTP/1.1\r\nX: a\0b\r\n\r\n", .fieldContent, because: "NUL in a value"),
    BadHead("GET / HTTP/1.1\r\nX: \u{7f}\r\n\r\n", .fieldContent, because: "DEL in a value"),
    BadHead(
      "GET / HTTP/1.1\r\n Host: a\r\n\r\n", .foldedLine, because: "space before the first field"),
    BadHead("GET / HTTP/1.1\r\nHost: a\r\n b\r\n\r\n", .foldedLine, because: "a folded line"),
    BadHead("GET / HTTP/1.1\r\nHost : a\r\n\r\n", .fieldLine, because: "space before the colon"),
    BadHead("GET / HTTP/1.1\r\n: a\r\n\r\n", .fieldLine, because: "an empty name"),
    BadHead("GET / HTTP/1.1\r\nHost\r\n\r\n", .fieldLine, because: "no colon"),
    BadHead("GET / HTTP/1.1\r\nHo(st: a\r\n\r\n", .fieldLine, because: "a name that is no token"),
    BadHead("GET / HTTP/1.1\r\n\r\n", .host, because: "no Host"),
    BadHead("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", .host, because: "two equal Hosts"),
    BadHead("GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", .host, because: "two Hosts in 1.0"),
    BadHead("GET / HTTP/1.1\r\nHost: a b\r\n\r\n", .host, because: "a Host with a space"),
    BadHead("GET / HTTP/1.1\r\nHost:\r\n\r\n", .host, because: "an empty Host"),
    BadHead("GET  / HTTP/1.1\r\nHost: a\r\n\r\n", .requestLine, because: "two spaces"),
    BadHead("GET / HTTP/1.1 \r\nHost: a\r\n\r\n", .version, because: "a space at the end"),
    BadHead(" GET / HTTP/1.1\r\nHost: a\r\n\r\n", .requestLine, because: "a space at the start"),
    BadHead("GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n", .requestLine, because: "a tab between"),
    BadHead("GET /\r\n\r\n", .requestLine, because: "HTTP/0.9"),
    BadHead(
      "GET / http/1.1\r\nHost: a\r\n\r\n", .version, because: "the version is case-sensitive"),
    BadHead("GET / HTTP/1.10\r\nHost: a\r\n\r\n", .version, because: "one digit on each side"),
    BadHead("GET / HTTP/0.9\r\nHost: a\r\n\r\n", .version, because: "0.9 had no version in it"),
    BadHead("PRI * HTTP/2.0\r\n\r\n", .unsupportedVersion, because: "the preface of HTTP/2"),
    BadHead("CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n", .connectMethod, because: "not a proxy"),
    BadHead("GET * HTTP/1.1\r\nHost: a\r\n\r\n", .target, because: "the asterisk is for OPTIONS"),
    BadHead("\r\n\r\n\r\n\r\n\r\nGET", .requestLine, because: "five empty lines"),
  ]

  @Test(arguments: badHeads) func `what may be refused is refused`(row: BadHead) {
    #expect(throws: row.failure) { try RequestHead(parsing: octets(row.head)) }
  }

  @Test(arguments: badHeads) func `what is refused whole is refused octet by octet`(row: BadHead) {
    let whole = octets(row.head)
    var parser = RequestHeadParser()

    #expect(throws: row.failure) {
      for end in 0...whole.count { _ = try parser.advance(whole, 0, end, Limits()) }
    }
  }

  @Test func `a request line of 8,000 octets is read`() throws {
    let path = "/" + String(repeating: "a", count: 8_000 - "GET / HTTP/1.1".utf8.count)

    let head = try RequestHead(parsing: octets("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n"))

    #expect(head.path == path)
  }

  @Test func `a request line is refused at the first octet too many`() {
    var limits = Limits()
    limits.requestLine = 20
    let atLimit = octets("GET /aaaaaa HTTP/1.1\r\nHost: a\r\n\r\n")
    let beyond = octets("GET /aaaaaaa HTTP/1.1\r\nHost: a\r\n\r\n")

    #expect(throws: Never.self) { try RequestHead(parsing: atLimit, limits: limits) }
    #expect(throws: ParseFailure.requestLineTooLong) {
      try RequestHead(parsing: beyond, limits: limits)
    }
    #expect(throws: ParseFailure.requestLineTooLong) {
      var parser = RequestHeadParser()
      _ = try parser.advance(Array(beyond[..<21]), 0, 21, limits)
    }
  }

  @Test func `a head is refused when it is larger than the limit though no line has ended`() {
    var limits = Limits()
    limits.head = 64
    let head = octets("GET / HTTP/1.1\r\nX: " + String(repeating: "a", count: 64))

    #expect(throws: ParseFailure.headTooLarge) {
      var parser = RequestHeadParser()
      _ = try parser.advance(head, 0, head.count, limits)
    }
  }

  @Test func `as many fields are read as the limit says and no more`() {
    let line = "X: y\r\n"
    let most = octets("GET / HTTP/1.1\r\nHost: a\r\n" + String(repeating: line, count: 99) + "\r\n")
    let more = octets(
      "GET / HTTP/1.1\r\nHost: a\r\n" + String(repeating: line, count: 100) + "\r\n")

    #expect(throws: Never.self) { try RequestHead(parsing: most) }
    #expect(throws: ParseFailure.tooManyFields) { try RequestHead(parsing: more) }
  }
}
