import Escalations
import JSON
import Testing

/// The leaf that checks dates on the wire knows nothing of the domain; here the two are held together.
@Suite("Dates and instants on the wire") struct WireTimesTests {
  static let dates = [
    "2026-01-01", "0001-01-01", "9999-12-31", "0000-01-01", "2024-02-29", "2023-02-29",
    "1900-02-29", "2000-02-29", "2026-04-31", "2026-00-10", "2026-13-01", "2026-01-00",
    "2026-1-01", "2026-01-1", " 2026-01-01", "2026-01-01 ", "2026/01/01", "20260101", "",
    "２026-01-01", "-026-01-01", "+026-01-01",
  ]

  static let instants = [
    "2026-11-22T09:55:05Z", "2026-11-22T09:55:05.1Z", "2026-11-22T09:55:05.123456789Z",
    "2026-11-22T09:55:05.1234567890Z", "2026-11-22T09:55:05.Z", "2026-11-22T09:55:05+01:00",
    "2026-11-22T09:55:05-23:59", "2026-11-22T09:55:05+24:00", "2026-11-22T09:55:05+0100",
    "2026-11-22T24:00:00Z", "2026-11-22T23:60:00Z", "2026-11-22T23:59:60Z",
    "2026-11-22t09:55:05Z", "2026-11-22T09:55:05z", "2026-11-22 09:55:05Z", "2026-11-22T09:55Z",
    "2026-02-30T09:55:05Z", "0001-01-01T00:00:00+00:01", "0001-01-01T00:01:00+00:01",
    "9999-12-31T23:59:59-00:01", "9999-12-31T23:58:59-00:01", "9999-12-31T23:59:59.999Z",
    "2026-11-22T09:55:05", "2026-11-22T09:55:05ZZ", "2026-11-22T09:55:05Z+01:00", "",
    "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "2026-11-22T09:55:05.5-00:00",
  ]

  @Test(arguments: dates) func `a date passes the wire just when the domain can read it`(
    text: String
  ) {
    #expect(Shape.date.faults(in: .string(text)).isEmpty == (CivilDate(text) != nil))
  }

  @Test(arguments: instants) func `an instant passes the wire just when the domain can read it`(
    text: String
  ) {
    #expect(Shape.instant.faults(in: .string(text)).isEmpty == (Instant(text) != nil))
  }
}
