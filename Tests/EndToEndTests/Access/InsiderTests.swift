import Foundation
import JSON
import Testing

/// What somebody with a valid credential might try against the others in an escalation.
@Suite("An insider", .serialized) struct InsiderTests {
  private static let shared = Result { try SharedServers.start() }
  private static let care = "croydon-social-care"

  private func played(_ members: String = "") async throws -> PlayedCase {
    try await PlayedCase.raise(
      on: InsiderTests.shared.get(), policy: "croydon", of: "cscp", by: "croydon-st-hilda",
      with: InsiderTests.care, members)
  }

  private func join(
    _ played: PlayedCase, _ agency: String, _ side: String, by caller: Caller
  ) async throws -> Caller.Answer {
    try await played.post("parties", #"{"agency": "\#(agency)", "side": "\#(side)"}"#, by: caller)
  }

  @Test func `brings nobody onto the other side, and takes out nobody who raised`() async throws {
    let played = try await played()
    let housing = played.server.caller("croydon-housing")
    let office = played.office("partnership")

    let ally = try await join(played, "croydon-housing", "raising", by: played.other)
    let own = try await join(played, "croydon-housing", "receiving", by: played.other)
    let involved = try await join(played, "croydon-police", "involved", by: housing)
    let further = try await join(
      played, "croydon-health", "raising", by: played.server.caller("croydon-police"))
    let byOffice = try await join(played, "croydon-health", "raising", by: office)
    let voiding = #"{"agency": "croydon-st-hilda", "reason": "Not wanted."}"#
    let void = try await played.change(
      "voiding", voiding, by: played.server.caller("croydon-health"))

    #expect(ally.faults == ["notAParty /side"], "\(ally.text)")
    #expect(own.status == 201, "\(own.text)")
    #expect(involved.status == 201, "\(involved.text)")
    #expect(further.faults == ["notAParty /side"])
    #expect(byOffice.status == 201, "\(byOffice.text)")
    #expect(void.faults == ["notAParty /agency"], "\(void.text)")
    #expect(try await played.get().status == 200)
  }

  @Test func `is told nothing more of what was taken from its sight, by no old key either`()
    async throws
  {
    let played = try await played()
    let path = "/v1/escalations/\(played.reference)/acknowledgements"
    let first = try await played.other.post(path, "{}", key: played.reference)
    let again = try await played.other.post(path, "{}", key: played.reference)
    let taken = try await played.change(
      "voiding", #"{"agency": "\#(InsiderTests.care)", "reason": "Wrong agency."}"#)

    let after = try await played.other.post(path, "{}", key: played.reference)

    #expect(first.status == 201, "\(first.text)")
    #expect(again.text == first.text)
    #expect(taken.status < 300, "\(taken.text)")
    #expect(after.status == 404, "\(after.text)")
  }

  @Test func `puts right its own words alone, and only such as are there`() async throws {
    let played = try await played()
    func correct(
      _ event: Int, _ place: String, by caller: Caller
    ) async throws -> Caller.Answer {
      try await played.change(
        "corrections",
        #"{"event": \#(event), "members": {"\#(place)": "Other words."}, "reason": "Wrong."}"#,
        by: caller)
    }

    let theirs = try await correct(1, "/summary", by: played.other)
    let office = try await correct(1, "/summary", by: played.office("partnership"))
    let nowhere = try await correct(1, "/children/0/role", by: played.raiser)
    let own = try await correct(1, "/summary", by: played.raiser)

    #expect(theirs.status == 403, "\(theirs.text)")
    #expect(office.status == 403, "\(office.text)")
    #expect(nowhere.faults == ["noSuchEntry /members/~1children~10~1role"], "\(nowhere.text)")
    #expect(own.status < 300, "\(own.text)")
    #expect(try await played.get("record").text.contains("Other words."))
  }

  @Test func `neither reads nor touches what stays inside another agency`() async throws {
    let played = try await played()
    let talk = try await played.post(
      "discussions",
      #"{"summary": "INNERWORDS", "internal": true, "by": {"name": "A", "role": "safeguarding-lead"}}"#
    )
    let event = try #require(talk.json["event"]?.int64Value, "\(talk.text)")

    let added = try await played.post(
      "addenda", #"{"event": \#(event), "words": "INNERADDENDUM"}"#)
    let theirs = try await played.post(
      "addenda", #"{"event": \#(event), "words": "We saw it."}"#, by: played.other)
    let corrected = try await played.change(
      "corrections", #"{"event": \#(event), "members": {"/summary": "Blind."}}"#, by: played.other)
    let none = try await played.post(
      "addenda", #"{"event": 99, "words": "We saw it."}"#, by: played.other)

    #expect(added.status == 201, "\(added.text)")
    #expect(theirs.faults == ["noSuchEntry /event"])
    #expect(corrected.faults == ["noSuchEntry /event"])
    #expect(none.faults == theirs.faults)
    let (own, others) = (
      try await played.get("record").text, try await played.get("record", by: played.other).text
    )
    #expect(own.contains("INNERWORDS") && own.contains("INNERADDENDUM"))
    #expect(!others.contains("INNER"))
  }

  @Test func `ends nothing for others, and opens nothing where it never was`() async throws {
    let played = try await PlayedCase.raise(
      on: InsiderTests.shared.get(), policy: "haringey", of: "haringey-lscb",
      by: "haringey-st-hilda", with: "haringey-social-care")
    let housing = played.server.caller("haringey-housing")
    let police = played.server.caller("haringey-police")
    let office = played.office("partnership")
    #expect(
      try await join(played, "haringey-police", "involved", by: played.other).status == 201)
    let unresolved = #"""
      {"basis": "unresolved", "outcome": "unchanged-understood", "contents": {"next-steps": "None."}}
      """#

    let ally = try await played.change("resolution", unresolved, by: police)
    let completed = try await played.post("acts", #"{"kind": "complete"}"#, by: played.other)
    #expect(try await join(played, "haringey-housing", "raising", by: office).status == 201)
    let transfer = try await played.change(
      "transfer",
      #"{"policy": "croydon", "raising": "croydon-st-hilda", "receiving": ["croydon-social-care"]}"#,
      by: housing)
    try await played.post("parties/leave", "{}", by: housing)
    let early = try await played.change(
      "withdrawal",
      #"{"reason": "Mistaken.", "immediateRisk": "no", "occurredAt": "2019-01-01T09:00:00Z"}"#)
    let withdrawn = try await played.change(
      "withdrawal", #"{"reason": "Mistaken.", "immediateRisk": "no"}"#)
    let reopened = try await played.change(
      "reopening", #"{"stage": "stage-2", "reason": "It is not over."}"#)

    #expect(ally.faults.contains("notRaisingSide /basis"), "\(ally.text)")
    #expect(completed.faults.contains("noSuchDuty /kind"), "\(completed.text)")
    #expect(transfer.code == "assentMissing", "\(transfer.text)")
    #expect(early.faults == ["tooEarly /occurredAt"], "\(early.text)")
    #expect(withdrawn.status == 201, "\(withdrawn.text)")
    #expect(reopened.faults == ["noSuchExit /stage"], "\(reopened.text)")
  }

  @Test func `meets nothing in advance that it could not meet when it is owed`() async throws {
    func raise() async throws -> PlayedCase {
      try await PlayedCase.raise(
        on: InsiderTests.shared.get(), policy: "gscp", of: "gscp", by: "gscp-st-hilda",
        with: "gscp-social-care")
    }
    let (declined, reported) = (try await raise(), try await raise())
    let body = #""kind": "report", "duties": ["s1-report"]"#
    try await declined.post("acts", #"{\#(body), "how": "declined", "reason": "Not needed."}"#)
    try await reported.post("acts", #"{\#(body), "by": {"name": "A", "role": "line-manager"}}"#)

    try await declined.discuss()
    try await reported.discuss()

    #expect(try await declined.duty("s1-report").text("state") == "open")
    #expect(try await reported.duty("s1-report").text("state") == "met")
  }

  @Test func `makes no child safer by saying so, and states nothing twice`() async throws {
    let played = try await played(
      #""category": "levels-of-need", "children": [{"localReference": "1"}, {"localReference": "2"}]"#
    )
    #expect(
      try await played.post(
        "risk-statements",
        #"{"immediateRisk": "yes", "children": {"child-1": "yes", "child-2": "no"}, "told": {"kind": "police"}}"#
      ).status == 201)

    try await played.post(
      "risk-statements",
      #"{"immediateRisk": "yes", "children": {"child-1": "no", "child-2": "yes"}}"#,
      by: played.other)
    let stated = try await played.post(
      "acts", #"{"kind": "state", "category": "perspectives"}"#, by: played.other)

    let risk = try await played.get().json["risk"]
    #expect(risk?[path: ["children", "child-1"]] == "yes", "\(risk ?? .null)")
    #expect(risk?[path: ["children", "child-2"]] == "yes")
    #expect("\(risk ?? .null)".contains("police"))
    #expect(stated.faults == ["alreadyDone /category"], "\(stated.text)")
  }

  @Test func `shows an auditor no role that anybody wrote in words`() async throws {
    let played = try await played(
      #""raisedBy": {"name": "A. Teacher", "role": "Aunt of Robin SECRETNAME"}"#)
    try await played.post(
      "discussions",
      #"{"summary": "We talked.", "contents": {"role": "SECRETNAME was there"}, "by": {"name": "B", "role": "line-manager"}}"#
    )

    let seen = try await played.get("record", by: played.office("auditor")).text

    #expect(seen.contains("line-manager"))
    #expect(!seen.contains("SECRETNAME"))
    #expect(try await played.get("record").text.contains("Aunt of Robin SECRETNAME"))
  }

  @Test func `learns of no child and of no other partnership by a dry run`() async throws {
    let played = try await played()
    let body = #"""
      {"policy": "haringey", "raising": "haringey-st-hilda", "receiving": ["haringey-social-care"],
       "reason": "The child moved."}
      """#

    let dry = try await played.raiser.send(
      "POST", "/v1/escalations/\(played.reference)/transfer?dryRun=true", body)

    #expect(!dry.text.contains("HLSCB-"), "\(dry.text)")
  }

  @Test(arguments: ["acknowledgements", "addenda", "corrections"])
  func `leaves a trace of what it was refused, also where it would have written`(
    act: String
  ) async throws {
    let played = try await played()
    let stranger = played.server.caller("croydon-police")
    let bodies = [
      "acknowledgements": "{}", "addenda": #"{"event": 1, "words": "We saw it."}"#,
      "corrections": #"{"event": 1, "members": {"/summary": "Well."}}"#,
    ]

    let refused = try await stranger.send(
      "POST", "/v1/escalations/\(played.reference)/\(act)", bodies[act] ?? "",
      fields: ["Idempotency-Key": "\"\(UUID().uuidString)\"", "If-Match": "*"])

    #expect(refused.status == 404, "\(refused.text)")
    let entries = try await played.office("auditor").get(
      "/v1/audit/entries?refused=true&escalation=\(played.reference)")
    #expect(entries.text.contains("demo-croydon-police"), "\(entries.text)")
  }

  @Test func `leaves its request's id with a refusal of its role, as the log has it`() async throws
  {
    let played = try await played()
    let id = "insider-\(UUID().uuidString.lowercased())"

    let refused = try await played.office("dashboard").post(
      "/v1/escalations/\(played.reference)/addenda", #"{"event": 1, "words": "We saw it."}"#,
      fields: ["X-Request-ID": id])

    #expect(refused.code == "roleNotAllowed")
    // Nobody waits for the entry of a role's refusal.
    let path = "/v1/audit/entries?refused=true&escalation=\(played.reference)"
    var entries = try await played.office("auditor").get(path)
    for _ in 0..<200 where !entries.text.contains(id) {
      try await Task.sleep(for: .milliseconds(50))
      entries = try await played.office("auditor").get(path)
    }
    #expect(entries.text.contains(id), "\(entries.text)")
  }

  @Test func `writes no formula into an auditor's table`() async throws {
    let played = try await played()
    _ = try await played.raiser.send(
      "GET", "/v1/escalations/\(played.reference)/record", nil,
      fields: ["X-Request-ID": "+cmd|'calc'!A0"])

    // By curl: the system's URLSession cannot take trailers.
    let table = try played.server.run(
      "curl", "--silent", "--fail", "--header",
      "Authorization: Bearer \(played.server.token("auditor", of: "cscp"))", "--header",
      "Accept: text/csv", played.server.address + "/v1/audit/entries"
    ).output
    #expect(table.contains(played.reference))
    #expect(!table.contains("cmd"))
  }

  @Test func `HAR-11 sees no more of what comes to be restricted by a circumstance`() async throws {
    let played = try await PlayedCase.raise(
      on: InsiderTests.shared.get(), policy: "haringey", of: "haringey-lscb",
      by: "haringey-social-care", with: "haringey-police",
      #""track": "round-table", "facts": ["polarised"], "involved": ["haringey-health"]"#)
    let admin = try await played.server.caller("admin", of: "haringey-lscb").send(
      "POST", "/v1/credentials",
      #"{"id": "clerk-\#(UUID().uuidString.lowercased().prefix(8))", "name": "For tests", "role": "dashboard"}"#
    )
    let clerk = Caller(
      address: played.server.address, token: try #require(admin.json["token"]?.stringValue))
    func open() async throws -> Int64 {
      try await clerk.get("/v1/status").json["open"]?.int64Value ?? -1
    }
    let before = try await open()
    let tag = try #require(try await played.get("status", by: clerk).fields["etag"])
    let path = "/v1/escalations/\(played.reference)/status"
    #expect(try await clerk.get(path, fields: ["If-None-Match": tag]).status == 304)

    let stated = try await played.post(
      "acts", #"{"kind": "state", "facts": ["contested-risk-plan"]}"#)

    #expect(stated.status == 201, "\(stated.text)")
    #expect(try await clerk.get(path, fields: ["If-None-Match": tag]).status == 404)
    #expect(try await open() == before - 1)
    #expect(try await played.get("status").status == 200)
  }
}
