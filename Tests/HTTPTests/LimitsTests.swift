import Foundation
import Testing

@testable import HTTP

@Suite("Limits") struct LimitsTests {
  private static let page = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "docs/http-server.md")

  @Test func `every limit has its line in the documents`() throws {
    let page = try String(contentsOf: Self.page, encoding: .utf8)

    for limit in Mirror(reflecting: Limits()).children {
      let name = try #require(limit.label)
      #expect(page.contains("`\(name)`"), "\(name)")
    }
  }

  @Test func `the defaults let through what RFC 9112 recommends`() {
    #expect(Limits().requestLine >= 8_000)
    #expect(Limits().head > Limits().requestLine)
  }
}
