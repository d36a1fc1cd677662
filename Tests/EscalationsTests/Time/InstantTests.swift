import Escalations
import Testing

@Suite("Instant") struct InstantTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0, "1970-01-01T00:00:00Z"),
    ("2026-11-22T09:55:05Z", 1_795_341_305_000, "2026-11-22T09:55:05Z"),
    ("2026-11-22T09:55:05.1Z", 1_795_341_305_100, "2026-11-22T09:55:05.100Z"),
    ("2026-11-22T09:55:05.007Z", 1_795_341_305_007, "2026-11-22T09:55:05.007Z"),
    ("2026-11-22T09:55:05.000Z", 1_795_341_305_000, "2026-11-22T09:55:05Z"),
    ("2026-11-22T09:55:05.123999999Z", 1_795_341_305_123, "2026-11-22T09:55:05.123Z"),
    ("2026-11-22T09:55:05+00:00", 1_795_341_305_000, "2026-11-22T09:55:05Z"),
    ("2026-11-22T09:55:05-00:00", 1_795_341_305_000, "2026-11-22T09:55:05Z"),
    ("2026-07-01T00:30:00+01:00", 1_782_862_200_000, "2026-06-30T23:30:00Z"),
    ("2026-11-22T09:55:05.5-05:30", 1_795_361_105_500, "2026-11-22T15:25:05.500Z"),
    ("1969-12-31T23:59:59.999Z", -1, "1969-12-31T23:59:59.999Z"),
    ("0001-01-01T00:00:00Z", -62_135_596_800_000, "0001-01-01T00:00:00Z"),
    ("9999-12-31T23:59:59.999Z", 253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
    ("2028-02-29T23:59:59Z", 1_835_481_599_000, "2028-02-29T23:59:59Z"),
  ])
  func `a date-time is read, and written in UTC`(text: String, number: Int64, written: String)
    throws
  {
    let instant = try Fixture.instant(text)

    #expect(instant.milliseconds == number)
    #expect(instant.description == written)
    #expect(Instant(written) == instant)
  }

  @Test(arguments: [
    ("2026-11-22T09:55:05", "no offset: which zone?"), ("2026-11-22", "a date"),
    ("2026-02-30T09:55:05Z", "a date that does not exist"),
    ("2027-02-29T09:55:05Z", "a leap day that does not exist"),
    ("2026-06-30T23:59:60Z", "a leap second"), ("2026-11-22T24:00:00Z", "hour 24"),
    ("2026-11-22T09:60:00Z", "minute 60"), ("2026-11-22t09:55:05Z", "small t"),
    ("2026-11-22T09:55:05z", "small z"), ("2026-11-22 09:55:05Z", "a space"),
    ("2026-11-22T09:55Z", "no seconds"), ("2026-11-22T09:55:05.Z", "a point and no digit"),
    ("2026-11-22T09:55:05,5Z", "a comma"), ("2026-11-22T09:55:05.1234567890Z", "ten digits"),
    ("2026-11-22T09:55:05+24:00", "an offset of a day"),
    ("2026-11-22T09:55:05+01:60", "an offset of sixty minutes"),
    ("2026-11-22T09:55:05+0100", "an offset without its colon"),
    ("2026-11-22T09:55:05+01", "half an offset"), ("2026-11-22T09:55:05+01:0", "a digit short"),
    ("2026-11-22T09:55:05Z ", "more after"), ("2026-11-22T09:55:05ZZ", "two zones"),
    ("2026-11-22T09:55:05.5", "a fraction and no zone"), ("", "empty"),
    ("2026-11-22T09:55:05+01:00Z", "an offset and Z"), ("20261122T095505Z", "basic format"),
    ("0001-01-01T00:00:00+05:00", "before the first instant"),
    ("9999-12-31T23:59:59-05:00", "after the last instant"),
    ("2026-11-22T09:55:05−05:00", "a typographic minus"), ("2026-11-22T-9:55:05Z", "a sign"),
    ("2026-11-22T09:55:0５Z", "a digit of another width"),
  ])
  func `what is no exact moment is refused`(text: String, because: String) {
    #expect(Instant(text) == nil, "\(because)")
  }

  @Test func `every shortening of a date-time is refused`() {
    let whole = "2026-11-22T09:55:05.123456789+01:00"

    #expect(Instant(whole) != nil)
    for length in 0..<whole.count {
      #expect(Instant(String(whole.prefix(length))) == nil, "\(whole.prefix(length))")
    }
  }

  @Test func `hours and milliseconds are added and told apart`() throws {
    let start = try Fixture.instant("2026-03-28T23:30:00Z")

    #expect(start.adding(hours: 24).description == "2026-03-29T23:30:00Z")
    #expect(start.adding(hours: -24).description == "2026-03-27T23:30:00Z")
    #expect(start.adding(milliseconds: 1).milliseconds(since: start) == 1)
  }

  @Test func `arithmetic stops at the ends instead of trapping`() {
    #expect(Instant.latest.adding(milliseconds: 1) == .latest)
    #expect(Instant.latest.adding(milliseconds: .max) == .latest)
    #expect(Instant.latest.adding(hours: .max) == .latest)
    #expect(Instant.earliest.adding(hours: .min) == .earliest)
    #expect(Instant.earliest.adding(milliseconds: .min) == .earliest)
    #expect(Instant(milliseconds: .max) == .latest)
  }
}
