/// The words of docs/glossary.md: one line each, `**Word** – what it is`, and perhaps `*not: other, word*`.
struct Glossary {
  let words: [String]
  /// A word that names the same idea elsewhere, and the one we use instead.
  let avoided: [String: String]

  init(page: String) {
    var words: [String] = []
    var avoided: [String: String] = [:]
    for line in page.split(separator: "\n") {
      guard let word = line.firstMatch(of: #/^- \*\*([^*]+)\*\* – /#)?.1 else { continue }
      words.append(String(word))
      let others = line.firstMatch(of: /\*not: ([^*]+)\*/)?.1 ?? ""
      for other in others.split(separator: ", ") { avoided[String(other)] = String(word) }
    }
    self.words = words
    self.avoided = avoided
  }

  /// What is wrong with the name of a type: each of its words that the glossary avoids.
  func faults(in name: String) -> [String] {
    name.matches(of: /[A-Z][a-z0-9]+/).compactMap { part in
      avoided[part.0.lowercased()].map {
        "\(name): say \($0.lowercased()), not \(part.0.lowercased())"
      }
    }
  }
}
