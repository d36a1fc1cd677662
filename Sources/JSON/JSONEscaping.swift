/// What a string needs to stand between quotes.
///
/// Beyond RFC 8259 section 7, U+2028 and U+2029 are escaped: they end a line in some readers.
enum JSONEscaping {
  /// Not zero for an octet that is not copied as it is; 0xE2 may begin a line separator and is looked at
  /// again.
  ///
  /// A number without branches: asked of each octet that is written, it costs a third of a table of truths.
  @inline(__always)
  static func mark(_ octet: UInt8) -> UInt8 {
    let control: UInt8 = octet < 0x20 ? 1 : 0
    let quote: UInt8 = octet == UInt8(ascii: "\"") ? 1 : 0
    let backslash: UInt8 = octet == UInt8(ascii: "\\") ? 1 : 0
    let separator: UInt8 = octet == 0xE2 ? 1 : 0
    return control | quote | backslash | separator
  }

  static func append(_ text: Span<UInt8>, to bytes: inout [UInt8]) {
    var index = 0
    while index < text.count {
      let byte = text[index]
      if let letter = shortEscape(byte) {
        bytes += [UInt8(ascii: "\\"), letter]
      } else if byte < 0x20 {
        bytes += unicodeEscape(UInt16(byte)).utf8
      } else if byte == 0xE2, let separator = lineSeparator(text, at: index) {
        bytes += unicodeEscape(separator).utf8
        index += 2
      } else {
        bytes.append(byte)
      }
      index += 1
    }
  }

  private static func shortEscape(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): byte
    case 0x08: UInt8(ascii: "b")
    case 0x09: UInt8(ascii: "t")
    case 0x0A: UInt8(ascii: "n")
    case 0x0C: UInt8(ascii: "f")
    case 0x0D: UInt8(ascii: "r")
    default: nil
    }
  }

  /// U+2028 and U+2029 are E2 80 A8 and E2 80 A9.
  private static func lineSeparator(_ text: Span<UInt8>, at index: Int) -> UInt16? {
    guard index + 2 < text.count, text[index + 1] == 0x80 else { return nil }
    switch text[index + 2] {
    case 0xA8: return 0x2028
    case 0xA9: return 0x2029
    default: return nil
    }
  }

  private static func unicodeEscape(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
  }
}
