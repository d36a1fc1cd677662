import JSON
import Testing

/// Raised under the wrong partnership, and handed to the right one.
extension CommonClauseTests {
  private static let toNewham = #"""
    {"policy": "newham", "raising": "newham-st-hilda", "receiving": ["newham-social-care"],
     "reason": "The family lives in Newham.", "by": {"name": "A. Teacher"}}
    """#

  @Test func `ALL-05 a transfer keeps the date raised and the words, and links both ways`()
    async throws
  {
    let own = try RunningServer(["--clock", "manual=2026-06-01T09:00:00Z"])
    let played = try await raise(
      #""children": [{"name": "R. Exampel"}], "category": "levels-of-need", "aroseOn": "2026-05-20""#,
      on: own)
    try await played.change(
      "corrections", #"{"event": 1, "members": {"/children/0/name": "R. Example"}}"#)
    try own.move(to: "2026-06-02T09:00:00Z")
    let moved = try await played.change("transfer", CommonClauseTests.toNewham)
    let there = try #require(moved.json.text("transferredTo"), "\(moved.text)")

    let old = try await played.get().json
    #expect(moved.status == 201)
    #expect(there.hasPrefix("NSCP-2026-"))
    #expect(old.text("state") == "transferred")
    #expect(old.text("transferredTo") == there)
    let new = try await own.caller("newham-social-care").get("/v1/escalations/\(there)").json
    #expect(new.text("state") == "open")
    #expect(new.text("transferredFrom") == played.reference)
    #expect(new.text("raisedAt") == "2026-06-01T09:00:00Z")
    #expect(new.text("aroseOn") == "2026-05-20")
    #expect(new.text("children", "0", "name") == "R. Example")
    #expect(new.text("summary") == "The referral was closed and we still worry.")
    #expect(new["category"] == nil)
    let owed = try await own.caller("newham-st-hilda").get("/v1/escalations/\(there)/owed").json
    let talk = owed.entry(of: "duties", where: "duty", is: "s1-discuss")
    #expect(talk?.text("clock", "limit", "on") == "2026-06-04")
    #expect(try await own.caller("newham-police").get("/v1/escalations/\(there)").status == 404)
    #expect(try await played.raiser.get("/v1/escalations/\(there)").status == 404)
    let verified = try own.verify()
    #expect(verified.status == 0, "\(verified.output)")
  }

  @Test func `ALL-05 the raising side or the office hands over, the other side does not`()
    async throws
  {
    let played = try await raise()
    let theirs = try await played.change(
      "transfer", CommonClauseTests.toNewham, by: played.other)
    let before = try await server.caller("newham-st-hilda").get("/v1/escalations").json
    let tried = try await played.raiser.post(
      "/v1/escalations/\(played.reference)/transfer?dryRun=true", CommonClauseTests.toNewham)
    let after = try await server.caller("newham-st-hilda").get("/v1/escalations").json
    let office = try await played.change(
      "transfer", CommonClauseTests.toNewham, by: played.office("partnership"))
    let again = try await played.change("transfer", CommonClauseTests.toNewham)

    #expect(theirs.code == "notRaisingSide")
    #expect(theirs.clauses == ["ALL-05"])
    #expect(tried.status == 200, "\(tried.text)")
    #expect(before == after)
    #expect(office.status == 201, "\(office.text)")
    #expect(again.code == "closed")
  }

  @Test func `ALL-05 what the right partnership would not take changes nothing here`() async throws
  {
    let played = try await raise()
    let bodies = [
      (
        #"{"policy": "croydon", "raising": "croydon-st-hilda", "receiving": ["croydon-police"]}"#,
        ["unknownCode /policy"]
      ),
      (
        #"{"policy": "newham", "raising": "croydon-st-hilda", "receiving": ["newham-police"]}"#,
        ["unknownAgency /raising"]
      ),
      (
        #"{"policy": "haringey", "track": "conference-request", "raising": "haringey-st-hilda", "receiving": ["haringey-police"]}"#,
        ["trackNotStartable /track"]
      ),
    ]
    for (body, faults) in bodies {
      let answer = try await played.change("transfer", body)
      #expect(answer.faults == faults, "\(answer.text)")
    }

    let stale = try await played.post("transfer", CommonClauseTests.toNewham)
    #expect(stale.status == 428)
    #expect(try await played.status().text("state") == "open")
  }
}
