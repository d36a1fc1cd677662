import Casework
import Escalations
import JSON
import NotificationForms
import Testing

@Suite("What is filed") struct FiledContentTests {
  private func separated(_ json: JSONValue) throws -> (content: FiledContent, texts: [Part]) {
    try Answers.read(
      RawAnswer(json), template: Sample.template(), children: ["child-1", "child-2"]
    ).separated(by: Sample.fields)
  }

  @Test func `names and words lie beside the payload, each under its class and person`() throws {
    let (content, texts) = try separated(SubmissionTests.full)

    let listed = texts.map { "\($0.member) \($0.class) \($0.person)" }
    #expect(
      listed == [
        "/answers/line narrative ", "/answers/lines narrative ", "/answers/words narrative ",
        "/answers/who/name name who", "/answers/who/role name who",
        "/answers/where/name narrative ", "/answers/child/name name child-1",
        "/answers/child/birthDate birthDate child-1", "/answers/address identifier address",
        "/answers/rows/0/child/name name child-1", "/answers/rows/0/note narrative ",
        "/answers/rows/1/child/name name child-2",
      ])
    let values = content.entries.compactMap(\.value)
    #expect(
      values == [
        "2026-03-01", "two", "2", "one", "two", "st-hilda", "child-1", "2", "child-1",
        "2026-05-01", "child-2",
      ])
  }

  @Test func `put together again it is what was answered`() throws {
    var random = SeededRandom(seed: 7)
    for _ in 0..<200 {
      var object = JSONObject()
      for member in try #require(SubmissionTests.full.objectValue).members
      where random.below(3) > 0 {
        object[member.name] = member.value
      }
      if random.below(2) == 0 { object["address"] = ["withheld": true] }
      if random.below(2) == 0 { object["child"] = ["name": "X", "birthDateNotKnown": true] }
      let answers = try Answers.read(
        RawAnswer(.object(object)), template: Sample.template(), children: ["child-1", "child-2"])

      let (content, texts) = answers.separated(by: Sample.fields)

      #expect(content.joined(with: texts, fields: Sample.fields) == answers)
    }
  }

  @Test func `one sibling's name can go and the other's stays`() throws {
    let (content, texts) = try separated(SubmissionTests.full)

    let left = texts.filter { $0.person != "child-1" }
    let answers = content.joined(with: left, fields: Sample.fields)

    #expect(
      answers["child"] == .child(ChildAnswer(key: "child-1", name: nil, birth: .erased)))
    guard case .rows(let rows)? = answers["rows"] else {
      Issue.record("the rows are gone")
      return
    }
    #expect(rows[0]["child"] == .child(ChildAnswer(key: "child-1")))
    #expect(rows[1]["child"] == .child(ChildAnswer(key: "child-2", name: "Baby")))
  }

  @Test func `with every text gone, what was answered without words is still there`() throws {
    let (content, _) = try separated(SubmissionTests.full)

    let answers = content.joined(with: [], fields: Sample.fields)

    #expect(
      answers["line"] == .erased && answers["who"] == .erased && answers["address"] == .erased)
    #expect(answers["sure"] == .yesNo(true))
    #expect(answers["themes"] == .choices(["one", "two"]))
    #expect(answers["when"] == .date(try date("2026-03-01")))
  }

  @Test func `a later text at the same place is the one that stands`() throws {
    let (content, texts) = try separated(["who": ["name": "Anne", "role": "Head"]])
    let right = Part(class: .name, person: "who", member: "/answers/who/name", text: "Ann")

    let answers = content.joined(with: texts + [right], fields: Sample.fields)

    #expect(answers["who"] == .practitioner(PractitionerAnswer(name: "Ann", role: "Head")))
  }
}
