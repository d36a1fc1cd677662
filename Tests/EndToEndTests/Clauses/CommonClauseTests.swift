import JSON
import Testing

/// What holds under every policy, through the API.
@Suite("Clauses common to all", .serialized) struct CommonClauseTests {
  private static let shared = Result {
    try SharedServers.start("--clock", "manual=2026-06-01T09:00:00Z")
  }

  /// A policy with its partnership and what its agencies' names begin with.
  struct Place: CustomTestStringConvertible, Sendable {
    let policy: String
    let partnership: String
    let area: String
    let prefix: String

    var testDescription: String { policy }
    var school: String { area + "-st-hilda" }
    var care: String { area + "-social-care" }

    static let all = [
      Place(policy: "croydon", partnership: "cscp", area: "croydon", prefix: "CSCP"),
      Place(policy: "gscp", partnership: "gscp", area: "gscp", prefix: "GSCP"),
      Place(policy: "sutton", partnership: "sutton-lscp", area: "sutton", prefix: "SLSCP"),
      Place(policy: "haringey", partnership: "haringey-lscb", area: "haringey", prefix: "HLSCB"),
      Place(policy: "newham", partnership: "nscp", area: "newham", prefix: "NSCP"),
    ]
  }

  /// One server for all; it stands at nine in the morning of a Monday in June.
  var server: RunningServer { get throws { try CommonClauseTests.shared.get() } }

  /// A school's disagreement with children's social care.
  func raise(
    at place: Place = Place.all[0], _ members: String = "", on own: RunningServer? = nil
  ) async throws -> PlayedCase {
    try await PlayedCase.raise(
      on: own ?? server, policy: place.policy, of: place.partnership, by: place.school,
      with: place.care, members)
  }
}

extension CommonClauseTests {
  @Test func `ALL-01 several children, also unborn: risk, level and outcome are each child's own`()
    async throws
  {
    let played = try await raise(
      #"""
      "children": [{"name": "R. E.", "birthDate": "2019-03-04", "level": "child-in-need"},
        {"name": "S. E.", "level": "child-protection"},
        {"name": "unborn E.", "expectedDate": "2026-09-01"}]
      """#)
    let risk = try await played.post(
      "risk-statements",
      #"{"immediateRisk": "yes", "children": {"child-1": "no", "child-3": "yes"}}"#)
    try await played.discuss()
    let unknown = try await resolve(played, #"{"child-4": "changed", "child-1": "gone"}"#)
    let resolved = try await resolve(
      played, #"{"child-1": "unchanged-understood", "child-3": "partly-changed"}"#)

    #expect(risk.status == 201, "\(risk.text)")
    #expect(
      Set(unknown.faults) == [
        "noSuchEntry /childOutcomes/child-4", "unknownCode /childOutcomes/child-1",
      ])
    #expect(resolved.status == 201, "\(resolved.text)")
    let seen = try await played.get(by: played.other).json
    let children = seen["children"]?.arrayValue ?? []
    #expect(children.map { $0["unborn"]?.boolValue } == [false, false, true])
    #expect(children.map { $0.text("level") } == ["child-in-need", "child-protection", nil])
    #expect(seen.text("risk", "children", "child-3") == "yes")
    #expect(seen.text("children", "2", "expectedDate") == "2026-09-01")
    #expect(seen.text("resolution", "childOutcomes", "child-3") == "partly-changed")
  }

  private func resolve(_ played: PlayedCase, _ outcomes: String) async throws -> Caller.Answer {
    try await played.change(
      "resolution",
      #"""
      {"basis": "assent", "outcome": "changed", "childOutcomes": \#(outcomes),
       "contents": {"agreed-outcome": "A visit."}}
      """#)
  }

  @Test
  func `ALL-03 one list says what is owed, by whom, since when, until when and on what ground`()
    async throws
  {
    let own = try RunningServer(["--clock", "manual=2026-06-01T09:00:00Z"])
    let played = try await raise(on: own)
    try own.move(to: "2026-06-15T09:00:00Z")

    let owed = try await played.get("owed").json
    let stage = try await played.duty("stage-1-complete")
    #expect(owed["late"]?.int64Value == 1)
    #expect(stage.text("state") == "late")
    #expect(stage.text("openedAt") == "2026-06-01T09:00:00Z")
    #expect(stage.text("clock", "limit", "on") == "2026-06-10")
    #expect(stage.text("force") == "should")
    #expect(stage.text("clause") == "CRO-11")
    #expect(stage["owners"] == ["agency:croydon-st-hilda", "agency:croydon-social-care"])
    let mine = try await played.raiser.get("/v1/duties?owedBy=agency:croydon-st-hilda").json
    let row = (mine["items"]?.arrayValue ?? []).first {
      $0.text("key") == stage.text("key") && $0.text("reference") == played.reference
    }
    #expect(row?.text("state") == "late")
    let theirs = try await played.get("owed", by: played.other).json["duties"]?.arrayValue ?? []
    #expect(theirs.contains { $0.text("key") == stage.text("key") })
    #expect(!theirs.contains { $0.text("duty") == "consult-own-lead" })
  }

  @Test(arguments: Place.all) func `ALL-04 the same calls serve each policy on one server`(
    place: Place
  ) async throws {
    let played = try await raise(at: place)
    let talk = try await played.discuss(#""medium": "phone""#)
    let seen = try await played.post("acknowledgements", "{}", by: played.other)
    let withdrawn = try await played.change(
      "withdrawal", #"{"reason": "Solved.", "immediateRisk": "no"}"#)

    #expect(played.reference.hasPrefix(place.prefix + "-2026-"))
    #expect(talk.status == 201 && seen.status == 201 && withdrawn.status == 201)
    #expect(try await played.status().text("policy") == place.policy)
    for other in Place.all where other.policy != place.policy {
      let answer = try await played.get(by: server.caller(other.school))
      #expect(answer.status == 404)
    }
  }

  @Test(arguments: Place.all) func `ALL-06 the agency complained of cannot close it alone`(
    place: Place
  ) async throws {
    let played = try await raise(at: place)
    let contents = #""contents": {"next-steps": "A", "agreed-outcome": "A"}"#
    var refused: [String?] = []
    for basis in ["assent", "decision", "unresolved"] {
      let answer = try await played.change(
        "resolution", #"{"basis": "\#(basis)", \#(contents)}"#, by: played.other)
      refused.append(answer.status == 201 ? nil : answer.code)
    }
    let withdrawn = try await played.change(
      "withdrawal", #"{"reason": "No.", "immediateRisk": "no"}"#, by: played.other)
    let bare = try await played.change("withdrawal", #"{"immediateRisk": "no"}"#)
    let riskless = try await played.change("withdrawal", #"{"reason": "Solved."}"#)
    let ours = try await played.change(
      "withdrawal", #"{"reason": "Solved.", "immediateRisk": "notKnown"}"#)

    #expect(!refused.contains(nil), "\(refused)")
    #expect(withdrawn.code == "notRaisingSide")
    #expect(bare.faults == ["missing /reason"])
    #expect(riskless.faults == ["missing /immediateRisk"])
    #expect(ours.status == 201, "\(ours.text)")
    #expect(try await played.status().text("immediateRisk") == "notKnown")
  }

  @Test(arguments: Place.all) func `ALL-07 a sentence, an agency, a child and the risk are enough`(
    place: Place
  ) async throws {
    let school = try server.caller(place.school)
    let light = try await school.post(
      "/v1/escalations",
      #"""
      {"policy": "\#(place.policy)", "receiving": ["\#(place.care)"], "immediateRisk": "notKnown",
       "summary": "The referral was closed and we still worry.",
       "children": [{"localReference": "ST-0042"}]}
      """#)
    let nothing = try await school.post("/v1/escalations", "{}")

    #expect(light.status == 201, "\(light.text)")
    #expect(light.json.text("urgent")?.isEmpty == false)
    #expect(light.json["owed"]?.arrayValue?.isEmpty == false)
    #expect(
      Set(nothing.faults) == [
        "missing /policy", "missing /receiving", "missing /summary", "missing /immediateRisk",
      ])
  }
}
