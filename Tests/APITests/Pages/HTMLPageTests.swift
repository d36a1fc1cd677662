import Digest
import HTTP
import Markup
import Testing

@testable import API

@Suite("Pages") struct HTMLPageTests {
  private func page(
    title: String = "Tracker", isPersonal: Bool = false, content: [Fragment] = []
  ) -> HTMLPage {
    HTMLPage(
      title: title, origin: "A partnership", strip: "As of 2 March 2026", isPersonal: isPersonal,
      content: content)
  }

  private func policy(_ response: Response) -> String {
    response.fields.values(of: .contentSecurityPolicy).joined()
  }

  @Test func `a page says its language, its title and where its content begins`() {
    let text = page().markup.string()

    #expect(text.hasPrefix("<!DOCTYPE html>\n<html lang=\"en-GB\">"))
    #expect(text.contains("<title>Tracker – As of 2 March 2026</title>"))
    #expect(text.contains("href=\"#content\"") && text.contains("<main id=\"content\">"))
  }

  @Test func `its policy allows its own style by digest and nothing else`() {
    let policy = policy(page().response())

    // Worked out by another way: decode what the header says, and compare with the sheet's digest.
    let digest = policy.split(separator: "'").first { $0.hasPrefix("sha256-") }?.dropFirst(7) ?? ""
    let unpadded = digest.map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 }.dropLast()
    #expect(digest.hasSuffix("=") && digest.utf8.count == 44)
    #expect(
      Base64URL.decode(String(unpadded))
        == SHA256.digest(of: PageStyle.sheet.description).bytes)
    #expect(policy.hasPrefix("default-src 'none';"))
    #expect(!policy.contains("unsafe") && !policy.contains("script"))
  }

  @Test(arguments: [(true, "private, no-store"), (false, "private, no-cache")])
  func `no browser keeps a page with names on it`(isPersonal: Bool, control: String) {
    let response = page(isPersonal: isPersonal).response()

    #expect(response.fields.values(of: .cacheControl) == [control])
  }

  @Test func `markup in a title or a cell is text`() {
    let table = PagePieces.table(
      caption: "<i>", columns: [.init(title: "<b>"), .init(title: "n", isNumber: true)],
      rows: [["<script>", "\(1)"]])
    let text = page(title: "</title><script>", content: [table]).markup.string()

    #expect(!text.contains("<script") && !text.contains("<b>") && !text.contains("<i>"))
  }

  @Test func `a table tells its columns and rows to whoever listens`() {
    let text = PagePieces.table(
      caption: "Open", columns: [.init(title: "Reference"), .init(title: "Days", isNumber: true)],
      rows: [["ABC", "3"]]
    ).string()

    #expect(text.contains("<caption>Open</caption>"))
    #expect(text.contains("<th scope=\"col\" class=\"number\">Days</th>"))
    #expect(text.contains("<th scope=\"row\">ABC</th><td class=\"number\">3</td>"))
    #expect(text.contains("tabindex=\"0\""))
  }
}
