import JSON
import Testing

@Suite("JSON writer") struct JSONWriterTests {
  @Test func `writes compactly, commas and all`() {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("id", "CSCP-2026-00042")
    writer.member("stage", 3)
    writer.member("closed", false)
    writer.member("absent", nil as String?)
    writer.array("limits", of: [1, -20]) { $0.write($1) }
    writer.object("none") { _ in }
    writer.name("due")
    writer.writeNull()
    writer.endObject()

    #expect(
      text(writer.bytes)
        == #"{"id":"CSCP-2026-00042","stage":3,"closed":false,"limits":[1,-20],"none":{},"due":null}"#
    )
  }

  @Test func `prints for people with two spaces a level`() {
    let value: JSONValue = ["a": [1, ["b": nil]], "c": [], "d": [:]]

    let expected = """
      {
        "a": [
          1,
          {
            "b": null
          }
        ],
        "c": [],
        "d": {}
      }
      """
    #expect(text(JSONWriter.bytes(of: value, layout: .indented)) == expected)
  }

  @Test(arguments: [
    ("a\"b\\c/d", #""a\"b\\c/d""#),
    ("\u{8}\t\n\u{C}\r", #""\b\t\n\f\r""#),
    ("\0\u{1F}\u{7F}", "\"\\u0000\\u001f\u{7F}\""),
    ("\u{2028}\u{2029}\u{2027}€", "\"\\u2028\\u2029\u{2027}€\""),
    ("<&>é😀", #""<&>é😀""#),
  ])
  func `escapes what must be and nothing else`(string: String, written: String) throws {
    #expect(text(JSONWriter.bytes(of: .string(string))) == written)
    #expect(try JSONReader.read(written) == .string(string))
  }

  @Test func `writes the extremes of whole numbers`() {
    var writer = JSONWriter()
    writer.beginArray()
    for value in [Int64.min, -10, 0, 9, 10, .max] { writer.write(value) }
    writer.endArray()

    #expect(text(writer.bytes) == "[-9223372036854775808,-10,0,9,10,9223372036854775807]")
  }

  @Test func `what is read and written again is the same text`() throws {
    let source = #"{"z":1.50,"a":[1E400,-0,"é",{"":[]}],"m":true,"n":null}"#
    let value = try JSONReader.read(source)

    #expect(text(JSONWriter.bytes(of: value)) == source)
    #expect(try JSONReader.read(JSONWriter.bytes(of: value, layout: .indented)) == value)
  }

  @Test func `appends to what is already there`() {
    var writer = JSONWriter(appendingTo: Array("x=".utf8))
    writer.write("y")

    #expect(text(writer.bytes) == #"x="y""#)
  }

  @Test func `closing what was not opened is a programmer's mistake`() async {
    await #expect(processExitsWith: .failure) {
      var writer = JSONWriter()
      writer.endObject()
    }
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
