import JSON
import Testing

/// Each clause of Sutton's policy, through the API; the files beside this one take a part each.
@Suite("Sutton, clause by clause", .serialized) struct SuttonClauseTests {}

/// What the policy says of itself and serves.
extension SuttonClauseTests {
  @Test func `SUT-01 the two parts are two tracks, and a strategic issue needs no child`()
    async throws
  {
    let tracks = try await SuttonCase.policy()["tracks"]
    #expect(tracks?.listed("strategic")?["child"]?.stringValue == "optional")
    #expect(tracks?.listed("professional")?["child"]?.stringValue == "required")

    let strategic = try await SuttonCase("\"track\": \"strategic\"", child: false)
    let withChild = try await SuttonCase.raise("\"track\": \"strategic\"")
    let childless = try await SuttonCase.raise("\"track\": \"professional\"", child: false)

    #expect(strategic.receipt.json["stage"]?.stringValue == "stage-1")
    #expect(withChild.status == 201)
    #expect(childless.faults == ["childMissing /children"])
    #expect(childless.json.groundClauses == ["SUT-01"])
  }

  @Test
  func `SUT-17 timescales that the text lacks are set by the partnership, and none is invented`()
    async throws
  {
    let policy = try await SuttonCase.policy()
    let notes = policy["notes"]?.arrayValue ?? []
    let timescales = notes.first { $0["about"]?.stringValue == "timescales" }
    #expect(timescales?["notStated"]?.boolValue == true)
    #expect(notes.contains { $0["about"]?.stringValue == "appendices" })

    let one = try await SuttonCase()
    let clock = try #require(try await one.items("stage-1-complete").first)
    #expect(clock["clock"]?["limit"] == nil)
    #expect(clock["state"]?.stringValue == "open")
    #expect(clock["note"]?.stringValue?.contains("flow chart") == true)
    let limit = """
      {"duty": "stage-1-complete", "dueOn": "2026-06-05", \
      "by": {"name": "B. Manager", "role": "lscp-office"}}
      """

    let inItsName = try await one.post("limits", limit)
    #expect(inItsName.faults == ["wrongRole /by/role"])
    #expect(try await one.items("stage-1-complete").first?["clock"]?["limit"] == nil)
    let set = try await one.post("limits", limit, by: one.office)

    #expect(set.status == 201, "\(set.text)")
    let item = try #require(try await one.items("stage-1-complete").first)
    #expect(item["clock"]?["cause"]?.stringValue == "set")
    #expect(item["clock"]?["limit"]?["on"]?.stringValue == "2026-06-05")
  }

  @Test
  func
    `SUT-18 a concern about one's own organisation is taken and shown to its whistleblowing policy`()
    async throws
  {
    let one = try await SuttonCase("\"matters\": [\"own-organisation\"]")

    let remark = try #require(one.receipt.json["warnings"]?.listed("signpost"))
    #expect(remark["detail"]?.stringValue?.contains("whistleblowing") == true)
    #expect(remark["clause"]?.stringValue == "SUT-18")
  }

  @Test(arguments: ["case-work", "case-audit", "serious-incident"])
  func `SUT-19 a concern may say whether it comes from case work, an audit or an investigation`(
    origin: String
  ) async throws {
    let one = try await SuttonCase("\"origin\": \"\(origin)\"")
    #expect(try await one.detail()["origin"]?.stringValue == origin)

    let none = try await SuttonCase.raise("")
    let unknown = try await SuttonCase.raise("\"origin\": \"rumour\"")
    #expect(none.status == 201)
    #expect(unknown.faults == ["unknownCode /origin"])
  }

  @Test func `SUT-20 the three key principles are served`() async throws {
    let principles = try await SuttonCase.policy()["principles"]
    #expect(
      principles?.listedNames == ["clarity", "organisational-learning", "open-communication"])
    #expect(
      principles?.arrayValue?.allSatisfy { $0["title"]?.stringValue?.isEmpty == false } == true)
  }

  @Test(arguments: [
    "referral", "assessment", "planning-and-review", "conduct", "commitment", "statutory-guidance",
    "resourcing",
  ])
  func `SUT-21 each area of Sutton's own list is taken, professional conduct too`(area: String)
    async throws
  {
    let one = try await SuttonCase("\"category\": \"\(area)\"")
    #expect(try await one.detail()["category"]?.stringValue == area)

    let strategic = try await SuttonCase.raise(
      "\"category\": \"\(area)\", \"track\": \"strategic\"", child: false)
    #expect(strategic.faults == ["unknownCode /category"])
  }

  @Test func `SUT-21 what is in none of the areas is taken with words of its own`() async throws {
    let bare = try await SuttonCase.raise("\"category\": \"other\"")
    let told = try await SuttonCase.raise(
      "\"category\": \"other\", \"categoryWords\": \"A shared interpreter\"")
    #expect(bare.faults == ["reasonMissing /categoryWords"])
    #expect(told.status == 201)
  }

  @Test(arguments: ["something-done", "something-lacking"])
  func `SUT-23 the concern may be about something done or something lacking`(fact: String)
    async throws
  {
    let one = try await SuttonCase("\"facts\": [\"\(fact)\"]")
    #expect(try await one.detail()["facts"]?.arrayValue?.first?.stringValue == fact)
  }
}
