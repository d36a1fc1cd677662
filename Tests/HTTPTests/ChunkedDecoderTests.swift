import Testing

@testable import HTTP

@Suite("Chunked coding") struct ChunkedDecoderTests {
  /// Decodes pieces one after another: the content, and what was not taken, or nil if there is to come more.
  private func decode(
    _ pieces: [[UInt8]], _ limits: Limits = Limits()
  ) throws(ParseFailure) -> (content: String, rest: String)? {
    var decoder = ChunkedDecoder()
    var content: [UInt8] = []
    for (number, piece) in pieces.enumerated() {
      var index = 0
      if try decoder.advance(piece, &index, piece.count, into: &content, limits) {
        let rest = piece[index...] + pieces[(number + 1)...].joined()
        return (text(content), text(Array(rest)))
      }
    }
    return nil
  }

  static let good = [
    "0\r\n\r\n",
    "5\r\nhello\r\n0\r\n\r\n",
    "5;a;b=c;d=\"e\\\"f;\\\\\"\r\nhello\r\n00\r\n\r\n",
    "A\r\n0123456789\r\n0000000000000001\r\n!\r\n0\r\nX-Sum: 1\r\nY: \r\n\r\n",
  ]
  static let contents = ["", "hello", "hello", "0123456789!"]

  @Test(arguments: zip(good, contents)) func `content is what the chunks hold`(
    coded: String, content: String
  ) throws {
    let decoded = try #require(try decode([octets(coded + "GET")]))

    #expect(decoded.content == content)
    #expect(decoded.rest == "GET")
  }

  @Test(arguments: good) func `every truncation is incomplete`(coded: String) throws {
    let whole = octets(coded)

    for length in 0..<whole.count { #expect(try decode([Array(whole[..<length])]) == nil) }
  }

  @Test(arguments: zip(good, contents)) func `every split gives the same content`(
    coded: String, content: String
  ) throws {
    let whole = octets(coded)

    for cut in 0...whole.count {
      let decoded = try #require(try decode([Array(whole[..<cut]), Array(whole[cut...])]))
      #expect(decoded.content == content)
      #expect(decoded.rest.isEmpty)
    }
    #expect(try decode(whole.map { [$0] })?.content == content)
  }

  struct Bad: Sendable, CustomTestStringConvertible {
    var coded: String
    var failure: ParseFailure
    var because: String
    var testDescription: String { because }
    init(_ coded: String, _ failure: ParseFailure, because: String) {
      self.coded = coded
      self.failure = failure
      self.because = because
    }
  }

  static let bad = [
    Bad("\r\n", .chunkSize, because: "no size"),
    Bad("x\r\n", .chunkSize, because: "no digit"),
    Bad("0x5\r\nhello\r\n", .chunkSize, because: "a prefix"),
    Bad("+5\r\nhello\r\n", .chunkSize, because: "a sign"),
    Bad(" 5\r\nhello\r\n", .chunkSize, because: "a space before"),
    Bad("5 \r\nhello\r\n", .chunkSize, because: "a space behind"),
    Bad("5\nhello\r\n", .chunkSize, because: "a bare LF"),
    Bad("5\rhello\r\n", .lineEnding, because: "a bare CR"),
    Bad("5\r\nhelloo\r\n", .chunkEnd, because: "longer than its size"),
    Bad("5\r\nhello\n", .chunkEnd, because: "ended by a bare LF"),
    Bad("5\r\nhello\r0", .chunkEnd, because: "ended by a bare CR"),
    Bad("ffffffffffffffff\r\n", .bodyTooLarge, because: "a size that would overflow"),
    Bad("8000000000000000\r\n", .bodyTooLarge, because: "a size that would be negative"),
    Bad("00000000000000001\r\n", .chunkSize, because: "seventeen digits"),
    Bad("5;\r\n", .chunkExtension, because: "an extension without a name"),
    Bad("5; a\r\n", .chunkExtension, because: "bad white space"),
    Bad("5;a=\r\n", .chunkExtension, because: "an extension without its value"),
    Bad("5;a\nb\r\n", .chunkExtension, because: "a bare LF in an extension"),
    Bad("5;a=\"b\"c\r\n", .chunkExtension, because: "more after the quote"),
    Bad("5;a=\"\u{1}\"\r\n", .chunkExtension, because: "a control in the quotes"),
    Bad("0\r\nX\r\n\r\n", .fieldLine, because: "a trailer without a colon"),
    Bad("0\r\nX: a\n\r\n", .trailers, because: "a bare LF in a trailer"),
    Bad("0\r\n X: a\r\n\r\n", .foldedLine, because: "a folded trailer"),
    Bad("0\r\ncontent-length: 5\r\n\r\n", .trailers, because: "a length in the trailers"),
    Bad("0\r\nHost: a\r\n\r\n", .trailers, because: "a host in the trailers"),
    Bad("0\r\nTransfer-Encoding: chunked\r\n\r\n", .trailers, because: "a coding in the trailers"),
    Bad("0\r\nAuthorization: Bearer x\r\n\r\n", .trailers, because: "a credential in the trailers"),
  ]

  @Test(arguments: bad) func `what is malformed is refused, whole and octet by octet`(row: Bad) {
    #expect(throws: row.failure) { try decode([octets(row.coded)]) }
    #expect(throws: row.failure) { try decode(octets(row.coded).map { [$0] }) }
  }

  @Test func `content is bounded over all chunks`() {
    var limits = Limits()
    limits.body = 8

    #expect(throws: Never.self) { try decode([octets("8\r\n01234567\r\n0\r\n\r\n")], limits) }
    #expect(throws: ParseFailure.bodyTooLarge) {
      try decode([octets("5\r\nhello\r\n4\r\n")], limits)
    }
  }

  @Test func `an extension is bounded`() {
    let long = "1;" + String(repeating: "a", count: 257) + "\r\n"

    #expect(throws: ParseFailure.chunkExtension) { try decode([octets(long)]) }
  }

  @Test func `many small chunks with much framing are refused though each is within bounds`() {
    let chunk = "1;" + String(repeating: "a", count: 200) + "\r\nx\r\n"
    let coded = String(repeating: chunk, count: 10_000) + "0\r\n\r\n"

    #expect(throws: ParseFailure.chunkOverhead) { try decode([octets(coded)]) }
  }

  @Test func `chunks of one octet are read as long as their framing is plain`() throws {
    let coded = String(repeating: "1\r\nx\r\n", count: 10_000) + "0\r\n\r\n"

    #expect(try decode([octets(coded)])?.content.count == 10_000)
  }

  @Test func `trailers are bounded in size and number`() {
    let long = "0\r\nX: " + String(repeating: "a", count: 8_192) + "\r\n\r\n"
    let many = "0\r\n" + String(repeating: "X: y\r\n", count: 101) + "\r\n"

    #expect(throws: ParseFailure.trailersTooLarge) { try decode([octets(long)]) }
    #expect(throws: ParseFailure.trailersTooLarge) { try decode([octets(many)]) }
  }
}
