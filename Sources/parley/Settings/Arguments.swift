/// The words after a command: options with values, flags, and the rest; every fault at once.
struct Arguments {
  /// What a command understands.
  struct Grammar {
    /// Options with a value: `--port N`.
    var options: Set<String> = []
    /// Options that may be given several times.
    var repeated: Set<String> = []
    /// Options without a value: `--demo`.
    var flags: Set<String> = []
    /// How many further words there may be.
    var words = 0...0
  }

  /// Words that were not understood.
  struct Faults: Error, CustomStringConvertible {
    /// A sentence each.
    let list: [String]
    var description: String { list.joined(separator: "\n") }
  }

  private(set) var options: [String: [String]] = [:]
  private(set) var flags: Set<String> = []
  private(set) var words: [String] = []

  init(_ arguments: [String], grammar: Grammar) throws(Faults) {
    var faults: [String] = []
    var rest = arguments[...]
    while let word = rest.popFirst() {
      let (name, attached) = Arguments.split(word)
      if grammar.flags.contains(word) {
        flags.insert(word)
      } else if grammar.options.contains(name) || grammar.repeated.contains(name) {
        if let value = attached ?? Arguments.popValue(of: &rest) {
          options[name, default: []].append(value)
        } else {
          faults.append("\(name) wants a value.")
        }
      } else if word.hasPrefix("--") {
        faults.append("There is no option \(name).")
      } else {
        words.append(word)
      }
    }
    for (name, values) in options.sorted(by: { $0.key < $1.key })
    where values.count > 1 && !grammar.repeated.contains(name) {
      faults.append("\(name) is given more than once.")
    }
    if !grammar.words.contains(words.count) {
      let (least, most) = (grammar.words.lowerBound, grammar.words.upperBound)
      let wanted = least == most ? "\(least)" : "\(least) to \(most)"
      faults.append("\(words.count) words without -- are given, and \(wanted) wanted.")
    }
    if !faults.isEmpty { throw Faults(list: faults) }
  }

  /// The next word, unless it is an option itself: its value was forgotten then, or it has to be attached.
  private static func popValue(of rest: inout ArraySlice<String>) -> String? {
    rest.first?.hasPrefix("--") == true ? nil : rest.popFirst()
  }

  /// The value of an option.
  subscript(_ name: String) -> String? { options[name]?.last }

  /// `--name=value` is `--name value`.
  private static func split(_ word: String) -> (name: String, value: String?) {
    guard word.hasPrefix("--"), let sign = word.firstIndex(of: "=") else { return (word, nil) }
    return (String(word[..<sign]), String(word[word.index(after: sign)...]))
  }
}
