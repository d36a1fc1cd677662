/// What a JSON value may be, declared once: it checks, describes itself as JSON Schema, and masks.
///
/// Every body on the wire, every policy file and every form is declared as one, so that what is
/// refused, what is documented and what is hidden cannot drift apart.
public indirect enum Shape: Sendable {
  /// A string under a rule; declare it with ``text(min:max:format:)``, ``lines(min:max:)`` or ``key``.
  case text(TextRule)
  /// One of these strings.
  case code([String])
  /// A date that exists, as `YYYY-MM-DD`.
  case date
  /// A moment with its offset (RFC 3339), as `2026-11-22T09:55:05Z`.
  case instant
  /// A whole number within the range.
  case integer(ClosedRange<Int>)
  /// Any number.
  case number
  /// `true` or `false`.
  case boolean
  /// `true`, where leaving it out says the opposite.
  case flag
  /// An array of so many; unique if no two may be alike.
  case list(of: Shape, count: ClosedRange<Int>, unique: Bool)
  /// An object with these members and no others.
  case object([Member])
  /// An object with exactly one of these members: `{"workingDays": 7}`.
  case oneMember([Member])
  /// An object whose members' names are data.
  case map(of: Shape, keys: TextFormat, count: ClosedRange<Int>)
  /// A shape with a name and a sentence: it is described once, and its own parts may refer to it.
  case named(String, String, Shape)
  /// The enclosing ``named(_:_:_:)`` shape of that name; how a shape contains itself.
  case reference(String)
  /// Anything; nothing in it is checked and none of it survives a mask.
  case any
}

extension Shape {
  /// One line of text; characters are Unicode code points, as JSON Schema counts them.
  ///
  /// Unless `min` is 0 it must hold more than white space.
  public static func text(min: Int = 1, max: Int, format: TextFormat? = nil) -> Shape {
    .text(TextRule(count: min...max, allowsLines: false, format: format))
  }

  /// Text of several lines: line ends and tabs are allowed, other control characters are not.
  public static func lines(min: Int = 1, max: Int) -> Shape {
    .text(TextRule(count: min...max, allowsLines: true, format: nil))
  }

  /// A name for machines, such as `st-hilda` or `stage-2`.
  public static let key: Shape = .text(max: 64, format: .kebab)

  /// One of the raw values of an enum.
  public static func code<C: RawRepresentable & CaseIterable>(of cases: C.Type) -> Shape
  where C.RawValue == String {
    .code(cases.allCases.map(\.rawValue))
  }

  /// An array of up to that many.
  public static func list(of element: Shape, count: ClosedRange<Int>) -> Shape {
    .list(of: element, count: count, unique: false)
  }

  /// What the shape is, in words that finish "Must be …".
  var noun: String {
    switch self {
    case .text, .code: "text"
    case .date: "a date, written YYYY-MM-DD"
    case .instant: "an instant, written as 2026-11-22T09:55:05Z"
    case .integer: "a whole number"
    case .number: "a number"
    case .boolean: "true or false"
    case .flag: "true, or left out"
    case .list: "an array"
    case .object, .oneMember, .map: "an object"
    case .named(_, _, let shape): shape.noun
    case .reference: "an object"
    case .any: "a value"
    }
  }
}

/// The named shapes around a place, to which a reference there may refer; the innermost comes first.
indirect enum ShapeScope: Sendable {
  case outermost
  case within(String, Shape, ShapeScope)

  /// The shape behind names and references, and the scope in which it stands.
  func resolve(_ shape: Shape) -> (shape: Shape, scope: ShapeScope) {
    switch shape {
    case .named(let name, _, let inner):
      return ShapeScope.within(name, shape, self).resolve(inner)
    case .reference(let name):
      return lookUp(name)
    case .text, .code, .date, .instant, .integer, .number, .boolean, .flag, .list, .object,
      .oneMember, .map, .any:
      return (shape, self)
    }
  }

  private func lookUp(_ name: String) -> (shape: Shape, scope: ShapeScope) {
    guard case .within(let candidate, let shape, let outer) = self else {
      preconditionFailure("no shape named \(name) encloses a reference to it")
    }
    return candidate == name ? outer.resolve(shape) : outer.lookUp(name)
  }
}
