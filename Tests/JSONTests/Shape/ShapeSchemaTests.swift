import JSON
import Testing

@Suite("A shape as JSON Schema") struct ShapeSchemaTests {
  @Test func `a shape describes itself with bounds, words and sensitivity`() throws {
    let shape: Shape = .object([
      .required("name", .text(max: 5), .personal, "A name."),
      .optional("note", .lines(min: 0, max: 10), .narrative, "Words."),
      .nullable("risk", .code(["yes", "no"])),
      .optional("id", .key, "An id."),
      .optional("urgent", .flag),
      .optional("days", .list(of: .integer(1...9), count: 0...3, unique: true)),
      .optional("more", .any),
    ])

    let expected = try JSONReader.read(
      #"""
      {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:x",
        "title": "X",
        "type": "object",
        "properties": {
          "name": {"type": "string", "minLength": 1, "maxLength": 5, "pattern": "\\S",
            "description": "A name.", "x-sensitivity": "personal"},
          "note": {"type": ["string", "null"], "maxLength": 10,
            "description": "Words.", "x-sensitivity": "narrative"},
          "risk": {"type": ["string", "null"], "enum": ["yes", "no", null]},
          "id": {"type": ["string", "null"], "minLength": 1, "maxLength": 64,
            "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "description": "An id."},
          "urgent": {"anyOf": [{"const": true}, {"type": "null"}]},
          "days": {"type": ["array", "null"],
            "items": {"type": "integer", "minimum": 1, "maximum": 9},
            "maxItems": 3, "uniqueItems": true},
          "more": {}
        },
        "required": ["name", "risk"],
        "additionalProperties": false
      }
      """#)
    #expect(shape.schema(id: "urn:x", title: "X") == expected)
  }

  @Test func `a named shape is described once, and may refer to itself`() throws {
    let condition: Shape = .named(
      "Condition", "What must hold.",
      .oneMember([.choice("not", .reference("Condition")), .choice("met", .key)]))
    let shape: Shape = .map(of: condition, keys: .kebab, count: 1...2)

    let (schema, definitions) = Shape.object([.required("a", shape), .required("b", condition)])
      .described(referringTo: "#/components/schemas/")

    let reference: JSONValue = ["$ref": "#/components/schemas/Condition"]
    #expect(schema["properties"]?["a"]?["additionalProperties"] == reference)
    #expect(schema["properties"]?["b"] == reference)
    #expect(definitions.map(\.name) == ["Condition"])
    let expected = try JSONReader.read(
      #"""
      {
        "type": "object",
        "properties": {
          "not": {"$ref": "#/components/schemas/Condition"},
          "met": {"type": "string", "minLength": 1, "maxLength": 64,
            "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
        },
        "additionalProperties": false, "minProperties": 1, "maxProperties": 1,
        "description": "What must hold."
      }
      """#)
    #expect(definitions.first?.schema == expected)
  }

  @Test func `a document of its own carries its definitions`() {
    let shape: Shape = .list(of: .named("Thing", "", .boolean), count: 0...1)

    #expect(shape.schema()["$defs"]?["Thing"] == ["type": "boolean"])
    #expect(shape.schema()["items"] == ["$ref": "#/$defs/Thing"])
  }
}
