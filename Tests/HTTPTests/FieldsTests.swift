import Testing

@testable import HTTP

@Suite("Fields that are sent") struct FieldsTests {
  static let splitting = [
    "a\r\nSet-Cookie: b", "a\nb", "a\rb", "a\0b", "\u{7f}", "a\u{1b}[0m", " a", "a\t",
  ]

  @Test(arguments: splitting) func `cannot hold what would split or colour a message`(value: String)
  {
    #expect(FieldValue(value) == nil)
  }

  @Test(arguments: splitting) func `what comes from elsewhere is escaped into a valid value`(
    value: String
  ) {
    let escaped = FieldValue(escaping: value)

    #expect(FieldValue(escaped.text) == escaped)
    #expect(!escaped.text.utf8.contains { $0 <= 0x20 || $0 >= 0x7f })
  }

  @Test func `a name is a token`() {
    for name in ["", "a b", "a:", "a\r\n", "\u{e9}", "(a)"] { #expect(FieldName(name) == nil) }
    #expect(FieldName("X-A.b_1")?.text == "X-A.b_1")
  }

  @Test func `names are equal whatever their case`() {
    #expect(FieldName("ETAG") == .etag)
    #expect(FieldName("etag")?.hashValue == FieldName.etag.hashValue)
  }

  @Test func `are found, replaced and removed by name`() {
    var fields = Fields()
    fields.append(.vary, "Accept")
    fields.append(.etag, "\"1\"")
    fields.append(.vary, "Authorization")
    #expect(fields.values(of: .vary) == ["Accept", "Authorization"])

    fields.set(.vary, "*")
    #expect(fields.values(of: .vary) == ["*"])
    #expect(fields[.etag] == "\"1\"")

    fields.remove(.etag)
    #expect(!fields.contains(.etag))
    #expect(fields.lines.map(text) == "Vary: *\r\n")
  }

  @Test func `of a request that are sent back lose what frames a message`() throws {
    let head = try RequestHead(
      parsing: octets("POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nX-A: b\r\n\r\n"))
    var driver = MachineDriver(respond: { _, _ in Response(.ok, fields: head.fields) })

    driver.receive("GET / HTTP/1.1\r\nHost: h\r\n\r\n")

    #expect(
      driver.text
        == "HTTP/1.1 200 OK\r\nDate: D\r\nX-Request-Id: i\r\nHost: h\r\nX-A: b\r\nContent-Length: 0\r\n\r\n"
    )
  }

  @Test func `what comes as trailers may be announced by a handler`() {
    var fields = Fields()
    fields.append(.trailer, "Row-Count")

    #expect(fields.lines.map(text) == "Trailer: Row-Count\r\n")
  }

  @Test func `a handler that writes a framing field is a programmer's mistake`() async {
    await #expect(processExitsWith: .failure) {
      var fields = Fields()
      fields.append(.contentLength, "3")
    }
  }

  @Test(arguments: [Status.noContent, .notModified])
  func `a status without content has neither content nor a length`(status: Status) {
    var driver = MachineDriver(respond: { _, _ in Response(status, body: [1, 2, 3]) })

    driver.receive("GET / HTTP/1.1\r\nHost: h\r\n\r\n")

    #expect(driver.text.hasSuffix("X-Request-Id: i\r\n\r\n"))
    #expect(!driver.text.contains("Content-Length"))
    #expect(driver.machine.phase == .idle)
  }

  @Test(arguments: ParseFailure.allCases)
  func `every failure is a problem document of its status`(failure: ParseFailure) {
    let response = failure.response
    let body = text(response.body)

    #expect(response.fields[.contentType] == "application/problem+json")
    #expect(body.contains("\"status\":\(response.status.rawValue)"))
    #expect(body.contains("\"code\":\"\(failure.code)\""))
    #expect(response.status.rawValue >= 400)
  }

  @Test func `codes of failures are distinct`() {
    #expect(Set(ParseFailure.allCases.map(\.code)).count == ParseFailure.allCases.count)
  }
}
