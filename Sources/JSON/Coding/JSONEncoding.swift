/// Writes what is `Encodable` straight into bytes.
///
/// The same value always gives the same bytes: members in the order in which they are encoded, those of
/// a dictionary with String keys sorted, an optional that is nil left out. Sets, and dictionaries with
/// other keys, have no order to keep and should not be encoded.
///
/// Nothing is built in between, since every event of the record goes this way. So one container at a
/// time can be open: a parent may go on when its child is done, and the child then may not. All
/// synthesized coding is like that; other code that is not stops the program with a sentence.
public enum JSONEncoding {
  /// The bytes of the value.
  public static func bytes(of value: some Encodable) throws(JSONEncodingError) -> [UInt8] {
    var writer = JSONWriter(reserving: 1_024)
    try write(value, to: &writer)
    return writer.bytes
  }

  /// Writes the value as the next one of what is being written by hand.
  public static func write(
    _ value: some Encodable, to writer: inout JSONWriter
  ) throws(JSONEncodingError) {
    let sink = JSONSink(writer)
    // The sink's bytes are the only ones, so that appending never copies them.
    writer = JSONWriter()
    do {
      try sink.write(value, within: 0)
    } catch let error as JSONEncodingError {
      throw error
    } catch {
      throw JSONEncodingError(reason: String(describing: error))
    }
    writer = sink.text.writer
  }

  /// The value as JSON.
  public static func value(of value: some Encodable) throws(JSONEncodingError) -> JSONValue {
    let bytes = try bytes(of: value)
    let limits = JSONLimits(
      depth: JSONLimits.greatestDepth, stringBytes: .max, nameBytes: .max, numberBytes: .max,
      members: .max, elements: .max)
    do {
      return try JSONReader.read(bytes, limits: limits)
    } catch {
      throw JSONEncodingError(reason: error.description)
    }
  }
}

/// Why a value could not be written: a number that JSON has no literal for, or what its own coding says.
public struct JSONEncodingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The reason, for an operator.
  public let reason: String

  /// The reason.
  public var description: String { reason }
}
