/// The members of an object being read.
///
/// Members mostly come in the order in which they are asked for, so the search for one begins after
/// the last one found: a whole object is read in one walk.
struct JSONKeyedDecoding<Key: CodingKey>: KeyedDecodingContainerProtocol {
  private let members: [JSONObject.Member]
  private let trail: [String]
  private let hint = Hint()

  /// Where the next search begins; a class, since reading does not mutate a container.
  private final class Hint {
    var next = 0
  }

  init(_ object: JSONObject, trail: [String]) {
    members = object.members
    self.trail = trail
  }

  var codingPath: [any CodingKey] { [] }
  var allKeys: [Key] { members.compactMap { Key(stringValue: $0.name) } }

  private func find(_ name: String) -> JSONValue? {
    for offset in 0..<members.count {
      let place = hint.next + offset
      let index = place < members.count ? place : place - members.count
      guard members[index].name == name else { continue }
      hint.next = index
      return members[index].value
    }
    return nil
  }

  private func step(_ name: String) throws(JSONDecodingError) -> JSONDecodingStep {
    guard let json = find(name) else {
      throw JSONDecodingError(.missing).within(trail + [name])
    }
    return JSONDecodingStep(json: json)
  }

  /// For what outlives this call: it takes along where it stands.
  private func lastingStep(_ name: String) throws(JSONDecodingError) -> JSONDecodingStep {
    JSONDecodingStep(json: try step(name).json, trail: trail + [name])
  }

  @inline(__always)
  private func read<Value>(
    _ key: some CodingKey, _ body: (JSONDecodingStep) throws(JSONDecodingError) -> Value
  ) throws(JSONDecodingError) -> Value {
    let name = key.stringValue
    let step = try step(name)
    do { return try body(step) } catch { throw error.within(trail + [name]) }
  }

  func contains(_ key: Key) -> Bool { find(key.stringValue) != nil }
  func decodeNil(forKey key: Key) throws -> Bool { try step(key.stringValue).decodeNil() }
  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool {
    try read(key) { step throws(JSONDecodingError) in try step.decode(type) }
  }
  func decode(_ type: String.Type, forKey key: Key) throws -> String {
    try read(key) { step throws(JSONDecodingError) in try step.decode(type) }
  }
  func decode(_ type: Double.Type, forKey key: Key) throws -> Double {
    try read(key) { step throws(JSONDecodingError) in try step.decode(type) }
  }
  func decode(_ type: Float.Type, forKey key: Key) throws -> Float {
    try read(key) { step throws(JSONDecodingError) in try step.decode(type) }
  }
  func decode(_ type: Int.Type, forKey key: Key) throws -> Int {
    try read(key) { step throws(JSONDecodingError) in try step.decode(type) }
  }
  func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 {
    try read(key) { step throws(JSONDecodingError) in try step.decode(type) }
  }
  func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 {
    try read(key) { step throws(JSONDecodingError) in try step.decode(type) }
  }
  func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 {
    try read(key) { step throws(JSONDecodingError) in try step.decode(type) }
  }
  func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 {
    try read(key) { step throws(JSONDecodingError) in try step.decode(type) }
  }
  func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt {
    try read(key) { step throws(JSONDecodingError) in try step.decode(type) }
  }
  func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 {
    try read(key) { step throws(JSONDecodingError) in try step.decode(type) }
  }
  func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 {
    try read(key) { step throws(JSONDecodingError) in try step.decode(type) }
  }
  func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 {
    try read(key) { step throws(JSONDecodingError) in try step.decode(type) }
  }
  func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 {
    try read(key) { step throws(JSONDecodingError) in try step.decode(type) }
  }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    try read(key) { step throws(JSONDecodingError) in try step.value(type) }
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    try lastingStep(key.stringValue).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try lastingStep(key.stringValue).unkeyedContainer()
  }

  func superDecoder() throws -> any Decoder { try lastingStep(SuperKey().stringValue) }

  func superDecoder(forKey key: Key) throws -> any Decoder { try lastingStep(key.stringValue) }
}

/// The elements of an array being read.
struct JSONUnkeyedDecoding: UnkeyedDecodingContainer {
  private let elements: [JSONValue]
  private let trail: [String]
  private(set) var currentIndex = 0

  init(_ elements: [JSONValue], trail: [String]) {
    self.elements = elements
    self.trail = trail
  }

  var codingPath: [any CodingKey] { [] }
  var count: Int? { elements.count }
  var isAtEnd: Bool { currentIndex == elements.count }

  private func peek() throws(JSONDecodingError) -> JSONDecodingStep {
    guard !isAtEnd else { throw JSONDecodingError(.missing).within(here) }
    return JSONDecodingStep(json: elements[currentIndex])
  }

  private var here: [String] { trail + [String(currentIndex)] }

  /// For what outlives this call: it takes along where it stands.
  private mutating func lastingStep() throws(JSONDecodingError) -> JSONDecodingStep {
    let step = JSONDecodingStep(json: try peek().json, trail: here)
    currentIndex += 1
    return step
  }

  /// Only an element that could be read is passed over, as the protocol asks.
  @inline(__always)
  private mutating func read<Value>(
    _ body: (JSONDecodingStep) throws(JSONDecodingError) -> Value
  ) throws(JSONDecodingError) -> Value {
    let step = try peek()
    do {
      let value = try body(step)
      currentIndex += 1
      return value
    } catch {
      throw error.within(here)
    }
  }

  mutating func decodeNil() throws -> Bool {
    guard try peek().decodeNil() else { return false }
    currentIndex += 1
    return true
  }

  mutating func decode(_ type: Bool.Type) throws -> Bool {
    try read { step throws(JSONDecodingError) in try step.decode(type) }
  }
  mutating func decode(_ type: String.Type) throws -> String {
    try read { step throws(JSONDecodingError) in try step.decode(type) }
  }
  mutating func decode(_ type: Double.Type) throws -> Double {
    try read { step throws(JSONDecodingError) in try step.decode(type) }
  }
  mutating func decode(_ type: Float.Type) throws -> Float {
    try read { step throws(JSONDecodingError) in try step.decode(type) }
  }
  mutating func decode(_ type: Int.Type) throws -> Int {
    try read { step throws(JSONDecodingError) in try step.decode(type) }
  }
  mutating func decode(_ type: Int8.Type) throws -> Int8 {
    try read { step throws(JSONDecodingError) in try step.decode(type) }
  }
  mutating func decode(_ type: Int16.Type) throws -> Int16 {
    try read { step throws(JSONDecodingError) in try step.decode(type) }
  }
  mutating func decode(_ type: Int32.Type) throws -> Int32 {
    try read { step throws(JSONDecodingError) in try step.decode(type) }
  }
  mutating func decode(_ type: Int64.Type) throws -> Int64 {
    try read { step throws(JSONDecodingError) in try step.decode(type) }
  }
  mutating func decode(_ type: UInt.Type) throws -> UInt {
    try read { step throws(JSONDecodingError) in try step.decode(type) }
  }
  mutating func decode(_ type: UInt8.Type) throws -> UInt8 {
    try read { step throws(JSONDecodingError) in try step.decode(type) }
  }
  mutating func decode(_ type: UInt16.Type) throws -> UInt16 {
    try read { step throws(JSONDecodingError) in try step.decode(type) }
  }
  mutating func decode(_ type: UInt32.Type) throws -> UInt32 {
    try read { step throws(JSONDecodingError) in try step.decode(type) }
  }
  mutating func decode(_ type: UInt64.Type) throws -> UInt64 {
    try read { step throws(JSONDecodingError) in try step.decode(type) }
  }

  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try read { step throws(JSONDecodingError) in try step.value(type) }
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) throws -> KeyedDecodingContainer<Nested> {
    try lastingStep().container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try lastingStep().unkeyedContainer()
  }

  mutating func superDecoder() throws -> any Decoder { try lastingStep() }
}
