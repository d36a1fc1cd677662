import Foundation
import Testing

/// The table that leads from each clause of the published policies to the rule and the tests that hold it.
@Suite("Traceability") struct TraceabilityTests {
  /// A row of the table.
  private struct Row {
    let clause: String
    let held: String
    let tests: [String]
    /// The policy's file, where the clause is one policy's.
    let policy: String?
  }

  private static let rows: [Row] = {
    var policy: String?
    var rows: [Row] = []
    for line in (Checkout.here.file("docs/traceability.md")?.text ?? "").split(separator: "\n") {
      if line.hasPrefix("## ") {
        policy = line.firstMatch(of: /config\/policies\/\w+\.json/).map { String($0.0) }
      }
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count >= 4, cells[0].wholeMatch(of: /[A-Z]{3}-\d\d/) != nil else { continue }
      let tests = cells[3].matches(of: /“([^”]+)”/).map { String($0.1) }
      rows.append(Row(clause: cells[0], held: cells[2], tests: tests, policy: policy))
    }
    return rows
  }()

  /// The clauses' tests: their names without the clauses, and those clauses.
  private static let tests: [(name: String, clauses: [String])] =
    ["Clauses", "Forms"].flatMap {
      Checkout.here.files(under: "Tests/EndToEndTests/" + $0, ending: ".swift")
    }.flatMap { file in
      file.text.matches(of: /func\s+`((?:[A-Z]{3}-\d\d )+)([^`]+)`/).map { match in
        (String(match.2), match.1.split(separator: " ").map(String.init))
      }
    }

  @Test func `every clause has a row, each with a test of that clause`() {
    #expect(Self.rows.count == 24 + 19 + 23 + 21 + 22 + 7)
    #expect(Self.rows.filter(\.tests.isEmpty).map(\.clause) == [])
  }

  @Test func `every test that a row names is there, under that clause`() {
    let dead = Self.rows.flatMap { row in
      row.tests.filter { name in
        !Self.tests.contains { $0.name == name && $0.clauses.contains(row.clause) }
      }.map { "\(row.clause): \($0)" }
    }

    #expect(dead == [])
  }

  @Test func `every test of a clause stands in its row`() {
    let forgotten = Self.tests.flatMap { test in
      test.clauses.filter { clause in
        !Self.rows.contains { $0.clause == clause && $0.tests.contains(test.name) }
      }.map { "\($0): \(test.name)" }
    }

    #expect(forgotten == [])
  }

  @Test func `every pointer leads to a place in its policy`() throws {
    for row in Self.rows {
      guard let path = row.policy, let file = Checkout.here.file(path) else { continue }
      let policy = try JSONSerialization.jsonObject(with: Data(file.text.utf8))
      let pointers = row.held.matches(of: /`(\/[^`]+)`/).map { String($0.1) }
      for pointer in pointers where !Self.isRoute(pointer) {
        #expect(!Self.places(pointer, in: policy).isEmpty, "\(row.clause): \(pointer)")
      }
    }
  }

  private static func isRoute(_ pointer: String) -> Bool {
    pointer.hasPrefix("/v1/") || pointer == "/owed"
  }

  /// What lies at a pointer; a star stands for every place of a list.
  private static func places(_ pointer: String, in document: Any) -> [Any] {
    pointer.split(separator: "/").reduce([document]) { places, step in
      places.flatMap { place -> [Any] in
        if let object = place as? [String: Any] { return object[String(step)].map { [$0] } ?? [] }
        guard let list = place as? [Any] else { return [] }
        if step == "*" { return list }
        return Int(step).flatMap { list.indices.contains($0) ? [list[$0]] : nil } ?? []
      }
    }
  }
}
