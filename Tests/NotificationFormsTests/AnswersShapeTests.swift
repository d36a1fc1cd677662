import Casework
import Escalations
import JSON
import NotificationForms
import Testing

@Suite("The schema of a template's answers") struct AnswersShapeTests {
  @Test(arguments: FormFiles.templates)
  func `is a schema with a member for each field, by its label`(
    path: String
  ) throws {
    let template = try FormFiles.template(path)

    let schema = template.schema(id: "https://parley.example/v1/form-templates/x/schema")

    let properties = try #require(schema["properties"]?.objectValue)
    let answered = template.fields.filter { $0.kind.name != .signature }
    #expect(properties.names == answered.map(\.id.text))
    for field in answered {
      #expect(
        properties[field.id.text]?["description"]?.stringValue?.hasPrefix(field.label) == true)
    }
    let names = try #require(schema.objectValue).names
    #expect(!names.contains("required"), "a draft may be incomplete")
    #expect(schema["additionalProperties"] == false)
  }

  @Test func `of a part demands what the part always demands`() throws {
    let template = try FormFiles.template(NewhamReferralTests.path)

    let schema = template.schema(of: "referral")

    #expect(
      schema["required"]?.arrayValue?.compactMap(\.stringValue) == [
        "author", "others", "details", "steps", "agencyLearning", "staffTraining", "newProtocol",
        "subGroup",
      ])
    let row = schema["properties"]?["children"]?["items"]
    #expect(row?["properties"]?["address"]?["x-sensitivity"] == "personal")
    #expect(row?["properties"]?["address"]?["maxProperties"] == 1)
  }

  /// A screen built from the schema sends nothing that is refused for its type.
  @Test func `takes what the forms take, and refuses what they refuse`() throws {
    let shape = Sample.template().answersShape
    #expect(shape.faults(in: SubmissionTests.full).isEmpty)
    #expect(shape.faults(in: ["address": ["withheld": true]]).isEmpty)

    // What a shape cannot say: that a child is one of the escalation's, and born or expected.
    let beyond = ["/child/key", "/child/expectedDate"]
    for row in AnswerReadingTests.wrong
    where !row.found.contains(where: { found in
      beyond.contains { found.hasPrefix($0) }
    }) {
      #expect(!shape.faults(in: row.json).isEmpty, "\(row.because)")
    }
  }

  @Test(arguments: FormFiles.templates) func `takes what the record fills in`(path: String) throws {
    let template = try FormFiles.template(path)
    let policy = try #require(template.policies.first)
    let folder = path.hasPrefix("config") ? "config/policies/" : "examples/policies/"
    let track = policy.tracks.first
    var play = try Play(
      folder + policy.policy.text + ".json", track: track, category: nil,
      facts: track == "round-table" ? ["contested-risk-plan"] : [])
    try play.discuss("We differ.")

    let filled = play.prefill(template).answers
    let json = filled.json(template.fields)

    #expect(template.answersShape.faults(in: json) == [])
    let read = try Answers.read(
      RawAnswer(json), template: template, children: play.state.raised.children.map(\.key))
    #expect(read == filled)
  }
}
