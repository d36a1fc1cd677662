public import Escalations

/// What is to be erased of one escalation, why, and who decided it.
public struct Erasure: Sendable, Equatable {
  /// The escalation.
  public var reference: Reference
  /// What kinds of text go.
  public var classes: [Part.Class]
  /// The one person about whom they are; nil for everybody's.
  public var person: String?
  /// The rule or the request that asks for it, without a person's name.
  public var rule: String
  /// Who decided it: a post, never a person's name, because the record of it stays.
  public var by: String
  /// The last event of the escalation whose texts go; nil for all there are when it is carried out.
  public var through: Int?
  /// When they were erased the first time, where a restore had brought them back.
  public var firstErasedAt: Instant?

  /// An erasure.
  public init(
    reference: Reference, classes: [Part.Class], person: String? = nil, rule: String, by: String,
    through: Int? = nil, firstErasedAt: Instant? = nil
  ) {
    self.reference = reference
    self.classes = classes
    self.person = person
    self.rule = rule
    self.by = by
    self.through = through
    self.firstErasedAt = firstErasedAt
  }
}

/// What came of an erasure.
public enum ErasureOutcome: Sendable, Equatable {
  /// So many groups of texts are gone.
  case erased(groups: Int)
  /// There was nothing of the kind.
  case nothing
  /// A legal hold keeps it.
  case held
}

/// Texts of one class that lay beside an event and went: what, when, under what rule, by whom.
public struct ErasedTexts: Sendable, Equatable {
  /// Their class.
  public let `class`: Part.Class
  /// When they went.
  public let at: Instant
  /// The rule or request; nil where a correction took their place.
  public let rule: String?
  /// Who decided it; nil where a correction took their place.
  public let by: String?

  /// Texts that went.
  public init(class: Part.Class, at: Instant, rule: String?, by: String?) {
    self.class = `class`
    self.at = at
    self.rule = rule
    self.by = by
  }
}

/// An escalation that has ended, as retention looks at it: no personal data.
public struct ClosedEscalation: Sendable, Equatable {
  /// Its place in the order of raising.
  public let id: Int64
  /// Its public reference.
  public let reference: Reference
  /// Its partnership.
  public let partnership: PartnershipID
  /// When it ended.
  public let closedAt: Instant
  /// Whether a legal hold keeps all of it.
  public let isHeld: Bool
  /// How many groups of texts there are still, by class.
  public let groups: [Part.Class: Int]

  /// An escalation that has ended.
  public init(
    id: Int64, reference: Reference, partnership: PartnershipID, closedAt: Instant, isHeld: Bool,
    groups: [Part.Class: Int]
  ) {
    self.id = id
    self.reference = reference
    self.partnership = partnership
    self.closedAt = closedAt
    self.isHeld = isHeld
    self.groups = groups
  }
}
