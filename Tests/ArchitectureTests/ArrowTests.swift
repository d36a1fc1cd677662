import Testing

@Suite("Arrows between modules")
struct ArrowTests {
  @Test func `every file imports only what its module may`() {
    let faults = Checkout.here.files(under: "Sources", ending: ".swift").flatMap { file in
      Arrows.house.faults(in: file).map { "\(file.path): \($0)" }
    }

    #expect(faults == [])
  }

  @Test func `every row of the table is a module that exists`() {
    let modules = Set(Checkout.here.files(under: "Sources", ending: ".swift").map(\.module))

    #expect(modules == Set(Arrows.house.allowed.keys))
  }

  @Test(arguments: ["Escalations", "HTTP", "JSON", "Markup"])
  func `the pure modules import nothing, Foundation included`(module: String) {
    #expect(Arrows.house.allowed[module] == [])
  }

  @Test(arguments: ["API", "HTTPServer", "Repository"])
  func `the adapters do not know each other`(module: String) {
    let others: Set<String> = ["API", "HTTPServer", "Repository"]

    #expect(Arrows.house.allowed[module]?.isDisjoint(with: others) == true)
  }

  @Test(arguments: [("CSQLite", "SQLite"), ("CEpoll", "HTTPServer"), ("CSHA", "Digest")])
  func `only one module reaches each C library`(library: String, module: String) {
    let importers = Arrows.house.allowed.filter { $0.value.contains(library) }.keys

    #expect(Array(importers) == [module])
  }

  struct Row: CustomTestStringConvertible, Sendable {
    let source: String
    let imports: [String]
    let because: String
    var testDescription: String { because }
  }

  static let rows = [
    Row(source: "import A\nimport B", imports: ["A", "B"], because: "one a line"),
    Row(source: "public import A", imports: ["A"], because: "an access level stands before"),
    Row(source: "@testable import A", imports: ["A"], because: "an attribute stands before"),
    Row(source: "import struct A.B", imports: ["A"], because: "one declaration is a module's"),
    Row(
      source: "#if os(Linux)\n  import A\n#endif", imports: ["A"],
      because: "a condition hides nothing"),
    Row(source: "import A; import B", imports: ["A", "B"], because: "two on a line"),
    Row(source: "// import A\nlet b = \"import B\"", imports: [], because: "prose imports nothing"),
    Row(source: "let imports = important", imports: [], because: "it is a whole word"),
  ]

  @Test(arguments: rows)
  func `an import is found however it is written`(row: Row) {
    #expect(Arrows.imports(in: SwiftCode.blanked(row.source)) == row.imports)
  }

  @Test func `an import against the arrows is named`() {
    let faults = Arrows.house.faults(
      in: Checkout.File(
        path: "Sources/Casework/Sample.swift", text: "import Escalations\nimport SQLite"))

    #expect(faults == ["Casework must not import SQLite"])
  }

  @Test func `a module without a row is named`() {
    let file = Checkout.File(path: "Sources/Shed/Sample.swift", text: "")

    #expect(Arrows.house.faults(in: file) == ["Shed has no row in the table of arrows"])
  }
}
