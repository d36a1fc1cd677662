/// Where one encoding writes.
///
/// A class, because the containers of one encoding all write to it; it never leaves that encoding.
final class JSONSink {
  var text: JSONNestedText

  /// Goes on where that writer is.
  init(_ writer: JSONWriter) { text = JSONNestedText(writer: writer) }

  /// Writes a whole value as part of the container at that depth, and closes what it opened.
  func write<Value: Encodable>(_ value: Value, within depth: Int) throws {
    try writeInPlace(value)
    text.close(to: depth)
  }

  /// Writes a value for which the place is made, and leaves open what it opened.
  func writeInPlace<Value: Encodable>(_ value: Value) throws {
    // Asking a value whether it is a dictionary is slow, and its size says no of most.
    if MemoryLayout<Value>.size == MemoryLayout<[String: Int]>.size,
      let dictionary = value as? any StringKeyed
    {
      try dictionary.write(to: self)
    } else {
      let before = text.writer.bytes.count
      try value.encode(to: JSONEncodingStep(sink: self))
      // A value that encodes nothing (a struct without properties) still is one.
      if text.writer.bytes.count == before { _ = text.beginObject() }
    }
  }
}

/// The bytes being written, and which containers are open.
struct JSONNestedText {
  /// An open container; its number tells it from others that were open at the same depth.
  private struct Level {
    let isObject: Bool
    let number: Int
  }

  /// Where a container stands.
  struct Place {
    let depth: Int
    fileprivate let number: Int
  }

  var writer: JSONWriter
  private var levels: [Level] = []
  private var opened = 0

  init(writer: JSONWriter) { self.writer = writer }

  /// Opens an object as the next value.
  mutating func beginObject() -> Place {
    writer.beginObject()
    return open(isObject: true)
  }

  /// Opens an array as the next value.
  mutating func beginArray() -> Place {
    writer.beginArray()
    return open(isObject: false)
  }

  private mutating func open(isObject: Bool) -> Place {
    opened += 1
    levels.append(Level(isObject: isObject, number: opened))
    return Place(depth: levels.count, number: opened)
  }

  /// Makes the container there the innermost one, so that it can write.
  @inline(__always)
  mutating func resume(_ place: Place) {
    if levels.count > place.depth { close(to: place.depth) }
    precondition(
      levels.last?.number == place.number, "a container is written to after it was closed")
  }

  /// Begins a member of the container there.
  @inline(__always)
  mutating func name(_ name: String, at place: Place) {
    resume(place)
    writer.name(name)
  }

  /// Closes all containers opened deeper than that.
  mutating func close(to depth: Int) {
    while let level = levels.last, levels.count > depth {
      levels.removeLast()
      level.isObject ? writer.endObject() : writer.endArray()
    }
  }

  /// Writes a number that JSON may have no literal for.
  mutating func write(_ value: Double) throws {
    guard let number = JSONNumber(literal: "\(value)") else {
      throw JSONEncodingError(reason: "JSON has no literal for \(value)")
    }
    writer.write(number)
  }

  /// Writes a number that may be larger than the writer takes.
  mutating func write(_ value: UInt64) {
    writer.write(JSONNumber(checked: "\(value)"))
  }
}

/// A dictionary that is an object in JSON; its order is that of its keys' bytes.
private protocol StringKeyed {
  func write(to sink: JSONSink) throws
}

extension Dictionary: StringKeyed where Key == String, Value: Encodable {
  fileprivate func write(to sink: JSONSink) throws {
    let place = sink.text.beginObject()
    for (name, value) in sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      sink.text.name(name, at: place)
      try sink.write(value, within: place.depth)
    }
  }
}
