/// Words that switch one of the compiler's checks off, and the two modules where they may stand.
struct GuardedWords {
  /// A place outside those modules where a word had to stand, and why nothing else would do.
  struct Exception {
    let path: String
    let word: String
    let because: String
  }

  /// Empty, and meant to stay so: an entry needs a decision in docs/decisions.
  static let exceptions: [Exception] = []
  static let modules: Set<String> = ["SQLite", "HTTPServer"]

  /// The guarded words in a file's code, with their lines.
  static func found(in file: Checkout.File) -> [(line: Int, word: String)] {
    file.code
      .split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
      .flatMap { index, line in words(in: line).map { (index + 1, $0) } }
  }

  /// What is wrong with a file: each guarded word that stands where it may not.
  static func faults(in file: Checkout.File) -> [String] {
    guard !modules.contains(file.module) else { return [] }
    return found(in: file)
      .filter { found in
        !exceptions.contains { $0.path == file.path && $0.word == found.word }
      }
      .map { "\(file.path):\($0.line): \($0.word)" }
  }

  private static func words(in line: Substring) -> [String] {
    // A simple boundary: by the default one (Unicode's) a point inside a name ends no word.
    line.matches(of: /(\bunsafe\b|@safe\b|@unchecked\b|\btry!|\bas!)/.wordBoundaryKind(.simple))
      .map { String($0.1) }
  }
}
