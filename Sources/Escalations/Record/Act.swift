/// A recorded act: who did what, when, with whom, and to what end.
///
/// Its words are in the event's parts.
///
/// One shape serves a discussion, a consultation, a decision and a confirmation, so that a duty is met
/// by any act of its kind, whichever call recorded it.
public struct Act: Sendable, Equatable, Codable {
  /// Somebody who took part.
  public struct Participant: Sendable, Equatable, Codable {
    /// Their agency.
    public var agency: AgencyID
    /// Their role.
    public var role: RoleID?
    /// Whether they were there, or only invited.
    public var present: Bool

    /// A participant.
    public init(agency: AgencyID, role: RoleID?, present: Bool) {
      self.agency = agency
      self.role = role
      self.present = present
    }
  }

  /// How people talked.
  public enum Medium: String, Sendable, CaseIterable, Codable {
    /// In one room.
    case faceToFace
    /// By video.
    case video
    /// By telephone.
    case phone
    /// By e-mail; it can mislead.
    case email
    /// By letter.
    case letter
  }

  /// Which of the policy's acts it is.
  public var kind: ActKind
  /// In what way it was done.
  public var how: Effect.Meeting.How
  /// The role that a duty's `by` speaks of: of whoever did it, or, for a consultation or a report, of
  /// whoever was asked or told.
  public var role: RoleID?
  /// The role that they stood in for.
  public var substituteFor: RoleID?
  /// Duties that it is said to meet; empty means whichever ask for it.
  public var duties: [DutyID]
  /// The stage it belongs to, where that is not the present one.
  public var stage: StageID?
  /// The answer to a duty's question.
  public var answer: Code?
  /// Whether a reason was given.
  public var hasReason: Bool
  /// Which of the asked-for parts it carries.
  public var contents: [Code]
  /// Who took part.
  public var participants: [Participant]
  /// How people talked.
  public var medium: Medium?
  /// What a decision was: its code, on which basis, by whom.
  public var decision: Decision?
  /// Circumstances that it brings to light.
  public var facts: [Code]
  /// What it states about the case that was not said on raising.
  public var circumstances: Circumstances?
  /// The form that it submits a part of, or declines.
  public var form: FormEntry?
  /// Its number among the acts of its kind in this escalation, from 1.
  public var number: Int

  /// An act.
  public init(
    kind: ActKind, how: Effect.Meeting.How = .done, role: RoleID? = nil,
    substituteFor: RoleID? = nil, duties: [DutyID] = [], stage: StageID? = nil,
    answer: Code? = nil, hasReason: Bool = false, contents: [Code] = [],
    participants: [Participant] = [], medium: Medium? = nil, decision: Decision? = nil,
    facts: [Code] = [], circumstances: Circumstances? = nil, form: FormEntry? = nil,
    number: Int = 0
  ) {
    self.kind = kind
    self.how = how
    self.role = role
    self.substituteFor = substituteFor
    self.duties = duties
    self.stage = stage
    self.answer = answer
    self.hasReason = hasReason
    self.contents = contents
    self.participants = participants
    self.medium = medium
    self.decision = decision
    self.facts = facts
    self.circumstances = circumstances
    self.form = form
    self.number = number
  }
}

/// A decision, agreed by both sides or determined by a decider.
public struct Decision: Sendable, Equatable, Codable {
  /// On which basis it stands.
  public enum Basis: String, Sendable, CaseIterable, Codable {
    /// Both sides agreed.
    case agreed
    /// A decider determined it.
    case determined
  }

  /// On which basis it stands.
  public var basis: Basis
  /// What became of the decision in dispute, by the policy's outcome codes.
  public var outcome: Code?
  /// Agencies said to agree with it.
  public var agreedBy: [AgencyID]

  /// A decision.
  public init(basis: Basis, outcome: Code?, agreedBy: [AgencyID]) {
    self.basis = basis
    self.outcome = outcome
    self.agreedBy = agreedBy
  }
}

/// What may be left out on raising and stated later: area, origin, and the children's levels.
public struct Circumstances: Sendable, Equatable, Codable {
  /// The area of disagreement.
  public var category: Code?
  /// Where the concern came from.
  public var origin: Code?
  /// Levels of children, by key.
  public var levels: [String: Code]

  /// Circumstances.
  public init(category: Code? = nil, origin: Code? = nil, levels: [String: Code] = [:]) {
    self.category = category
    self.origin = origin
    self.levels = levels
  }
}
