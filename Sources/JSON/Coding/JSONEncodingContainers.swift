/// What a value writes itself to: a place in the bytes where one value belongs.
struct JSONEncodingStep: Encoder {
  let sink: JSONSink

  /// Always empty: writing hardly fails, and keeping the path would cost more than writing.
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(JSONKeyedEncoding(sink: sink, place: sink.text.beginObject()))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    JSONUnkeyedEncoding(sink: sink, place: sink.text.beginArray())
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { self }
}

extension JSONEncodingStep: SingleValueEncodingContainer {
  func encodeNil() { sink.text.writer.writeNull() }
  func encode(_ value: Bool) { sink.text.writer.write(value) }
  func encode(_ value: String) { sink.text.writer.write(value) }
  func encode(_ value: Double) throws { try sink.text.write(value) }
  func encode(_ value: Float) throws { try sink.text.write(Double(value)) }
  func encode(_ value: Int) { sink.text.writer.write(value) }
  func encode(_ value: Int8) { sink.text.writer.write(Int64(value)) }
  func encode(_ value: Int16) { sink.text.writer.write(Int64(value)) }
  func encode(_ value: Int32) { sink.text.writer.write(Int64(value)) }
  func encode(_ value: Int64) { sink.text.writer.write(value) }
  func encode(_ value: UInt) { sink.text.write(UInt64(value)) }
  func encode(_ value: UInt8) { sink.text.writer.write(Int64(value)) }
  func encode(_ value: UInt16) { sink.text.writer.write(Int64(value)) }
  func encode(_ value: UInt32) { sink.text.writer.write(Int64(value)) }
  func encode(_ value: UInt64) { sink.text.write(value) }
  func encode<Value: Encodable>(_ value: Value) throws { try sink.writeInPlace(value) }
}

/// The members of an object being written.
struct JSONKeyedEncoding<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let sink: JSONSink
  let place: JSONNestedText.Place

  var codingPath: [any CodingKey] { [] }

  @inline(__always)
  private func step(to key: some CodingKey) -> JSONEncodingStep {
    sink.text.name(key.stringValue, at: place)
    return JSONEncodingStep(sink: sink)
  }

  func encodeNil(forKey key: Key) { step(to: key).encodeNil() }
  func encode(_ value: Bool, forKey key: Key) { step(to: key).encode(value) }
  func encode(_ value: String, forKey key: Key) { step(to: key).encode(value) }
  func encode(_ value: Double, forKey key: Key) throws { try step(to: key).encode(value) }
  func encode(_ value: Float, forKey key: Key) throws { try step(to: key).encode(value) }
  func encode(_ value: Int, forKey key: Key) { step(to: key).encode(value) }
  func encode(_ value: Int8, forKey key: Key) { step(to: key).encode(value) }
  func encode(_ value: Int16, forKey key: Key) { step(to: key).encode(value) }
  func encode(_ value: Int32, forKey key: Key) { step(to: key).encode(value) }
  func encode(_ value: Int64, forKey key: Key) { step(to: key).encode(value) }
  func encode(_ value: UInt, forKey key: Key) { step(to: key).encode(value) }
  func encode(_ value: UInt8, forKey key: Key) { step(to: key).encode(value) }
  func encode(_ value: UInt16, forKey key: Key) { step(to: key).encode(value) }
  func encode(_ value: UInt32, forKey key: Key) { step(to: key).encode(value) }
  func encode(_ value: UInt64, forKey key: Key) { step(to: key).encode(value) }

  func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
    _ = step(to: key)
    try sink.write(value, within: place.depth)
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    step(to: key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    step(to: key).unkeyedContainer()
  }

  func superEncoder() -> any Encoder { step(to: SuperKey()) }

  func superEncoder(forKey key: Key) -> any Encoder { step(to: key) }
}

/// The elements of an array being written.
struct JSONUnkeyedEncoding: UnkeyedEncodingContainer {
  let sink: JSONSink
  let place: JSONNestedText.Place
  private(set) var count = 0

  init(sink: JSONSink, place: JSONNestedText.Place) {
    self.sink = sink
    self.place = place
  }

  var codingPath: [any CodingKey] { [] }

  @inline(__always)
  private mutating func next() -> JSONEncodingStep {
    sink.text.resume(place)
    count += 1
    return JSONEncodingStep(sink: sink)
  }

  mutating func encodeNil() { next().encodeNil() }
  mutating func encode(_ value: Bool) { next().encode(value) }
  mutating func encode(_ value: String) { next().encode(value) }
  mutating func encode(_ value: Double) throws { try next().encode(value) }
  mutating func encode(_ value: Float) throws { try next().encode(value) }
  mutating func encode(_ value: Int) { next().encode(value) }
  mutating func encode(_ value: Int8) { next().encode(value) }
  mutating func encode(_ value: Int16) { next().encode(value) }
  mutating func encode(_ value: Int32) { next().encode(value) }
  mutating func encode(_ value: Int64) { next().encode(value) }
  mutating func encode(_ value: UInt) { next().encode(value) }
  mutating func encode(_ value: UInt8) { next().encode(value) }
  mutating func encode(_ value: UInt16) { next().encode(value) }
  mutating func encode(_ value: UInt32) { next().encode(value) }
  mutating func encode(_ value: UInt64) { next().encode(value) }

  mutating func encode<Value: Encodable>(_ value: Value) throws {
    _ = next()
    try sink.write(value, within: place.depth)
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) -> KeyedEncodingContainer<Nested> {
    next().container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    next().unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder { next() }
}

/// The member in which a class keeps what its superclass encodes.
struct SuperKey: CodingKey {
  var stringValue: String { "super" }
  var intValue: Int? { nil }

  init() {}
  init?(stringValue: String) { nil }
  init?(intValue: Int) { nil }
}
