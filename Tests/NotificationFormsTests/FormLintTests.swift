import Casework
import Escalations
import JSON
import NotificationForms
import Testing

@Suite("What is wrong with a template") struct FormLintTests {
  struct Seed: CustomTestStringConvertible, Sendable {
    let at: String
    let value: JSONValue?
    let found: [String]
    let because: String
    var testDescription: String { because }

    init(_ at: String, _ value: JSONValue?, _ found: [String], _ because: String) {
      self.at = at
      self.value = value
      self.found = found
      self.because = because
    }
  }

  private static let first = "/sections/0/fields"

  static let names: [Seed] = [
    Seed("/policies/0/id", "nowhere", ["/policies/0/id"], "there is no such policy"),
    Seed("/policies/0/tracks/0", "side", ["/policies/0/tracks/0"], "the policy has no such track"),
    Seed("/policies/1", ["id": "croydon"], ["/policies/1"], "a policy is named once"),
    Seed("/effectiveTo", "2019-12-31", ["/effectiveTo"], "it ends before it begins"),
    Seed(
      "/authors/1/id", "author", ["/sections/1/author", "/authors/1/id"], "authors' names differ"),
    Seed(
      "/authors/2", ["id": "idle", "title": "Idle"], ["/authors/2"], "an author writes something"),
    Seed("/authors/0/roles/0", "king", ["/authors/0/roles/0"], "the policy has no such role"),
    Seed(
      "/parts/1/id", "all", ["/sections/1/part", "/parts/1/id"], "parts' names differ"),
    Seed("/parts/0/when", "afterwards", ["/parts", "/parts/0/when"], "something is sent first"),
    Seed(
      "/parts/2", ["id": "empty", "title": "E", "when": "sent"], ["/parts/2"], "a part has fields"),
    Seed(
      "/parts/0/signedBy/0", "nobody", ["/parts/0/signedBy/0", first + "/5/kind/signature"],
      "a signature is an author's"),
    Seed("/parts/1/signedBy", ["other"], ["/parts/1/signedBy/0"], "a signature has a place"),
    Seed(
      "/sections/0/part", "none", ["/sections/0/part", "/parts/0", "/parts/0/signedBy/0"],
      "a section belongs to a part"),
    Seed("/sections/1/author", "none", ["/sections/1/author", "/authors/1"], "and to an author"),
    Seed(first + "/1/id", "words", [first + "/1/id"], "fields' names differ"),
    Seed("/sections/1/fields/0/id", "words", ["/sections/1/fields/0/id"], "in the whole form"),
    Seed(
      first + "/5/kind/signature", "other", ["/parts/0/signedBy/0", first + "/5/kind/signature"],
      "a place of a signature is for whoever signs"),
    Seed(first + "/5/required", true, [first + "/5/required"], "the part says what is signed"),
    Seed("/notices/0", "Ring 020 7946 0000.", ["/notices/0"], "telephone numbers are settings"),
    Seed(first + "/0/label", "To a@example.org", [first + "/0/label"], "and so are addresses"),
  ]

  static let fields: [Seed] = [
    Seed(
      first + "/0/prefilledFrom", "children", [first + "/0/prefilledFrom"],
      "lines hold no rows of children"),
    Seed(first + "/0/prefilledFrom", "reference", [first + "/0/prefilledFrom"], "nor a reference"),
    Seed(first + "/0/prefilledFrom", "who", [first + "/0/prefilledFrom"], "nor a column"),
    Seed(
      first + "/1/prefilledFrom", "stageMeeting:stage-9", [first + "/1/prefilledFrom"],
      "no such stage"),
    Seed(
      first + "/0/sensitivity", ["plain": true], [first + "/0/sensitivity"],
      "free words are not plain"),
    Seed(
      first + "/1/sensitivity", ["narrative": true], [first + "/1/sensitivity"],
      "a date holds no words"),
    Seed(first + "/1/sensitivity", ["personal": "name"], [first + "/1/sensitivity"], "nor a name"),
    Seed(
      first + "/2/mayBeWithheld", true, [first + "/2/sensitivity"],
      "only what is sensitive is withheld"),
    Seed(
      first + "/4/mayBeWithheld", true,
      [first + "/4/prefilledFrom", first + "/4/sensitivity", first + "/4/kind/table/mayBeWithheld"]
        .dropLast()
        + [first + "/4/mayBeWithheld"], "a table is withheld by its columns"),
    Seed(
      first + "/4/kind/table/columns/1/id", "what",
      [
        first + "/4/kind/table/columns/1/id", first + "/4/kind/table/columns/1/requiredIf/answered",
      ], "columns' names differ"),
    Seed(
      first + "/4/kind/table/columns/0/kind",
      ["table": ["maxRows": 1, "columns": [["id": "x", "label": "X", "kind": ["yesNo": true]]]]],
      [first + "/4/kind/table/columns/0/kind", first + "/4/kind/table/columns/0/prefilledFrom"],
      "no table in a table"),
    Seed(
      first + "/4/kind/table/columns/0/prefilledFrom", "side",
      [first + "/4/kind/table/columns/0/prefilledFrom"], "steps have no side"),
    Seed(
      first + "/4/kind/table/columns/1/prefilledFrom", "what",
      [first + "/4/kind/table/columns/1/prefilledFrom"], "a date is no text"),
    Seed(
      first + "/4/prefilledFrom", nil, [first + "/4/kind/table/columns/0/prefilledFrom"],
      "a column's source is its table's"),
    Seed(
      first + "/4/kind/table/columns/0/content", "c", [first + "/4/kind/table/columns/0/content"],
      "the table says what it holds"),
    Seed(
      first + "/4/kind/table/columns/0/learning", ["kind": "theme"],
      [first + "/4/kind/table/columns/0/learning"], "a column gives no learning"),
    Seed(first + "/3/kind/choice/1/code", "a", [first + "/3/kind/choice/1/code"], "codes differ"),
    Seed(
      first + "/1/learning", ["kind": "theme"], [first + "/1/learning"], "a date gives no learning"),
    Seed(first + "/2/learning/words", "day", [first + "/2/learning/words"], "words are words"),
    Seed(
      first + "/2/learning/words", "answer", [first + "/2/learning/words"],
      "and sent with the answer"),
    Seed(
      first + "/2/learning/routes/0", "moon", [first + "/2/learning/routes/0"],
      "the policy has no such route"),
  ]

  static let conditions: [Seed] = [
    Seed(
      first + "/3/requiredIf/all/0/yes", "nobody", [first + "/3/requiredIf/all/0/yes"],
      "it asks a field"),
    Seed(
      first + "/3/requiredIf/all/0/yes", "words", [first + "/3/requiredIf/all/0/yes"],
      "of the right kind"),
    Seed(
      first + "/3/requiredIf", ["no": "day"], [first + "/3/requiredIf/no"], "no is of a yes or no"),
    Seed(
      first + "/3/requiredIf/all/1/reached", "stage-9", [first + "/3"],
      "the policy has no such stage"),
    Seed(
      first + "/3/requiredIf", ["not": ["answered": "pick"]],
      [first + "/3/requiredIf/not/answered"], "not itself"),
    Seed(
      first + "/3/requiredIf", ["any": [["answered": "signature"]]],
      [first + "/3/requiredIf/any/0/answered"], "nor a signature"),
    Seed(
      "/sections/1/fields/0/shownIf/chosen/codes/0", "z",
      ["/sections/1/fields/0/shownIf/chosen/codes/0"], "only what is offered"),
    Seed(
      "/sections/1/fields/0/shownIf/chosen/field", "sure",
      ["/sections/1/fields/0/shownIf/chosen/field"], "of a choice"),
    Seed(
      first + "/3/shownIf", ["answered": "answer"],
      [first + "/3/shownIf", "/sections/1/fields/0/shownIf"], "two that wait for each other"),
    Seed(
      first + "/4/kind/table/columns/1/requiredIf/answered", "until",
      [first + "/4/kind/table/columns/1/requiredIf/answered"], "nor a column itself"),
    Seed(first + "/0/requiredIf", ["hasChild": true], [], "the record may be asked"),
  ]

  @Test func `nothing is wrong with a sound one`() throws {
    let template = try TemplateReader.read(
      SeededTemplate.sound, policies: [try FormFiles.policy("config/policies/croydon.json")])

    #expect(template.fields.count == 7)
  }

  @Test(arguments: names + fields + conditions) func `each fault is found where it stands`(
    seed: Seed
  ) throws {
    let policies = [try FormFiles.policy("config/policies/croydon.json")]
    var found: [String] = []
    do throws(TemplateFaults) {
      _ = try TemplateReader.read(
        SeededTemplate.with(seed.value, at: seed.at), policies: policies)
    } catch {
      found = error.list.map(\.pointer.description)
      #expect(error.list.allSatisfy { $0.code == "lint" && !$0.detail.isEmpty })
    }

    #expect(Set(found) == Set(seed.found))
  }

  @Test func `a policy that asks for what is not there is told where`() throws {
    let sutton = try FormFiles.policy("config/policies/sutton.json")
    let newham = try FormFiles.template("config/forms/newham-referral.json")
    let own = Sample.template(policies: ["sutton"])
    let named = Template(
      id: "sutton-referral", version: "1", title: "T", effectiveFrom: own.effectiveFrom,
      policies: own.policies, authors: own.authors, parts: own.parts, sections: own.sections,
      provenance: own.provenance)
    let chair = Template(
      id: "sutton-chair-referral", version: "1", title: "T", effectiveFrom: own.effectiveFrom,
      policies: own.policies, authors: own.authors, parts: own.parts, sections: own.sections,
      provenance: own.provenance)

    let findings = FormLint.findings(asking: sutton, templates: [newham, named, chair])

    #expect(
      findings.map { "\($0.pointer): \($0.detail)" } == [
        "professional/s3-write: There is no form sutton-heads-of-service.",
        "professional/s4-referral: No field of sutton-chair-referral holds: account, attempts, risk-assessment, resolution-sought.",
        "professional/form-outcome: The form sutton-referral has no part outcome.",
      ])
  }
}

@Suite("Reading a template") struct TemplateReaderTests {
  private func faults(_ json: JSONValue) -> [String] {
    do throws(TemplateFaults) {
      _ = try TemplateReader.read(json)
    } catch {
      return error.list.map { "\($0.pointer) \($0.code)" }
    }
    return []
  }

  @Test func `every fault of its shape is found at once`() {
    let seeds: [(String, JSONValue?)] = [
      ("/title", nil), ("/sections/0/fields/0/kind", ["poem": true]), ("/surprise", 1),
    ]
    let all = seeds.map { faults(SeededTemplate.with($0.1, at: $0.0)) }

    #expect(
      all == [
        ["/title missing"], ["/sections/0/fields/0/kind/poem unknownMember"],
        ["/surprise unknownMember"],
      ])
  }

  @Test func `a field is required, or required if, and not both`() {
    var json = SeededTemplate.with(true, at: "/sections/0/fields/3/required")

    #expect(faults(json) == ["/sections/0/fields/3/requiredIf exactlyOne"])

    json = SeededTemplate.with(true, at: "/sections/0/fields/0/notStated")
    #expect(faults(json) == [])
  }

  @Test func `what is no JSON says where it stops being it`() {
    #expect(throws: TemplateFaults.self) { try TemplateReader.read(Array("{\"id\": }".utf8)) }
  }

  @Test func `a field comes from where its part comes from, unless it says better`() throws {
    let json = SeededTemplate.with("T-2", at: "/parts/1/clause")
    let template = try TemplateReader.read(json)

    #expect(template.field("words")?.provenance.clause == "T-1")
    #expect(template.field("answer")?.provenance.clause == "T-2")
  }
}
