import JSON
import Testing

/// Limits as clients get them, on days on which counting goes wrong; one server, from year to year.
@Suite("Limits over the years", .serialized) struct ClockTableTests {
  /// When an escalation is raised, and when the limit of its first duty then ends.
  struct Row: Sendable {
    let raised: String
    let dueOn: String
    let dueAt: String
    let why: String

    init(_ raised: String, _ dueOn: String, _ dueAt: String, _ why: String) {
      self.raised = raised
      self.dueOn = dueOn
      self.dueAt = dueAt
      self.why = why
    }
  }

  /// GSCP's first duty has one working day.
  private static let oneDay = [
    Row("2020-05-07T09:00:00Z", "2020-05-11", "2020-05-11T23:00:00Z", "May Day moved to Friday 8")
  ]

  /// Newham's first duty has three working days.
  private static let threeDays = [
    Row("2022-05-30T09:00:00Z", "2022-06-06", "2022-06-06T23:00:00Z", "2 and 3 June: the Jubilee"),
    Row("2022-09-15T09:00:00Z", "2022-09-21", "2022-09-21T23:00:00Z", "19 September: the Funeral"),
    Row("2026-03-27T17:00:00Z", "2026-04-01", "2026-04-01T23:00:00Z", "into summer time"),
    Row("2026-04-02T09:00:00Z", "2026-04-09", "2026-04-09T23:00:00Z", "Easter"),
    Row("2026-06-07T09:00:00Z", "2026-06-10", "2026-06-10T23:00:00Z", "a Sunday is day zero"),
    Row("2026-06-30T22:30:00Z", "2026-07-03", "2026-07-03T23:00:00Z", "23:30 on 30 June"),
    Row("2026-06-30T23:30:00Z", "2026-07-06", "2026-07-06T23:00:00Z", "00:30 on 1 July"),
    Row("2026-10-23T09:00:00Z", "2026-10-28", "2026-10-29T00:00:00Z", "out of summer time"),
    Row("2026-12-24T09:00:00Z", "2026-12-31", "2027-01-01T00:00:00Z", "Boxing Day on Monday 28"),
    Row("2027-12-24T09:00:00Z", "2027-12-31", "2028-01-01T00:00:00Z", "27 and 28 substitute"),
    Row("2027-12-31T09:00:00Z", "2028-01-06", "2028-01-07T00:00:00Z", "3 January: New Year"),
    Row("2028-12-29T09:00:00Z", "2029-01-03", "2029-01-04T00:00:00Z", "beyond the calendar"),
  ]

  @Test func `each ends with the day that the calendar gives, at midnight in London`() async throws
  {
    let server = try RunningServer(["--clock", "manual=2020-05-07T09:00:00Z"])
    for row in Self.oneDay {
      try server.move(to: row.raised)
      let played = try await PlayedCase.raise(
        on: server, policy: "gscp", of: "gscp", by: "gscp-st-hilda", with: "gscp-social-care")
      try await expect(row, of: played)
    }
    for row in Self.threeDays {
      try server.move(to: row.raised)
      let played = try await PlayedCase.raise(
        on: server, policy: "newham", of: "nscp", by: "newham-st-hilda",
        with: "newham-social-care")
      try await expect(row, of: played)
    }
  }

  private func expect(_ row: Row, of played: PlayedCase) async throws {
    let limit = try await played.duty("s1-discuss")["clock"]?["limit"]

    #expect(limit?.text("on") == row.dueOn, "\(row.why)")
    #expect(limit?.text("at") == row.dueAt, "\(row.why)")
    let isBeyond = limit?["beyondCoverage"]?.boolValue ?? false
    #expect(isBeyond == (row.why == "beyond the calendar"), "\(row.why)")
  }
}
