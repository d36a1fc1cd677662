/// Makes what is `Decodable` out of JSON: the way back from ``JSONEncoding``.
///
/// Members that the type does not ask for are passed over: what strangers send is checked by a
/// ``Shape``, and this reads our own record.
public enum JSONDecoding {
  /// A value of the type.
  public static func decode<Value: Decodable>(
    _ type: Value.Type, from json: JSONValue
  ) throws(JSONDecodingError) -> Value {
    try JSONDecodingStep(json: json).value(type)
  }
}

/// Why a value could not be made, and where.
public struct JSONDecodingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The kinds of reason.
  public enum Problem: Equatable, Sendable {
    /// A member or an element is not there.
    case missing
    /// The JSON is of another type than this.
    case notA(String)
    /// The number does not fit this type.
    case tooLargeFor(String)
    /// This type refused what it was given.
    case refusedBy(String)
  }

  /// Where it is.
  public internal(set) var pointer = JSONPointer()
  /// What is wrong; it repeats nothing of the value.
  public let problem: Problem

  init(_ problem: Problem) { self.problem = problem }

  /// The problem and its place, for an operator.
  public var description: String {
    switch problem {
    case .missing: "nothing stands at '\(pointer)'"
    case .notA(let type): "what stands at '\(pointer)' is no \(type)"
    case .tooLargeFor(let type): "the number at '\(pointer)' does not fit \(type)"
    case .refusedBy(let type): "what stands at '\(pointer)' does not make a \(type)"
    }
  }

  /// The same error, seen from outside the members and elements named.
  func within(_ trail: [String]) -> JSONDecodingError {
    var error = self
    for token in trail.reversed() { error.pointer.prepend(token) }
    return error
  }
}
