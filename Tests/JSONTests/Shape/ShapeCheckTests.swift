import JSON
import Testing

/// A text, a shape, and the faults that the one has against the other.
struct ShapeRow: CustomTestStringConvertible, Sendable {
  let because: String
  let shape: Shape
  let text: String
  let faults: [String]

  init(_ because: String, _ shape: Shape, _ text: String, _ faults: [String] = []) {
    self.because = because
    self.shape = shape
    self.text = text
    self.faults = faults
  }

  var testDescription: String { because }
}

@Suite("Checking a value against its shape") struct ShapeCheckTests {
  private static let person: Shape = .object([
    .required("name", .text(max: 5), .personal, "A name."),
    .optional("note", .lines(max: 10), .narrative, "Words."),
  ])
  private static let condition: Shape = .named(
    "Condition", "",
    .oneMember([
      .choice("all", .list(of: .reference("Condition"), count: 1...3)),
      .choice("not", .reference("Condition")),
      .choice("category", .list(of: .key, count: 1...3, unique: true)),
    ]))

  private static let texts = [
    ShapeRow("one line", .text(max: 5), #""abcde""#),
    ShapeRow("length counts code points, not bytes", .text(max: 2), #""éß""#),
    ShapeRow("one too many", .text(max: 5), #""abcdef""#, ["|tooLong"]),
    ShapeRow("nothing", .text(max: 5), #""""#, ["|tooShort"]),
    ShapeRow("nothing, where nothing will do", .text(min: 0, max: 5), #""""#),
    ShapeRow("only white space", .text(max: 5), #""  \u00a0""#, ["|tooShort"]),
    ShapeRow("fewer than must be", .text(min: 3, max: 5), #""ab""#, ["|tooShort"]),
    ShapeRow("a line end in one line", .text(max: 5), #""a\nb""#, ["|controlCharacter"]),
    ShapeRow("line ends as Windows sends them", .lines(max: 9), #""a\r\n\tb""#),
    ShapeRow("a bell among lines", .lines(max: 9), #""a\u0007b""#, ["|controlCharacter"]),
    ShapeRow("delete", .lines(max: 9), #""a\u007fb""#, ["|controlCharacter"]),
    ShapeRow("a C1 control", .text(max: 9), #""a\u0085b""#, ["|controlCharacter"]),
    ShapeRow(
      "too long and controls", .text(max: 1), #""a\u0000""#, ["|tooLong", "|controlCharacter"]),
    ShapeRow("a key", .key, #""stage-2""#),
    ShapeRow("a capital in a key", .key, #""Stage-2""#, ["|badFormat"]),
    ShapeRow("a hyphen at a key's end", .key, #""stage-""#, ["|badFormat"]),
    ShapeRow("two hyphens in a key", .key, #""a--b""#, ["|badFormat"]),
    ShapeRow("camel case", .text(max: 9, format: .camel), #""policyGap""#),
    ShapeRow("camel case with a hyphen", .text(max: 9, format: .camel), #""a-b""#, ["|badFormat"]),
    ShapeRow("no text", .text(max: 5), "7", ["|wrongType"]),
    ShapeRow("a code", .code(["yes", "no"]), #""no""#),
    ShapeRow("no code", .code(["yes", "no"]), #""No""#, ["|notACode"]),
    ShapeRow("a code but for the Kelvin sign", .code(["K"]), "\"\u{212A}\"", ["|notACode"]),
  ]

  private static let scalars = [
    ShapeRow("a date", .date, #""2028-02-29""#),
    ShapeRow("a leap day in a common year", .date, #""2027-02-29""#, ["|noSuchDate"]),
    ShapeRow("a date in another order", .date, #""29/02/2028""#, ["|noSuchDate"]),
    ShapeRow("an instant", .instant, #""2026-11-22T09:55:05Z""#),
    ShapeRow(
      "an instant without an offset", .instant, #""2026-11-22T09:55:05""#, ["|notAnInstant"]),
    ShapeRow("a whole number", .integer(1...9), "9"),
    ShapeRow("a whole number written as a fraction", .integer(1...9), "9.0"),
    ShapeRow("a fraction", .integer(1...9), "1.5", ["|wrongType"]),
    ShapeRow("one beyond", .integer(1...9), "10", ["|outOfRange"]),
    ShapeRow("beyond any integer", .integer(1...9), "99999999999999999999", ["|outOfRange"]),
    ShapeRow("any number", .number, "-1.5e3"),
    ShapeRow("a text for a number", .number, #""1""#, ["|wrongType"]),
    ShapeRow("a Boolean", .boolean, "false"),
    ShapeRow("a number for a Boolean", .boolean, "0", ["|wrongType"]),
    ShapeRow("a flag", .flag, "true"),
    ShapeRow("a flag that is false", .flag, "false", ["|wrongType"]),
    ShapeRow("anything", .any, #"[{"a": null}]"#),
    ShapeRow("null", .text(max: 5), "null", ["|wrongType"]),
  ]

  private static let containers = [
    ShapeRow("a list", .list(of: .integer(0...9), count: 1...3), "[1, 1]"),
    ShapeRow(
      "each wrong entry of a list", .list(of: .integer(0...9), count: 1...3), "[10, 1, null]",
      ["/0|outOfRange", "/2|wrongType"]),
    ShapeRow("an empty list", .list(of: .boolean, count: 1...3), "[]", ["|tooFew"]),
    ShapeRow(
      "a list too long is not walked", .list(of: .boolean, count: 0...1), "[1, 2]", ["|tooMany"]),
    ShapeRow(
      "the second of two alike", .list(of: .any, count: 0...9, unique: true),
      #"[{"a": 1}, 2, {"a": 1}]"#, ["/2|notUnique"]),
    ShapeRow("an object", person, #"{"note": "x", "name": "A"}"#),
    ShapeRow("an optional member that is null", person, #"{"name": "A", "note": null}"#),
    ShapeRow("a required member that is null", person, #"{"name": null}"#, ["/name|wrongType"]),
    ShapeRow(
      "faults in the order of the document, what is missing last", person,
      #"{"nam/e": "A", "note": 1}"#,
      ["/nam~1e|unknownMember", "/note|wrongType", "/name|missing"]),
    ShapeRow(
      "a nullable member must be there", .object([.nullable("a", .boolean)]), "{}", ["/a|missing"]),
    ShapeRow("a nullable member may be null", .object([.nullable("a", .boolean)]), #"{"a": null}"#),
    ShapeRow("a shape within itself", condition, #"{"all": [{"not": {"category": ["a"]}}]}"#),
    ShapeRow(
      "a fault deep in a shape within itself", condition,
      #"{"all": [{"not": {"category": ["a", "B", "a"]}}]}"#,
      ["/all/0/not/category/1|badFormat", "/all/0/not/category/2|notUnique"]),
    ShapeRow("none of several", condition, "{}", ["|exactlyOne"]),
    ShapeRow(
      "two of several", condition, #"{"not": {"category": ["a"]}, "category": ["a"]}"#,
      ["|exactlyOne"]),
    ShapeRow(
      "a map", .map(of: .boolean, keys: .kebab, count: 0...2), #"{"a": true, "b": 1, "C": 2}"#,
      ["|tooMany"]),
    ShapeRow(
      "names and values of a map", .map(of: .boolean, keys: .kebab, count: 0...2),
      #"{"b": 1, "C": true}"#, ["/b|wrongType", "/C|badFormat"]),
    ShapeRow(
      "an object where a list should be", .list(of: .any, count: 0...1), "{}", ["|wrongType"]),
  ]

  static let rows = texts + scalars + containers

  @Test(arguments: rows) func `every fault is found, with its place`(row: ShapeRow) throws {
    let value = try JSONReader.read(row.text)

    let faults = row.shape.faults(in: value)

    #expect(faults.map { "\($0.pointer)|\($0.code.rawValue)" } == row.faults)
  }

  @Test func `there is a row for each kind of fault`() {
    let seen = Set(
      Self.rows.flatMap(\.faults).map { $0.split(separator: "|").last.map(String.init) })

    #expect(seen == Set(ShapeFault.Code.allCases.map(\.rawValue)))
  }

  @Test func `a fault repeats nothing of the value`() throws {
    let secret = "Zebedee"
    let text = #"{"name": "\#(secret)\#(secret)", "note": ["\#(secret)"]}"#

    let faults = Self.person.faults(in: try JSONReader.read(text))

    #expect(faults.count == 2)
    #expect(faults.allSatisfy { !$0.detail.contains(secret) })
  }

  @Test func `a wrong code is answered with the right ones`() {
    let faults = Shape.code(["yes", "no"]).faults(in: "maybe")

    #expect(faults.first?.allowed == ["yes", "no"])
    #expect(faults.first?.detail == "Must be one of: yes, no.")
  }

  @Test func `an unknown member is answered with the known ones`() {
    #expect(Self.person.faults(in: ["nmae": "A"]).first?.allowed == ["name", "note"])
  }
}
