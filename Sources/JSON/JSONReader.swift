/// Reads one JSON text, strictly by RFC 8259 and stricter where that leaves room.
///
/// Refused besides what the grammar refuses: a byte order mark, half surrogate pairs, a name given
/// twice (also in another Unicode spelling of it) and whatever passes a limit. There is one reading
/// of each text that is accepted.
public enum JSONReader {
  /// The value that the bytes write, all of them.
  public static func read(
    _ bytes: [UInt8], limits: JSONLimits = JSONLimits()
  ) throws(JSONSyntaxError) -> JSONValue {
    var parser = JSONParser(bytes: bytes, limits: limits)
    do {
      return try parser.text()
    } catch {
      throw error.located(in: bytes)
    }
  }

  /// The value that the string writes.
  public static func read(
    _ text: String, limits: JSONLimits = JSONLimits()
  ) throws(JSONSyntaxError) -> JSONValue {
    try read(Array(text.utf8), limits: limits)
  }
}

/// The reader's place in the text.
///
/// It recurses once a level, and `limits.depth` bounds the levels.
struct JSONParser {
  let bytes: [UInt8]
  let limits: JSONLimits
  /// The next byte to be read.
  var position = 0
  /// The arrays and objects that are open.
  private var depth = 0

  init(bytes: [UInt8], limits: JSONLimits) {
    self.bytes = bytes
    self.limits = limits
  }

  /// The one value, with nothing around it but white space.
  mutating func text() throws(JSONSyntaxError) -> JSONValue {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { throw JSONSyntaxError(.byteOrderMark, at: 0) }
    skipWhiteSpace()
    let value = try value()
    skipWhiteSpace()
    guard position == bytes.count else { throw fault(.trailingBytes) }
    return value
  }

  private mutating func value() throws(JSONSyntaxError) -> JSONValue {
    switch try next() {
    case UInt8(ascii: "{"): try object()
    case UInt8(ascii: "["): try array()
    case UInt8(ascii: "\""): .string(try string(limit: limits.stringBytes, code: .stringTooLong))
    case UInt8(ascii: "t"): try word("true", .bool(true))
    case UInt8(ascii: "f"): try word("false", .bool(false))
    case UInt8(ascii: "n"): try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
    default: throw fault(.unexpectedByte)
    }
  }

  private mutating func array() throws(JSONSyntaxError) -> JSONValue {
    try open()
    var elements: [JSONValue] = []
    if try !isClosed(by: UInt8(ascii: "]")) {
      repeat {
        guard elements.count < limits.elements else { throw fault(.tooManyElements) }
        skipWhiteSpace()
        do { elements.append(try value()) } catch { throw error.within(String(elements.count)) }
      } while try hasMore(closing: UInt8(ascii: "]"))
    }
    depth -= 1
    return .array(elements)
  }

  private mutating func object() throws(JSONSyntaxError) -> JSONValue {
    try open()
    var members: [JSONObject.Member] = []
    var names = NamesSeen()
    if try !isClosed(by: UInt8(ascii: "}")) {
      repeat {
        guard members.count < limits.members else { throw fault(.tooManyMembers) }
        skipWhiteSpace()
        members.append(try member(&names, after: members))
      } while try hasMore(closing: UInt8(ascii: "}"))
    }
    depth -= 1
    return .object(JSONObject(unique: members))
  }

  private mutating func member(
    _ names: inout NamesSeen, after members: [JSONObject.Member]
  ) throws(JSONSyntaxError) -> JSONObject.Member {
    guard try next() == UInt8(ascii: "\"") else { throw fault(.unexpectedByte) }
    let start = position
    let name = try string(limit: limits.nameBytes, code: .nameTooLong)
    guard names.isNew(name, after: members) else {
      throw JSONSyntaxError(.duplicateMember, at: start).within(name)
    }
    do throws(JSONSyntaxError) {
      skipWhiteSpace()
      guard try next() == UInt8(ascii: ":") else { throw fault(.unexpectedByte) }
      position += 1
      skipWhiteSpace()
      return JSONObject.Member(name: name, value: try value())
    } catch {
      throw error.within(name)
    }
  }

  private mutating func number() throws(JSONSyntaxError) -> JSONValue {
    let start = position
    switch JSONNumberGrammar.end(of: bytes, from: start) {
    case .fault(let place):
      throw JSONSyntaxError(place == bytes.count ? .unexpectedEnd : .badNumber, at: place)
    case .number(let end):
      guard end - start <= limits.numberBytes else { throw fault(.numberTooLong) }
      // `01`, `1.2.3` and `1x`: what touches a number must not look like more of it.
      if end < bytes.count, isWordByte(bytes[end]) { throw JSONSyntaxError(.badNumber, at: end) }
      position = end
      return .number(JSONNumber(checked: String(decoding: bytes[start..<end], as: UTF8.self)))
    }
  }

  private mutating func word(
    _ word: StaticString, _ value: JSONValue
  ) throws(JSONSyntaxError) -> JSONValue {
    for byte in word.description.utf8 {
      guard try next() == byte else { throw fault(.unexpectedByte) }
      position += 1
    }
    return value
  }

  private mutating func open() throws(JSONSyntaxError) {
    guard depth < limits.depth else { throw fault(.tooDeep) }
    depth += 1
    position += 1
    skipWhiteSpace()
  }

  /// Whether an array or object just opened is empty.
  private mutating func isClosed(by close: UInt8) throws(JSONSyntaxError) -> Bool {
    guard try next() == close else { return false }
    position += 1
    return true
  }

  /// After an element: whether a comma promises another, or the end has come.
  private mutating func hasMore(closing close: UInt8) throws(JSONSyntaxError) -> Bool {
    skipWhiteSpace()
    let byte = try next()
    guard byte == close || byte == UInt8(ascii: ",") else { throw fault(.unexpectedByte) }
    position += 1
    return byte != close
  }

  /// The byte here, which stays unread.
  private func next() throws(JSONSyntaxError) -> UInt8 {
    guard position < bytes.count else { throw fault(.unexpectedEnd) }
    return bytes[position]
  }

  private mutating func skipWhiteSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return
      }
    }
  }

  func fault(_ code: JSONSyntaxError.Code) -> JSONSyntaxError {
    JSONSyntaxError(code, at: position)
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "."), UInt8(ascii: "+"),
      UInt8(ascii: "-"):
      true
    default: false
    }
  }
}

/// Finds a name given twice: by comparing while there are few, by a set when there are many.
private struct NamesSeen {
  private static let few = 16
  private var names: Set<String> = []

  mutating func isNew(_ name: String, after members: [JSONObject.Member]) -> Bool {
    if members.count < Self.few { return !members.contains { $0.name == name } }
    if names.isEmpty { names = Set(members.map(\.name)) }
    return names.insert(name).inserted
  }
}
