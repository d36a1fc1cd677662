public import JSON

/// One thing wrong with a policy file, and where.
public struct PolicyFault: Error, Equatable, Sendable {
  /// How bad it is.
  public enum Severity: String, Sendable, CaseIterable {
    /// The policy does not load.
    case error
    /// It loads, and somebody should look.
    case warning
  }

  /// How bad it is.
  public let severity: Severity
  /// A stable code: of the reader, of the shape, or of the lint.
  public let code: String
  /// Where in the file.
  public let pointer: JSONPointer
  /// What is wrong, in a sentence.
  public let detail: String

  /// A fault.
  public init(severity: Severity, code: String, pointer: JSONPointer, detail: String) {
    self.severity = severity
    self.code = code
    self.pointer = pointer
    self.detail = detail
  }
}

/// Everything that is wrong with a policy that does not load, its warnings too.
public struct PolicyFaults: Error, Equatable, Sendable {
  /// The faults; at least one is an error.
  public let list: [PolicyFault]
}

extension PolicyFault: CustomStringConvertible {
  /// On one line how bad, which, where and what.
  public var description: String {
    "\(severity.rawValue) \(code) at \(pointer.description.isEmpty ? "the top" : pointer.description): \(detail)"
  }
}

extension PolicyFaults: CustomStringConvertible {
  /// Every fault, one after another.
  public var description: String { list.map(\.description).joined(separator: "; ") }
}
