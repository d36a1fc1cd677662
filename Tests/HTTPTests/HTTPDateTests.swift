import Testing

@testable import HTTP

@Suite("Date of a message") struct HTTPDateTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var seconds: Int
    var text: String
    var because: String
    var testDescription: String { because }
  }

  static let rows = [
    Row(seconds: 784_111_777, text: "Sun, 06 Nov 1994 08:49:37 GMT", because: "RFC 9110's example"),
    Row(seconds: 0, text: "Thu, 01 Jan 1970 00:00:00 GMT", because: "the epoch"),
    Row(seconds: -1, text: "Wed, 31 Dec 1969 23:59:59 GMT", because: "a second before the epoch"),
    Row(
      seconds: 951_782_400, text: "Tue, 29 Feb 2000 00:00:00 GMT",
      because: "a leap day of a century"),
    Row(
      seconds: 1_709_251_199, text: "Thu, 29 Feb 2024 23:59:59 GMT",
      because: "a leap day's last second"),
    Row(
      seconds: 1_774_746_000, text: "Sun, 29 Mar 2026 01:00:00 GMT", because: "clocks go forward"),
    Row(
      seconds: 4_107_542_400, text: "Mon, 01 Mar 2100 00:00:00 GMT", because: "2100 has no leap day"
    ),
  ]

  @Test(arguments: rows) func `is written as IMF-fixdate`(row: Row) {
    #expect(HTTPDate.text(unixSeconds: row.seconds) == row.text)
  }
}
