import Foundation
import HTTP
import JSON
import Testing

@testable import API

@Suite("The description of the API") struct OpenAPITests {
  private static let file = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "openapi.yaml")

  /// Run with `PARLEY_WRITE_OPENAPI=1` after changing a route or a shape.
  @Test func `lies in the repository as it is served`() throws {
    let served = try Service().get("/openapi.yaml", as: .none)
    if ProcessInfo.processInfo.environment["PARLEY_WRITE_OPENAPI"] != nil {
      try Data(served.bytes).write(to: Self.file)
    }

    let written = try String(contentsOf: Self.file, encoding: .utf8)

    #expect(written == served.text)
    #expect(served.fields[.contentType] == "application/yaml")
    #expect(served.text.hasPrefix("openapi: \"3.1.1\"\n"))
  }

  @Test func `has every route that is served, and no other`() {
    let paths = OpenAPI.document["paths"]?.objectValue?.members ?? []
    let described = paths.flatMap { path in
      (path.value.objectValue?.names ?? []).map { "\($0.uppercased()) \(path.name)" }
    }

    #expect(described.sorted() == Routes.all.map { "\($0.method.text) \($0.path.text)" }.sorted())
  }

  @Test(arguments: RouteRow.all) func `says of each route what may go wrong, as a problem`(
    row: RouteRow
  ) throws {
    let method = row.route.method.text.lowercased()
    let operation = try #require(OpenAPI.document["paths"]?[row.route.path.text]?[method])
    let responses = try #require(operation["responses"]?.objectValue)

    let failures = responses.members.filter { $0.name.hasPrefix("4") || $0.name.hasPrefix("5") }

    let problem: JSONValue = ["$ref": "#/components/responses/Problem"]
    #expect(failures.allSatisfy { $0.value == problem })
    #expect(responses.names.contains("404"))
    #expect(responses.names.contains("401") == (row.route.roles != nil))
    #expect(responses.names.contains("422"), "a query may have faults, and so may a body")
    #expect(responses.names.contains("428") == (row.route.needsMatch || row.route.method == .put))
    #expect((operation["security"] == []) == (row.route.roles == nil))
    let parameters = operation["parameters"]?.arrayValue?.compactMap { $0["name"]?.stringValue }
    #expect((parameters?.contains("Idempotency-Key") ?? false) == row.route.isCommand)
  }

  @Test func `refers to nothing that is not there`() {
    let text = OpenAPI.yaml
    let names = Set(text.matches(of: /#\/components\/schemas\/([A-Za-z]+)/).map { String($0.1) })
    let described = Set(OpenAPI.document["components"]?["schemas"]?.objectValue?.names ?? [])

    #expect(names == described)
  }

  @Test func `shows bodies that are good, for routes that exist`() throws {
    for (path, example) in Examples.bodies {
      let route = try #require(
        Routes.all.first { $0.path.text == path && $0.body != nil }, "\(path)")
      #expect(route.body?.faults(in: example) == [], "\(path)")
    }
  }
}

@Suite("YAML") struct YAMLTests {
  @Test func `is written in blocks, with quotes where a word could be anything else`() {
    let value: JSONValue = [
      "plain": "word", "quoted": "yes", "number": "3", "text": "two words: \"x\"",
      "list": [1, [true, nil], ["a": "b", "c": ["d": "e"]], [:], []], "2": ["x-y": "-"],
    ]

    let text = YAML.text(of: value)

    #expect(
      text == """
        plain: word
        quoted: "yes"
        number: "3"
        text: "two words: \\"x\\""
        list:
          - 1
          - - true
            - null
          - a: b
            c:
              d: e
          - {}
          - []
        "2":
          x-y: "-"

        """)
  }
}
