import Casework
import Escalations
import JSON
import Testing

/// One thing broken in the example, and what is then found.
struct LintRow: CustomTestStringConvertible, Sendable {
  let because: String
  let edits: [ExamplePolicy.Edit]
  let found: [String]
  var testDescription: String { because }

  init(_ because: String, _ edits: [String: String?], _ found: String...) {
    self.because = because
    self.edits = edits.sorted { $0.key < $1.key }.map { .init(pointer: $0.key, text: $0.value) }
    self.found = found
  }
}

@Suite("What a policy can get wrong") struct PolicyLintTests {
  static let rows = names + ladder + duties + conditions + clocks

  @Test func `the example holds together`() throws {
    let reading = check(ExamplePolicy.json)

    #expect(reading.faults == [])
    #expect(reading.policy != nil)
  }

  @Test(arguments: rows) func `each fault is found, at its place, and nothing else`(row: LintRow)
    throws
  {
    let reading = check(try ExamplePolicy.edited(row.edits))

    #expect(reading.faults.map { "\($0.code) \($0.pointer)" } == row.found)
  }

  @Test(arguments: rows) func `a policy loads with warnings and never with errors`(row: LintRow)
    throws
  {
    let reading = check(try ExamplePolicy.edited(row.edits))

    let hasError = reading.faults.contains { $0.severity == .error }
    #expect((reading.policy == nil) == hasError)
  }

  @Test func `there is a row for each kind of finding`() {
    let found = Self.rows.flatMap(\.found).compactMap { $0.split(separator: " ").first }

    #expect(Set(found.map(String.init)) == Set(PolicyFinding.Code.allCases.map(\.rawValue)))
  }

  @Test func `all faults are found at once`() throws {
    let edits: [ExamplePolicy.Edit] = [
      .init(pointer: "/calendar", text: #""mars""#),
      .init(pointer: "/tracks/0/stages/0/clock/target/workingDays", text: "6"),
      .init(pointer: "/tracks/0/stages/0/duties/2/by/0", text: #""nobody""#),
      .init(pointer: "/tracks/0/stages/1/duties/0/requires/0", text: #""none""#),
      .init(pointer: "/tracks/1/stages/0/end/by", text: "[]"),
    ]

    let reading = check(try ExamplePolicy.edited(edits))

    #expect(
      reading.faults.map(\.code) == [
        "unknownCalendar", "targetBeyondLimit", "unknownRole", "unknownDuty", "endNamesNobody",
      ])
  }

  private func check(_ json: JSONValue) -> PolicyReader.Reading {
    PolicyReader.check(
      json, among: .init(forms: ["referral"], calendars: ["england-and-wales"]))
  }
}
