/// The functions and initialisers of a Swift file, with their lengths, read off its braces.
enum Functions {
  /// One function: where it begins, and how many lines it takes from there to its closing brace.
  struct Function {
    let name: String
    let line: Int
    let length: Int
    /// Whether its comment says that it is one table, a `switch` without `default`.
    let isTable: Bool

    /// A table is read row by row and may be longer.
    var isTooLong: Bool { length > (isTable ? 120 : 60) }
  }

  static func found(in file: Checkout.File) -> [Function] {
    let code = lines(of: file.code)
    let text = lines(of: file.text)
    let beginning = /^\s*(?:[a-z@(),_A-Z]+ )*(func\s+[^\s(<]+|init)\b/.wordBoundaryKind(.simple)
    return code.indices.compactMap { index in
      guard code[index].contains("func") || code[index].contains("init"),
        let match = code[index].firstMatch(of: beginning),
        let end = lastLine(of: code[index...])
      else { return nil }
      return Function(
        name: String(match.1), line: index + 1, length: end - index + 1,
        isTable: comment(above: index, in: text).contains("without `default`"))
    }
  }

  private static func lines(of text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  private static func comment(above line: Int, in text: [Substring]) -> String {
    text[..<line].reversed().prefix { $0.drop { $0 == " " }.hasPrefix("//") }.joined()
  }

  /// The index of the line that closes the first body opened in `lines`; nil for a mere requirement.
  private static func lastLine(of lines: ArraySlice<Substring>) -> Int? {
    let declaration = /^\s*(?:[a-z]+ )*(?:func|init|var|let|case)\b/
    var parentheses = 0
    var braces = 0
    for (index, line) in zip(lines.indices, lines) {
      let isOutside = parentheses == 0 && braces == 0 && index > lines.startIndex
      if isOutside, line.contains(declaration) { return nil }
      for byte in line.utf8 {
        switch byte {
        case UInt8(ascii: "("), UInt8(ascii: "["): parentheses += 1
        case UInt8(ascii: ")"), UInt8(ascii: "]"): parentheses -= 1
        case UInt8(ascii: "{") where parentheses == 0 || braces > 0: braces += 1
        case UInt8(ascii: "}") where braces > 0:
          braces -= 1
          if braces == 0 { return index }
        case UInt8(ascii: "}") where parentheses == 0: return nil
        default: break
        }
      }
    }
    return nil
  }
}
