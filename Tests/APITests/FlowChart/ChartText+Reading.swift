import Escalations

@testable import API

/// The pieces of text of a chart as somebody reads them.
extension ChartPage {
  /// Every text of the page, in the order in which it is drawn; running heads left out.
  var texts: [ChartText] { marks.flatMap(Self.texts).filter { $0.role != .ornament } }

  private static func texts(in mark: ChartMark) -> [ChartText] {
    switch mark {
    case .text(let text): [text]
    case .group(_, _, let marks), .link(_, let marks): marks.flatMap(texts)
    case .rect, .disc, .line: []
    }
  }
}

extension ChartText.Role: Equatable {
  /// Whether a reader would be told the same.
  public static func == (one: ChartText.Role, other: ChartText.Role) -> Bool {
    switch (one, other) {
    case (.plain, .plain), (.ornament, .ornament): true
    case (.heading(let level), .heading(let otherLevel)): level == otherLevel
    case (.plain, _), (.heading, _), (.ornament, _): false
    }
  }
}

extension ChartText {
  /// The whole text, its lines joined.
  var whole: String { lines.map(\.text).joined(separator: " ") }
}

extension Policy {
  /// The pages of its chart.
  var pages: [ChartPage] { ChartLayout.pages(of: ChartAuthor.content(of: self)) }

  /// Every text of its chart, whole.
  var labels: [String] { pages.flatMap(\.texts).map(\.whole).filter { !$0.isEmpty } }
}

/// Tells whether a label is put together of known phrases and nothing else.
struct LabelReader {
  /// Phrases, as characters, the longest first.
  private let phrases: [[Character]]
  private static let separators: Set<Character> = [
    " ", ",", ";", ":", "(", ")", "/", "·", "“", "”", ".",
  ]

  init(phrases: Set<String>) {
    self.phrases = phrases.map(Array.init).filter { !$0.isEmpty }.sorted { $0.count > $1.count }
  }

  /// Whether it is.
  func knows(_ label: String) -> Bool {
    let text = Array(label)
    var reachable: Set<Int> = [0]
    for place in 0...text.count where reachable.contains(place) {
      if place == text.count { return true }
      if Self.separators.contains(text[place]) { reachable.insert(place + 1) }
      for phrase in phrases where text[place...].starts(with: phrase) {
        let end = place + phrase.count
        if end == text.count || Self.separators.contains(text[end]) { reachable.insert(end) }
      }
      if let end = Self.reference(in: text, from: place) { reachable.insert(end) }
    }
    return false
  }

  /// A duty's mark (`3a`) or a note's number (`[12]`): where it ends.
  private static func reference(in text: [Character], from start: Int) -> Int? {
    var place = start
    let isNote = text[place] == "["
    if isNote { place += 1 }
    let digits = text[place...].prefix { $0.isASCII && $0.isNumber }.count
    place += digits
    guard digits > 0, place < text.count else { return nil }
    return (isNote ? text[place] == "]" : text[place].isLowercase) ? place + 1 : nil
  }
}
