/// A value that was found to be of its shape, or a part of one; only a check makes it.
///
/// So reading it cannot fail. Reading what the shape does not declare (another type, a name misspelt,
/// an optional member as if it were always there) is a mistake in the program and stops it, whatever
/// the value at hand: any test that passes by finds it.
public struct Checked: Sendable {
  /// The value; `null` where it was left out.
  public let json: JSONValue
  /// Where the value stands, for faults found later.
  public let pointer: JSONPointer
  private let shape: Shape
  private let scope: ShapeScope
  /// Whether the shape says that a value is always there.
  private let isPromised: Bool

  init(
    json: JSONValue, shape: Shape, scope: ShapeScope, isPromised: Bool, _ pointer: JSONPointer
  ) {
    self.json = json
    (self.shape, self.scope) = scope.resolve(shape)
    self.isPromised = isPromised
    self.pointer = pointer
  }

  /// The member of that name, whether or not it was left out.
  public subscript(name: String) -> Checked {
    guard let member = shape.members?.named(name) else { misuse("a member \(name)") }
    return Checked(
      json: json[name] ?? .null, shape: member.shape, scope: scope,
      isPromised: isPromised && member.presence == .required, pointer.appending(name))
  }

  /// Whether there is a value.
  public var isPresent: Bool { !json.isNull }

  /// The same with its presence proved, or nil where it was left out.
  public var ifPresent: Checked? {
    isPresent ? Checked(json: json, shape: shape, scope: scope, isPromised: true, pointer) : nil
  }

  /// The text, code, date or instant.
  public var text: String { promised(optionalText, "text") }

  /// The text, code, date or instant, if it is there.
  public var optionalText: String? {
    guard shape.isTextual else { misuse("text") }
    return json.stringValue
  }

  /// The whole number.
  public var integer: Int { promised(optionalInteger, "an integer") }

  /// The whole number, if it is there.
  public var optionalInteger: Int? {
    guard case .integer = shape else { misuse("an integer") }
    return json.int64Value.map { Int($0) }
  }

  /// The Boolean.
  public var boolean: Bool { promised(optionalBoolean, "a Boolean") }

  /// The Boolean, if it is there.
  public var optionalBoolean: Bool? {
    guard shape.isBoolean else { misuse("a Boolean") }
    return json.boolValue
  }

  /// Whether it is there and `true`.
  public var isTrue: Bool { optionalBoolean ?? false }

  /// The entries of a list; none where it was left out.
  public var elements: [Checked] {
    guard case .list(let element, _, _) = shape else { misuse("elements") }
    return (json.arrayValue ?? []).enumerated().map { index, value in
      Checked(
        json: value, shape: element, scope: scope, isPromised: true, pointer.appending(index))
    }
  }

  /// The entries of a list of texts or codes; none where it was left out.
  public var texts: [String] { elements.map(\.text) }

  /// The entries of a map, in the order written; none where it was left out.
  public var entries: [(name: String, value: Checked)] {
    guard case .map(let element, _, _) = shape else { misuse("entries") }
    return (json.objectValue?.members ?? []).map { entry in
      let value = Checked(
        json: entry.value, shape: element, scope: scope, isPromised: true,
        pointer.appending(entry.name))
      return (entry.name, value)
    }
  }

  /// The one member of an object that has one of several.
  public var only: (name: String, value: Checked) {
    guard case .oneMember = shape, isPromised, let entry = json.objectValue?.members.first else {
      misuse("its only member")
    }
    return (entry.name, self[entry.name])
  }

  /// The code as the enum that the shape took it from.
  public func value<Value: RawRepresentable<String>>(as type: Value.Type) -> Value {
    promised(optionalValue(as: type), "\(type)")
  }

  /// The code as the enum that the shape took it from, if it is there.
  public func optionalValue<Value: RawRepresentable<String>>(as type: Value.Type) -> Value? {
    optionalText.map { made(type.init(rawValue: $0)) }
  }

  /// The text as the type whose spelling the shape asks for: a date, an instant, a time of day.
  public func value<Value: LosslessStringConvertible>(as type: Value.Type) -> Value {
    promised(optionalValue(as: type), "\(type)")
  }

  /// The text as the type whose spelling the shape asks for, if it is there.
  public func optionalValue<Value: LosslessStringConvertible>(as type: Value.Type) -> Value? {
    optionalText.map { made(type.init($0)) }
  }

  private func promised<Value>(_ value: Value?, _ what: String) -> Value {
    guard let value, isPromised else { misuse(what) }
    return value
  }

  private func made<Value>(_ value: Value?) -> Value {
    guard let value else { misuse("\(Value.self)") }
    return value
  }

  private func misuse(_ what: String) -> Never {
    preconditionFailure("the shape at '\(pointer)' does not promise \(what)")
  }
}

extension Shape {
  fileprivate var isTextual: Bool {
    switch self {
    case .text, .code, .date, .instant: true
    case .integer, .number, .boolean, .flag, .list, .object, .oneMember, .map, .named, .reference,
      .any:
      false
    }
  }

  fileprivate var isBoolean: Bool {
    switch self {
    case .boolean, .flag: true
    case .text, .code, .date, .instant, .integer, .number, .list, .object, .oneMember, .map, .named,
      .reference, .any:
      false
    }
  }

  /// The members that an object declares.
  fileprivate var members: [Member]? {
    switch self {
    case .object(let members), .oneMember(let members): members
    case .text, .code, .date, .instant, .integer, .number, .boolean, .flag, .list, .map, .named,
      .reference, .any:
      nil
    }
  }
}
