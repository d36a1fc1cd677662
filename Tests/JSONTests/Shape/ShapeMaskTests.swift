import JSON
import Testing

@Suite("Masking by shape") struct ShapeMaskTests {
  private static let shape: Shape = .object([
    .required("id", .key),
    .optional("name", .text(max: 50), .personal),
    .optional("summary", .lines(max: 50), .narrative),
    .optional(
      "children",
      .list(
        of: .object([.required("key", .key), .optional("dob", .date, .personal)]), count: 0...9)),
    .optional(
      "texts",
      .map(
        of: .object([.optional("said", .text(max: 9), .narrative)]),
        keys: .kebab, count: 0...9)),
  ])

  private static func value() throws -> JSONValue {
    try JSONReader.read(
      #"""
      {"id": "a", "name": "Ada", "summary": "S", "children": [{"key": "c", "dob": "2020-01-01"}],
       "texts": {"x": {"said": "y"}}, "forgotten": "Ada"}
      """#)
  }

  @Test func `what is held closely is left out, at every depth`() throws {
    let masked = Self.shape.masked(try Self.value(), hiding: [.personal, .narrative])

    #expect(masked == ["id": "a", "children": [["key": "c"]], "texts": ["x": [:]]])
  }

  @Test func `one sensitivity can be hidden alone, and a word put in its place`() throws {
    let masked = Self.shape.masked(try Self.value(), hiding: [.personal], with: "hidden")

    #expect(masked["name"] == "hidden")
    #expect(masked["summary"] == "S")
    #expect(masked["children"]?[0] == ["key": "c", "dob": "hidden"])
  }

  @Test func `nothing is put in the place of null`() {
    let masked = Self.shape.masked(["id": "a", "name": nil], hiding: [.personal], with: "hidden")

    #expect(masked == ["id": "a", "name": nil])
  }

  @Test func `a member that nobody declared is never shown`() throws {
    #expect(Self.shape.masked(try Self.value(), hiding: [])["forgotten"] == nil)
  }

  @Test func `a value of another type than declared is never shown`() {
    let masked = Self.shape.masked(["id": ["name": "Ada"], "children": "Ada"], hiding: [])

    #expect(masked == [:])
  }
}
