import Escalations
import Foundation
import Testing

/// The files in `config/calendars` are read here line by line, since this target knows no JSON: one
/// holiday a line is also what makes a change to them easy to review.
@Suite("Shipped calendars") struct ShippedCalendarTests {
  @Test(arguments: ["england-and-wales", "scotland", "northern-ireland"])
  func `each is valid, covers 2012 to 2028 and names its licence`(id: String) throws {
    let text = try shipped(id)
    let calendar = try read(id)

    #expect(text.contains("\"id\": \"\(id)\""))
    #expect(text.contains("\"coverage\": { \"from\": \"2012-01-01\", \"to\": \"2028-12-31\" }"))
    #expect(text.contains("Open Government Licence v3.0"))
    // One-off days are added to the usual eight, nine and ten of a year.
    #expect(calendar.holidays.count > 17 * 8)
    #expect(calendar.holidays.allSatisfy { !$0.date.weekday.isWeekend })
  }

  @Test func `England and Wales is what the tables of due dates were checked with`() throws {
    let fixture = try Fixture.englandAndWales()
    let shipped = try read("england-and-wales").holidays.filter {
      $0.date >= fixture.coverage.lowerBound
    }

    #expect(shipped.map(\.date) == fixture.holidays.map(\.date))
    #expect(shipped.map(\.title) == fixture.holidays.map(\.title))
  }

  @Test(arguments: [
    ("2026-04-06", [false, true, false], "Easter Monday is none in Scotland"),
    ("2026-01-02", [true, false, true], "2 January is one in Scotland only"),
    ("2026-07-13", [true, true, false], "the Twelfth is one in Northern Ireland only"),
    ("2026-08-31", [false, true, false], "Scotland's summer bank holiday is earlier"),
    (
      "2026-06-15", [true, false, true], "the World Cup bank holiday, proclaimed for Scotland only"
    ),
    ("2026-11-30", [true, false, true], "St Andrew's Day"),
    ("2022-09-19", [false, false, false], "the State Funeral was one everywhere"),
    ("2023-05-08", [false, false, false], "so was the Coronation"),
  ])
  func `a division has its own holidays`(
    date: String, isWorking: [Bool], because: String
  ) throws {
    let kinds = try ["england-and-wales", "scotland", "northern-ireland"].map {
      try read($0).isWorkingDay(Fixture.date(date))
    }

    #expect(kinds == isWorking, "\(because)")
  }

  private func shipped(_ id: String) throws -> String {
    let root = URL(filePath: #filePath).appending(path: "../../../..").standardized
    return try String(
      contentsOf: root.appending(path: "config/calendars/\(id).json"), encoding: .utf8)
  }

  private func read(_ id: String) throws -> WorkingCalendar {
    let lines = try shipped(id).split(separator: "\n").filter { $0.hasPrefix("    {") }
    let holidays = try lines.map { line in
      // { "date": "…", "title": "…", "notes": "…" } has twelve quotation marks.
      let parts = line.split(separator: "\"", omittingEmptySubsequences: false).map(String.init)
      try #require(parts.count == 13, "\(line) is no holiday on one line")
      #expect([parts[1], parts[5], parts[9]] == ["date", "title", "notes"])
      return Holiday(date: try Fixture.date(parts[3]), title: parts[7], notes: parts[11])
    }
    return try WorkingCalendar(
      id: id, title: id, version: 1, coveredFrom: Fixture.date("2012-01-01"),
      through: Fixture.date("2028-12-31"), holidays: holidays)
  }
}
