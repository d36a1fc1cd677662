/// Who does something, as far as the domain must know.
public enum Acting: Sendable, Equatable {
  /// An agency that takes part.
  case agency(AgencyID)
  /// The partnership's office.
  case partnership
  /// One who decides at stages that name them; acts for no agency.
  case decider
  /// The service itself.
  case service

  /// The agency, where it is one.
  public var agency: AgencyID? {
    guard case .agency(let id) = self else { return nil }
    return id
  }

  /// Whether it sees what is for one agency alone; nil is for all who take part.
  func sees(whatIsPrivateTo owner: AgencyID?) -> Bool { owner == nil || owner == agency }
}

/// What somebody asks to be recorded, with the words that go with it.
public struct Order: Sendable {
  /// Who asks.
  public var by: Acting
  /// What.
  public var command: Command
  /// When it happened; nil for now.
  public var occurredAt: Instant?
  /// Personal data and narrative; members as in the command's wire shape (`/reason`, `/summary`).
  public var parts: [Part]
  /// Whether it stays inside the agency: a talk among its own people.
  public var isInternal: Bool

  /// An order.
  public init(
    by: Acting, command: Command, occurredAt: Instant? = nil, parts: [Part] = [],
    isInternal: Bool = false
  ) {
    self.by = by
    self.command = command
    self.occurredAt = occurredAt
    self.parts = parts
    self.isInternal = isInternal
  }

  /// Whether it carries words for that member.
  public func says(_ member: String) -> Bool { parts.contains { $0.member == member } }
}

/// Everything that can be asked of an escalation that exists.
public enum Command: Sendable, Equatable {
  /// Record an act.
  case act(Act)
  /// State the risk.
  case stateRisk(RiskStatement)
  /// Bring an agency in.
  case addParty(Party)
  /// Leave.
  case leave
  /// Note an action.
  case noteAction(owner: AgencyID, dueOn: CivilDate?, agreed: Bool)
  /// Say how an action went on.
  case progressAction(ActionProgress)
  /// Go to another stage.
  case move(to: StageID, track: TrackID?, risk: RiskAnswer?)
  /// Propose, agree or set the limit of a duty.
  case changeLimit(duty: DutyID, dueOn: CivilDate, role: RoleID?)
  /// Note an issue that stays open.
  case noteOutstanding(owner: AgencyID, dueOn: CivilDate?)
  /// Say how an outstanding issue went on.
  case progressOutstanding(OutstandingProgress)
  /// Resolve.
  case resolve(Resolution)
  /// Withdraw.
  case withdraw(risk: RiskAnswer)
  /// Hand over to the right partnership, under its reference there.
  case transfer(to: Reference)
  /// Open again at a stage.
  case reopen(at: StageID)
  /// Note learning, perhaps read from a form.
  case noteLearning(kind: String, routes: [Code], theme: Code?, form: FormID? = nil)
  /// Approve a discussion's record.
  case approve(Approval)
  /// Put personal data of an earlier event right.
  case correct(event: Int)
  /// Add to an earlier event.
  case addAddendum(event: Int)
  /// Take it from the sight of a wrong recipient.
  case void(AgencyID)
  /// Say that it was seen.
  case acknowledge
  /// Say that the partnership has the part of a form that this event submitted.
  case acknowledgeForm(event: Int)
  /// Record limits that have passed or are near.
  case checkClocks(nearHours: Int)
  /// Move running clocks to a changed calendar.
  case followCalendar
  /// Move to another version of the policy, whose rules these are: the one in force, or that one.
  case migrate(to: String?)
}

/// What is asked when an escalation is raised.
public struct Raising: Sendable {
  /// The reference it is given.
  public var reference: Reference
  /// The ladder; nil for the policy's first.
  public var track: TrackID?
  /// The stage to enter; nil for the track's first.
  public var stage: StageID?
  /// Who takes part.
  public var parties: [Party]
  /// The children.
  public var children: [Child]
  /// The area of disagreement.
  public var category: Code?
  /// Where the concern came from.
  public var origin: Code?
  /// Circumstances.
  public var facts: [Code]
  /// What kinds of matter it holds.
  public var matters: [Code]
  /// The day the concern arose.
  public var aroseOn: CivilDate?
  /// The day it was raised with the other side.
  public var raisedWithOtherSideOn: CivilDate?
  /// Whether a child is at immediate risk.
  public var risk: RiskAnswer
  /// When it was raised, where it comes from another partnership; nil for now.
  public var raisedAt: Instant?
  /// The escalation it was transferred from.
  public var transferredFrom: Reference?
  /// Whether only named credentials saw it where it comes from.
  public var restricted: Bool
  /// What it is about besides children, and who takes part besides agencies.
  public var besides: Besides
  /// Personal data and narrative.
  public var parts: [Part]

  /// A raising with what is required; the rest is owed, not demanded.
  public init(
    reference: Reference, parties: [Party], children: [Child], risk: RiskAnswer, parts: [Part]
  ) {
    self.reference = reference
    self.parties = parties
    self.children = children
    self.risk = risk
    self.parts = parts
    facts = []
    matters = []
    restricted = false
    besides = Besides()
  }
}
