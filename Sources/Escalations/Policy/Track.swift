/// One ladder within a policy: its subject, its stages, and what is owed before, during and after.
public struct Track: Sendable {
  /// Whether an escalation on this track is about a child.
  public enum ChildRule: String, Sendable, CaseIterable {
    /// At least one child, born or unborn.
    case required
    /// With or without.
    case optional
    /// Never.
    case none
  }

  /// The track's name.
  public let id: TrackID
  /// The title people know.
  public let title: String
  /// Whether it is about a child.
  public let child: ChildRule
  /// What else it may be about (`group`, `place`, `policy`).
  public let subjects: [Code]
  /// Whether an escalation may begin here, or only cross over from another track.
  public let startable: Bool
  /// What must hold for an escalation to begin here or cross over.
  public let entry: Condition?
  /// Whether only named credentials see an escalation on this track, from its start.
  public let restricted: Bool
  /// From which stage the partnership sees names; nil means from the first.
  public let partnershipSeesFrom: StageID?
  /// Whether stages may be passed over.
  public let skipping: Skipping
  /// What is owed from raising on, before the first stage.
  public let opening: [Duty]
  /// What is owed at every stage.
  public let everyStage: [Duty]
  /// The rungs, in order.
  public let stages: [Stage]
  /// One limit over a range of stages.
  public let caps: [Cap]
  /// What is owed after closing.
  public let closing: [Duty]
  /// Where it comes from.
  public let provenance: Provenance

  /// A track.
  public init(
    id: TrackID, title: String, child: ChildRule, subjects: [Code] = [], startable: Bool = true,
    entry: Condition? = nil, restricted: Bool = false, partnershipSeesFrom: StageID? = nil,
    skipping: Skipping, opening: [Duty] = [], everyStage: [Duty] = [], stages: [Stage],
    caps: [Cap] = [], closing: [Duty] = [], provenance: Provenance
  ) {
    self.id = id
    self.title = title
    self.child = child
    self.subjects = subjects
    self.startable = startable
    self.entry = entry
    self.restricted = restricted
    self.partnershipSeesFrom = partnershipSeesFrom
    self.skipping = skipping
    self.opening = opening
    self.everyStage = everyStage
    self.stages = stages
    self.caps = caps
    self.closing = closing
    self.provenance = provenance
  }

  /// The stage of that name.
  public func stage(_ id: StageID) -> Stage? { stages.first { $0.id == id } }

  /// Where the stage stands in the ladder, from 0.
  public func position(of id: StageID) -> Int? { stages.firstIndex { $0.id == id } }
}

/// Whether stages may be passed over.
public struct Skipping: Equatable, Sendable {
  /// What passing over asks for.
  public enum Rule: Equatable, Sendable {
    /// Each stage in its turn.
    case forbidden
    /// Freely.
    case allowed
    /// With a reason, which is kept.
    case withReason
    /// Only after this duty is met.
    case afterConsultation(DutyID)
  }

  /// What passing over asks for.
  public let rule: Rule
  /// Where it comes from.
  public let provenance: Provenance

  /// A rule on passing over.
  public init(rule: Rule, provenance: Provenance) {
    self.rule = rule
    self.provenance = provenance
  }
}

/// One limit over a range of stages, beside each stage's own.
public struct Cap: Sendable {
  /// The cap's name among duties: it is owed and met like one.
  public let id: DutyID
  /// The title people know.
  public let title: String
  /// The stage whose entry starts it.
  public let from: StageID
  /// The stage whose leaving meets it.
  public let through: StageID
  /// The limit.
  public let clock: ClockRule

  /// A cap.
  public init(id: DutyID, title: String, from: StageID, through: StageID, clock: ClockRule) {
    self.id = id
    self.title = title
    self.from = from
    self.through = through
    self.clock = clock
  }
}
