import Foundation
import JSON
import Testing

/// What clauses ask of the tracker and the annual report, against invented escalations of all five policies.
@Suite("Clauses in tracker and report") struct ReportClauseTests {
  private func report(_ policy: String, of partnership: String) async throws -> JSONValue {
    let office = try DashboardTests.demonstration.get().caller("partnership", of: partnership)
    let answer = try await office.get("/v1/reports/annual?policy=\(policy)&year=2025")
    try #require(answer.status == 200, "\(answer.text)")
    return answer.json
  }

  private func rows(_ report: JSONValue, _ table: String) throws -> [String: Int] {
    let found = report["tables"]?.arrayValue?.first { $0["id"]?.stringValue == table }
    let rows = try #require(found?["rows"]?.arrayValue)
    return Dictionary(
      rows.compactMap { row in
        guard let code = row["code"]?.stringValue,
          let count = row["year"]?["count"]?.numberValue?.literal
        else { return nil }
        return (code, Int(count) ?? 0)
      }
    ) { first, _ in first }
  }

  @Test func `CRO-07 an outcome that left the decision as it was is counted like any other`()
    async throws
  {
    let report = try await report("croydon", of: "cscp")
    let outcomes = try rows(report, "outcomes")
    let resolved = try rows(report, "standing")["resolved"]

    #expect(outcomes["unchanged-understood"] != nil)
    #expect(outcomes.values.reduce(0, +) == resolved)
  }

  @Test func `CRO-18 themes of the year and what was recommended stand in the annual report`()
    async throws
  {
    let report = try await report("croydon", of: "cscp")

    #expect(try rows(report, "themes").values.reduce(0, +) > 0)
    #expect(try rows(report, "learning-routes")["form-themes"] != nil)
    #expect(try rows(report, "recommendations")["made"] != nil)
  }

  @Test func `CRO-22 what nobody has touched for three weeks drifts in the tracker`() async throws {
    let office = try DashboardTests.demonstration.get().caller("partnership", of: "cscp")
    let answer = try await office.get("/v1/tracker?state=open&limit=200")
    let lines = try #require(answer.json["items"]?.arrayValue)

    for line in lines {
      let days = Int(line["quietDays"]?.numberValue?.literal ?? "") ?? 0
      #expect(line["drifting"]?.boolValue == (days >= 21))
    }
    #expect(lines.contains { $0["drifting"]?.boolValue == true })
  }

  @Test func `HAR-15 the stage of resolution is counted`() async throws {
    let report = try await report("haringey", of: "haringey-lscb")

    #expect(
      try rows(report, "stage-of-resolution").values.reduce(0, +)
        == rows(report, "standing")["resolved"])
  }

  @Test func `NEW-12 the tracker has a line an escalation, and the year its analysis`() async throws
  {
    let office = try DashboardTests.demonstration.get().caller("partnership", of: "nscp")
    let tracker = try await office.get(
      "/v1/tracker?raisedFrom=2025-04-01&raisedTo=2026-03-31&limit=200")
    let report = try await report("newham", of: "nscp")

    #expect(tracker.json["items"]?.arrayValue?.count == (try rows(report, "raised")["all"]))
  }

  @Test func `NEW-15 each point of the standard stands beside figures of the report`() async throws
  {
    let report = try await report("newham", of: "nscp")
    let standards = try #require(report["standards"]?.arrayValue)
    let tables = Set(
      report["tables"]?.arrayValue?.compactMap { $0["id"]?.stringValue } ?? [])

    #expect(standards.count == 5)
    for standard in standards {
      let figures = standard["tables"]?.arrayValue?.compactMap(\.stringValue) ?? []
      #expect(!figures.isEmpty)
      #expect(tables.isSuperset(of: figures))
    }
  }
}
