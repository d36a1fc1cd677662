/// The answers of a submitted part without anything personal: what was answered, codes, dates, yes
/// and no.
///
/// Names and narrative lie beside it as parts of the record, each at its pointer, so that one
/// sibling's can be erased and the other's stay.
public struct FiledContent: Sendable, Equatable, Codable {
  /// One answer, or one member of an answer.
  public struct Entry: Sendable, Equatable, Codable {
    /// What an entry says.
    public enum Says: String, Sendable, Codable {
      /// Yes.
      case yes
      /// No.
      case no
      /// The date or code in `value`.
      case value
      /// Its text lies in the parts.
      case beside
      /// It was withheld.
      case withheld
      /// As many rows, or codes, as `value` says.
      case count
    }

    /// Where it is, as a JSON Pointer within the answers.
    public let at: String
    /// What it says.
    public let says: Says
    /// The date, code or number.
    public let value: String?

    /// An entry.
    public init(at: String, says: Says, value: String? = nil) {
      self.at = at
      self.says = says
      self.value = value
    }
  }

  /// The entries, in the order of the form.
  public let entries: [Entry]

  /// Content.
  public init(entries: [Entry]) { self.entries = entries }

  /// The entry at a pointer.
  public func entry(at pointer: String) -> Entry? { entries.first { $0.at == pointer } }

  /// What a part's member is called in the record, before its pointer.
  public static let memberPrefix = "/answers"
}
