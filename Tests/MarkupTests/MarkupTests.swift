import Markup
import Testing

@Suite("Fragment") struct MarkupTests {
  @Test func `writes elements with their attributes in order`() {
    let row = Fragment.element(
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
    #expect(Fragment.text(text).string() == escaped)
    #expect(Fragment.element("p", ["title": text]).string() == "<p title=\"\(escaped)\"></p>")
  }

  @Test func `what is interpolated into a literal is escaped too`() {
    let name = "<b>"
    let markup: Fragment = "Dear \(name)"

    #expect(markup.string() == "Dear &lt;b&gt;")
  }

  @Test func `a page begins with its doctype and may hold a style sheet`() {
    let page = Fragment.page(.element("html", ["lang": "en"], [.style("p > b { margin: 0 }")]))

    #expect(
      page.string()
        == "<!DOCTYPE html>\n<html lang=\"en\"><style>p > b { margin: 0 }</style></html>")
  }

  @Test func `bytes are the string in UTF-8`() {
    let markup: Fragment = ["é", .element("g")]

    #expect(markup.bytes() == Array(markup.string().utf8))
  }

  @Test func `text inside a script element is a programmer's mistake`() async {
    await #expect(processExitsWith: .failure) { _ = Fragment.element("SCRIPT", [:], ["x"]) }
  }
}
