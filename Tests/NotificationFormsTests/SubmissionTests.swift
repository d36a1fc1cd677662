import Casework
import Escalations
import JSON
import NotificationForms
import Testing

@Suite("A submission") struct SubmissionTests {
  static let full: JSONValue = [
    "line": "A line", "lines": "Two\nlines", "when": "2026-03-01", "sure": true, "level": "two",
    "themes": ["one", "two"], "words": "Some", "who": ["name": "Ann", "role": "Head"],
    "where": ["id": "st-hilda", "name": "St Hilda’s"],
    "child": ["key": "child-1", "name": "Ben", "birthDate": "2015-02-03"],
    "address": ["given": "1 Street"],
    "rows": [
      ["child": ["key": "child-1", "name": "Ben"], "note": "x", "until": "2026-05-01"],
      ["child": ["key": "child-2", "name": "Baby"]],
    ],
  ]

  static func check(_ json: JSONValue, _ template: Template = Sample.template()) throws
    -> Submission
  {
    let play = try Play("config/policies/croydon.json")
    let answers = try Answers.read(
      RawAnswer(json), template: template, children: ["child-1", "child-2"])
    return try Submission(
      of: template.parts[0], of: template, answers: answers, signed: [], escalation: play.state,
      today: play.today)
  }

  @Test func `of complete answers is made, and keeps them`() throws {
    let submission = try Self.check(Self.full)

    #expect(submission.answers.json(Sample.fields) == Self.full)
  }

  @Test(arguments: [
    ("line", ["/line missing"]), ("lines", ["/lines missing"]), ("when", []),
    ("sure", ["/sure missing"]), ("level", ["/level missing"]), ("themes", ["/words notAsked"]),
    ("words", ["/words missing"]), ("who", []), ("where", []), ("child", []),
    ("address", ["/address missing"]), ("rows", []),
  ])
  func `is made without an answer only where nothing demands it`(
    left: String, found: [String]
  ) throws {
    var object = try #require(Self.full.objectValue)
    object[left] = nil

    #expect(faults { _ = try Self.check(.object(object)) } == found)
  }

  static let notWhole: [(name: String, value: JSONValue, found: String)] = [
    ("when", "2026-03-03", "/when inTheFuture"), ("who", ["name": "Ann"], "/who/role missing"),
    ("who", ["role": "Head"], "/who/name missing"),
    ("where", ["id": "st-hilda"], "/where/name missing"),
    ("child", ["name": "Ben"], "/child/birthDate missing"),
    ("child", ["birthDateNotKnown": true], "/child/name missing"),
    ("child", ["name": "Ben", "birthDate": "2026-03-03"], "/child/birthDate inTheFuture"),
    ("rows", [["until": "2026-05-01"]], "/rows/0/note missing"),
  ]

  @Test(arguments: notWhole) func `is not made of an answer that is not whole`(
    row: (name: String, value: JSONValue, found: String)
  ) throws {
    var object = try #require(Self.full.objectValue)
    object[row.name] = row.value

    #expect(faults { _ = try Self.check(.object(object)) } == [row.found])
  }

  @Test func `an unborn child has an expected date, in the future as it may be`() throws {
    var object = try #require(Self.full.objectValue)
    object["child"] = ["name": "Baby", "expectedDate": "2026-06-01"]

    #expect(throws: Never.self) { try Self.check(.object(object)) }
  }

  /// Each demand written out beside the template's own words for it, over random drafts.
  @Test func `is made exactly when nothing demanded is missing and nothing unasked is answered`()
    throws
  {
    var random = SeededRandom(seed: 20_260_302)
    var made = 0
    for _ in 0..<600 {
      var object = JSONObject()
      for member in try #require(Self.full.objectValue).members where random.below(6) > 0 {
        object[member.name] = member.value
      }
      if random.below(2) == 0 { object["sure"] = false }
      let isAsked = object["themes"] != nil
      let isComplete =
        object["line"] != nil && object["sure"] != nil && object["address"] != nil
        && (object["when"] == nil || object["lines"] != nil)
        && (object["sure"] != true || object["level"] != nil)
        && isAsked == (object["words"] != nil)

      let found = faults { _ = try Self.check(.object(object)) }

      #expect(found.isEmpty == isComplete, "\(object): \(found)")
      made += isComplete ? 1 : 0
    }
    #expect((60...540).contains(made), "both outcomes are tried")
  }
}

extension SeededRandom {
  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
