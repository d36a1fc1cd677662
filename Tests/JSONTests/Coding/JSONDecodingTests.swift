import JSON
import Testing

@Suite("Decoding from JSON") struct JSONDecodingTests {
  @Test func `what was encoded is decoded the same`() throws {
    let value = Sample.Everything()

    let json = try JSONEncoding.value(of: value)

    #expect(try JSONDecoding.decode(Sample.Everything.self, from: json) == value)
  }

  @Test func `members are found in any order, and strangers passed over`() throws {
    struct Three: Codable, Equatable {
      let a: Int
      let b: Int
      let c: Int?
    }

    let json = try JSONReader.read(#"{"x": 0, "c": null, "b": 2, "a": 1}"#)

    #expect(try JSONDecoding.decode(Three.self, from: json) == Three(a: 1, b: 2, c: nil))
  }

  @Test func `whole numbers are read exactly, however written`() throws {
    let json = try JSONReader.read("[1.0, 1e2, 18446744073709551615]")

    #expect(try JSONDecoding.decode([UInt64].self, from: json) == [1, 100, .max])
  }

  struct FaultRow: CustomTestStringConvertible, Sendable {
    let because: String
    /// Where in a good value another is put; nil takes away what is there.
    let pointer: String
    let put: JSONValue?
    let problem: JSONDecodingError.Problem
    var testDescription: String { because }
  }

  private static let oneAndAHalf = JSONNumber(literal: "1.5").map { JSONValue.number($0) }

  static let faults = [
    FaultRow(because: "no text", pointer: "/text", put: nil, problem: .missing),
    FaultRow(because: "a text for a number", pointer: "/int", put: "x", problem: .notA("number")),
    FaultRow(because: "too large", pointer: "/small", put: 200, problem: .tooLargeFor("Int8")),
    FaultRow(
      because: "a fraction", pointer: "/list/1", put: oneAndAHalf,
      problem: .tooLargeFor("Int")),
    FaultRow(because: "no such case", pointer: "/kind", put: "odd", problem: .refusedBy("Kind")),
    FaultRow(
      because: "a number for a text", pointer: "/nested/0/0", put: 1, problem: .notA("string")),
    FaultRow(
      because: "a number in an enum's case", pointer: "/shapes/2/pair/_1/pair/_0/circle/radius",
      put: "x", problem: .notA("number")),
    FaultRow(
      because: "an enum's case without its value", pointer: "/shapes/1/circle/radius",
      put: nil, problem: .missing),
    FaultRow(
      because: "no object for a case", pointer: "/shapes/0/dot", put: 1,
      problem: .notA("object")),
    FaultRow(
      because: "a dictionary's value", pointer: "/deep/k/x", put: true,
      problem: .notA("number")),
    FaultRow(because: "no array", pointer: "/list", put: [:], problem: .notA("array")),
  ]

  @Test(arguments: faults) func `an error says what is wrong and where`(row: FaultRow) throws {
    let pointer = try #require(JSONPointer(row.pointer))
    let json = try JSONEncoding.value(of: Sample.Everything())
      .replacing(pointer.tokens[...], by: row.put)

    let error = #expect(throws: JSONDecodingError.self) {
      try JSONDecoding.decode(Sample.Everything.self, from: json)
    }

    #expect(error?.pointer.description == row.pointer)
    #expect(error?.problem == row.problem)
  }
}

extension JSONValue {
  /// The same with another value there, or with none.
  func replacing(_ tokens: ArraySlice<String>, by value: JSONValue?) -> JSONValue {
    guard let token = tokens.first else { return value ?? .null }
    if var object = objectValue {
      let inner = object[token]?.replacing(tokens.dropFirst(), by: value)
      object[token] = tokens.count == 1 ? value : inner
      return .object(object)
    }
    guard var elements = arrayValue, let index = Int(token) else { return self }
    elements[index] = elements[index].replacing(tokens.dropFirst(), by: value)
    return .array(elements)
  }
}
