import Foundation
import Testing

@testable import HTTP

@Suite("Limits") struct LimitsTests {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static func text(of path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  @Test func `every limit has its line in the documents, with its default`() throws {
    let page = try Self.text(of: "docs/http-server.md")

    for limit in Mirror(reflecting: Limits()).children {
      let name = try #require(limit.label)
      let number = (limit.value as? Int) ?? (limit.value as? Bool == true ? 1 : 0)
      #expect(page.contains("| `\(name)` | \(Self.grouped(number))"), "\(name)")
    }
  }

  @Test func `every limit can be set`() throws {
    let table = try Self.text(of: "Sources/parley/Settings/HTTPSettings.swift")

    for limit in Mirror(reflecting: Limits()).children {
      let name = try #require(limit.label)
      #expect(table.contains("\"http.\(name)\""), "\(name)")
    }
  }

  /// A number as the documents write it: with a comma after every three digits from the end.
  private static func grouped(_ number: Int) -> String {
    guard number >= 1_000 else { return String(number) }
    let rest = String(number % 1_000)
    return grouped(number / 1_000) + "," + String(repeating: "0", count: 3 - rest.count) + rest
  }

  @Test func `the defaults let through what RFC 9112 recommends`() {
    #expect(Limits().requestLine >= 8_000)
    #expect(Limits().head > Limits().requestLine)
  }
}
