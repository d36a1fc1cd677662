/// A piece of HTML or SVG in which text is always text.
///
/// Strings become markup by being escaped and in no other way; what goes in unescaped is a
/// `StaticString`, fixed when the program is compiled. So no name or narrative can end an element.
/// Element and attribute names are `StaticString` for the same reason.
public struct Fragment: Sendable {
  private indirect enum Content: Sendable {
    case text(String)
    case literal(StaticString)
    case sequence([Fragment])
    case element(StaticString, Attributes, [Fragment])
    case void(StaticString, Attributes)
  }

  private let content: Content

  private init(_ content: Content) { self.content = content }

  /// Text, to be escaped.
  public static func text(_ text: String) -> Fragment { Fragment(.text(text)) }

  /// Fragment known when the program is compiled: a style sheet, a doctype.
  public static func literal(_ markup: StaticString) -> Fragment { Fragment(.literal(markup)) }

  /// Pieces one after another.
  public static func sequence(_ pieces: [Fragment]) -> Fragment { Fragment(.sequence(pieces)) }

  /// An element with its start and end tags, which HTML and SVG both accept when it is empty.
  ///
  /// In `script` and `style` escaping does not hold, so they take literals alone: see ``style(_:)``.
  public static func element(
    _ name: StaticString, _ attributes: Attributes = [:], _ children: [Fragment] = []
  ) -> Fragment {
    precondition(!isRaw(name), "text inside script and style is not escaped by HTML's rules")
    return Fragment(.element(name, attributes, children))
  }

  /// An HTML void element, such as `br` or `meta`, which has a start tag only.
  public static func void(_ name: StaticString, _ attributes: Attributes = [:]) -> Fragment {
    Fragment(.void(name, attributes))
  }

  /// A style sheet.
  public static func style(_ sheet: StaticString) -> Fragment {
    Fragment(.element("style", [:], [.literal(sheet)]))
  }

  /// A whole HTML page: the doctype and this root element.
  public static func page(_ root: Fragment) -> Fragment {
    .sequence([.literal("<!DOCTYPE html>\n"), root])
  }

  private static func isRaw(_ name: StaticString) -> Bool {
    switch name.description.lowercased() {
    case "script", "style": true
    default: false
    }
  }

  /// The markup as UTF-8.
  public func bytes() -> [UInt8] {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return bytes
  }

  /// The markup as a string.
  public func string() -> String { String(decoding: bytes(), as: UTF8.self) }

  /// Appends the markup as UTF-8.
  public func append(to bytes: inout [UInt8]) {
    switch content {
    case .text(let text): Escaping.append(text, to: &bytes)
    case .literal(let markup): bytes += markup.description.utf8
    case .sequence(let pieces): for piece in pieces { piece.append(to: &bytes) }
    case .void(let name, let attributes): Self.open(name, attributes, &bytes)
    case .element(let name, let attributes, let children):
      Self.open(name, attributes, &bytes)
      for child in children { child.append(to: &bytes) }
      bytes += "</\(name)>".utf8
    }
  }

  private static func open(
    _ name: StaticString, _ attributes: Attributes, _ bytes: inout [UInt8]
  ) {
    bytes += "<\(name)".utf8
    for (name, value) in attributes.pairs {
      bytes += " \(name)=\"".utf8
      Escaping.append(value, to: &bytes)
      bytes.append(UInt8(ascii: "\""))
    }
    bytes.append(UInt8(ascii: ">"))
  }
}

extension Fragment: ExpressibleByStringInterpolation, ExpressibleByArrayLiteral {
  /// Makes text, to be escaped: also what was interpolated.
  public init(stringLiteral text: String) { self = .text(text) }

  /// Makes a sequence.
  public init(arrayLiteral pieces: Fragment...) { self = .sequence(pieces) }
}
