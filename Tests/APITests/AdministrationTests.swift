import Casework
import Escalations
import HTTP
import JSON
import Testing

@testable import API

@Suite("What administrators do") struct AdministrationTests {
  private static let rows = RouteRow.commands.filter { $0.route.roles == [.admin] }
  private static let holidays = "/v1/calendars/england-and-wales/holidays"

  @Test(arguments: rows) func `on a dry run changes nothing and says what would be`(
    row: RouteRow
  ) throws {
    let prepared = try Prepared(row)
    let before = prepared.service.store.eventCount

    let answer = try prepared.send(query: "?dryRun=true")

    #expect(answer.status == 200, "\(answer.text)")
    #expect(answer.json["dryRun"]?.boolValue == true)
    #expect(answer.json["event"] == nil)
    #expect(prepared.service.store.eventCount == before)
    let done = try prepared.send()
    #expect(done.status == 201, "the dry run did it, or used up the key: \(done.text)")
    // Another partnership that counts by the same calendar has it on its own record.
    #expect(prepared.service.store.eventCount > before)
  }

  @Test(arguments: rows) func `points to what it changed`(row: RouteRow) throws {
    let prepared = try Prepared(row)

    let answer = try prepared.send()

    let location = try #require(answer.fields[.location])
    #expect(try prepared.service.get(location, as: prepared.sample.caller).status == 200)
  }

  /// What somebody does to an escalation.
  typealias Deed = @Sendable (Service, String) throws -> Void

  /// What people record, each on a clock that the walk over all escalations has not reached.
  static let deeds: [(name: String, before: Deed, deed: Deed)] = [
    ("an order", { _, _ in }, Samples.talked),
    (
      "a form", Samples.signed,
      { service, reference in
        try service.change("/v1/forms/\(reference)-F1/submission", "POST", #"{"part":"sent"}"#)
      }
    ),
  ]

  @Test(arguments: deeds.map(\.name))
  func `whoever acts first after a bank holiday acts on clocks that have moved`(name: String) throws
  {
    let row = try #require(Self.deeds.first { $0.name == name })
    let service = try Service()
    let reference = try service.raise()
    try row.before(service, reference)
    try service.post(
      Self.holidays, as: .admin,
      #"{"change":"add","date":"2026-05-22","title":"A jubilee","reason":"Proclaimed."}"#)

    try row.deed(service, reference)

    let record = try service.get("/v1/escalations/\(reference)/record")
    let kinds = record.json["events"]?.arrayValue?.compactMap { $0["kind"]?.stringValue } ?? []
    let moved = try #require(kinds.firstIndex(of: "calendarChanged"), "\(kinds)")
    #expect(moved == kinds.firstIndex(of: "acted").map { $0 - 1 })
  }

  @Test func `a bank holiday makes the calendar's next version, and days are counted by it`()
    throws
  {
    let service = try Service()

    let answer = try service.post(
      Self.holidays, as: .admin,
      #"{"change":"add","date":"2026-05-22","title":"A jubilee","reason":"Proclaimed."}"#)
    let calendar = try service.get("/v1/calendars/england-and-wales")
    let count = try service.get("/v1/working-days?from=2026-05-20&add=3")
    let withdrawn = try service.post(
      Self.holidays, as: .admin,
      #"{"change":"withdraw","date":"2026-05-22","reason":"It was a mistake."}"#)
    let again = try service.get("/v1/working-days?from=2026-05-20&add=3")

    #expect(answer.json["calendar"]?["version"]?.int64Value == 2)
    #expect(calendar.json["version"]?.int64Value == 2)
    #expect(calendar.json["following"]?["complete"]?.boolValue == false)
    // 21 May, then past the jubilee, the weekend and the bank holiday: 26 and 27 May.
    #expect(count.json["date"]?.stringValue == "2026-05-27")
    #expect(withdrawn.json["calendar"]?["version"]?.int64Value == 3)
    #expect(again.json["date"]?.stringValue == "2026-05-26")
  }

  @Test(arguments: [
    (
      #"{"change":"add","date":"2026-05-25","title":"Again","reason":"R."}"#,
      "alreadyDone /date", "it is a bank holiday already"
    ),
    (
      #"{"change":"withdraw","date":"2026-05-26","reason":"R."}"#, "noSuchEntry /date",
      "it is none"
    ),
    (
      #"{"change":"add","date":"2029-01-01","title":"New Year","reason":"R."}"#,
      "outsideCoverage /date", "the calendar does not reach so far"
    ),
    (
      #"{"change":"add","date":"2026-05-22","reason":"R."}"#, "missing /title",
      "people are told what it is"
    ),
    (
      #"{"change":"withdraw","date":"2026-05-25","title":"T","reason":"R."}"#,
      "unknownMember /title", "its title is known"
    ),
    (
      #"{"change":"add","date":"2026-02-30","title":"T","reason":"R."}"#, "noSuchDate /date",
      "there is no such day"
    ),
  ]) func `a change that cannot be is refused with its place`(
    body: String, fault: String, reason: String
  ) throws {
    let service = try Service()

    let answer = try service.post(Self.holidays, as: .admin, body)

    #expect(answer.status == 422)
    #expect(answer.faults == [fault], "\(reason): \(answer.text)")
    #expect(try service.get("/v1/calendars/england-and-wales").json["version"]?.int64Value == 1)
  }

  @Test func `a calendar that is not there is not found`() throws {
    let answer = try Service().post(
      "/v1/calendars/mars/holidays", as: .admin,
      #"{"change":"withdraw","date":"2026-05-25","reason":"R."}"#)

    #expect(answer.status == 404)
  }

  @Test func `a policy's new version is kept as it was sent, and in force from its day`() throws {
    let service = try Service()
    let json = SamplePolicy.json(version: "2", effectiveFrom: "2026-05-25")

    let answer = try service.post("/v1/policies", as: .admin, json)
    let stored = try service.get("/v1/policies/sample/versions/2")
    let list = try service.get("/v1/policies")
    let before = try service.raise()
    service.clock.move(to: try #require(Instant("2026-05-25T09:00:00Z")))
    let after = try service.raise()

    #expect(answer.json["policy"]?["effectiveFrom"]?.stringValue == "2026-05-25")
    #expect(stored.text == json)
    let present = list.json["items"]?.arrayValue?.map { $0["present"]?.boolValue }
    #expect(present == [true, false])
    let versions = try [before, after].map { reference in
      try service.get("/v1/escalations/\(reference)").json["policyVersion"]?.stringValue
    }
    #expect(versions == ["1", "2"], "a running escalation keeps its version")
  }

  @Test(arguments: [
    (
      SamplePolicy.json(version: "2", partnership: "other"),
      ["notYours /partnership"],
      "one partnership does not write another's policy, nor hears what names it has"
    ),
    (SamplePolicy.json(version: "1"), ["alreadyDone /version"], "a version never changes"),
    (
      SamplePolicy.json(version: "2", effectiveFrom: "1970-01-01"), ["taken /effectiveFrom"],
      "one version at a time is in force"
    ),
    (
      SamplePolicy.json(version: "2").replacing("\"chair\"]", with: "\"king\"]")
        .replacing("england-and-wales", with: "mars"),
      ["unknownCalendar /calendar", "unknownRole /tracks/0/stages/2/end/by/0"],
      "all faults are told at once, where they are"
    ),
    (
      SamplePolicy.json(version: "2").replacing(
        #""act":"meet""#, with: #""act":"submitForm","form":"no-such-form""#),
      ["unknownForm /tracks/0/stages/0/duties/0/form"], "a form that nobody could fill in"
    ),
  ]) func `a version that cannot be is refused with every fault`(
    json: String, faults: [String], reason: String
  ) throws {
    let service = try Service()

    let answer = try service.post("/v1/policies", as: .admin, json)

    #expect(answer.status == 422)
    #expect(answer.faults.sorted() == faults.sorted(), "\(reason): \(answer.text)")
    #expect(try service.get("/v1/policies").json["items"]?.arrayValue?.count == 1)
  }

  @Test func `moving to another version says beforehand what lapses, opens and moves`() throws {
    let service = try Service()
    let reference = try service.raise()
    let path = "/v1/escalations/\(reference)/policy-migration"
    let body = #"{"reason":"The new version is shorter."}"#
    let none = try service.order(reference, "policy-migration", as: .office, body)
    try service.post("/v1/policies", as: .admin, SamplePolicy.json(version: "2"))

    let preview = try service.post(path + "?dryRun=true", as: .office, body)
    let unmoved = try service.get("/v1/escalations/\(reference)").json["policyVersion"]
    let done = try service.order(reference, "policy-migration", as: .office, body)
    let again = try service.order(reference, "policy-migration", as: .office, body)

    #expect(none.faults == ["alreadyDone "], "there is no other version yet: \(none.text)")
    let changes = preview.json["changes"]?.arrayValue?.map { change in
      [
        change["change"]?.stringValue, change["key"]?.stringValue,
        change["previousLimit"]?["on"]?.stringValue, change["limit"]?["on"]?.stringValue,
      ].map { $0 ?? "-" }.joined(separator: " ")
    }
    // Seven working days from Wednesday 20 May pass over the bank holiday of the 25th; three as well.
    #expect(
      changes?.sorted() == [
        "lapsed 1.advice.school - -", "lapsed 1.offer.school - -", "lapsed 1.reflect.school - -",
        "moved 1.one-complete.- 2026-06-01 2026-05-26", "opened 1.visit.care - -",
      ], "\(preview.text)")
    #expect(unmoved?.stringValue == "1")
    #expect(done.json["changes"] == preview.json["changes"])
    #expect(again.faults == ["alreadyDone "])
    let record = try service.get("/v1/escalations/\(reference)/record").json
    let event = record["events"]?.arrayValue?.last
    #expect(event?["details"]?["from"]?.stringValue == "1")
    #expect(event?["details"]?["to"]?.stringValue == "2")
  }

  @Test func `it may move to a later version that has begun, by name, and to no other`() throws {
    let service = try Service()
    let reference = try service.raise()
    for (version, day) in [("2", "2026-05-20"), ("3", "2026-05-21"), ("4", "2026-12-01")] {
      try service.post(
        "/v1/policies", as: .admin, SamplePolicy.json(version: version, effectiveFrom: day))
    }
    service.clock.move(to: try #require(Instant("2026-05-25T09:00:00Z")))
    func move(to version: String) throws -> Answered {
      try service.order(
        reference, "policy-migration", as: .office,
        #"{"version":"\#(version)","reason":"Those raised together stay together."}"#)
    }

    #expect(try move(to: "none").faults == ["unknownCode /version"])
    #expect(try move(to: "4").faults == ["noCounterpart /version"], "nobody is bound by it yet")
    #expect(try move(to: "2").status == 201, "though version 3 is in force")
    let moved = try service.get("/v1/escalations/\(reference)").json["policyVersion"]
    #expect(moved?.stringValue == "2")
    #expect(try move(to: "1").faults == ["noCounterpart /version"], "never back")
  }

  @Test func `a flow chart is a picture that may set its paper and do nothing else`() throws {
    let service = try Service()

    let answer = try service.get("/v1/policies/sample/flowchart.svg")
    let tag = try #require(answer.fields[.etag])
    let again = try service.get(
      "/v1/policies/sample/flowchart.svg", as: .school, [("If-None-Match", tag)])
    let other = try service.get("/v1/policies/elsewhere/flowchart.svg")

    #expect(answer.fields[.contentType] == "image/svg+xml")
    #expect(
      answer.fields[.contentSecurityPolicy]
        == "default-src 'none'; style-src 'sha256-YouaEquwi2g8yymmPd2ErtGGAUrqgcCnVfFF1TLj1wI='; frame-ancestors 'none'"
    )
    #expect(answer.text.hasPrefix("<svg"))
    #expect(again.status == 304)
    #expect(other.status == 404, "another partnership's policy is not there to be seen")
  }

  @Test func `a story is played by the rules in force, and told in JSON or in lines`() throws {
    let service = try Service()
    let path = "/v1/policies/sample/simulation"

    let json = try service.post(path, Samples.story)
    let text = try service.post(path, as: .school, Samples.story, [("Accept", "text/plain")])
    let faulty = try service.post(
      path,
      Samples.story.replacing("2026-06-02T09:00:00Z\", \"by", with: "2026-05-02T09:00:00Z\", \"by"))

    let steps = json.json["steps"]?.arrayValue ?? []
    #expect(json.json["asExpected"]?.boolValue == true)
    // Near, then past its limit, both by the service; then the two of the story.
    #expect(steps.map { $0["number"]?.int64Value } == [1, nil, nil, 2, 3])
    #expect(steps[2]["changes"]?.arrayValue?.first?["change"]?.stringValue == "passed")
    #expect(text.fields[.contentType] == "text/plain; charset=utf-8")
    #expect(text.text.contains("dutiesOpen"))
    #expect(faulty.faults == ["outOfOrder /events/0/at", "outOfOrder /events/1/at"])
    #expect(service.store.eventCount == 0)
  }
}
