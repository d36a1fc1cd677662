/// The fields of a message, in their order, checked when they were put in.
///
/// One flat buffer and one index: a parsed head costs two allocations however many fields it has, and
/// fields to be sent already stand as they go on the wire.
public struct Fields: Sendable {
  /// Where one field stands in the buffer.
  ///
  /// The numbers are small: heads are bounded by `Limits`.
  struct Entry: Sendable {
    var nameStart: UInt32
    var nameCount: UInt32
    var valueStart: UInt32
    var valueCount: UInt32

    var name: Range<Int> { Int(nameStart)..<Int(nameStart + nameCount) }
    var value: Range<Int> { Int(valueStart)..<Int(valueStart + valueCount) }
  }

  /// Whether the buffer holds exactly the lines to be sent, or a received head with fields in it.
  private enum Form: Sendable { case lines, received }

  private(set) var octets: [UInt8]
  private(set) var entries: [Entry]
  private let form: Form

  /// No fields.
  public init() {
    octets = []
    entries = []
    form = .lines
  }

  /// The fields of a head that was received; the parser has checked every octet.
  init(received octets: [UInt8], entries: [Entry]) {
    self.octets = octets
    self.entries = entries
    form = .received
  }

  /// The lines as they are sent, if the buffer holds nothing else.
  var lines: [UInt8]? {
    switch form {
    case .lines: octets
    case .received: nil
    }
  }

  /// How many field lines there are.
  public var count: Int { entries.count }

  /// Whether there are none.
  public var isEmpty: Bool { entries.isEmpty }

  /// The value of the first field with this name.
  public subscript(name: FieldName) -> String? {
    octets(of: name).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The octets of the value of the first field with this name, without a copy.
  public func octets(of name: FieldName) -> ArraySlice<UInt8>? {
    for entry in entries where matches(entry, name) { return octets[entry.value] }
    return nil
  }

  /// The values of every field with this name, in order.
  public func values(of name: FieldName) -> [String] {
    entries.filter { matches($0, name) }.map { String(decoding: octets[$0.value], as: UTF8.self) }
  }

  /// Whether a field with this name is there.
  public func contains(_ name: FieldName) -> Bool {
    entries.contains { matches($0, name) }
  }

  /// How many fields have this name, and where the first one's value is.
  func occurrences(of name: FieldName) -> (count: Int, first: Range<Int>) {
    var count = 0
    var first = 0..<0
    for entry in entries where matches(entry, name) {
      if count == 0 { first = entry.value }
      count += 1
    }
    return (count, first)
  }

  @inline(__always)
  private func matches(_ entry: Entry, _ name: FieldName) -> Bool {
    guard Int(entry.nameCount) == name.folded.count else { return false }
    let start = Int(entry.nameStart)
    for index in name.folded.indices
    where Octet.lowercased(octets[start + index]) != name.folded[index] {
      return false
    }
    return true
  }
}

/// Building the fields of a response.
extension Fields {
  /// Adds a field after those there are.
  ///
  /// The server writes the fields that frame a message itself; adding one is a programmer's mistake.
  public mutating func append(_ name: FieldName, _ value: FieldValue) {
    precondition(!name.isOwnedByServer, "the server writes this field itself")
    guard form == .lines else { return rebuild { $0.append(name, value) } }
    let start = octets.count
    octets.append(contentsOf: name.text.utf8)
    octets.append(Octet.colon)
    octets.append(Octet.space)
    octets.append(contentsOf: value.text.utf8)
    let valueCount = octets.count - start - name.text.utf8.count - 2
    octets.append(Octet.carriageReturn)
    octets.append(Octet.lineFeed)
    entries.append(
      Entry(
        nameStart: UInt32(start), nameCount: UInt32(name.text.utf8.count),
        valueStart: UInt32(start + name.text.utf8.count + 2), valueCount: UInt32(valueCount)))
  }

  /// Puts a field in the place of all with its name.
  public mutating func set(_ name: FieldName, _ value: FieldValue) {
    remove(name)
    append(name, value)
  }

  /// Takes out all fields with this name.
  public mutating func remove(_ name: FieldName) {
    guard contains(name) else { return }
    rebuild { _ in
    } keeping: {
      $0 != name
    }
  }

  /// Turns the fields of a received head into lines to be sent, without those that are the server's.
  mutating func remakeAsLines() { rebuild { _ in } }

  /// Writes the fields anew, as lines to be sent, and then does `change`.
  private mutating func rebuild(
    _ change: (inout Fields) -> Void, keeping keep: (FieldName) -> Bool = { _ in true }
  ) {
    var fresh = Fields()
    for entry in entries {
      let text = String(decoding: octets[entry.name], as: UTF8.self)
      let value = FieldValue(String(decoding: octets[entry.value], as: UTF8.self))
      guard let name = FieldName(text), let value, keep(name), !name.isOwnedByServer else {
        continue
      }
      fresh.append(name, value)
    }
    change(&fresh)
    self = fresh
  }
}
