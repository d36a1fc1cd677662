/// Everything that can happen to an escalation.
public enum EventBody: Sendable, Equatable {
  /// It was raised, and entered its first stage.
  case raised(Raised)
  /// An agency joined.
  case joined(Party)
  /// An agency left; it keeps sight of what happened until then.
  case left(AgencyID)
  /// Somebody did what the policy has a word for.
  case acted(Act)
  /// Somebody said whether a child is at immediate risk.
  case riskStated(RiskStatement)
  /// An action was agreed or noted.
  case actionNoted(ActionNote)
  /// An action went on.
  case actionProgressed(ActionProgress)
  /// It moved to another stage.
  case moved(Move)
  /// A limit was proposed, agreed or set.
  case limitChanged(LimitChange)
  /// An issue was left outstanding.
  case outstandingNoted(OutstandingIssue)
  /// An outstanding issue went on or was concluded.
  case outstandingProgressed(OutstandingProgress)
  /// A raising agency assented to a resolution that waits for the others.
  case assented(Resolution)
  /// It ended.
  case closed(Closing)
  /// It was opened again.
  case reopened(Reopening)
  /// Learning was noted and sent on its way.
  case learningNoted(Learning)
  /// A discussion's record was approved.
  case approved(Approval)
  /// Personal data in an earlier event was put right.
  case corrected(Correction)
  /// Something was added to an earlier event.
  case addendumAdded(Addendum)
  /// It had gone to the wrong recipient, who sees it no longer.
  case voided(AgencyID)
  /// An agency has seen it.
  case acknowledged(AgencyID)
  /// The partnership has a part of a form.
  case formAcknowledged(FormAcknowledgement)
  /// The service saw that limits had passed or were near.
  case clocksChecked
  /// The calendar changed under running clocks.
  case calendarChanged(CalendarChange)
  /// It moved to another version of its policy.
  case migrated(Migration)
}

/// An agency that takes part.
public struct Party: Sendable, Equatable, Codable {
  /// The agency.
  public var agency: AgencyID
  /// Its kind (`school`, `childrens-social-care`).
  public var kind: String
  /// Its side.
  public var side: Side

  /// A party.
  public init(agency: AgencyID, kind: String, side: Side) {
    self.agency = agency
    self.kind = kind
    self.side = side
  }
}

/// A child, born or unborn, without anything that says who.
public struct Child: Sendable, Equatable, Codable {
  /// Its key within the escalation (`child-1`), under which its personal parts lie.
  public var key: String
  /// Whether it is not born yet.
  public var unborn: Bool
  /// Its level, by the policy's list.
  public var level: Code?

  /// A child.
  public init(key: String, unborn: Bool, level: Code?) {
    self.key = key
    self.unborn = unborn
    self.level = level
  }
}

/// An escalation as it was raised.
public struct Raised: Sendable, Equatable, Codable {
  /// Its public reference.
  public var reference: Reference
  /// Whose policy it runs under.
  public var partnership: PartnershipID
  /// The policy.
  public var policy: PolicyID
  /// The version it keeps.
  public var policyVersion: String
  /// The ladder.
  public var track: TrackID
  /// The stage it entered.
  public var stage: StageID
  /// Stages passed over on entering.
  public var skipped: [StageID]
  /// Who takes part.
  public var parties: [Party]
  /// The children it is about.
  public var children: [Child]
  /// The area of disagreement.
  public var category: Code?
  /// Where the concern came from.
  public var origin: Code?
  /// Circumstances stated.
  public var facts: [Code]
  /// What kinds of matter it was declared to hold.
  public var matters: [Code]
  /// The day the concern arose.
  public var aroseOn: CivilDate?
  /// The day it was raised with the other side.
  public var raisedWithOtherSideOn: CivilDate?
  /// Whether a child is at immediate risk.
  public var risk: RiskAnswer
  /// Whether only named credentials see it.
  public var restricted: Bool
  /// The escalation it was transferred from.
  public var transferredFrom: Reference?
  /// What it is about besides children, and who takes part besides agencies; nil for neither.
  public var besides: Besides?

  /// An escalation as raised.
  public init(
    reference: Reference, partnership: PartnershipID, policy: PolicyID, policyVersion: String,
    track: TrackID, stage: StageID, skipped: [StageID], parties: [Party], children: [Child],
    category: Code?, origin: Code?, facts: [Code], matters: [Code], aroseOn: CivilDate?,
    raisedWithOtherSideOn: CivilDate?, risk: RiskAnswer, restricted: Bool,
    transferredFrom: Reference?
  ) {
    self.reference = reference
    self.partnership = partnership
    self.policy = policy
    self.policyVersion = policyVersion
    self.track = track
    self.stage = stage
    self.skipped = skipped
    self.parties = parties
    self.children = children
    self.category = category
    self.origin = origin
    self.facts = facts
    self.matters = matters
    self.aroseOn = aroseOn
    self.raisedWithOtherSideOn = raisedWithOtherSideOn
    self.risk = risk
    self.restricted = restricted
    self.transferredFrom = transferredFrom
  }
}

extension EventBody {
  /// What it says of immediate risk, where it says anything.
  public var riskStatement: RiskStatement? {
    switch self {
    case .riskStated(let statement): statement
    case .moved(let move): move.risk
    case .raised, .joined, .left, .acted, .actionNoted, .actionProgressed, .limitChanged,
      .outstandingNoted, .outstandingProgressed, .assented, .closed, .reopened, .learningNoted,
      .approved, .corrected, .addendumAdded, .voided, .acknowledged, .formAcknowledged,
      .clocksChecked, .calendarChanged, .migrated:
      nil
    }
  }
}

/// Whether a child is at immediate risk, and who acts.
public struct RiskStatement: Sendable, Equatable, Codable {
  /// The answer for the case as a whole: the gravest of the children's.
  public var answer: RiskAnswer
  /// The answer for single children, by key.
  public var children: [String: RiskAnswer]
  /// The body that was told, by its agency's kind (`childrens-social-care`, `police`).
  public var toldKind: String?
  /// When it was told.
  public var toldAt: Instant?
  /// Whether the escalation goes by it from here on; another agency's word does not take off the flag
  /// that the raising side put there.
  public var stands: Bool

  /// A risk statement.
  public init(
    answer: RiskAnswer, children: [String: RiskAnswer] = [:], toldKind: String? = nil,
    toldAt: Instant? = nil, stands: Bool = true
  ) {
    self.answer = answer
    self.children = children
    self.toldKind = toldKind
    self.toldAt = toldAt
    self.stands = stands
  }
}
