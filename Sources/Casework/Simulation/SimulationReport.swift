public import Escalations

/// What came of a simulation: after each step where the case stands, what changed, and who owes what.
public struct SimulationReport: Sendable {
  /// One step of the story, or a look at the clocks between two of them.
  public struct Step: Sendable {
    /// Its number, from 1; nil for what the service records by itself.
    public var number: Int?
    /// When it was recorded.
    public var at: Instant
    /// When it happened, where that was earlier.
    public var occurredAt: Instant?
    /// Who did it.
    public var by: String
    /// What.
    public var deed: String
    /// What the script says it is to show.
    public var note: String?
    /// The code of the refusal that the script expects.
    public var expectedRefusal: String?
    /// Why it was refused; empty where it was recorded.
    public var refusals: [Refusal] = []
    /// What followed from it.
    public var changes: [Change] = []
    /// What the service would remark on it.
    public var remarks: [Receipt.Remark] = []
    /// Where the case stands then; nil before it is raised.
    public var position: Position?
    /// Everything that is owed then.
    public var owed: [Owed] = []

    /// Whether it went otherwise than the script expects.
    public var isSurprise: Bool {
      guard let expectedRefusal else { return !refusals.isEmpty }
      return !refusals.contains { $0.reason.rawValue == expectedRefusal }
    }
  }

  /// Where the case stands.
  public struct Position: Sendable, Equatable {
    /// The number of the visit to a stage, from 1.
    public var visit: Int
    /// The ladder.
    public var track: TrackID
    /// The rung.
    public var stage: StageID
    /// Its number.
    public var number: Int
    /// Its title.
    public var title: String
    /// How formal it is.
    public var formality: Stage.Formality
    /// Stages passed over so far.
    public var skipped: [StageID]
    /// How it ended; nil while it runs.
    public var ending: Ending?
    /// The last word on immediate risk.
    public var risk: RiskAnswer
  }

  /// Something that followed from a step.
  public struct Change: Sendable {
    /// What happened to the duty.
    public enum Kind: Sendable {
      /// It is owed from now on.
      case opened
      /// Its clock got other dates, for this cause.
      case timed(Effect.Timing.Cause)
      /// It was met.
      case met(Effect.Meeting)
      /// It is owed no longer.
      case lapsed
      /// Its limit passed.
      case passed
      /// Its limit is near.
      case near
    }

    /// What happened.
    public var kind: Kind
    /// The duty as it then stands.
    public var duty: Owed
  }

  /// A duty, who owes it, and by when.
  public struct Owed: Sendable {
    /// Its key.
    public var key: DutyKey
    /// Its title.
    public var title: String
    /// How strongly the text asks.
    public var force: Duty.Force
    /// Where it comes from.
    public var clause: String
    /// Who owes it.
    public var owners: [Owner]
    /// Since when.
    public var since: Instant
    /// When best.
    public var target: Due?
    /// By when.
    public var limit: Due?
    /// Whether the limit is a guide, which is never late.
    public var isGuide: Bool
    /// Whether it is open past its limit.
    public var isOverdue: Bool
  }

  /// The policy played.
  public var policy: Policy
  /// What the story is about.
  public var title: String?
  /// The calendar at the start.
  public var calendar: String
  /// The zone in which dates are counted.
  public var zone: ZoneTransitions
  /// The steps, in order.
  public var steps: [Step]

  /// Steps that went otherwise than the script expects.
  public var surprises: [Step] { steps.filter(\.isSurprise) }
}
