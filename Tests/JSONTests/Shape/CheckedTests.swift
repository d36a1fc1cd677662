import JSON
import Testing

@Suite("Reading a checked value") struct CheckedTests {
  private enum Risk: String, CaseIterable { case yes, no }

  private static let number = TextFormat(
    of: Int.self, name: "number", pattern: "^[0-9]+$", rule: "Must be digits.")

  private static let shape: Shape = .named(
    "Body", "",
    .object([
      .required("title", .text(max: 9)),
      .optional("note", .text(max: 9)),
      .required("count", .integer(0...9)),
      .optional("limit", .integer(0...9)),
      .required("open", .boolean),
      .optional("urgent", .flag),
      .required("risk", .code(of: Risk.self)),
      .optional("facts", .list(of: .key, count: 0...9)),
      .required("children", .list(of: .object([.required("age", .integer(0...19))]), count: 0...9)),
      .optional(
        "clock", .oneMember([.choice("days", .integer(1...9)), .choice("now", .flag)])),
      .optional("answers", .map(of: .boolean, keys: .kebab, count: 0...9)),
      .optional("inner", .reference("Body")),
      .optional("extra", .any),
      .optional("answer", .code(of: Risk.self)),
      .optional("number", .text(max: 3, format: number)),
    ]))

  private static func body(_ more: String = "") throws -> Checked {
    let text =
      #"{"title": "A", "count": 3, "open": true, "risk": "no", "children": [{"age": 4}]\#(more)}"#
    return try shape.check(try JSONReader.read(text))
  }

  @Test func `what must be there is read plainly`() throws {
    let body = try Self.body()

    #expect(body["title"].text == "A")
    #expect(body["count"].integer == 3)
    #expect(body["open"].boolean)
    #expect(body["risk"].value(as: Risk.self) == .no)
    #expect(body["children"].elements.map { $0["age"].integer } == [4])
  }

  @Test func `what was left out is nil, false or empty`() throws {
    let body = try Self.body(#", "note": null"#)

    #expect(body["note"].optionalText == nil)
    #expect(body["limit"].optionalInteger == nil)
    #expect(!body["urgent"].isTrue)
    #expect(body["facts"].texts == [])
    #expect(body["answers"].entries.isEmpty)
    #expect(body["inner"]["title"].optionalText == nil)
    #expect(body["clock"].ifPresent == nil)
    #expect(!body["extra"].isPresent)
  }

  @Test func `what may be left out is read when it is there`() throws {
    let body = try Self.body(
      #", "clock": {"days": 7}, "facts": ["a", "b"], "urgent": true, "answers": {"x": false}"#)

    let clock = try #require(body["clock"].ifPresent)
    #expect(clock.only.name == "days")
    #expect(clock.only.value.integer == 7)
    #expect(body["facts"].texts == ["a", "b"])
    #expect(body["urgent"].isTrue)
    #expect(body["answers"].entries.map(\.name) == ["x"])
    #expect(body["answers"].entries.map(\.value.boolean) == [false])
  }

  @Test func `text becomes the type whose spelling its shape asks for`() throws {
    let body = try Self.body(#", "answer": "yes", "number": "12""#)

    #expect(body["answer"].optionalValue(as: Risk.self) == .yes)
    #expect(body["number"].optionalValue(as: Int.self) == 12)
    #expect(try Self.body()["answer"].optionalValue(as: Risk.self) == nil)
    #expect(try Self.body()["number"].optionalValue(as: Int.self) == nil)
    #expect(throws: ShapeFaults.self) { try Self.body(#", "number": "x""#) }
  }

  @Test func `text of another type than its shape asks for stops the program`() async {
    await #expect(processExitsWith: .failure) {
      _ = try Self.body(#", "note": "x""#)["note"].optionalValue(as: Risk.self)
    }
  }

  @Test func `each part knows its place`() throws {
    let body = try Self.body()

    #expect(body["children"].elements.first?["age"].pointer.description == "/children/0/age")
    #expect(body["note"].pointer.description == "/note")
  }

  @Test func `a shape within itself is read to any depth`() throws {
    let inner = #"{"title": "B", "count": 3, "open": true, "risk": "no", "children": []}"#

    let body = try Self.body(#", "inner": \#(inner)"#)

    #expect(body["inner"].ifPresent?["title"].text == "B")
  }

  @Test func `what is not so shaped cannot be read`() {
    #expect(throws: ShapeFaults.self) { try Self.shape.check(["title": "A"]) }
  }

  @Test func `a name misspelt stops the program`() async {
    await #expect(processExitsWith: .failure) { _ = try Self.body()["tilte"] }
  }

  @Test func `another type than declared stops the program, though the member is left out`() async {
    await #expect(processExitsWith: .failure) { _ = try Self.body()["note"].optionalInteger }
    await #expect(processExitsWith: .failure) { _ = try Self.body()["limit"].optionalText }
    await #expect(processExitsWith: .failure) { _ = try Self.body()["note"].elements }
    await #expect(processExitsWith: .failure) { _ = try Self.body()["note"].isTrue }
  }

  @Test func `taking for granted what may be left out stops the program, though it is there`() async
  {
    await #expect(processExitsWith: .failure) { _ = try Self.body(#", "note": "x""#)["note"].text }
    await #expect(processExitsWith: .failure) {
      _ = try Self.body(#", "clock": {"now": true}"#)["clock"].only
    }
  }
}
