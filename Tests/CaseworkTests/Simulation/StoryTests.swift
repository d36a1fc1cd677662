import Casework
import Escalations
import Foundation
import JSON
import Testing

@Suite("Stories played against the policies") struct StoryTests {
  @Test func `there is one for each of the five policies and for the invented one`() {
    let names = Set(Story.all.map(\.name))

    #expect(
      names.isSuperset(of: ["croydon", "gscp", "haringey", "newham", "sutton", "wexmouth"]))
  }

  /// `PARLEY_WRITE_STORIES=1 swift test --filter 'as it was checked by hand'` writes the reports anew;
  /// every line that changes is then to be checked against the clauses again.
  @Test(arguments: Story.all) func `each goes line by line as it was checked by hand`(story: Story)
    throws
  {
    let text = try story.play().text()

    if ProcessInfo.processInfo.environment["PARLEY_WRITE_STORIES"] != nil {
      try Data(text.utf8).write(to: story.expected)
    }
    let expected = try String(contentsOf: story.expected, encoding: .utf8)
    let differing = zip(text.split(separator: "\n"), expected.split(separator: "\n"))
      .first { $0 != $1 }
    #expect(text == expected, "first difference: \(differing.map { "\($0.0)" } ?? "length")")
  }

  @Test(arguments: Story.all) func `each ends, and nothing in it surprises`(story: Story) throws {
    let report = try story.play()

    #expect(report.surprises.map(\.number) == [])
    #expect(report.steps.contains { $0.position?.ending != nil })
  }

  @Test(arguments: Story.all) func `a refusal changes nothing`(story: Story) throws {
    let steps = try story.play().steps
    for (before, step) in zip(steps, steps.dropFirst()) where !step.refusals.isEmpty {
      #expect(step.changes.isEmpty)
      #expect(step.position == before.position)
      #expect(step.owed.map(\.key) == before.owed.map(\.key))
    }
  }

  @Test(arguments: Story.all) func `every limit that passes is recorded at the instant it passes`(
    story: Story
  ) throws {
    for step in try story.play().steps where step.number == nil {
      for change in step.changes {
        guard case .passed = change.kind else { continue }
        #expect(change.duty.limit?.at == step.at, "\(change.duty.key)")
      }
    }
  }

  @Test(arguments: Story.all) func `the report as JSON says the same`(story: Story) throws {
    let report = try story.play()
    var writer = JSONWriter()
    report.write(to: &writer)

    let json = try JSONReader.read(writer.bytes)

    let steps = try #require(json["steps"]?.arrayValue)
    #expect(steps.count == report.steps.count)
    #expect(json["asExpected"]?.boolValue == true)
    for (step, written) in zip(report.steps, steps) {
      #expect(written["at"]?.stringValue == step.at.description)
      #expect(written["owed"]?.arrayValue?.count == step.owed.count)
      #expect(written["changes"]?.arrayValue?.count == step.changes.count)
      #expect(
        written["refusals"]?.arrayValue?.compactMap { $0["code"]?.stringValue }
          == step.refusals.map(\.reason.rawValue))
      #expect(written["position"]?["stage"]?.stringValue == step.position?.stage.text)
    }
  }
}
