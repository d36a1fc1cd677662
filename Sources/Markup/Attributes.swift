/// The attributes of an element, in order; values are escaped, and one that is `nil` is left out.
///
/// A value is safe as text. Whether a URL from outside may stand in `href` is for the caller to know.
public struct Attributes: Sendable, ExpressibleByDictionaryLiteral {
  private(set) var pairs: [(name: StaticString, value: String)]

  /// Makes attributes; a missing value leaves its name out, an empty one states it.
  public init(dictionaryLiteral elements: (StaticString, String?)...) {
    pairs = elements.compactMap { name, value in value.map { (name, $0) } }
  }
}
