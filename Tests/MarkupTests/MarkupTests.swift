import Markup
import Testing

@Suite("Markup") struct MarkupTests {
  @Test func `writes elements with their attributes in order`() {
    let row = Markup.element(
      "tr", ["id": "s1", "class": nil, "hidden": ""],
      [.element("td", [:], ["Stage ", "1"]), .void("br"), .element("td")])

    #expect(row.string() == #"<tr id="s1" hidden=""><td>Stage 1</td><br><td></td></tr>"#)
  }

  @Test(arguments: [
    ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    ("\" onload='x' & y", "&quot; onload=&#39;x&#39; &amp; y"),
    ("&lt;", "&amp;lt;"),
    ("a\0b\u{1B}c\td\n", "a\u{FFFD}b\u{FFFD}c\td\n"),
    ("]]> --> é 😀", "]]&gt; --&gt; é 😀"),
    ("", ""),
  ])
  func `text and attribute values stay text`(text: String, escaped: String) {
    #expect(Markup.text(text).string() == escaped)
    #expect(Markup.element("p", ["title": text]).string() == "<p title=\"\(escaped)\"></p>")
  }

  @Test func `what is interpolated into a literal is escaped too`() {
    let name = "<b>"
    let markup: Markup = "Dear \(name)"

    #expect(markup.string() == "Dear &lt;b&gt;")
  }

  @Test func `a page begins with its doctype and may hold a style sheet`() {
    let page = Markup.page(.element("html", ["lang": "en"], [.style("p > b { margin: 0 }")]))

    #expect(
      page.string()
        == "<!DOCTYPE html>\n<html lang=\"en\"><style>p > b { margin: 0 }</style></html>")
  }

  @Test func `bytes are the string in UTF-8`() {
    let markup: Markup = ["é", .element("g")]

    #expect(markup.bytes() == Array(markup.string().utf8))
  }

  @Test func `text inside a script element is a programmer's mistake`() async {
    await #expect(processExitsWith: .failure) { _ = Markup.element("SCRIPT", [:], ["x"]) }
  }
}
