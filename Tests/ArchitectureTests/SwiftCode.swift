/// A Swift file with its comments, and the text inside its strings, blanked out; lines stay where they were.
///
/// The rules about words are about code: a comment may say that something is unsafe, and a sentence for a
/// practitioner may too. What is interpolated into a string is code, and stays.
struct SwiftCode {
  private let input: [UInt8]
  private var output: [UInt8] = []
  private var position = 0
  /// The bytes that may begin something other than plain code.
  private static let marks = Set("/`#\"()".utf8)

  static func blanked(_ source: String) -> String {
    var code = SwiftCode(input: Array(source.utf8))
    code.readCode(insideParentheses: false)
    return String(decoding: code.output, as: UTF8.self)
  }

  private init(input: [UInt8]) { self.input = input }

  private mutating func readCode(insideParentheses: Bool) {
    var depth = 0
    while position < input.count {
      if !SwiftCode.marks.contains(input[position]) {
        keep(1)
      } else if next("//") {
        blank { $0.next("\n") }
      } else if next("/*") {
        blankComment()
      } else if next("`") {
        keep(1)
        blank { $0.next("`") }
        keep(1)
      } else if let hashes = hashesBeforeQuote() {
        readString(hashes: hashes)
      } else {
        if next("(") { depth += 1 }
        if next(")") { depth -= 1 }
        keep(1)
        if insideParentheses && depth == 0 { return }
      }
    }
  }

  private mutating func blankComment() {
    var depth = 0
    repeat {
      if next("/*") { depth += 1 }
      if next("*/") { depth -= 1 }
      blank(next("/*") || next("*/") ? 2 : 1)
    } while depth > 0 && position < input.count
  }

  private mutating func readString(hashes: String) {
    keep(hashes.utf8.count)
    let quote = next("\"\"\"") ? "\"\"\"" : "\""
    keep(quote.utf8.count)
    while position < input.count, !next(quote + hashes) {
      if next("\\" + hashes + "(") {
        blank(1 + hashes.utf8.count)
        readCode(insideParentheses: true)
      } else if next("\\" + hashes) {
        blank(2 + hashes.utf8.count)
      } else {
        blank(1)
      }
    }
    keep(quote.utf8.count + hashes.utf8.count)
  }

  /// The `#` signs before a string that begins here; nil where none does.
  private func hashesBeforeQuote() -> String? {
    let hashes = input[position...].prefix { $0 == UInt8(ascii: "#") }
    let quote = position + hashes.count
    guard quote < input.count, input[quote] == UInt8(ascii: "\"") else { return nil }
    return String(repeating: "#", count: hashes.count)
  }

  private func next(_ text: String) -> Bool { input[position...].starts(with: text.utf8) }

  private mutating func keep(_ count: Int) {
    let end = min(position + count, input.count)
    output.append(contentsOf: input[position..<end])
    position = end
  }

  private mutating func blank(_ count: Int) {
    let end = min(position + count, input.count)
    for byte in input[position..<end] {
      output.append(byte == UInt8(ascii: "\n") ? byte : UInt8(ascii: " "))
    }
    position = end
  }

  private mutating func blank(until isOver: (SwiftCode) -> Bool) {
    repeat { blank(1) } while position < input.count && !isOver(self)
  }
}
