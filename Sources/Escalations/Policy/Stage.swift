/// A rung of a track.
public final class Stage: Sendable {
  /// How formal the text calls the stage.
  public enum Formality: String, Sendable, CaseIterable {
    /// Between the agencies; the partnership is not yet involved.
    case informal
    /// The partnership is involved.
    case formal
    /// The text does not say.
    case notStated
  }

  /// The stage's name.
  public let id: StageID
  /// Its number in the published ladder.
  public let number: Int
  /// The title people know.
  public let title: String
  /// How formal it is.
  public let formality: Formality
  /// Who acts at this stage, in words for people (roles are at the duties).
  public let actors: String?
  /// By when the stage is to be completed; nil where the text has no number.
  public let clock: ClockRule?
  /// What is owed at this stage.
  public let duties: [Duty]
  /// Where one may go from here; empty means the next rung, by the raising side.
  public let exits: [Exit]
  /// Whether the stage can end the escalation, and how.
  public let end: End?
  /// Where it comes from.
  public let provenance: Provenance

  /// A stage.
  public init(
    id: StageID, number: Int, title: String, formality: Formality, actors: String? = nil,
    clock: ClockRule? = nil, duties: [Duty] = [], exits: [Exit] = [], end: End? = nil,
    provenance: Provenance
  ) {
    self.id = id
    self.number = number
    self.title = title
    self.formality = formality
    self.actors = actors
    self.clock = clock
    self.duties = duties
    self.exits = exits
    self.end = end
    self.provenance = provenance
  }
}

extension Stage {
  /// The stage's own limit as a duty of both sides together, met by leaving it; nil without a clock.
  public var completion: Duty? {
    clock.map { clock in
      Duty(
        id: completionID, title: title, act: .complete, owedBy: .sides,
        force: clock.stageForce, clock: clock, provenance: clock.provenance)
    }
  }

  /// The name of the stage's own limit among duties.
  public var completionID: DutyID { DutyID(id.text + "-complete") }
}

/// A way on from a stage.
public struct Exit: Sendable {
  /// The track it leads to; nil for the same.
  public let track: TrackID?
  /// The stage it leads to.
  public let to: StageID
  /// Who may take it.
  public let movers: [PartyRule]
  /// What must hold for it to be open.
  public let when: Condition?
  /// Where it comes from.
  public let provenance: Provenance

  /// A way on.
  public init(
    track: TrackID? = nil, to: StageID, movers: [PartyRule] = [.raising], when: Condition? = nil,
    provenance: Provenance
  ) {
    self.track = track
    self.to = to
    self.movers = movers
    self.when = when
    self.provenance = provenance
  }
}

/// How an escalation ends at a stage.
public struct End: Equatable, Sendable {
  /// What kind of end it is.
  public enum Kind: String, Sendable, CaseIterable {
    /// Somebody decides, and that is final.
    case decision
    /// Somebody mediates; nobody decides.
    case mediation
    /// A report is made, and that is all.
    case report
    /// The ladder stops; the matter may stay unresolved.
    case unresolved
  }

  /// What kind of end it is.
  public let kind: Kind
  /// Who decides, mediates or receives the report; empty where the text names nobody.
  public let by: [RoleID]
  /// Where it comes from.
  public let provenance: Provenance

  /// An end.
  public init(kind: Kind, by: [RoleID], provenance: Provenance) {
    self.kind = kind
    self.by = by
    self.provenance = provenance
  }
}
