import Escalations
import Foundation
import Testing

@testable import Casework

@Suite("Retention") struct RetentionTests {
  private static let utc = ZoneTransitions(
    identifier: "UTC", initialOffsetSeconds: 0, transitions: [])

  private func ended(
    _ number: Int64, _ closedAt: String, held: Bool = false,
    _ groups: [Part.Class: Int] = [.name: 2, .narrative: 1]
  ) throws -> ClosedEscalation {
    ClosedEscalation(
      id: number, reference: Reference("TEST-2026-0000\(number)"), partnership: "testshire",
      closedAt: try #require(Instant(closedAt)), isHeld: held, groups: groups)
  }

  private func plan(
    _ escalations: [ClosedEscalation], rules: String, today: String
  ) throws -> RetentionPlan {
    var plan = RetentionPlan()
    plan.add(
      escalations, rules: try RetentionRules.read(Array(rules.utf8)),
      today: try #require(CivilDate(today)), zone: try #require(Self.utc))
    return plan
  }

  private static let names = #"{"id": "n", "classes": ["name"], "yearsAfterClosing": 6}"#
  private static let all =
    #"{"id": "a", "classes": ["name", "narrative", "identifier"], "yearsAfterClosing": 10}"#

  @Test(arguments: [
    ("2020-03-02T09:00:00Z", "2026-03-01", [], "a day before six years are over"),
    ("2020-03-02T09:00:00Z", "2026-03-02", ["n"], "on the day six years are over"),
    ("2020-03-02T09:00:00Z", "2030-03-02", ["n", "a"], "both rules, each for what is left"),
    ("2020-02-29T09:00:00Z", "2026-02-28", [], "there is no 29 February in 2026"),
    ("2020-02-29T09:00:00Z", "2026-03-01", ["n"], "so it is over on 1 March"),
  ])
  func `texts go whole years after the end`(
    closedAt: String, today: String, rules: [String], because: String
  ) throws {
    let plan = try plan(
      [ended(1, closedAt)], rules: #"{"rules": [\#(Self.names), \#(Self.all)]}"#, today: today)

    #expect(plan.items.map(\.rule) == rules, "\(because)")
  }

  @Test func `a rule of another partnership is not ours, and what is gone is not counted`() throws {
    let other =
      #"{"id": "o", "partnership": "x", "classes": ["narrative"], "yearsAfterClosing": 1}"#
    let plan = try plan(
      [ended(1, "2020-03-02T09:00:00Z", [.name: 3]), ended(2, "2020-03-02T09:00:00Z", [:])],
      rules: #"{"rules": [\#(other), \#(Self.all)]}"#, today: "2031-01-01")

    #expect(plan.items.map(\.reference) == ["TEST-2026-00001"])
    #expect(plan.items.first?.classes == [.name])
    #expect(plan.items.first?.groups == 3)
  }

  @Test func `what is held is shown and not erased, and every difference makes another code`()
    throws
  {
    let rules = #"{"rules": [\#(Self.all)]}"#
    let ended = [
      try ended(1, "2020-03-02T09:00:00Z", held: true), try ended(2, "2020-03-02T09:00:00Z"),
    ]
    let both = try plan(ended, rules: rules, today: "2031-01-01")
    let one = try plan([ended[1]], rules: rules, today: "2031-01-01")

    #expect(both.items.count == 2)
    #expect(both.held == 1)
    #expect(both.erasures(by: "b").map(\.reference) == ["TEST-2026-00002"])
    #expect(both.code != one.code)
    #expect(try both.code == plan(ended, rules: rules, today: "2031-01-02").code)
  }

  @Test func `the code covers the months of access entries that would go`() throws {
    var plan = try plan(
      [ended(1, "2020-03-02T09:00:00Z")], rules: #"{"rules": []}"#, today: "2031-01-01")
    let without = plan.code
    let march = AccessMonth(partnership: "testshire", month: "2020-03", entries: 7, through: 7)

    plan.accessMonths = [march]
    let one = plan.code
    plan.accessMonths.append(
      AccessMonth(partnership: "testshire", month: "2020-04", entries: 2, through: 9))

    #expect(Set([without, one, plan.code]).count == 3)
  }

  @Test(arguments: [
    ("2026-06-20", "2025-06-01", "whole months, so June of last year is kept"),
    ("2026-01-01", "2025-01-01", "across the end of a year"),
    ("2026-12-31", "2025-12-01", "in December"),
  ])
  func `access entries are due when so many whole months have passed`(
    today: String, limit: String, because: String
  ) throws {
    let rules = try RetentionRules.read(Array(#"{"rules": [], "accessMonths": 12}"#.utf8))

    let found = rules.accessLimit(today: try #require(CivilDate(today)))

    #expect(found == Instant(limit + "T00:00:00Z"), "\(because)")
  }

  @Test(arguments: [
    #"{}"#, #"{"rules": [{"id": "a", "classes": [], "yearsAfterClosing": 1}]}"#,
    #"{"rules": [{"id": "a", "classes": ["name"], "yearsAfterClosing": 0}]}"#,
    #"{"rules": [{"id": "a", "classes": ["salary"], "yearsAfterClosing": 1}]}"#,
    #"{"rules": [], "accessMonths": 3}"#,
  ])
  func `a file with a fault is refused whole`(file: String) {
    #expect(throws: (any Error).self) { try RetentionRules.read(Array(file.utf8)) }
  }

  @Test func `the shipped rules can be read`() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let file = try Data(contentsOf: root.appendingPathComponent("config/retention.json"))

    #expect(try !RetentionRules.read([UInt8](file)).rules.isEmpty)
  }
}
