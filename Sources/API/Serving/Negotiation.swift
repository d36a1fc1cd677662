import HTTP

/// Whether what the client sends and takes fits what a route reads and gives (RFC 9110 sections 8.3, 12.5).
enum Negotiation {
  /// Whether the content is JSON in UTF-8 and not wrapped in anything.
  static func readsContent(_ fields: Fields) -> Bool {
    let values = fields.values(of: .contentType)
    guard values.count == 1, !fields.contains(.contentEncoding) else { return false }
    let pieces = values[0].split(separator: ";", omittingEmptySubsequences: false).map(trimmed)
    guard pieces[0].lowercased() == "application/json" else { return false }
    return pieces.dropFirst().allSatisfy {
      ["charset=utf-8", "charset=\"utf-8\""].contains($0.lowercased())
    }
  }

  /// Whether the client takes one of these media types; without `Accept` it takes anything.
  static func accepts(_ fields: Fields, _ offered: [String]) -> Bool {
    let ranges = fields.values(of: .accept).flatMap { $0.split(separator: ",") }.map(range)
    guard !ranges.isEmpty else { return true }
    return offered.contains { weight(of: $0, in: ranges) > 0 }
  }

  /// The media type that the client likes best; of two that it likes alike, the one offered first.
  static func preferred(_ fields: Fields, _ offered: [String]) -> String? {
    let ranges = fields.values(of: .accept).flatMap { $0.split(separator: ",") }.map(range)
    guard !ranges.isEmpty else { return offered.first }
    let weighed = offered.map { (name: $0, weight: weight(of: $0, in: ranges)) }
    let best = weighed.map(\.weight).max() ?? 0
    return best > 0 ? weighed.first { $0.weight == best }?.name : nil
  }

  /// The most exact range decides (RFC 9110 section 12.5.1).
  private static func weight(of mediaType: String, in ranges: [(name: String, weight: Double)])
    -> Double
  {
    let kind = mediaType.prefix { $0 != "/" }
    for name in [mediaType, "\(kind)/*", "*/*"] {
      if let range = ranges.first(where: { $0.name == name }) { return range.weight }
    }
    return 0
  }

  private static func range(_ text: Substring) -> (name: String, weight: Double) {
    let pieces = text.split(separator: ";").map(trimmed)
    let weight = pieces.dropFirst().first { $0.lowercased().hasPrefix("q=") }
      .map { Double($0.dropFirst(2)) ?? 0 }
    return ((pieces.first ?? "").lowercased(), weight ?? 1)
  }

  private static func trimmed(_ text: Substring) -> String {
    let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    var text = text.drop(while: isSpace)
    while let last = text.last, isSpace(last) { text.removeLast() }
    return String(text)
  }
}
