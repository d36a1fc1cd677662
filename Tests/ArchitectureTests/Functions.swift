/// The functions and initialisers of a Swift file, with their lengths, read off its braces.
struct Functions {
  /// One function: where it begins, and how many lines it takes from there to its closing brace.
  struct Function {
    let name: String
    let line: Int
    let length: Int
  }

  static func found(in source: String) -> [Function] {
    let lines = SwiftCode.blanked(source).split(separator: "\n", omittingEmptySubsequences: false)
    return lines.indices.compactMap { index in
      guard
        let match = lines[index].firstMatch(of: /^\s*(?:[a-z@(),_A-Z]+ )*(func\s+[^\s(<]+|init)\b/),
        let end = lastLine(of: lines[index...])
      else { return nil }
      return Function(name: String(match.1), line: index + 1, length: end - index + 1)
    }
  }

  /// The index of the line that closes the first body opened in `lines`; nil for a mere requirement.
  private static func lastLine(of lines: ArraySlice<Substring>) -> Int? {
    var parentheses = 0
    var braces = 0
    for (index, line) in zip(lines.indices, lines) {
      let isNextDeclaration = line.contains(/^\s*(?:[a-z]+ )*(?:func|init|var|let|case)\b/)
      if index > lines.startIndex, parentheses == 0, braces == 0, isNextDeclaration { return nil }
      for character in line {
        switch character {
        case "(", "[": parentheses += 1
        case ")", "]": parentheses -= 1
        case "{" where parentheses == 0 || braces > 0: braces += 1
        case "}" where braces > 0:
          braces -= 1
          if braces == 0 { return index }
        case "}" where parentheses == 0: return nil
        default: break
        }
      }
    }
    return nil
  }
}
