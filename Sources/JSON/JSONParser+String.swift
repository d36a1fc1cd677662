extension JSONParser {
  /// The string that opens here, and passes over its closing quote.
  mutating func string(
    limit: Int, code: JSONSyntaxError.Code
  ) throws(JSONSyntaxError) -> String {
    let open = position
    position += 1
    let end = try endOfPlainRun()
    let text: String
    if bytes[end] == UInt8(ascii: "\"") {
      text = String(decoding: bytes[open + 1..<end], as: UTF8.self)
      position = end
    } else {
      text = try escapedString(from: open + 1)
    }
    guard position - open - 1 <= limit else { throw JSONSyntaxError(code, at: open) }
    position += 1
    return text
  }

  /// Leaves `position` at the closing quote.
  private mutating func escapedString(from start: Int) throws(JSONSyntaxError) -> String {
    var text: [UInt8] = []
    position = start
    while true {
      let end = try endOfPlainRun()
      text += bytes[position..<end]
      position = end
      if bytes[end] == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
      try escape(into: &text)
    }
  }

  /// Where the next quote or backslash is; everything before it is valid UTF-8 and no control character.
  private func endOfPlainRun() throws(JSONSyntaxError) -> Int {
    var index = position
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return index }
      if byte < 0x20 { throw JSONSyntaxError(.controlCharacter, at: index) }
      if byte < 0x80 {
        index += 1
      } else {
        index += try lengthOfScalar(at: index)
      }
    }
    throw JSONSyntaxError(.unexpectedEnd, at: bytes.count)
  }

  /// The length of a well-formed sequence (Unicode, table 3-7): the second byte's range is what
  /// keeps out overlong forms, surrogates and what lies beyond U+10FFFF.
  private func lengthOfScalar(at index: Int) throws(JSONSyntaxError) -> Int {
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch bytes[index] {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: length = 4
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: throw JSONSyntaxError(.invalidUTF8, at: index)
    }
    guard index + length <= bytes.count, second.contains(bytes[index + 1]),
      bytes[index + 2..<index + length].allSatisfy({ $0 & 0xC0 == 0x80 })
    else { throw JSONSyntaxError(.invalidUTF8, at: index) }
    return length
  }

  /// One escape of section 7; `position` is at its backslash.
  private mutating func escape(into text: inout [UInt8]) throws(JSONSyntaxError) {
    let start = position
    guard start + 1 < bytes.count else { throw JSONSyntaxError(.unexpectedEnd, at: bytes.count) }
    position += 2
    switch bytes[start + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(bytes[start + 1])
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"): try unicodeEscape(from: start, into: &text)
    default: throw JSONSyntaxError(.badEscape, at: start)
    }
  }

  private mutating func unicodeEscape(
    from start: Int, into text: inout [UInt8]
  ) throws(JSONSyntaxError) {
    let unit = try fourHexDigits(of: start)
    if let scalar = Unicode.Scalar(unit) {
      text += scalar.utf8
      return
    }
    // Not a scalar, so a surrogate: a high one, and a low one must follow at once.
    guard unit < 0xDC00, position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u")
    else { throw JSONSyntaxError(.loneSurrogate, at: start) }
    position += 2
    let low = try fourHexDigits(of: position - 2)
    guard (0xDC00...0xDFFF).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (UInt32(unit - 0xD800) << 10 | UInt32(low - 0xDC00)))
    else { throw JSONSyntaxError(.loneSurrogate, at: start) }
    text += scalar.utf8
  }

  private mutating func fourHexDigits(of escape: Int) throws(JSONSyntaxError) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard position < bytes.count else { throw fault(.unexpectedEnd) }
      guard let digit = Self.hexDigit(bytes[position]) else {
        throw JSONSyntaxError(.badEscape, at: escape)
      }
      unit = unit << 4 | digit
      position += 1
    }
    return unit
  }

  private static func hexDigit(_ byte: UInt8) -> UInt16? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - 0x30)
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - 0x61 + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - 0x41 + 10)
    default: nil
    }
  }
}
