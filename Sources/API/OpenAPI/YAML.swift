import JSON

/// Writes JSON as YAML 1.2 in block style: the same value always gives the same text.
///
/// Strings are quoted whenever a reader of YAML could take them for anything else.
struct YAML {
  private(set) var text = ""

  /// The text of a value.
  static func text(of value: JSONValue) -> String {
    var yaml = YAML()
    yaml.write(value, depth: 0)
    return yaml.text
  }

  private mutating func write(_ value: JSONValue, depth: Int) {
    switch value {
    case .object(let object) where !object.isEmpty:
      for member in object.members { write(member, depth: depth) }
    case .array(let elements) where !elements.isEmpty:
      for element in elements { write(element: element, depth: depth) }
    case .null, .bool, .number, .string, .array, .object:
      text += Self.scalar(value) + "\n"
    }
  }

  private mutating func write(_ member: JSONObject.Member, depth: Int) {
    text += Self.indent(depth) + Self.quoted(member.name) + ":"
    if Self.isBlock(member.value) {
      text += "\n"
      write(member.value, depth: depth + 1)
    } else {
      text += " " + Self.scalar(member.value) + "\n"
    }
  }

  /// The first member of an object stands beside the dash.
  private mutating func write(element: JSONValue, depth: Int) {
    guard Self.isBlock(element) else {
      text += Self.indent(depth) + "- " + Self.scalar(element) + "\n"
      return
    }
    var inner = YAML()
    inner.write(element, depth: depth + 1)
    text += Self.indent(depth) + "- " + inner.text.dropFirst(2 * (depth + 1))
  }

  private static func isBlock(_ value: JSONValue) -> Bool {
    switch value {
    case .object(let object): !object.isEmpty
    case .array(let elements): !elements.isEmpty
    case .null, .bool, .number, .string: false
    }
  }

  private static func scalar(_ value: JSONValue) -> String {
    switch value {
    case .string(let text): quoted(text)
    case .object: "{}"
    case .array: "[]"
    case .null, .bool, .number: String(decoding: JSONWriter.bytes(of: value), as: UTF8.self)
    }
  }

  /// A word that can be nothing but itself stays bare; JSON's quotes are YAML's too.
  private static func quoted(_ text: String) -> String {
    let isBare =
      text.utf8.first.map(isLetter) ?? false
      && text.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
      && !["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(text.lowercased())
    return isBare ? text : String(decoding: JSONWriter.bytes(of: .string(text)), as: UTF8.self)
  }

  private static func isLetter(_ octet: UInt8) -> Bool {
    (0x41...0x5A).contains(octet) || (0x61...0x7A).contains(octet)
  }

  private static func indent(_ depth: Int) -> String { String(repeating: "  ", count: depth) }
}
