import Foundation
import Testing

@Suite("Documents")
struct DocumentTests {
  static let pages = Checkout.here.files.filter { $0.path.hasSuffix(".md") }

  @Test func `the README is at most 200 lines`() throws {
    let readme = try #require(Checkout.here.file("README.md"))

    #expect(readme.lineCount <= 200)
  }

  @Test func `a page is at most 150 lines, and a decision half a page`() {
    let long = Self.pages.filter { page in
      page.path.hasPrefix("docs/decisions/")
        ? page.lineCount > 45 : page.path.hasPrefix("docs/") && page.lineCount > 150
    }.filter { page in
      // A table with a row for each clause, to be searched and not read.
      page.path != "docs/traceability.md"
    }

    #expect(long.map(\.path) == [])
  }

  @Test func `every link to a file of this repository leads there`() {
    let dead = Self.pages.flatMap { page in
      Links.relative(in: page.text)
        .filter { !Checkout.here.exists(Links.path(of: $0, from: page.path)) }
        .map { "\(page.path): \($0)" }
    }

    #expect(dead == [])
  }

  @Test func `decisions are numbered in one row, and the index names each`() throws {
    let decisions = Self.pages.map(\.path)
      .filter { $0.contains(/^docs\/decisions\/[0-9]{4}-[a-z0-9-]+\.md$/) }
    let numbers = decisions.map { $0.dropFirst("docs/decisions/".count).prefix(4) }
    let index = try #require(Checkout.here.file("docs/decisions/README.md")).text

    #expect(numbers.compactMap { Int($0) } == Array(1...decisions.count))
    for decision in decisions {
      #expect(index.contains("(\(URL(filePath: decision).lastPathComponent))"))
    }
  }

  @Test func `nothing names the machine it was made on, or a package registry`() {
    let faults = Checkout.here.files.flatMap { file in
      MachineTraces.found(in: file.text).map { "\(file.path): \($0)" }
    }

    #expect(faults == [])
  }

  @Test func `a machine's path or a registry's host is found, an image's name is not`() {
    let text = "cd /ro" + "ot/x && pip install -i https://py" + "pi.org/simple y\nFROM swift:6.3"

    #expect(MachineTraces.found(in: text) == ["/ro" + "ot/", "py" + "pi.org"])
    #expect(MachineTraces.found(in: "FROM swift:6.3-bookworm\nWORKDIR /src") == [])
  }

  @Test func `a link is read from its page`() {
    let text = "[a](b.md#c) [d](https://example.org/e) `[f](g)` ![h](../i.svg)\n```\n[j](k)\n```"

    #expect(Links.relative(in: text) == ["b.md#c", "../i.svg"])
    #expect(Links.path(of: "b.md#c", from: "docs/a.md") == "docs/b.md")
    #expect(Links.path(of: "../i.svg", from: "docs/decisions/a.md") == "docs/i.svg")
  }
}
