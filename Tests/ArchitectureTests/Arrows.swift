/// Which module may import which: the picture in docs/architecture.md as a table.
///
/// SwiftPM alone does not hold the arrows: an undeclared import builds whenever the other module happened
/// to be built before.
struct Arrows {
  private static let domain: Set<String> = ["NotificationForms", "Escalations"]

  /// `Foundation` is there for what the standard library lacks (files, the zone's transitions, random
  /// tokens), never for dates or JSON; `Synchronization` for its mutex.
  static let house = Arrows(allowed: [
    "Escalations": [],
    "NotificationForms": ["Escalations"],
    "Casework": domain.union(["JSON", "Digest"]),
    "Repository": domain.union([
      "Casework", "SQLite", "JSON", "Digest", "Foundation", "Dispatch", "Synchronization",
    ]),
    "API": domain.union([
      "Casework", "HTTP", "JSON", "Digest", "Markup", "Foundation", "Synchronization",
    ]),
    "HTTP": [],
    "HTTPServer": ["HTTP", "CEpoll", "Glibc", "Dispatch", "Synchronization"],
    "JSON": [],
    "Digest": ["CSHA"],
    "Markup": [],
    "SQLite": ["CSQLite"],
    "parley": domain.union([
      "API", "Casework", "Repository", "HTTPServer", "HTTP", "JSON", "Digest", "Markup", "SQLite",
      "Foundation", "Dispatch", "Glibc", "Synchronization",
    ]),
  ])

  let allowed: [String: Set<String>]

  /// What is wrong with the imports of a file, a sentence each.
  func faults(in file: Checkout.File) -> [String] {
    let module = file.module
    guard let targets = allowed[module] else {
      return ["\(module) has no row in the table of arrows"]
    }
    return Arrows.imports(in: file.code)
      .filter { !targets.contains($0) }
      .map { "\(module) must not import \($0)" }
  }

  /// The modules that Swift code imports, in order, whatever stands before or after the word.
  static func imports(in code: String) -> [String] {
    let kinds: Set<Substring> = [
      "struct", "class", "enum", "protocol", "func", "var", "let", "typealias",
    ]
    return
      code
      .split(whereSeparator: { $0.isNewline || $0 == ";" })
      .compactMap { line in
        let words = line.split(separator: " ")
        guard let at = words.firstIndex(of: "import") else { return nil }
        let rest = words[(at + 1)...].drop { kinds.contains($0) }
        return rest.first?.split(separator: ".").first.map(String.init)
      }
  }
}
