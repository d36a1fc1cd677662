/// The grammar of RFC 8259 section 6, over bytes.
enum JSONNumberGrammar {
  /// Where a number ends, or where it stopped being one.
  enum Extent: Equatable {
    /// A whole literal, up to but not including `end`.
    case number(end: Int)
    /// The byte here cannot stand in a number at this place.
    case fault(at: Int)
  }

  /// The extent of the number that starts at `start`.
  static func end(of bytes: [UInt8], from start: Int) -> Extent {
    var position = start
    if byte(bytes, position) == UInt8(ascii: "-") { position += 1 }
    if byte(bytes, position) == UInt8(ascii: "0") {
      position += 1
    } else if !skipDigits(bytes, &position) {
      return .fault(at: position)
    }
    if byte(bytes, position) == UInt8(ascii: ".") {
      position += 1
      if !skipDigits(bytes, &position) { return .fault(at: position) }
    }
    if byte(bytes, position) | 0x20 == UInt8(ascii: "e") {
      position += 1
      let sign = byte(bytes, position)
      if sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { position += 1 }
      if !skipDigits(bytes, &position) { return .fault(at: position) }
    }
    return .number(end: position)
  }

  /// The byte at `position`, or zero (which no number holds) past the end.
  @inline(__always)
  private static func byte(_ bytes: [UInt8], _ position: Int) -> UInt8 {
    position < bytes.count ? bytes[position] : 0
  }

  /// Passes over digits; false if there was none.
  @inline(__always)
  private static func skipDigits(_ bytes: [UInt8], _ position: inout Int) -> Bool {
    let start = position
    while position < bytes.count, bytes[position] &- 0x30 <= 9 { position += 1 }
    return position > start
  }
}
