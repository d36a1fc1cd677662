import Escalations
import Foundation
import Testing

/// The tables rest on the published rule for London; the product rests on the system's own zone.
@Suite("System zone") struct SystemZoneTests {
  @Test(.enabled(if: TimeZone(identifier: "Europe/London") != nil, "no zone data on this system"))
  func `the system's London is the published one, every six hours from 1997 to 2100`() throws {
    let system = try #require(TimeZone(identifier: "Europe/London"))
    let london = try Fixture.london()

    for date in try Fixture.dates("1997-01-01", through: "2100-12-31") {
      for hour in [0, 6, 12, 18] {
        let instant = london.startOfDay(date).adding(hours: hour)
        let moment = Date(timeIntervalSince1970: Double(instant.milliseconds) / 1_000)
        try #require(
          system.secondsFromGMT(for: moment) == london.offsetSeconds(at: instant), "\(instant)")
      }
    }
  }

  @Test func `on a day of change the offset is new from 01:00 in UTC on`() throws {
    let london = try Fixture.london()
    let (spring, autumn) = (
      try Fixture.instant("2026-03-29T01:00:00Z"), try Fixture.instant("2026-10-25T01:00:00Z")
    )

    #expect(london.offsetSeconds(at: spring.adding(milliseconds: -1)) == 0)
    #expect(london.offsetSeconds(at: spring) == 3_600)
    #expect(london.offsetSeconds(at: autumn.adding(milliseconds: -1)) == 3_600)
    #expect(london.offsetSeconds(at: autumn) == 0)
  }
}
