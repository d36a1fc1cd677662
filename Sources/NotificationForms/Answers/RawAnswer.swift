/// An answer as somebody sent it, before it is known to be one; whatever JSON can hold.
public indirect enum RawAnswer: Sendable, Equatable {
  /// Nothing.
  case null
  /// True or false.
  case boolean(Bool)
  /// A number; no field takes one.
  case number
  /// Text.
  case text(String)
  /// A list.
  case list([RawAnswer])
  /// Named members, in the order sent.
  case object([RawMember])
}

/// A named member of a raw answer.
public struct RawMember: Sendable, Equatable {
  /// Its name.
  public let name: String
  /// What it holds.
  public let value: RawAnswer

  /// A member.
  public init(name: String, value: RawAnswer) {
    self.name = name
    self.value = value
  }
}
