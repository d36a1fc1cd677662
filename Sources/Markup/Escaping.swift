/// Makes text that is safe between tags and between quotes, in HTML and in XML.
enum Escaping {
  static func append(_ text: String, to bytes: inout [UInt8]) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes += "&amp;".utf8
      case UInt8(ascii: "<"): bytes += "&lt;".utf8
      case UInt8(ascii: ">"): bytes += "&gt;".utf8
      case UInt8(ascii: "\""): bytes += "&quot;".utf8
      case UInt8(ascii: "'"): bytes += "&#39;".utf8
      case 0x09, 0x0A, 0x0D, 0x20...0xFF: bytes.append(byte)
      // XML 1.0 has no other control characters, not even escaped: show that one was there.
      default: bytes += "\u{FFFD}".utf8
      }
    }
  }
}
