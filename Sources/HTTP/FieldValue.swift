/// The value of a header field that may be sent: no CR, LF, NUL or other control can be in one.
///
/// Its existence is the proof, so nothing a client sent can split a response (the lesson of
/// CVE-2022-3215 and many like it).
public struct FieldValue: Hashable, Sendable, CustomStringConvertible {
  /// The value as it is written on the wire.
  public let text: String

  /// The value, or nil if it holds what RFC 9110 section 5.5 does not allow, or white space at an end.
  public init?(_ text: String) {
    guard text.utf8.allSatisfy(Octet.isFieldContent), !Self.hasOuterSpace(text) else { return nil }
    self.text = text
  }

  /// A value with every octet that is not visible ASCII, and `%` itself, percent-encoded: total, for
  /// what comes from elsewhere.
  public init(escaping text: String) {
    var escaped = ""
    for octet in text.utf8 {
      if octet > 0x20 && octet < 0x7F && octet != Octet.percent {
        escaped.unicodeScalars.append(Unicode.Scalar(octet))
      } else {
        let digits = String(octet, radix: 16, uppercase: true)
        escaped += octet < 16 ? "%0\(digits)" : "%\(digits)"
      }
    }
    self.text = escaped
  }

  /// A number as a value.
  public init(_ number: Int) { text = String(number) }

  /// The value as it is written on the wire.
  public var description: String { text }

  private static func hasOuterSpace(_ text: String) -> Bool {
    let ends = [text.utf8.first, text.utf8.last]
    return ends.contains(Octet.space) || ends.contains(Octet.tab)
  }
}

extension FieldValue: ExpressibleByStringLiteral {
  /// A value written in this program; a literal with a control in it is a programmer's mistake.
  public init(stringLiteral text: StaticString) {
    guard let value = FieldValue(String(describing: text)) else {
      preconditionFailure("a field value holds visible characters, spaces and tabs")
    }
    self = value
  }
}
