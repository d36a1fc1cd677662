import JSON
import Testing

@Suite("JSON number") struct JSONNumberTests {
  @Test(arguments: Row.table)
  func `is a whole number only if exactly so`(row: Row) throws {
    let number = try #require(JSONNumber(literal: row.literal))

    #expect(number.int64 == row.int64)
    #expect(number.description == row.literal)
  }

  @Test(arguments: ["", "1 ", " 1", "1a", "0x1", "--1", "1e", "٣", "1,0"])
  func `is made of nothing but a JSON literal`(text: String) {
    #expect(JSONNumber(literal: text) == nil)
  }

  @Test func `has a binary fraction unless it is out of range`() {
    #expect(JSONNumber(literal: "0.5")?.double == 0.5)
    #expect(JSONNumber(literal: "1e999")?.double == nil)
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let literal: String
    let int64: Int64?
    let because: String
    var testDescription: String { "\(literal): \(because)" }

    static let table = [
      Row(literal: "0", int64: 0, because: "plain"),
      Row(literal: "-0", int64: 0, because: "minus zero is zero"),
      Row(literal: "0e99999999999999999999", int64: 0, because: "zero at any power is zero"),
      Row(literal: "1.0", int64: 1, because: "nothing after the point"),
      Row(literal: "1e2", int64: 100, because: "a power of ten"),
      Row(literal: "1E+2", int64: 100, because: "the other way to write it"),
      Row(literal: "-12.50e1", int64: -125, because: "the exponent moves the point out"),
      Row(literal: "100e-2", int64: 1, because: "zeros go with the exponent"),
      Row(literal: "0.001e3", int64: 1, because: "leading zeros do not count"),
      Row(literal: "1.5", int64: nil, because: "a half is left"),
      Row(literal: "1e-1", int64: nil, because: "a tenth"),
      Row(
        literal: "9007199254740993", int64: 9_007_199_254_740_993,
        because: "beyond a double's reach"),
      Row(literal: "9223372036854775807", int64: .max, because: "the greatest"),
      Row(literal: "9223372036854775807.0", int64: .max, because: "the greatest, with a point"),
      Row(literal: "9223372036854775808", int64: nil, because: "one more than the greatest"),
      Row(literal: "9223372036854775808.0", int64: nil, because: "one more, with a point"),
      Row(literal: "-9223372036854775808", int64: .min, because: "the least"),
      Row(literal: "-9223372036854775808.0", int64: .min, because: "the least, with a point"),
      Row(literal: "-9223372036854775809.0", int64: nil, because: "one less than the least"),
      Row(literal: "1e19", int64: nil, because: "too great a power"),
      Row(literal: "1e99999999999999999999", int64: nil, because: "an exponent beyond Int"),
      Row(literal: "1e-99999999999999999999", int64: nil, because: "an exponent below Int"),
    ]
  }
}
