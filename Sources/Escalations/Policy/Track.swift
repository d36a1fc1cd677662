/// One ladder within a policy: its subject, its stages, and what is owed before, during and after.
public final class Track: Sendable {
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
  /// When only named credentials see an escalation on this track; nil for never, `{"all": []}` for always.
  public let restricted: Condition?
  /// From which stage the partnership sees names; nil means from the first.
  public let partnershipSeesFrom: StageID?
  /// Who else may take part, entered by an agency and never a credential (`family-member`).
  public let otherParties: [Code]
  /// Whether stages may be passed over.
  public let skipping: Skipping
  /// How people are to talk; nil where the text has no preference.
  public let media: MediaRule?
  /// What a resolution says; nil where the text asks for nothing.
  public let resolution: ResolutionRule?
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
    entry: Condition? = nil, restricted: Condition? = nil, partnershipSeesFrom: StageID? = nil,
    otherParties: [Code] = [], skipping: Skipping, media: MediaRule? = nil,
    resolution: ResolutionRule? = nil, opening: [Duty] = [], everyStage: [Duty] = [],
    stages: [Stage],
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
    self.otherParties = otherParties
    self.skipping = skipping
    self.media = media
    self.resolution = resolution
    self.opening = opening
    self.everyStage = everyStage
    self.stages = stages
    self.caps = caps
    self.closing = closing
    self.provenance = provenance
    index = Track.index(
      stages.compactMap(\.completion) + caps.map(\.duty) + opening + everyStage
        + stages.flatMap(\.duties) + closing)
  }

  /// Every duty by its name, the stages' own limits and the caps included.
  private let index: [DutyID: Duty]

  private static func index(_ duties: [Duty]) -> [DutyID: Duty] {
    Dictionary(duties.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The duty of that name, a stage's own limit and a cap included.
  public func duty(_ id: DutyID) -> Duty? { index[id] }

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

extension Cap {
  /// The cap as a duty of both sides together, met by leaving the last stage it covers.
  var duty: Duty {
    Duty(
      id: id, title: title, act: .complete, owedBy: .sides, force: clock.stageForce,
      clock: clock, provenance: clock.provenance)
  }
}

/// How people are to talk.
public struct MediaRule: Equatable, Sendable {
  /// Ways that the text prefers.
  public let preferred: [Act.Medium]
  /// Ways that the text warns of: a stage with nothing else says so.
  public let remarked: [Act.Medium]
  /// Where it comes from.
  public let provenance: Provenance

  /// A rule on media.
  public init(preferred: [Act.Medium], remarked: [Act.Medium], provenance: Provenance) {
    self.preferred = preferred
    self.remarked = remarked
    self.provenance = provenance
  }

  /// Whether a talk in this way passes without remark.
  public func isWelcome(_ medium: Act.Medium) -> Bool {
    if remarked.contains(medium) { return false }
    return preferred.isEmpty || preferred.contains(medium)
  }
}

/// What a resolution says.
public struct ResolutionRule: Equatable, Sendable {
  /// Parts it carries (`next-steps`).
  public let contents: [Duty.Content]
  /// Where it comes from.
  public let provenance: Provenance

  /// A rule on resolutions.
  public init(contents: [Duty.Content], provenance: Provenance) {
    self.contents = contents
    self.provenance = provenance
  }
}
