import JSON
import Testing

/// What the policy is for, and what it is not.
extension CroydonClauseTests {
  @Test func `CRO-01 it lies between two agencies, and each child's level is owed, not demanded`()
    async throws
  {
    let played = try await raise(
      #""children": [{"localReference": "1"}, {"localReference": "2", "level": "none"}]"#)

    let owed = try await played.duty("state-level")
    #expect(owed.text("force") == "should")
    #expect(owed.text("clause") == "CRO-01")
    #expect(owed["blocks"] == nil)
    let stated = try await played.post(
      "acts",
      #"{"kind": "check", "levels": {"child-1": "child-protection"}, "by": {"name": "A"}}"#)
    #expect(stated.json.texts("met") == ["1.state-level.croydon-st-hilda"])
    let children = try #require(try await played.get().json["children"]?.arrayValue)
    #expect(children.map { $0.text("level") } == ["child-protection", "none"])
    let unknown = try await tryRaising(#""children": [{"localReference": "1", "level": "high"}]"#)
    #expect(unknown.faults == ["unknownCode /children/0/level"])
  }

  @Test func `CRO-01 a level stated on raising is not asked for again`() async throws {
    let played = try await raise(#""children": [{"localReference": "1", "level": "early-help"}]"#)

    #expect(try await played.duties("state-level").isEmpty)
  }

  @Test func `CRO-02 a dispute inside one agency is refused, and told where to go`() async throws {
    let refused = try await tryRaising(with: CroydonClauseTests.school, "")

    #expect(refused.status == 422)
    #expect(refused.code == "outOfScope")
    #expect(refused.clauses == ["CRO-02"])
    #expect(refused.details.contains("The agency's own dispute-resolution procedure"))
  }

  /// A matter that is for somebody else, and for whom.
  struct Matter: Sendable, CustomTestStringConvertible {
    let code: String
    let destination: String
    let testDescription: String

    static let all = [
      Matter(
        code: "professional-conduct", destination: "the agency that employs the professional",
        testDescription: "a professional's conduct is for the employer"),
      Matter(
        code: "agency-policy", destination: "the agency whose policy it is",
        testDescription: "an agency's own policies are for that agency"),
      Matter(
        code: "partnership-decision",
        destination: "CSCP Executive Group. To be alerted: CSCP "
          + "Independent Scrutineer",
        testDescription: "the partnership's decisions are for its Executive Group"),
    ]
  }

  @Test(arguments: Matter.all)
  func `CRO-03 a complaint is refused with its destination; mixed, it is taken and signposted`(
    matter: Matter
  ) async throws {
    let refused = try await tryRaising(#""matters": ["\#(matter.code)"]"#)

    #expect(refused.status == 422)
    #expect(refused.faults == ["outOfScope /matters"])
    #expect(refused.clauses == ["CRO-03"])
    #expect(refused.details.contains(matter.destination))
    let mixed = try await raise(#""matters": ["\#(matter.code)", "decision-about-child"]"#)
    let signpost = try #require(mixed.raised.entry(of: "warnings", where: "code", is: "signpost"))
    #expect(signpost.text("clause") == "CRO-03")
    #expect(signpost.text("detail")?.contains(matter.destination) == true)
  }

  @Test func `CRO-03 the garbled sentence carries a note`() async throws {
    let exclusions = try #require(try await policy()["scope"]?["exclusions"]?.arrayValue)

    let noted = exclusions.filter { $0.text("note")?.contains("garbled") == true }
    #expect(
      noted.map { $0.text("ground", "matter") } == ["professional-conduct", "agency-policy"])
  }

  @Test func `CRO-06 five areas of disagreement, and any other in words of one's own`()
    async throws
  {
    let areas = try #require(try await policy()["categories"]?.arrayValue)
    #expect(areas.count == 6)

    let bare = try await tryRaising(#""category": "other""#)
    #expect(bare.faults == ["reasonMissing /categoryWords"])
    #expect(bare.clauses == ["CRO-06"])
    let worded = try await raise(#""category": "other", "categoryWords": "Housing.""#)
    #expect(try await worded.status().text("category") == "other")
    for area in areas.compactMap({ $0.text("code") }) where area != "other" {
      let dry = try await server.caller(CroydonClauseTests.school).post(
        "/v1/escalations?dryRun=true",
        PlayedCase.body(
          policy: "croydon", with: CroydonClauseTests.care, #""category": "\#(area)""#))
      #expect(dry.status == 200, "\(area): \(dry.text)")
    }
  }

  @Test func `CRO-21 nobody else approves, rejects or closes a concern as not significant`()
    async throws
  {
    let played = try await raise()

    #expect(try await played.status().text("state") == "open")
    let withdrawn = try await played.change(
      "withdrawal", #"{"reason": "Not significant.", "immediateRisk": "no"}"#, by: played.other)
    #expect(withdrawn.code == "notRaisingSide")
    for (basis, code) in [
      ("assent", "assentMissing"), ("decision", "decisionMissing"),
      ("unresolved", "notRaisingSide"),
    ] {
      let closed = try await played.change(
        "resolution", #"{"basis": "\#(basis)"}"#, by: played.other)
      #expect(closed.code == code, "\(basis): \(closed.text)")
    }
    for role in ["partnership", "decider"] {
      let closed = try await played.change(
        "resolution", #"{"basis": "assent"}"#, by: played.office(role))
      #expect(closed.status == 403, "\(role): \(closed.text)")
    }
    let blocking = try await played.duties().filter { $0["blocks"] != nil }
    #expect(blocking.allSatisfy { $0.texts("owners") == ["agency:croydon-st-hilda"] })
  }

  @Test func `CRO-22 the day the concern arose is kept apart from the day it was raised`()
    async throws
  {
    let played = try await raise(#""aroseOn": "2026-05-20""#)

    let detail = try await played.get().json
    #expect(detail.text("aroseOn") == "2026-05-20")
    #expect(detail.text("raisedAt") == "2026-06-01T09:00:00Z")
    let quiet = try #require(try await policy()["quiet"])
    #expect(quiet["afterCalendarDays"]?.int64Value == 21)
    #expect(quiet["assumed"]?.boolValue == true)
  }

  @Test func `CRO-23 agencies on neither side take part, and a transition brings in the network`()
    async throws
  {
    let played = try await raise(#""involved": ["croydon-health"], "facts": ["transition"]"#)
    let health = try server.caller("croydon-health")

    #expect(try await played.duty("include-network").text("force") == "should")
    #expect(try await played.get(by: health).json.texts("facts") == ["transition"])
    #expect(try await played.get(by: server.caller("croydon-police")).status == 404)
    let joined = try await played.post(
      "parties", #"{"agency": "croydon-police", "side": "involved"}"#)
    #expect(joined.status == 201, "\(joined.text)")
    #expect(try await played.get(by: server.caller("croydon-police")).status == 200)
    let heard = try await played.discuss(by: health)
    #expect(heard.status == 201)
    #expect(try await raise().duties("include-network").isEmpty)
  }
}
