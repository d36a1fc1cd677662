/// One disagreement as it stands, built from its record by `apply` and by nothing else.
public struct Escalation: Sendable, Equatable {
  /// Whether it runs or how it ended.
  public enum Standing: Sendable, Equatable {
    /// It runs, at the last stage visited.
    case open
    /// It ended.
    case closed(Ending, at: Instant)
  }

  /// An agency that takes part or took part.
  public struct Participation: Sendable, Equatable {
    /// The agency, its kind and side.
    public var party: Party
    /// The event by which it joined.
    public var joined: Int
    /// The event by which it left.
    public var left: Int?
    /// Whether the escalation was taken from its sight.
    public var voided = false
    /// Whether it has said that it saw the escalation.
    public var hasSeen = false
  }

  /// A visit to a stage.
  public struct Visit: Sendable, Equatable {
    /// The track it belongs to.
    public var track: TrackID
    /// The stage.
    public var stage: StageID
    /// When it was entered.
    public var enteredAt: Instant
    /// When it was left.
    public var leftAt: Instant?
  }

  /// The escalation as it was raised.
  public var raised: Raised
  /// The version of the policy it runs under now.
  public var policyVersion: String
  /// The ladder it is on now.
  public var track: TrackID
  /// When it was raised.
  public var raisedAt: Instant
  /// Whether it runs.
  public var standing = Standing.open
  /// Who takes part or took part, in the order of joining.
  public var participations: [Participation] = []
  /// Stages visited, in order; the last one is where it stands.
  public var visits: [Visit] = []
  /// Stages passed over.
  public var skipped: [StageID] = []
  /// Everything owed or once owed, in the order of opening.
  public var duties: [DutyItem] = []
  /// Circumstances stated.
  public var facts: Set<Code> = []
  /// The last word on immediate risk.
  public var risk: RiskStatement
  /// Whose each event is and who sees it, in the order of their numbers.
  public var entries: [Entry] = []
  /// Acts on record, without their words.
  public var acts: [ActEntry] = []
  /// Actions.
  public var actions: [ActionEntry] = []
  /// Outstanding issues.
  public var outstanding: [OutstandingEntry] = []
  /// Limits proposed and not yet agreed.
  public var proposedLimits: [LimitProposal] = []
  /// Raising agencies that assented to a resolution.
  public var assents: Set<AgencyID> = []
  /// The outcome to which they assented.
  public var assentedOutcome: Code?
  /// How it was resolved.
  public var resolution: Resolution?
  /// The escalation that took it on, where it was transferred.
  public var transferredTo: Reference?
  /// Learning noted.
  public var learning: [Learning] = []
  /// The number of the last event.
  public var lastEvent = 0
  /// When the last event was recorded.
  public var updatedAt: Instant
  /// How often people changed it; the service's own events do not count.
  public var revision = 0

  /// Whose an event is and who sees it.
  public struct Entry: Sendable, Equatable {
    /// The agency; nil for the partnership's office, those who decide, and the service itself.
    public let agency: AgencyID?
    /// The only agency that sees it; nil when all who take part do.
    public let privateTo: AgencyID?
  }

  /// An act on record, without its words.
  public struct ActEntry: Sendable, Equatable {
    /// The event that recorded it.
    public var event: Int
    /// Whose it is.
    public var agency: AgencyID?
    /// When it happened.
    public var occurredAt: Instant
    /// At which visit.
    public var visit: Int
    /// The act.
    public var act: Act
    /// The only agency that sees it; nil when all who take part do.
    public var privateTo: AgencyID?
    /// Agencies that approved its record.
    public var approvedBy: Set<AgencyID> = []
  }

  /// An action and how far it has come.
  public struct ActionEntry: Sendable, Equatable {
    /// The action.
    public var note: ActionNote
    /// At which visit it was noted.
    public var visit: Int
    /// How far it has come.
    public var progress = FollowUpProgress.open
  }

  /// An outstanding issue and how far it has come.
  public struct OutstandingEntry: Sendable, Equatable {
    /// The issue.
    public var issue: OutstandingIssue
    /// At which visit it was noted.
    public var visit: Int
    /// How far it has come.
    public var progress = FollowUpProgress.open
  }

  /// A limit that one side proposed.
  public struct LimitProposal: Sendable, Equatable {
    /// The agency that proposes.
    public var by: AgencyID
    /// What it proposes.
    public var change: LimitChange
  }

  /// The escalation as the record's first event makes it.
  public init(_ raised: Raised, at raisedAt: Instant) {
    self.raised = raised
    self.raisedAt = raisedAt
    policyVersion = raised.policyVersion
    track = raised.track
    risk = RiskStatement(answer: raised.risk)
    facts = Set(raised.facts)
    skipped = raised.skipped
    updatedAt = raisedAt
    visits = [Visit(track: raised.track, stage: raised.stage, enteredAt: raisedAt)]
    participations = raised.parties.map { Participation(party: $0, joined: 1) }
  }
}
