/// What a string may hold.
public struct TextRule: Sendable {
  /// How many characters (Unicode code points).
  public let count: ClosedRange<Int>
  /// Whether line ends and tabs are allowed.
  public let allowsLines: Bool
  /// How it is spelt, where that is fixed.
  public let format: TextFormat?

  /// Whether the character may stand in the text.
  ///
  /// Control characters have no business in a name or a narrative, and do harm in terminals, logs
  /// and spreadsheets. CR is allowed with LF: a Windows form sends both.
  func allows(_ character: Unicode.Scalar) -> Bool {
    switch character.value {
    case 0x09, 0x0A, 0x0D: allowsLines
    case 0x00..<0x20, 0x7F..<0xA0: false
    default: true
    }
  }
}

/// A spelling with a name, such as kebab case: what it accepts, in code, as a pattern, and in words.
public struct TextFormat: Sendable {
  /// Its name, for whoever declares shapes.
  public let name: String
  /// The same as a regular expression of ECMA-262, for the schema; nil where none says it.
  public let pattern: String?
  /// The rule, in a sentence that a fault can repeat.
  public let rule: String
  /// Whether a text is spelt so.
  public let accepts: @Sendable (String) -> Bool

  /// A format.
  public init(
    name: String, pattern: String?, rule: String, accepts: @escaping @Sendable (String) -> Bool
  ) {
    self.name = name
    self.pattern = pattern
    self.rule = rule
    self.accepts = accepts
  }

  /// The format of everything from which a value of the type can be made.
  public init<Value: LosslessStringConvertible & SendableMetatype>(
    of type: Value.Type, name: String, pattern: String?, rule: String
  ) {
    self.init(name: name, pattern: pattern, rule: rule) { Value($0) != nil }
  }
}

extension TextFormat {
  /// Words in small letters and digits, joined by hyphens: `stage-2`.
  public static let kebab = TextFormat(
    name: "kebab", pattern: "^[a-z0-9]+(-[a-z0-9]+)*$",
    rule: "Must be small letters and digits, joined by single hyphens."
  ) { text in
    var mayEnd = false
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        mayEnd = true
      case UInt8(ascii: "-"):
        guard mayEnd else { return false }
        mayEnd = false
      default: return false
      }
    }
    return mayEnd
  }

  /// Letters and digits, the first a small letter: `policyGap`.
  public static let camel = TextFormat(
    name: "camel", pattern: "^[a-z][A-Za-z0-9]*$",
    rule: "Must be letters and digits that begin with a small letter."
  ) { text in
    guard let first = text.utf8.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first)
    else { return false }
    return text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: false
      }
    }
  }
}
