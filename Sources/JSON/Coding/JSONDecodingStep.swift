/// What a value reads itself from: one JSON value.
struct JSONDecodingStep: Decoder, SingleValueDecodingContainer {
  let json: JSONValue
  /// How deep this stands within the value that is being made, where no call is open that knows.
  var trail: [String] = []

  /// Always empty: the place of an error is put together while it travels outwards.
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  /// A value of the type, whose errors are all of our kind.
  func value<Value: Decodable>(_ type: Value.Type) throws(JSONDecodingError) -> Value {
    do {
      return try Value(from: self)
    } catch let error as JSONDecodingError {
      throw error
    } catch {
      throw JSONDecodingError(.refusedBy("\(type)"))
    }
  }

  func container<Key: CodingKey>(
    keyedBy type: Key.Type
  ) throws -> KeyedDecodingContainer<Key> {
    guard case .object(let object) = json else {
      throw JSONDecodingError(.notA("object")).within(trail)
    }
    return KeyedDecodingContainer(JSONKeyedDecoding(object, trail: trail))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard case .array(let elements) = json else {
      throw JSONDecodingError(.notA("array")).within(trail)
    }
    return JSONUnkeyedDecoding(elements, trail: trail)
  }

  func singleValueContainer() -> any SingleValueDecodingContainer { self }

  func decodeNil() -> Bool { json.isNull }

  func decode(_ type: Bool.Type) throws(JSONDecodingError) -> Bool {
    guard case .bool(let value) = json else { throw JSONDecodingError(.notA("Boolean")) }
    return value
  }

  func decode(_ type: String.Type) throws(JSONDecodingError) -> String {
    guard case .string(let value) = json else { throw JSONDecodingError(.notA("string")) }
    return value
  }

  func decode(_ type: Double.Type) throws(JSONDecodingError) -> Double {
    guard case .number(let number) = json else { throw JSONDecodingError(.notA("number")) }
    guard let value = number.double else { throw JSONDecodingError(.tooLargeFor("Double")) }
    return value
  }

  func decode(_ type: Float.Type) throws(JSONDecodingError) -> Float {
    Float(try decode(Double.self))
  }

  func decode(_ type: Int.Type) throws(JSONDecodingError) -> Int { try integer() }
  func decode(_ type: Int8.Type) throws(JSONDecodingError) -> Int8 { try integer() }
  func decode(_ type: Int16.Type) throws(JSONDecodingError) -> Int16 { try integer() }
  func decode(_ type: Int32.Type) throws(JSONDecodingError) -> Int32 { try integer() }
  func decode(_ type: Int64.Type) throws(JSONDecodingError) -> Int64 { try integer() }
  func decode(_ type: UInt.Type) throws(JSONDecodingError) -> UInt { try integer() }
  func decode(_ type: UInt8.Type) throws(JSONDecodingError) -> UInt8 { try integer() }
  func decode(_ type: UInt16.Type) throws(JSONDecodingError) -> UInt16 { try integer() }
  func decode(_ type: UInt32.Type) throws(JSONDecodingError) -> UInt32 { try integer() }
  func decode(_ type: UInt64.Type) throws(JSONDecodingError) -> UInt64 { try integer() }

  func decode<Value: Decodable>(_ type: Value.Type) throws(JSONDecodingError) -> Value {
    try value(type)
  }

  private func integer<Integer: FixedWidthInteger>() throws(JSONDecodingError) -> Integer {
    guard case .number(let number) = json else { throw JSONDecodingError(.notA("number")) }
    // The literal itself first: it may be larger than any Int64.
    if let value = Integer(number.literal) { return value }
    guard let value = number.int64.flatMap(Integer.init(exactly:)) else {
      throw JSONDecodingError(.tooLargeFor("\(Integer.self)"))
    }
    return value
  }
}
