/// One way in which a value is not of its shape, and where.
public struct ShapeFault: Error, Equatable, Sendable, CustomStringConvertible {
  /// The kinds of fault; the raw values are part of the API and stay.
  public enum Code: String, CaseIterable, Sendable {
    /// A member that must be there is not.
    case missing
    /// A member is not one of those declared.
    case unknownMember
    /// The value is of another JSON type.
    case wrongType
    /// The text has too many characters.
    case tooLong
    /// The text has too few characters, or only white space.
    case tooShort
    /// The text is none of the codes there are.
    case notACode
    /// The text is no date, or one that does not exist.
    case noSuchDate
    /// The text is not a moment with its offset.
    case notAnInstant
    /// The number is outside the range.
    case outOfRange
    /// The array or object has too many entries.
    case tooMany
    /// The array or object has too few entries.
    case tooFew
    /// The same entry stands twice.
    case notUnique
    /// The text is not spelt as its format asks.
    case badFormat
    /// A control character stands in the text.
    case controlCharacter
    /// The object has not exactly one member.
    case exactlyOne
  }

  /// Where it is; for a missing member, where it should be.
  public let pointer: JSONPointer
  /// What kind of fault it is.
  public let code: Code
  /// What must be, in a sentence that repeats nothing of the value.
  public let detail: String
  /// The codes or members that would do, where they can be counted.
  public let allowed: [String]?

  /// A fault.
  public init(pointer: JSONPointer, code: Code, detail: String, allowed: [String]? = nil) {
    self.pointer = pointer
    self.code = code
    self.detail = detail
    self.allowed = allowed
  }

  /// The place and the sentence; the whole has no place.
  public var description: String { pointer.tokens.isEmpty ? detail : "\(pointer): \(detail)" }
}

/// Everything that is wrong with a value, in the order of the document; never empty.
public struct ShapeFaults: Error, Equatable, Sendable, CustomStringConvertible {
  /// The faults.
  public let list: [ShapeFault]

  /// Each on a line, for an operator.
  public var description: String { list.map(\.description).joined(separator: "\n") }
}
