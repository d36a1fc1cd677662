import Escalations
import Testing

/// A row of a clock table: what a limit gives, and because of what.
struct DueRow: Sendable, CustomTestStringConvertible {
  let limit: Limit
  let start: String
  let date: String
  let at: String
  let beyondCoverage: Bool
  let because: String

  init(
    _ limit: Limit, from start: String, dueOn date: String, at: String,
    beyondCoverage: Bool = false, because: String
  ) {
    self.limit = limit
    self.start = start
    self.date = date
    self.at = at
    self.beyondCoverage = beyondCoverage
    self.because = because
  }

  var testDescription: String { because }

  /// Compares every part of the answer with the row.
  func check(on face: ClockFace) throws {
    let due = try #require(face.due(for: limit, from: Fixture.instant(start)))

    #expect(due.date.description == date, "\(because)")
    #expect(due.at.description == at, "\(because)")
    #expect(due.beyondCoverage == beyondCoverage, "\(because)")
  }
}
