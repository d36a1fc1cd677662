/// Why a text is not JSON that we read, and where.
public struct JSONSyntaxError: Error, Equatable, Sendable {
  /// The kinds of fault; the raw values are part of the API and stay.
  public enum Code: String, CaseIterable, Sendable {
    /// A byte that cannot stand here.
    case unexpectedByte
    /// The text stopped in the middle of a value.
    case unexpectedEnd
    /// Something follows the one value.
    case trailingBytes
    /// The text begins with a byte order mark (RFC 8259 section 8.1).
    case byteOrderMark
    /// A string is not UTF-8: truncated, overlong, a surrogate or beyond U+10FFFF.
    case invalidUTF8
    /// A control character stands unescaped in a string.
    case controlCharacter
    /// A backslash is not followed by an escape of RFC 8259 section 7.
    case badEscape
    /// A `\u` escape is half a surrogate pair.
    case loneSurrogate
    /// A number breaks the grammar: a leading zero or plus, or no digit where one must be.
    case badNumber
    /// An object names a member twice.
    case duplicateMember
    /// Arrays and objects nest deeper than the limit.
    case tooDeep
    /// A string is longer than the limit.
    case stringTooLong
    /// A member's name is longer than the limit.
    case nameTooLong
    /// A number is longer than the limit.
    case numberTooLong
    /// An object has more members than the limit.
    case tooManyMembers
    /// An array has more elements than the limit.
    case tooManyElements
  }

  /// What is wrong.
  public let code: Code
  /// The byte at which it was seen, counted from 0; the text's length if it ended too soon.
  public let offset: Int
  /// The line, from 1.
  public internal(set) var line = 1
  /// The column in characters (Unicode scalars), from 1.
  public internal(set) var column = 1
  /// The value that was being read, as far as is known.
  public internal(set) var pointer = JSONPointer()

  init(_ code: Code, at offset: Int) {
    self.code = code
    self.offset = offset
  }

  /// The same error, seen from outside the named member or numbered element.
  func within(_ token: String) -> JSONSyntaxError {
    var error = self
    error.pointer.prepend(token)
    return error
  }

  /// The same error with line and column looked up in the text: once, when it leaves the reader.
  func located(in bytes: [UInt8]) -> JSONSyntaxError {
    var error = self
    for byte in bytes.prefix(offset) {
      if byte == UInt8(ascii: "\n") {
        error.line += 1
        error.column = 1
      } else if byte & 0xC0 != 0x80 {
        error.column += 1
      }
    }
    return error
  }
}

extension JSONSyntaxError: CustomStringConvertible {
  /// A sentence for the person who wrote the text; it repeats nothing of the text.
  public var description: String {
    "\(code.sentence) (line \(line), column \(column), byte \(offset))"
  }
}

extension JSONSyntaxError.Code {
  /// The fault in words.
  public var sentence: String {
    switch self {
    case .unexpectedByte: "This byte cannot stand here."
    case .unexpectedEnd: "The text ends in the middle of a value."
    case .trailingBytes: "Something follows the value."
    case .byteOrderMark: "The text begins with a byte order mark."
    case .invalidUTF8: "The string is not valid UTF-8."
    case .controlCharacter: "A control character in a string must be escaped."
    case .badEscape: "The backslash does not begin a valid escape."
    case .loneSurrogate: "The escape is half a surrogate pair."
    case .badNumber: "The number is not written as JSON writes numbers."
    case .duplicateMember: "The object names this member twice."
    case .tooDeep: "Arrays and objects are nested too deeply."
    case .stringTooLong: "The string is too long."
    case .nameTooLong: "The member's name is too long."
    case .numberTooLong: "The number is too long."
    case .tooManyMembers: "The object has too many members."
    case .tooManyElements: "The array has too many elements."
    }
  }
}
