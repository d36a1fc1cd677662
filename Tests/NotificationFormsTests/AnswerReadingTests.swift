import Casework
import Escalations
import JSON
import NotificationForms
import Testing

@Suite("Reading answers") struct AnswerReadingTests {
  static let template = Sample.template()

  static func read(_ json: JSONValue) throws -> Answers {
    try Answers.read(RawAnswer(json), template: template, children: ["child-1"])
  }

  struct Row: CustomTestStringConvertible, Sendable {
    let json: JSONValue
    let found: [String]
    let because: String
    var testDescription: String { because }
  }

  static let wrong: [Row] = [
    Row(json: [], found: [" wrongType"], because: "answers are an object"),
    Row(
      json: ["nobody": 1], found: ["/nobody unknownField"], because: "the form has no such field"),
    Row(json: ["a/b~c": 1], found: ["/a~1b~0c unknownField"], because: "a pointer escapes names"),
    Row(json: ["line": 3], found: ["/line wrongType"], because: "a number is no text"),
    Row(json: ["line": ["a"]], found: ["/line wrongType"], because: "a list is no text"),
    Row(
      json: ["line": "01234567890"], found: ["/line tooLong"], because: "eleven characters for ten"),
    Row(json: ["line": "a\nb"], found: ["/line controlCharacter"], because: "a line is one line"),
    Row(
      json: ["line": "a\u{1B}[2J"], found: ["/line controlCharacter"],
      because: "escape is a control"),
    Row(
      json: ["lines": "a\u{0}b"], found: ["/lines controlCharacter"],
      because: "so is NUL, in lines too"),
    Row(json: ["when": "2026-02-30"], found: ["/when noSuchDate"], because: "February has no 30th"),
    Row(json: ["when": "2027-02-29"], found: ["/when noSuchDate"], because: "2027 is no leap year"),
    Row(
      json: ["when": "1/2/2026"], found: ["/when noSuchDate"], because: "dates are written one way"),
    Row(json: ["when": 20_260_101], found: ["/when wrongType"], because: "a number is no date"),
    Row(json: ["sure": "yes"], found: ["/sure wrongType"], because: "yes is true, not text"),
    Row(json: ["level": "four"], found: ["/level notAChoice"], because: "only what is offered"),
    Row(json: ["level": true], found: ["/level wrongType"], because: "a choice is a code"),
    Row(json: ["themes": "one"], found: ["/themes wrongType"], because: "choices are a list"),
    Row(json: ["themes": ["one", "one"]], found: ["/themes/1 chosenTwice"], because: "each once"),
    Row(
      json: ["themes": ["one", "two", "three", "one"]], found: ["/themes chosenTwice"],
      because: "more than there are"),
    Row(
      json: ["themes": ["one", "x"]], found: ["/themes/1 notAChoice"], because: "each is offered"),
    Row(json: ["who": "Ann"], found: ["/who wrongType"], because: "a practitioner has members"),
    Row(
      json: ["who": ["name": "Ann", "agency": "A"]], found: ["/who/agency unknownField"],
      because: "the form does not ask the agency here"),
    Row(json: ["who": ["name": 3]], found: ["/who/name wrongType"], because: "a name is text"),
    Row(
      json: ["where": ["title": "A"]], found: ["/where/title unknownField"], because: "id and name"),
    Row(
      json: ["child": ["key": "child-9"]], found: ["/child/key noSuchChild"],
      because: "the escalation has one child"),
    Row(
      json: ["child": ["birthDate": "2020-01-01", "expectedDate": "2026-01-01"]],
      found: ["/child/expectedDate chosenTwice"], because: "born or expected"),
    Row(
      json: ["child": ["birthDateNotKnown": false]], found: ["/child/birthDateNotKnown wrongType"],
      because: "not known is true or left out"),
    Row(
      json: ["child": ["birthDate": "2020-13-01"]], found: ["/child/birthDate noSuchDate"],
      because: "there are twelve months"),
    Row(json: ["address": "1 Street"], found: ["/address wrongType"], because: "given or withheld"),
    Row(
      json: ["address": ["withheld": false]], found: ["/address/withheld unknownField"],
      because: "withheld is true"),
    Row(
      json: ["line": ["withheld": true]], found: ["/line wrongType"],
      because: "only what may be withheld is"),
    Row(json: ["rows": ["note": "x"]], found: ["/rows wrongType"], because: "rows are a list"),
    Row(
      json: ["rows": [["note": "1"], ["note": "2"], ["note": "3"], ["note": "4"]]],
      found: ["/rows tooManyRows"], because: "four rows for three"),
    Row(json: ["rows": ["x"]], found: ["/rows/0 wrongType"], because: "a row is an object"),
    Row(
      json: ["rows": [["note": "x"], ["until": "soon", "why": 1]]],
      found: ["/rows/1/why unknownField", "/rows/1/until noSuchDate"],
      because: "each fault in its row"),
    Row(
      json: ["line": 1, "when": "x", "themes": ["x"], "z": 1],
      found: [
        "/z unknownField", "/line wrongType", "/when noSuchDate", "/themes/0 notAChoice",
      ], because: "every fault at once"),
  ]

  @Test(arguments: wrong) func `a draft is refused for each answer of the wrong type`(row: Row) {
    #expect(faults { _ = try Self.read(row.json) } == row.found)
  }

  @Test(arguments: [JSONValue.null, "", [], [:]]) func `a box left empty is no answer`(
    empty: JSONValue
  ) throws {
    var object = JSONObject()
    for field in Self.template.fields { object[field.id.text] = empty }

    #expect(try Self.read(.object(object)).isEmpty)
  }

  @Test func `white space alone, and rows with nothing in them, are no answers`() throws {
    let answers = try Self.read(["line": "  ", "rows": [["note": ""], ["note": " "], [:]]])

    #expect(answers.isEmpty)
  }

  @Test func `an empty draft is a draft, and whatever is answered is kept as it is`() throws {
    #expect(try Self.read([:]).isEmpty)

    let markup = "<b>&amp;\"'"
    #expect(try Self.read(["line": .string(markup)])["line"] == .text(markup))
    #expect(try Self.read(["lines": "a\r\n\tb"])["lines"] == .text("a\r\n\tb"))
  }

  @Test func `a length counts characters as JSON Schema does, and not bytes`() throws {
    #expect(try Self.read(["line": "ŵŷéèüöäßñø"])["line"] != nil)
    #expect(faults { _ = try Self.read(["line": "👨‍👩‍👧‍👦👨‍👩‍👧‍👦"]) } == ["/line tooLong"])
  }

  @Test func `a fault says the label, what would do, and nothing of what was sent`() throws {
    let error = try #require(throws: FormFaults.self) {
      try Self.read(["level": "secret-name", "rows": [["until": "secret-name"]]])
    }

    #expect(error.list.map(\.label) == ["Label of level", "Label of rows, row 1: Label of until"])
    #expect(error.list[0].allowed == ["one", "two", "three"])
    #expect(!error.list.contains { $0.detail.contains("secret") || $0.label.contains("secret") })
  }
}
