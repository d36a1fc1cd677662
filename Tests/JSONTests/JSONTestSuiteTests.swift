import Foundation
import JSON
import Testing

/// The parsing cases of nst/JSONTestSuite, where the folder with the shared corpus is at hand.
@Suite("JSONTestSuite") struct JSONTestSuiteTests {
  private static let corpus = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "shared/http-corpus/cases.ndjson")
  private static let isAtHand = FileManager.default.fileExists(atPath: corpus.path)

  @Test(.enabled(if: isAtHand, "needs ../shared/http-corpus/cases.ndjson"))
  func `accepts every good text, refuses every bad one and survives the rest`() throws {
    let lines = try Data(contentsOf: Self.corpus).split(separator: UInt8(ascii: "\n"))
    var seen = 0

    for line in lines {
      let entry = try JSONReader.read(Array(line), limits: JSONLimits(stringBytes: 1_000_000))
      guard entry["suite"] == "jsontestsuite" else { continue }
      let expect = try #require(entry["expect"]?["json"]?.stringValue)
      let raw = try #require(entry["raw"]?.stringValue.flatMap { Data(base64Encoded: $0) })
      let name = entry["expect"]?["desc"]?.stringValue ?? "?"
      let result = Result { try JSONReader.read(Array(raw)) }
      seen += 1
      switch expect {
      case "y" where Self.stricter.contains(name):
        #expect(throws: (any Error).self) { try result.get() }
      case "y": #expect(throws: Never.self, "\(name)") { try result.get() }
      case "n": #expect(throws: (any Error).self, "\(name)") { try result.get() }
      default: break
      }
    }

    #expect(seen > 100)
  }

  /// Good by the grammar; we refuse a name given twice (DESIGN section 8).
  private static let stricter: Set = [
    "y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json",
  ]
}
