import Foundation
import JSON
import Testing

/// Dashboard, tracker, feed and report against invented escalations of all five policies.
@Suite("Dashboards, tracker and report", .serialized) struct DashboardTests {
  static let demonstration = Result {
    try SharedServers.start("--demo-year", "--clock", "manual=2026-11-20T09:00:00Z")
  }

  private var server: RunningServer { get throws { try Self.demonstration.get() } }

  // First, since the example tracker publishes too.
  @Test func `a year is published once, with the one before, and stays as it was`() async throws {
    let server = try server
    let office = server.caller("partnership", of: "haringey-lscb")
    let auditor = server.caller("auditor", of: "haringey-lscb")
    let path = "/v1/reports/annual?policy=haringey&year=2025"
    let early = try await auditor.get(path)
    let preview = try await office.get(path + "&suppress=small")
    let published = try await office.post(
      "/v1/reports/annual/publication", #"{"policy": "haringey", "year": 2025}"#)
    let seen = try await auditor.get(path)
    let open = try await office.get("/v1/tracker?state=open&raisedTo=2026-03-31")
    let reference = try #require(open.json["items"]?[0]?["reference"]?.stringValue)
    let again = try await office.post(
      "/v1/reports/annual/publication", #"{"policy": "haringey", "year": 2025}"#)
    let later = try await auditor.get("/v1/reports/annual?policy=haringey&year=2024")
    let bad = try await office.post(
      "/v1/reports/annual/publication", #"{"policy": "sutton", "year": 2025}"#)
    let unfinished = try await office.post(
      "/v1/reports/annual/publication", #"{"policy": "haringey", "year": 2026}"#)
    let foreign = try await auditor.post(
      "/v1/reports/annual/publication", #"{"policy": "haringey", "year": 2025}"#)

    #expect(early.text.contains("notPublished"))
    #expect(preview.status == 200 && preview.json["publishedAt"] == nil)
    #expect(published.status == 201, "\(published.text)")
    #expect(seen.json["tables"] == preview.json["tables"], "as it was shown beforehand")
    #expect(seen.json.text("publishedAt") == "2026-11-20T09:00:00Z")
    #expect(seen.text.contains("hidden"), "\(reference)")
    #expect(again.status == 201, "nothing changed, so it tells nothing more: \(again.text)")
    #expect(try await auditor.get(path).json["tables"] == seen.json["tables"])
    let column = try column("raised-by-quarter", "yearBefore", of: seen.json)
    #expect(try column == self.column("raised-by-quarter", "year", of: later.json))
    #expect(bad.faults == ["unknownCode /policy"])
    #expect(unfinished.faults == ["notOver /year"])
    #expect(foreign.status == 403)
  }

  @Test func `the invented year has each form submitted, and cases of every policy resolved`()
    async throws
  {
    let server = try server
    for (partnership, templates) in [
      ("cscp", ["croydon-notification"]), ("gscp", ["gscp-resolution-group"]),
      ("haringey-lscb", ["haringey-round-table"]), ("nscp", ["newham-referral"]),
      ("sutton-lscp", ["sutton-referral", "sutton-heads-of-service", "sutton-chair-referral"]),
    ] {
      let office = server.caller("partnership", of: partnership)
      let all = try await office.get("/v1/form-templates").json["items"]?.arrayValue ?? []
      #expect(Set(all.compactMap { $0.text("id") }) == Set(templates))
      for template in templates {
        let path = "/v1/forms?state=submitted&template=\(template)"
        let form = try #require(
          try await office.get(path).json[path: ["items", "0", "id"]]?.stringValue, "\(template)")
        let page = try await office.get("/v1/forms/\(form)", fields: ["Accept": "text/html"])
        #expect(page.text.contains("Principles that hold at every stage"), "\(template)")
      }
      let resolved = try await office.get("/v1/escalations?state=resolved")
      #expect(resolved.json["items"]?.arrayValue?.isEmpty == false, "\(partnership)")
      let followed = try await office.get("/v1/recommendations").text
      #expect(followed.contains(#""progress":"done""#), "\(partnership): \(followed)")
    }
    let sutton = server.caller("partnership", of: "sutton-lscp")
    let outcomes = try await sutton.get("/v1/forms?template=sutton-referral&limit=200")
    #expect(outcomes.text.contains(#""part":"outcome""#), "the outcome comes after the actions")
  }

  @Test func `the example dashboard shows all five, and an unchanged poll is 304`() throws {
    let server = try server
    let script = try server.run("sh", "examples/dashboard.sh", server.address, server.data.path)

    #expect(script.status == 0, "\(script.output.suffix(2_000))")
    for area in ["croydon", "gscp", "haringey", "newham", "sutton"] {
      #expect(script.output.contains("\n\(area)"), "\(script.output)")
    }
    #expect(script.output.contains(" 304\n"))
  }

  @Test func `the example tracker writes files and pages for all five`() throws {
    let server = try server
    let out = server.data.appendingPathComponent("out").path
    let script = try server.run("sh", "examples/tracker.sh", server.address, server.data.path, out)

    #expect(script.status == 0, "\(script.output.suffix(2_000))")
    for area in ["croydon", "gscp", "haringey", "newham", "sutton"] {
      let page = try String(contentsOfFile: "\(out)/\(area)-report.html", encoding: .utf8)
      #expect(page.contains("<svg"), "\(area) has a chart")
      let file = try String(contentsOfFile: "\(out)/\(area)-tracker.csv", encoding: .utf8)
      #expect(file.components(separatedBy: "\r\n").count > 40)
    }
    let published = try String(contentsOfFile: "\(out)/croydon-report.csv", encoding: .utf8)
    #expect(published.contains("[c]"), "small numbers are left out")
  }

  @Test func `the example auditor finds each event once and the file whole`() throws {
    let server = try server
    _ = try server.run(
      "curl", "--silent", "--header",
      "Authorization: Bearer \(server.token("partnership", of: "cscp"))",
      "--header", "Idempotency-Key: \"for the auditor\"", "--json",
      #"{"policy": "croydon", "year": 2025}"#, server.address + "/v1/reports/annual/publication")
    let script = try server.run(
      "env", "AUDIT_YEAR=2025", "sh", "examples/auditor.sh", server.address, server.data.path)

    #expect(script.status == 0, "\(script.output.suffix(2_000))")
    #expect(script.output.contains(" 0 of them twice"))
  }

  @Test func `a follower of the feed goes on after a restart, and is told at once of what happens`()
    async throws
  {
    let server = try RunningServer()
    let school = server.caller("croydon-st-hilda")
    let care = server.caller("croydon-social-care")
    _ = try await school.post("/v1/escalations", lightRaise)
    let first = try await care.get("/v1/events")
    let next = try #require(first.json["next"]?.stringValue)
    #expect(first.json["items"]?.arrayValue?.count == 1)

    #expect(server.stop() == 0)
    try server.start()
    let again = server.caller("croydon-social-care")
    let other = server.caller("croydon-st-hilda")
    async let waiting = again.get("/v1/events?after=\(next)&wait=15")
    _ = try await other.post("/v1/escalations", lightRaise)
    let later = try await waiting

    #expect(later.json["items"]?.arrayValue?.count == 1, "\(later)")
    #expect(later.json["items"]?.arrayValue?[0]["kind"]?.stringValue == "raised")
  }

  @Test func `a recommendation is made, and followed until it is done`() async throws {
    let server = try server
    let office = server.caller("partnership", of: "cscp")
    let made = try await office.post(
      "/v1/recommendations",
      #"{"policy": "croydon", "theme": "plans", "words": "Ring before a referral is closed."}"#)
    let number = try #require(made.json["event"]?.numberValue?.literal, "\(made.text)")
    let done = try await office.post(
      "/v1/recommendations/\(number)/progress", #"{"progress": "done", "words": "Agreed."}"#)
    let list = try await server.caller("croydon-st-hilda").get("/v1/recommendations")
    let wrong = try await office.post(
      "/v1/recommendations", #"{"policy": "croydon", "theme": "weather", "words": "None."}"#)
    let none = try await office.post("/v1/recommendations/1/progress", #"{"progress": "done"}"#)

    #expect(done.status == 201, "\(done.text)")
    let item = list.json["items"]?.arrayValue?.first
    #expect(item?["words"]?.stringValue == "Ring before a referral is closed.", "\(list.text)")
    #expect(item?["progress"]?.stringValue == "done")
    #expect(wrong.faults == ["unknownCode /theme"])
    #expect(none.status == 404)
  }

  @Test func `one escalation has a page, which no browser keeps`() async throws {
    let server = try server
    let office = server.caller("partnership", of: "cscp")
    let list = try await office.get("/v1/tracker?limit=1")
    let reference = try #require(list.json["items"]?[0]?["reference"]?.stringValue)
    let page = try await office.get(
      "/v1/escalations/\(reference)", fields: ["Accept": "text/html"])

    #expect(page.status == 200)
    #expect(page.fields["cache-control"] == "private, no-store")
    #expect(page.text.contains("<h1>Escalation \(reference)</h1>"))
  }

  private func column(
    _ table: String, _ name: String, of report: JSONValue
  ) throws -> [JSONValue?] {
    let found = report.entry(of: "tables", where: "id", is: table)
    return try #require(found?["rows"]?.arrayValue).map { $0[name] }
  }

  @Test func `the record of all that one may see is a file of lines, whole by its trailers`() throws
  {
    let server = try server
    func lines(_ token: String, _ query: String = "") throws -> [JSONValue] {
      let folder = server.data.path
      let got = try server.run(
        "curl", "--silent", "--fail", "--dump-header", "\(folder)/head", "--output",
        "\(folder)/lines", "--header", "Authorization: Bearer \(token)",
        server.address + "/v1/record" + query)
      #expect(got.status == 0)
      let head = try String(contentsOfFile: "\(folder)/head", encoding: .utf8).lowercased()
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder)/lines")))
      let lines = try bytes.split(separator: 0x0A).map { try JSONReader.read(Array($0)) }
      let digest = try server.run("sha256sum", "\(folder)/lines").output.prefix(64)
      #expect(head.contains("row-count: \(lines.count)\r"))
      #expect(head.contains("content-sha256: \(digest)"))
      return lines
    }

    let office = try lines(server.token("partnership", of: "sutton-lscp"), "?state=open")
    let auditor = try lines(server.token("auditor", of: "sutton-lscp"), "?state=open")
    let school = try lines(server.token("sutton-st-hilda"))

    #expect(!office.isEmpty && office.count == auditor.count)
    #expect(Set(office.compactMap { $0.text("policy") }) == ["sutton"])
    #expect(auditor.allSatisfy { $0.text("mask") == "persons" })
    #expect(!school.isEmpty && school.allSatisfy { $0["mask"] == nil })
    let numbers = office.filter { $0.text("reference") == office[0].text("reference") }
      .compactMap { $0["event"]?["number"]?.numberValue?.literal }
    #expect(numbers.first == "1")
  }

  @Test func `CRO-18 themes come back over the quarters, with what was recommended of them`()
    async throws
  {
    let server = try server
    let office = server.caller("partnership", of: "cscp")
    _ = try await office.post(
      "/v1/recommendations",
      #"{"policy": "croydon", "theme": "levels-of-need", "clause": "CRO-11", "words": "Say when."}"#
    )
    let path = "/v1/reports/themes?policy=croydon&year=2025"
    let themes = try await office.get(path).json

    let area = try #require(themes.entry(of: "areas", where: "code", is: "levels-of-need"))
    #expect(themes["quarters"]?.arrayValue?.count == 8)
    #expect(area["recurs"] == true, "\(area)")
    let counts = area["counts"]?.arrayValue?.compactMap { Int($0.numberValue?.literal ?? "") }
    let report = try await office.get("/v1/reports/annual?policy=croydon&year=2025").json
    let row = report.entry(of: "tables", where: "id", is: "categories")?
      .entry(of: "rows", where: "code", is: "levels-of-need")
    #expect(
      counts?.suffix(4).reduce(0, +) == Int(row?["year"]?["count"]?.numberValue?.literal ?? ""))
    #expect(
      area.entry(of: "recommendations", where: "words", is: "Say when.")?.text("progress") == "open"
    )
    let clause = try #require(themes.entry(of: "clauses", where: "code", is: "CRO-11"))
    #expect(clause.entry(of: "recommendations", where: "words", is: "Say when.") != nil)
    #expect(clause.text("title") != "CRO-11", "the clause in the policy's words")
    #expect(try await office.get(path, fields: ["Accept": "text/html"]).text.contains("Say when."))
    #expect(try await server.caller("auditor", of: "cscp").get(path).status == 403)
    #expect(
      try await office.get("/v1/reports/themes?policy=croydon&year=2090").text.contains("notBegun"))
  }

  @Test func `an auditor gets no figures of a year that still grows`() async throws {
    let server = try server
    let auditor = server.caller("auditor", of: "cscp")
    let answer = try await auditor.get("/v1/reports/annual?policy=croydon&year=2026")

    #expect(answer.status == 422)
    #expect(answer.text.contains("notOver"))
  }
}
