import Casework
import Escalations
import JSON

/// Spellings that several wire shapes share.
enum WireText {
  /// A word of the policy's own: a code, an answer.
  ///
  /// Whether there is such a word the policy says.
  static let word: Shape = .text(
    max: 64,
    format: TextFormat(
      name: "word", pattern: "^[A-Za-z0-9]+([-_.][A-Za-z0-9]+)*$",
      rule: "Must be letters and digits, joined by single hyphens, dots or low lines."
    ) { text in
      text.split(omittingEmptySubsequences: false) { "-_.".contains($0) }.allSatisfy { piece in
        !piece.isEmpty && piece.utf8.allSatisfy(isLetterOrDigit)
      }
    })

  /// An escalation's public reference.
  static let reference: Shape = .text(
    max: 40,
    format: TextFormat(
      name: "reference", pattern: "^[A-Z][A-Z0-9]{0,15}-[0-9]{4}-[0-9]{5,10}$",
      rule: "Must be a reference such as CSCP-2026-00042.", accepts: isReference))

  /// A few sentences.
  static let narrative: Shape = .lines(max: 10_000)

  /// A person's name, initials or title.
  static let personName: Shape = .text(max: 200)

  private static func isReference(_ text: String) -> Bool {
    let pieces = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard pieces.count == 3, let first = pieces[0].first, isCapital(first) else { return false }
    return (1...16).contains(pieces[0].count)
      && pieces[0].allSatisfy { isCapital($0) || isDigit($0) }
      && pieces[1].count == 4 && pieces[1].allSatisfy(isDigit)
      && (5...10).contains(pieces[2].count) && pieces[2].allSatisfy(isDigit)
  }

  private static func isLetterOrDigit(_ octet: UInt8) -> Bool {
    isCapital(octet) || isDigit(octet)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(octet)
  }

  private static func isCapital(_ octet: UInt8) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(octet)
  }

  private static func isDigit(_ octet: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet)
  }
}

extension Checked {
  /// The text as a name of something.
  func identifier<Named>(_ type: Named.Type = Named.self) -> Identifier<Named> {
    Identifier<Named>(text)
  }

  /// The text as a name of something, if it is there.
  func optionalIdentifier<Named>(_ type: Named.Type = Named.self) -> Identifier<Named>? {
    optionalText.map { Identifier<Named>($0) }
  }

  /// The texts as names.
  func identifiers<Named>(_ type: Named.Type = Named.self) -> [Identifier<Named>] {
    texts.map { Identifier<Named>($0) }
  }
}
