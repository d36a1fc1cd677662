/// The place of a value in a JSON text (RFC 6901): the empty pointer is the whole.
public struct JSONPointer: Hashable, Sendable, CustomStringConvertible {
  /// The names and indices on the way, unescaped.
  public private(set) var tokens: [String]

  /// Makes the pointer to the whole text.
  public init() { tokens = [] }

  /// Reads a pointer as printed; `nil` if it is none.
  ///
  /// One is empty or begins with `/`, and `~` stands in it only as `~0` or `~1`.
  public init?(_ text: String) {
    tokens = []
    guard !text.isEmpty else { return }
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.first?.isEmpty == true else { return nil }
    for part in parts.dropFirst() {
      guard let token = Self.unescaped(part) else { return nil }
      tokens.append(token)
    }
  }

  /// Steps down to a member.
  public mutating func append(_ name: String) { tokens.append(name) }

  /// Steps down to an element.
  public mutating func append(_ index: Int) { tokens.append(String(index)) }

  /// The pointer to that member of what this points to.
  public func appending(_ name: String) -> JSONPointer {
    var pointer = self
    pointer.append(name)
    return pointer
  }

  /// The pointer to that element of what this points to.
  public func appending(_ index: Int) -> JSONPointer { appending(String(index)) }

  mutating func prepend(_ token: String) { tokens.insert(token, at: 0) }

  /// The value it points to, if there is one.
  public func resolve(in value: JSONValue) -> JSONValue? {
    var current = value
    for token in tokens {
      switch current {
      case .object(let object):
        guard let next = object[token] else { return nil }
        current = next
      case .array(let elements):
        guard let index = Self.index(token), index < elements.count else { return nil }
        current = elements[index]
      case .null, .bool, .number, .string:
        return nil
      }
    }
    return current
  }

  /// The pointer as printed in problems: `~` as `~0`, `/` as `~1`.
  public var description: String {
    var bytes: [UInt8] = []
    for token in tokens {
      bytes.append(UInt8(ascii: "/"))
      for byte in token.utf8 {
        switch byte {
        case UInt8(ascii: "~"): bytes += [UInt8(ascii: "~"), UInt8(ascii: "0")]
        case UInt8(ascii: "/"): bytes += [UInt8(ascii: "~"), UInt8(ascii: "1")]
        default: bytes.append(byte)
        }
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Section 4: digits without a leading zero; `-` is the element after the last and never resolves.
  private static func index(_ token: String) -> Int? {
    guard token.utf8.allSatisfy({ $0 &- 0x30 <= 9 }) else { return nil }
    guard token == "0" || token.utf8.first != UInt8(ascii: "0") else { return nil }
    return Int(token)
  }

  private static func unescaped(_ part: Substring.UTF8View) -> String? {
    var bytes: [UInt8] = []
    var rest = part.makeIterator()
    while let byte = rest.next() {
      guard byte == UInt8(ascii: "~") else {
        bytes.append(byte)
        continue
      }
      switch rest.next() {
      case UInt8(ascii: "0"): bytes.append(UInt8(ascii: "~"))
      case UInt8(ascii: "1"): bytes.append(UInt8(ascii: "/"))
      default: return nil
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
