import Testing

@testable import HTTP

@Suite("Body framing") struct BodyFramingTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var fields: String
    var version = "1.1"
    var framing: Result<BodyFraming, ParseFailure>
    var because: String
    var testDescription: String { because }
    init(
      _ fields: String, version: String = "1.1", _ framing: BodyFraming, because: String
    ) {
      self.fields = fields
      self.version = version
      self.framing = .success(framing)
      self.because = because
    }
    init(
      _ fields: String, version: String = "1.1", refused: ParseFailure, because: String
    ) {
      self.fields = fields
      self.version = version
      self.framing = .failure(refused)
      self.because = because
    }
  }

  static let rows = [
    Row("", .none, because: "no field, no content"),
    Row("Content-Length: 0\r\n", .length(0), because: "no octets are a length"),
    Row("content-length:  42 \r\n", .length(42), because: "white space around is not the value"),
    Row("Content-Length: 007\r\n", .length(7), because: "zeros in front are digits"),
    Row("Content-Length: 1048576\r\n", .length(1_048_576), because: "the limit itself"),
    Row("Transfer-Encoding: chunked\r\n", .chunked, because: "the one coding"),
    Row("Transfer-Encoding: \tChUnKeD\r\n", .chunked, because: "codings have no case"),
    Row("Content-Length: 1048577\r\n", refused: .bodyTooLarge, because: "one octet too many"),
    Row(
      "Content-Length: 18446744073709551616\r\n", refused: .bodyTooLarge,
      because: "a number that would overflow"),
    Row(
      "Content-Length: 99999999999999999999x\r\n", refused: .contentLength,
      because: "huge, and no number"),
    Row("Content-Length:\r\n", refused: .contentLength, because: "empty"),
    Row("Content-Length: +3\r\n", refused: .contentLength, because: "a sign"),
    Row("Content-Length: -3\r\n", refused: .contentLength, because: "less than nothing"),
    Row("Content-Length: 0x3\r\n", refused: .contentLength, because: "not decimal"),
    Row("Content-Length: 1 1\r\n", refused: .contentLength, because: "two numbers"),
    Row("Content-Length: 1,1\r\n", refused: .contentLength, because: "a list, though equal"),
    Row("Content-Length: 1_0\r\n", refused: .contentLength, because: "some languages allow it"),
    Row(
      "Content-Length: 1\r\nContent-Length: 1\r\n", refused: .repeatedContentLength,
      because: "twice, though equal"),
    Row(
      "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n", refused: .transferCodingAndLength,
      because: "both: the classic of smuggling"),
    Row(
      "Transfer-Encoding: chunked\r\n", version: "1.0", refused: .transferCodingBefore11,
      because: "1.0 does not know it"),
    Row(
      "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", refused: .transferCoding,
      because: "twice in two fields"),
    Row(
      "Transfer-Encoding: chunked, chunked\r\n", refused: .transferCoding, because: "twice in one"),
    Row(
      "Transfer-Encoding: gzip, chunked\r\n", refused: .transferCoding, because: "another before it"
    ),
    Row("Transfer-Encoding: identity\r\n", refused: .transferCoding, because: "a coding of old"),
    Row(
      "Transfer-Encoding: chunked;q=1\r\n", refused: .transferCoding,
      because: "it has no parameters"),
    Row("Transfer-Encoding: xchunked\r\n", refused: .transferCoding, because: "another word"),
    Row("Transfer-Encoding: \"chunked\"\r\n", refused: .transferCoding, because: "quoted"),
    Row("Transfer-Encoding:\r\n", refused: .transferCoding, because: "empty"),
  ]

  @Test(arguments: rows) func `is decided by section 6 of RFC 9112, strictly`(row: Row) throws {
    let head = try RequestHead(
      parsing: octets("POST / HTTP/\(row.version)\r\nHost: a\r\n\(row.fields)\r\n"))

    let framing = Result { () throws(ParseFailure) in try BodyFraming(head, Limits()) }

    #expect(framing == row.framing)
  }
}
