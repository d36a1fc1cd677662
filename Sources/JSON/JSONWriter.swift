/// Appends JSON to bytes as it is called: the same calls always give the same bytes.
///
/// A value is written by one call, or between `beginObject` and `endObject` (`beginArray`,
/// `endArray`); inside an object each value follows its `name`. Commas are the writer's affair.
public struct JSONWriter: Sendable {
  /// How the text is laid out.
  public enum Layout: Sendable {
    /// Without white space: for the wire and for what is hashed.
    case compact
    /// Two spaces a level, one member a line: for files and people.
    case indented
  }

  /// What has been written so far.
  public private(set) var bytes: [UInt8]
  private let layout: Layout
  /// The arrays and objects that are open.
  private var depth = 0
  /// Whether a value came before on this level, so that the next needs a comma.
  private var needsComma = false
  /// Whether a name was just written, so that its value follows on the same line.
  private var followsName = false

  /// Makes a writer that appends to the given bytes.
  public init(appendingTo bytes: [UInt8] = [], layout: Layout = .compact) {
    self.bytes = bytes
    self.layout = layout
  }

  /// Makes a writer with room for so many bytes.
  public init(reserving capacity: Int) {
    self.init()
    bytes.reserveCapacity(capacity)
  }

  /// The bytes of one value.
  public static func bytes(of value: JSONValue, layout: Layout = .compact) -> [UInt8] {
    var writer = JSONWriter(layout: layout)
    writer.write(value)
    return writer.bytes
  }

  /// Opens an object.
  public mutating func beginObject() { open(UInt8(ascii: "{")) }

  /// Closes the object opened last.
  public mutating func endObject() { close(UInt8(ascii: "}")) }

  /// Opens an array.
  public mutating func beginArray() { open(UInt8(ascii: "[")) }

  /// Closes the array opened last.
  public mutating func endArray() { close(UInt8(ascii: "]")) }

  /// Writes a member's name; its value must follow.
  public mutating func name(_ name: String) {
    precondition(depth > 0 && !followsName, "a name stands in an object, and once for each value")
    separate()
    appendQuoted(name, andColon: true)
    if layout == .indented { bytes.append(UInt8(ascii: " ")) }
    followsName = true
  }

  /// Writes a string.
  public mutating func write(_ value: String) {
    separate()
    appendQuoted(value)
    needsComma = true
  }

  /// Writes a whole number.
  public mutating func write(_ value: Int64) {
    separate()
    appendDecimal(value)
    needsComma = true
  }

  /// Writes a whole number.
  public mutating func write(_ value: Int) { write(Int64(value)) }

  /// Writes a Boolean.
  public mutating func write(_ value: Bool) { appendWord(value ? "true" : "false") }

  /// Writes a number as its literal.
  public mutating func write(_ value: JSONNumber) { appendWord(value.literal) }

  /// Writes `null`.
  public mutating func writeNull() { appendWord("null") }

  /// Writes a whole value.
  public mutating func write(_ value: JSONValue) {
    switch value {
    case .null: writeNull()
    case .bool(let value): write(value)
    case .number(let value): write(value)
    case .string(let value): write(value)
    case .array(let elements):
      beginArray()
      for element in elements { write(element) }
      endArray()
    case .object(let object):
      beginObject()
      for member in object.members { self.member(member.name, member.value) }
      endObject()
    }
  }

  private mutating func open(_ byte: UInt8) {
    separate()
    bytes.append(byte)
    depth += 1
    needsComma = false
  }

  private mutating func close(_ byte: UInt8) {
    precondition(depth > 0 && !followsName, "there is an open array or object, and no name waits")
    depth -= 1
    if needsComma { breakLine() }
    bytes.append(byte)
    needsComma = true
  }

  /// What goes between the value before and the one that comes.
  private mutating func separate() {
    if followsName {
      followsName = false
      return
    }
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    if depth > 0 { breakLine() }
  }

  private mutating func breakLine() {
    guard layout == .indented else { return }
    bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<2 * depth { bytes.append(UInt8(ascii: " ")) }
  }

  private mutating func appendWord(_ word: String) {
    separate()
    bytes += word.utf8
    needsComma = true
  }

  private mutating func appendDecimal(_ value: Int64) {
    var digits: [20 of UInt8] = .init(repeating: 0)
    var count = 0
    var rest = value.magnitude
    repeat {
      digits[count] = UInt8(truncatingIfNeeded: rest % 10) + 0x30
      rest /= 10
      count += 1
    } while rest > 0
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    while count > 0 {
      count -= 1
      bytes.append(digits[count])
    }
  }

  /// Appends a string, in one pass where nothing in it has to be escaped: most of what is written is such.
  private mutating func appendQuoted(_ text: String, andColon: Bool = false) {
    let octets = text.utf8Span.span
    let start = bytes.count
    var marks: UInt8 = 0
    bytes.append(addingCapacity: octets.count + 3) { added in
      added.append(UInt8(ascii: "\""))
      for index in octets.indices {
        let octet = octets[index]
        marks |= JSONEscaping.mark(octet)
        added.append(octet)
      }
      added.append(UInt8(ascii: "\""))
      if andColon { added.append(UInt8(ascii: ":")) }
    }
    guard marks != 0 else { return }
    bytes.removeLast(bytes.count - start)
    bytes.append(UInt8(ascii: "\""))
    JSONEscaping.append(octets, to: &bytes)
    bytes.append(UInt8(ascii: "\""))
    if andColon { bytes.append(UInt8(ascii: ":")) }
  }
}
