import Testing

@testable import API

@Suite("Comma-separated values") struct CSVTextTests {
  @Test(arguments: [
    ("plain", "plain", "as it is"), ("a,b", "\"a,b\"", "a comma is quoted"),
    ("say \"no\"", "\"say \"\"no\"\"\"", "quotes are doubled"),
    ("two\nlines", "\"two\nlines\"", "a line's end is quoted"),
    ("=1+1", "'=1+1", "a formula"), ("+44", "'+44", "a sign"), ("-1", "'-1", "a sign"),
    ("@SUM(A1)", "'@SUM(A1)", "an old kind of formula"), ("\t=1", "\"'\t=1\"", "a tab before it"),
    ("  =1", "'  =1", "spaces before it"), ("＝1", "'＝1", "in full width"),
    ("a=1", "a=1", "no formula"), ("", "", "nothing"),
  ])
  func `guard a text from being run, and quote what needs it`(
    text: String, line: String, because: String
  ) {
    var table = CSVText(guarded: true)
    table.line([.text(text)])

    #expect(String(decoding: table.bytes, as: UTF8.self) == line + "\r\n", "\(because)")
  }

  @Test func `leave a program what is there`() {
    var table = CSVText(guarded: false)
    table.line([.text("=1+1"), .plain("2026-05-20"), .empty, .text("é")])

    #expect(String(decoding: table.take(), as: UTF8.self) == "=1+1,2026-05-20,,é\r\n")
    #expect(table.bytes.isEmpty)
  }

  @Test func `leave our own signs alone`() {
    var table = CSVText(guarded: true)
    table.line([.plain("-1")])

    #expect(String(decoding: table.bytes, as: UTF8.self) == "-1\r\n")
  }
}
