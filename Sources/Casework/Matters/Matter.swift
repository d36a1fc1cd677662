public import Escalations

/// Another open escalation about the same child and the same agency's decision, as raising finds it.
public struct OpenMatter: Sendable, Equatable {
  /// Which.
  public let reference: Reference
  /// Whether whoever raises may see it.
  public let isSeen: Bool
  /// Whether named credentials alone may know of it.
  public let isRestricted: Bool

  /// One that was found.
  public init(_ reference: Reference, isSeen: Bool, isRestricted: Bool) {
    self.reference = reference
    self.isSeen = isSeen
    self.isRestricted = isRestricted
  }
}

/// What is known of two escalations that may be one matter.
public enum MatterKnowledge: String, Sendable, CaseIterable {
  /// The service found that they are about the same child and the same agency's decision.
  case hinted
  /// Somebody who sees both said that they are one matter.
  case linked
}

/// Two open escalations that may be one matter, for the partnership to look at.
public struct MatterHint: Sendable, Equatable {
  /// The one that was raised later.
  public let reference: Reference
  /// The one that was open already.
  public let other: Reference
  /// When it was found.
  public let foundAt: Instant

  /// A hint.
  public init(_ reference: Reference, _ other: Reference, foundAt: Instant) {
    self.reference = reference
    self.other = other
    self.foundAt = foundAt
  }
}
