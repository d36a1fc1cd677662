import Casework
import Escalations
import Testing

@Suite("An overview") struct OverviewTests {
  private static let policy: PolicyID = "sample"

  /// London in the summer of 2026, with the bank holiday of 25 May.
  private func library() throws -> Library {
    let calendar = try WorkingCalendar(
      id: "england-and-wales", title: "England and Wales", version: 1,
      coveredFrom: try date("2026-01-01"), through: try date("2027-12-31"),
      holidays: [Holiday(date: try date("2026-05-25"), title: "Spring bank holiday")])
    let zone = try #require(
      ZoneTransitions(identifier: "Europe/London", initialOffsetSeconds: 3_600, transitions: []))
    let policy = Policy(
      id: Self.policy, version: "1", title: "Sample", partnership: "tscp",
      effectiveFrom: try date("2020-01-01"), calendar: calendar.id,
      risk: RiskRule(
        urgentAction: "Call.", askedOnMoving: false, provenance: Provenance(clause: "1")),
      tracks: [])
    return Library(policies: [policy], calendars: [calendar.id: calendar], zone: zone)
  }

  private func date(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

  private func instant(_ text: String) throws -> Instant { try #require(Instant(text)) }

  private func tally(_ measure: Tallies.Measure, _ value: String, _ count: Int) -> Tallies.Tally {
    Tallies.Tally(measure: measure, value: value, policy: Self.policy, count: count)
  }

  /// What is late and due at a moment, of limits at the ends of days and one at eleven on Friday.
  @Test(arguments: [
    ("2026-05-21T23:30:00Z", 1, 3, 8, "2026-05-22T10:00:00Z", "Friday has begun in London"),
    ("2026-05-22T09:59:59Z", 1, 3, 8, "2026-05-22T10:00:00Z", "just before eleven"),
    ("2026-05-22T10:00:00Z", 2, 2, 7, "2026-05-22T23:00:00Z", "at eleven one is late"),
    ("2026-05-22T22:59:59Z", 2, 2, 7, "2026-05-22T23:00:00Z", "the last second of Friday"),
    ("2026-05-22T23:00:00Z", 4, 0, 5, "2026-05-23T23:00:00Z", "Saturday: till Wednesday is soon"),
  ])
  func `changes with the time and with nothing else`(
    now: String, late: Int, today: Int, soon: Int, until: String, because: String
  ) throws {
    let library = try library()
    let now = try instant(now)
    let query = TallyQuery(policy: nil, on: library.zone.localDate(of: now), in: library.zone)
    let eleven = try instant("2026-05-22T10:00:00Z")
    let midnight = try instant("2026-05-22T23:00:00Z")
    let limits = [(eleven, 1), (midnight, 2)].filter { $0.0 > query.after && $0.0 <= query.through }
    let tallies = Tallies(
      rows: [
        tally(.dueOn, "2026-05-20", 1), tally(.dueOn, "2026-05-22", 3),
        tally(.dueOn, "2026-05-26", 1), tally(.dueOn, "2026-05-27", 4),
        tally(.dueOn, "2026-06-30", 7),
      ] + limits.map { tally(.dueAt, Tallies.value(of: $0.0), $0.1) })

    let overview = Overview(tallies, library, now: now)

    #expect(overview.late == late, "\(because)")
    #expect(overview.dueToday == today)
    #expect(overview.dueSoon == soon)
    #expect(try overview.until == instant(until))
  }

  @Test func `adds up what policies have in common`() throws {
    let other: PolicyID = "other"
    let tallies = Tallies(rows: [
      tally(.state, "open", 3),
      Tallies.Tally(measure: .state, value: "open", policy: other, count: 2),
      tally(.agency, "st-hilda raising", 2),
      Tallies.Tally(measure: .agency, value: "st-hilda raising", policy: other, count: 1),
      tally(.agency, "st-hilda receiving", 4),
      tally(.owed, "agency:st-hilda", 5),
      Tallies.Tally(measure: .owed, value: "agency:st-hilda", policy: other, count: 1),
      tally(.raised, Tallies.value(of: try instant("2026-04-30T23:00:00Z")), 1),
      tally(.raised, Tallies.value(of: try instant("2026-05-02T08:00:00Z")), 1),
    ])

    let overview = try Overview(tallies, library(), now: instant("2026-05-22T10:00:00Z"))

    #expect(overview.states == ["open": 5])
    #expect(overview.agencies.map(\.bySide) == [[.raising: 3, .receiving: 4]])
    #expect(overview.owed.map(\.count) == [6])
    #expect(overview.oldestRaisedOn == (try date("2026-05-01")), "the day in London")
  }
}
