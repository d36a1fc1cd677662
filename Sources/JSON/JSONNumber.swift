/// A number as it was written, so that nothing is rounded by reading it.
///
/// Equal means written alike: `1` and `1.0` differ here, and have the same ``int64``.
public struct JSONNumber: Equatable, Sendable, CustomStringConvertible {
  /// The literal: always a number by RFC 8259 section 6.
  public let literal: String

  /// For the reader, which has checked the grammar.
  init(checked literal: String) { self.literal = literal }

  /// Makes the number that this literal writes, or `nil` if it is none.
  public init?(literal: String) {
    let bytes = Array(literal.utf8)
    guard JSONNumberGrammar.end(of: bytes, from: 0) == .number(end: bytes.count) else { return nil }
    self.literal = literal
  }

  /// Makes a whole number.
  public init(_ value: Int64) { literal = String(value) }

  /// The literal.
  public var description: String { literal }

  /// The exact value if it is a whole number that fits, however written (`1.0`, `1e2`); never rounded.
  public var int64: Int64? {
    if let plain = Int64(literal) { return plain }
    return DecimalParts(literal).int64
  }

  /// The nearest binary fraction, for figures that may be rounded; `nil` if beyond its range.
  public var double: Double? {
    guard let value = Double(literal), value.isFinite else { return nil }
    return value
  }
}

/// A literal taken apart: sign, digits without leading or trailing zeros, and a power of ten.
private struct DecimalParts {
  private var isNegative = false
  private var digits: [Int64] = []
  private var exponent = 0

  init(_ literal: String) {
    let halves = literal.split(whereSeparator: { $0 == "e" || $0 == "E" })
    var isFraction = false
    for byte in halves[0].utf8 {
      switch byte {
      case UInt8(ascii: "-"): isNegative = true
      case UInt8(ascii: "."): isFraction = true
      default:
        if !(byte == UInt8(ascii: "0") && digits.isEmpty) { digits.append(Int64(byte & 0x0F)) }
        if isFraction { exponent -= 1 }
      }
    }
    while digits.last == 0 {
      digits.removeLast()
      exponent += 1
    }
    exponent += halves.count > 1 ? Self.bounded(halves[1]) : 0
  }

  /// An exponent too long for `Int` is as good as one far beyond any length of literal.
  private static func bounded(_ text: Substring) -> Int {
    let beyond = 1_000_000_000
    guard let value = Int(text) else { return text.hasPrefix("-") ? -beyond : beyond }
    return max(-beyond, min(beyond, value))
  }

  var int64: Int64? {
    if digits.isEmpty { return 0 }
    guard exponent >= 0, digits.count + exponent <= 19 else { return nil }
    var value: Int64 = 0
    for digit in digits + Array(repeating: 0, count: exponent) {
      let (shifted, overflow) = value.multipliedReportingOverflow(by: 10)
      // Built up on the negative side, which holds one value more.
      let (next, underflow) = shifted.subtractingReportingOverflow(digit)
      if overflow || underflow { return nil }
      value = next
    }
    if isNegative { return value }
    return value == .min ? nil : -value
  }
}
