/// A member of an object: its name, what it may hold, whether it is there, and who may not see it.
public struct Member: Sendable {
  /// Whether a member is there.
  public enum Presence: Sendable {
    /// Always, and never null.
    case required
    /// It may be left out; null means the same.
    case optional
    /// Always; null where nothing is known.
    case nullable
  }

  /// The name on the wire.
  public let name: String
  /// What it may hold.
  public let shape: Shape
  /// Whether it is there.
  public let presence: Presence
  /// Who may not see it.
  public let sensitivity: Sensitivity
  /// What it is, in a sentence for whoever reads the schema.
  public let summary: String

  /// A member that is always there.
  public static func required(
    _ name: String, _ shape: Shape, _ sensitivity: Sensitivity = .plain, _ summary: String = ""
  ) -> Member {
    Member(
      name: name, shape: shape, presence: .required, sensitivity: sensitivity, summary: summary)
  }

  /// A plain member that is always there.
  public static func required(_ name: String, _ shape: Shape, _ summary: String) -> Member {
    required(name, shape, .plain, summary)
  }

  /// One of the members of which an object of ``Shape/oneMember(_:)`` has exactly one.
  public static func choice(_ name: String, _ shape: Shape, _ summary: String = "") -> Member {
    required(name, shape, .plain, summary)
  }

  /// A member that may be left out, or be null, which means the same.
  public static func optional(
    _ name: String, _ shape: Shape, _ sensitivity: Sensitivity = .plain, _ summary: String = ""
  ) -> Member {
    Member(
      name: name, shape: shape, presence: .optional, sensitivity: sensitivity, summary: summary)
  }

  /// A plain member that may be left out, or be null, which means the same.
  public static func optional(_ name: String, _ shape: Shape, _ summary: String) -> Member {
    optional(name, shape, .plain, summary)
  }

  /// A member that is always there, and null where nothing is known.
  public static func nullable(
    _ name: String, _ shape: Shape, _ sensitivity: Sensitivity = .plain, _ summary: String = ""
  ) -> Member {
    Member(
      name: name, shape: shape, presence: .nullable, sensitivity: sensitivity, summary: summary)
  }

  /// A plain member that is always there, and null where nothing is known.
  public static func nullable(_ name: String, _ shape: Shape, _ summary: String) -> Member {
    nullable(name, shape, .plain, summary)
  }
}

/// How closely a member is held; masking goes by it.
public enum Sensitivity: String, Sendable, CaseIterable {
  /// Anyone who may see the whole may see it.
  case plain
  /// It names or identifies a person.
  case personal
  /// Free words about the case, which may name anybody.
  case narrative
}

extension [Member] {
  /// The member of that name; by bytes, as JSON compares names.
  func named(_ name: String) -> Member? { first { isSameName($0.name, name) } }
}
