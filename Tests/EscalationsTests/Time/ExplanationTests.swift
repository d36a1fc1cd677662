import Escalations
import Testing

@Suite("Explanation of a clock") struct ExplanationTests {
  @Test func `over Easter every day is named, counted or passed over`() throws {
    let trace = try Fixture.face().explain(
      .workingDays(2), from: Fixture.instant("2026-04-02T09:00:00Z"))

    #expect(
      lines(trace) == [
        "2026-04-02 working, day zero",
        "2026-04-03 Good Friday, passed over",
        "2026-04-04 weekend, passed over",
        "2026-04-05 weekend, passed over",
        "2026-04-06 Easter Monday, passed over",
        "2026-04-07 working, 1",
        "2026-04-08 working, 2",
      ])
  }

  @Test func `day zero is marked also when it is no working day`() throws {
    let trace = try Fixture.face().explain(
      .workingDays(1), from: Fixture.instant("2026-04-05T09:00:00Z"))

    #expect(
      lines(trace) == [
        "2026-04-05 weekend, day zero",
        "2026-04-06 Easter Monday, passed over",
        "2026-04-07 working, 1",
      ])
  }

  @Test func `calendar days count the weekend and still say that it is one`() throws {
    let trace = try Fixture.face().explain(
      .calendarDays(2), from: Fixture.instant("2026-02-06T09:00:00Z"))

    #expect(
      lines(trace) == [
        "2026-02-06 working, day zero", "2026-02-07 weekend, 1", "2026-02-08 weekend, 2",
      ])
  }

  @Test func `hours run through and number no day`() throws {
    let trace = try Fixture.face().explain(
      .elapsedHours(48), from: Fixture.instant("2026-12-24T09:00:00Z"))

    #expect(
      lines(trace) == [
        "2026-12-24 working, day zero",
        "2026-12-25 Christmas Day, elapsing",
        "2026-12-26 weekend, elapsing",
      ])
    #expect(trace.allSatisfy { !$0.isCounted })
  }

  @Test func `the same working day is a single line`() throws {
    let trace = try Fixture.face().explain(
      .sameWorkingDay, from: Fixture.instant("2026-02-06T09:00:00Z"))

    #expect(lines(trace) == ["2026-02-06 working, day zero"])
  }

  @Test func `the same working day of a Saturday is the Monday`() throws {
    let trace = try Fixture.face().explain(
      .sameWorkingDay, from: Fixture.instant("2026-02-07T09:00:00Z"))

    #expect(
      lines(trace) == [
        "2026-02-07 weekend, day zero", "2026-02-08 weekend, passed over", "2026-02-09 working, 1",
      ])
  }

  @Test func `without delay there is nothing to explain`() throws {
    let start = try Fixture.instant("2026-02-07T09:00:00Z")
    #expect(try Fixture.face().explain(.withoutDelay, from: start).isEmpty)
  }

  @Test func `days beyond the calendar are marked one by one`() throws {
    let trace = try Fixture.face().explain(
      .workingDays(2), from: Fixture.instant("2028-12-28T09:00:00Z"))

    #expect(trace.map(\.beyondCoverage) == [false, false, false, false, true])
  }

  @Test(arguments: [Limit.workingDays(7), .calendarDays(7), .elapsedHours(100), .sameWorkingDay])
  func `the lines run from day zero to the due date without a gap`(limit: Limit) throws {
    let face = try Fixture.face(endOfWorkingDay: "17:00")
    for day in try Fixture.dates("2026-01-01", through: "2026-12-31") {
      let start = face.zone.startOfDay(day).adding(hours: 18)
      let trace = face.explain(limit, from: start)

      #expect(trace.first?.date == day)
      #expect(trace.first?.counting == .dayZero)
      #expect(trace.last?.date == face.due(for: limit, from: start)?.date)
      #expect(zip(trace, trace.dropFirst()).allSatisfy { $0.date.adding(days: 1) == $1.date })
      #expect(trace.compactMap(\.number) == Array(1..<trace.count(where: \.isCounted) + 1))
    }
  }

  private func lines(_ trace: [DayTrace]) -> [String] {
    trace.map { "\($0.date) \(name(of: $0.kind)), \(name(of: $0.counting))" }
  }

  private func name(of kind: DayKind) -> String {
    switch kind {
    case .working: "working"
    case .weekend: "weekend"
    case .bankHoliday(let title): title
    }
  }

  private func name(of counting: DayTrace.Counting) -> String {
    switch counting {
    case .dayZero: "day zero"
    case .counted(let number): "\(number)"
    case .passedOver: "passed over"
    case .elapsing: "elapsing"
    }
  }
}
