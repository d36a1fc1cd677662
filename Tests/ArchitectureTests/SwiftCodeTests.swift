import Testing

@Suite("Reading Swift for its code")
struct SwiftCodeTests {
  struct Row: CustomTestStringConvertible, Sendable {
    let source: String
    let code: String
    let because: String
    var testDescription: String { because }
  }

  static let rows = [
    Row(source: "a // b\nc", code: "a     \nc", because: "a line comment ends with its line"),
    Row(source: "a/*b*/c", code: "a     c", because: "a block comment is blanked"),
    Row(source: "a/*b/*c*/d*/e", code: "a           e", because: "block comments nest"),
    Row(source: #"a("b")"#, code: #"a(" ")"#, because: "the text of a string is not code"),
    Row(source: #"("//")+b"#, code: #"("  ")+b"#, because: "a string may look like a comment"),
    Row(source: #""b\"c"d"#, code: #""    "d"#, because: "an escaped quote does not end a string"),
    Row(source: #""b\(c)d"e"#, code: #""  (c) "e"#, because: "what is interpolated is code"),
    Row(source: #""\(f("x"))"g"#, code: #"" (f(" "))"g"#, because: "strings nest in strings"),
    Row(source: ##"#"b"c"#d"##, code: ##"#"   "#d"##, because: "a raw string ends with its sign"),
    Row(
      source: "\"\"\"\nb\"c\n\"\"\"d", code: "\"\"\"\n   \n\"\"\"d",
      because: "a long string has lines"),
    Row(source: #""" + b"#, code: #""" + b"#, because: "an empty string is no long string"),
    Row(
      source: "func `b c`()", code: "func `   `()", because: "a name that is a sentence is prose"),
  ]

  @Test(arguments: rows)
  func `keeps the code and the lines, and blanks the rest`(row: Row) {
    #expect(SwiftCode.blanked(row.source) == row.code)
  }
}
