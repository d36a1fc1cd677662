// A date is written in one way only, YYYY-MM-DD (the open standard for dates in UK government), so
// two spellings of one date never meet in the record.

extension CivilDate: LosslessStringConvertible {
  /// Reads exactly `YYYY-MM-DD`; nil for any other shape and for dates that do not exist.
  public init?(_ text: String) {
    self.init(utf8: text.utf8Span.span)
  }

  /// Reads exactly `YYYY-MM-DD` from bytes; nil for anything else.
  public init?(utf8 bytes: Span<UInt8>) {
    guard bytes.count == 10 else { return nil }
    self.init(utf8: bytes, at: 0)
  }

  /// Reads the ten bytes from `start` on, which the caller knows to be there.
  init?(utf8 bytes: Span<UInt8>, at start: Int) {
    guard let year = bytes.decimal(at: start, digits: 4), bytes[start + 4] == UInt8(ascii: "-"),
      let month = bytes.decimal(at: start + 5, digits: 2), bytes[start + 7] == UInt8(ascii: "-"),
      let day = bytes.decimal(at: start + 8, digits: 2)
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The date as `YYYY-MM-DD`.
  public var description: String {
    var text: [UInt8] = []
    text.append(addingCapacity: 10) { append(to: &$0) }
    return String(decoding: text, as: UTF8.self)
  }

  /// Writes `YYYY-MM-DD` after what is there.
  func append(to text: inout OutputSpan<UInt8>) {
    let (year, month, day) = components
    text.append(decimal: year, digits: 4)
    text.append(UInt8(ascii: "-"))
    text.append(decimal: month, digits: 2)
    text.append(UInt8(ascii: "-"))
    text.append(decimal: day, digits: 2)
  }
}
