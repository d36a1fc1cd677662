import Foundation
import JSON
import Testing

extension FormTests {
  /// A draft of Newham's form, and its escalation.
  private func newham() async throws -> (played: PlayedCase, form: PlayedForm) {
    let played = try await FormCase.newham.prepare(server)
    return (played, try await PlayedForm.begin("newham-referral", of: played))
  }

  struct BadAnswers: CustomTestStringConvertible, Sendable {
    let answers: String
    let faults: [String]
    let because: String
    var testDescription: String { because }
  }

  static let badAnswers = [
    BadAnswers(
      answers: #"{"details": 7, "staffTraining": "yes"}"#,
      faults: ["wrongType /answers/details", "wrongType /answers/staffTraining"],
      because: "wrong types, all at once"),
    BadAnswers(
      answers: #"{"colour": "red", "children": [{"shoe": 4}]}"#,
      faults: ["unknownField /answers/colour", "unknownField /answers/children/0/shoe"],
      because: "fields that the form does not have"),
    BadAnswers(
      answers: """
        {"others": [\(Array(repeating: #"{"practitioner": {"name": "A"}}"#, count: 41)
          .joined(separator: ","))]}
        """, faults: ["tooManyRows /answers/others"], because: "more rows than the table has"),
    BadAnswers(
      answers: "{\"details\": \"\(String(repeating: "x", count: 6_001))\"}",
      faults: ["tooLong /answers/details"], because: "a text too long"),
    BadAnswers(
      answers: #"{"stage1Date": "2026-02-30", "stage3Date": "soon"}"#,
      faults: ["noSuchDate /answers/stage1Date", "noSuchDate /answers/stage3Date"],
      because: "dates that do not exist"),
    BadAnswers(
      answers: #"{"subGroupName": "one\nline"}"#,
      faults: ["controlCharacter /answers/subGroupName"], because: "two lines where one is asked"),
    BadAnswers(
      answers: #"{"children": [{"child": {"key": "child-9", "name": "X"}}]}"#,
      faults: ["noSuchChild /answers/children/0/child/key"], because: "a child of no escalation"),
    BadAnswers(
      answers: #"{"children": [{"address": "1 High Street"}]}"#,
      faults: ["wrongType /answers/children/0/address"],
      because: "an address that says neither given nor withheld"),
    BadAnswers(answers: "[]", faults: ["wrongType /answers"], because: "no object at all"),
  ]

  @Test(arguments: badAnswers)
  func `refuses bad answers with their places, and loses nothing`(row: BadAnswers) async throws {
    let (_, form) = try await newham()
    try await form.answer(#"{"agencyLearning": "Kept."}"#)
    let before = try await form.read()

    let refused = try await form.put(row.answers)

    #expect(refused.status == 422)
    #expect(refused.faults == row.faults, "\(refused.text)")
    let after = try await form.read()
    #expect(after.text == before.text)
    #expect(after.fields["etag"] == before.fields["etag"])
  }

  @Test
  func `NEW-13 names every missing field by the label that people know, and what would be right`()
    async throws
  {
    let (_, form) = try await newham()

    let refused = try await form.submit("referral")

    #expect(refused.status == 422)
    #expect(refused.code == "invalid")
    #expect(
      refused.faults.contains("missing /answers/missingReasons")
        && refused.faults.contains("missing /answers/agencyLearning")
        && refused.faults.contains("missing /answers/children/0/address"), "\(refused.text)")
    #expect(
      refused.labels.contains(
        "If any of the above Stage Meeting dates have not taken place please outline the reasons why"
      ))
    let details = refused.json["errors"]?.arrayValue ?? []
    #expect(details.allSatisfy { $0.text("detail")?.isEmpty == false })
    #expect(try await form.read().json["lacks"]?.arrayValue?.count == details.count)
  }

  @Test func `is for its own policy, template and stage alone`() async throws {
    let played = try await FormCase.newham.prepare(server)

    let foreign = try await played.post("forms", #"{"template": "sutton-referral"}"#)
    let unknown = try await played.post("forms", #"{"template": "no-such-form"}"#)
    let unasked = try await played.post(
      "forms", #"{"template": "newham-referral", "duty": "1.s6-respond.newham-st-hilda"}"#)

    #expect(foreign.faults == ["wrongPolicy /template"], "\(foreign.text)")
    #expect(unknown.faults == ["unknownCode /template"])
    #expect(unasked.faults == ["noSuchDuty /duty"], "\(unasked.text)")
    #expect(try await played.get("forms").json["items"] == [])
  }

  @Test func `NEW-13 an address is never filled in, may be withheld, and is nowhere else`()
    async throws
  {
    let (played, form) = try await newham()
    let begun = try await form.read().json
    #expect(begun[path: ["answers", "children", "0", "child", "name"]] == "Ben Made-Up")
    #expect(begun[path: ["answers", "children", "0", "address"]] == nil)

    let given = FormCase.newham.answers.replacingOccurrences(
      of: #"{"withheld": true}"#, with: #"{"given": "17 Hidden Lane"}"#)
    try await form.answer(given)
    #expect(try await form.submit("referral").status == 201)
    #expect(try await form.page().text.contains("17 Hidden Lane"))
    for rest in ["", "record", "status", "owed", "clocks", "forms"] {
      #expect(try await !played.get(rest).text.contains("Hidden Lane"), "\(rest)")
    }

    let (_, other) = try await FormCase.newham.fill(on: server)
    try await other.submit("referral")
    #expect(try await other.page().text.contains("Withheld, for safety"))
  }

  @Test
  func `CRO-18 NEW-13 learning in the answers becomes learning of the escalation, with its form`()
    async throws
  {
    let (played, form) = try await FormCase.newham.fill(on: server)
    try await form.submit("referral")

    let learning = try #require(try await played.get().json["learning"]?.arrayValue)
    #expect(learning.map { $0.text("kind") } == ["agency", "training", "theme", "annualReport"])
    #expect(learning.allSatisfy { $0.text("fromForm") == form.id })
    #expect(learning[2].texts("routes") == ["sub-group"])
    #expect(learning[2].text("words") == "Neglect sub-group")

    let (croydon, other) = try await FormCase.croydon.fill(on: server)
    try await other.submit("notification")
    let themes = try #require(try await croydon.get().json["learning"]?.arrayValue)
    #expect(themes.compactMap { $0.text("theme") } == ["levels-of-need", "plans"])
  }

  @Test func `SUT-16 the practitioner with whom there is a concern stays on the form`() async throws
  {
    let (played, form) = try await FormCase.suttonReferral.fill(on: server)
    try await form.submit("referral")

    #expect(try await form.page(by: played.office("partnership")).text.contains("Q. Quill"))
    for rest in ["", "record", "status", "owed", "forms"] {
      for reader in [played.raiser, played.other, played.office("auditor")] {
        let answer = try await played.get(rest, by: reader)
        #expect(!answer.text.contains("Quill"), "\(rest)")
      }
    }
    let found = try await played.raiser.send(
      "POST", "/v1/escalations/search", #"{"localReference": "M-4711"}"#)
    #expect(found.json["items"]?.arrayValue?.isEmpty ?? true, "\(found.text)")
  }

  @Test func `an agency's drafts across escalations are one list, without a word of them`()
    async throws
  {
    let (first, one) = try await newham()
    let (_, other) = try await newham()
    try await one.answer(#"{"agencyLearning": "Say why in writing."}"#)
    let path = "/v1/forms?state=draft&template=newham-referral&limit=1"

    let page = try await first.raiser.get(path)
    let next = try #require(page.json.text("next"))
    let rest = try await first.raiser.get(next)
    let rows = [page, rest].compactMap { $0.json[path: ["items", "0"]] }
    #expect(rows.map { $0.text("id") } == [other.id, one.id])
    #expect(rows.last?.text("reference") == first.reference)
    #expect(rows.allSatisfy { $0.text("state") == "draft" && $0.text("changedAt") != nil })
    #expect(!rest.text.contains("Ben Made-Up") && !rest.text.contains("in writing"))

    for viewer in [first.other, first.office("partnership")] {
      let found = try await viewer.get("/v1/forms?agency=newham-st-hilda&limit=200")
      #expect(found.status == 200 && !found.text.contains(one.id))
    }
    let wrong = try await first.raiser.get("/v1/forms?state=lost")
    #expect(wrong.status == 422 && wrong.text.contains("abandoned"), "\(wrong.text)")
    let unknown = try await first.raiser.get("/v1/forms?template=sutton-referral&agency=nobody")
    #expect(
      unknown.faults.count == 2 && unknown.text.contains("newham-referral"), "\(unknown.text)")
  }

  @Test func `markup in any answer is text on the page`() async throws {
    let (_, form) = try await FormCase.newham.fill(on: server)
    let mark = #"</dd><script>alert('x')</script><img src=x onerror=\"y\">"#
    try await form.answer(#"{"details": "\#(mark)", "subGroupName": "\#(mark)"}"#)
    #expect(try await form.submit("referral").status == 201)

    let page = try await form.page().text
    #expect(!page.contains("<script") && !page.contains("<img"))
    #expect(page.contains("&lt;script&gt;alert(&#39;x&#39;)"))
  }
}
