import Testing

@testable import HTTP

@Suite("Streamed answers") struct StreamingTests {
  private func stream(_ request: String, trailers: Fields = Fields()) -> (
    text: String, phase: Phase
  ) {
    var driver = MachineDriver(respond: { _, _ in nil })
    driver.receive(request)
    var out: [UInt8] = []
    if driver.machine.beginStream(
      Response(.ok), date: octets("Date: D\r\n"), requestID: "i", into: &out)
    {
      driver.machine.stream(octets("hello"), into: &out)
      driver.machine.stream([], into: &out)
      driver.machine.endStream(trailers: trailers, into: &out)
    }
    return (text(out), driver.machine.phase)
  }

  @Test func `go in chunks, and an empty piece does not end them`() {
    let answer = stream("GET / HTTP/1.1\r\nHost: h\r\n\r\n")

    #expect(
      answer.text
        == "HTTP/1.1 200 OK\r\nDate: D\r\nX-Request-Id: i\r\nTransfer-Encoding: chunked\r\n\r\n"
        + "5\r\nhello\r\n0\r\n\r\n")
    #expect(answer.phase == .idle)
  }

  @Test func `end with their trailers`() {
    var trailers = Fields()
    trailers.append(.etag, "\"x\"")

    let answer = stream("GET / HTTP/1.1\r\nHost: h\r\n\r\n", trailers: trailers)

    #expect(answer.text.hasSuffix("0\r\nETag: \"x\"\r\n\r\n"))
  }

  @Test func `end with the connection for HTTP 1.0, whatever it asked`() {
    let answer = stream("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")

    #expect(answer.text.hasSuffix("Connection: close\r\n\r\nhello"))
    #expect(!answer.text.contains("Transfer-Encoding"))
    #expect(answer.phase == .finish)
  }

  @Test func `have no content for HEAD`() {
    let answer = stream("HEAD / HTTP/1.1\r\nHost: h\r\n\r\n")

    #expect(answer.text.hasSuffix("Transfer-Encoding: chunked\r\n\r\n"))
    #expect(answer.phase == .idle)
  }
}
