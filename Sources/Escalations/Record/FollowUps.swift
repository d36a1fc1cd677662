/// An action: who does it, by when; what it is lies in the event's parts.
public struct ActionNote: Sendable, Equatable, Codable {
  /// Its number in the escalation, from 1.
  public var number: Int
  /// The agency that does it.
  public var owner: AgencyID
  /// The day by which it is done.
  public var dueOn: CivilDate?
  /// Whether both sides agreed it.
  public var agreed: Bool

  /// An action.
  public init(number: Int, owner: AgencyID, dueOn: CivilDate?, agreed: Bool) {
    self.number = number
    self.owner = owner
    self.dueOn = dueOn
    self.agreed = agreed
  }
}

/// How far an action or an outstanding issue has come.
public enum FollowUpProgress: String, Sendable, CaseIterable, Codable {
  /// Still to be done.
  case open
  /// Done.
  case done
  /// Given up, with a reason.
  case abandoned
}

/// An action going on.
public struct ActionProgress: Sendable, Equatable, Codable {
  /// Which action.
  public var number: Int
  /// How far it has come.
  public var progress: FollowUpProgress

  /// An action going on.
  public init(number: Int, progress: FollowUpProgress) {
    self.number = number
    self.progress = progress
  }
}

/// An issue left open, tracked to its end.
public struct OutstandingIssue: Sendable, Equatable, Codable {
  /// Its number in the escalation, from 1.
  public var number: Int
  /// The agency that pursues it.
  public var owner: AgencyID
  /// The day by which it is to be concluded.
  public var dueOn: CivilDate?

  /// An outstanding issue.
  public init(number: Int, owner: AgencyID, dueOn: CivilDate?) {
    self.number = number
    self.owner = owner
    self.dueOn = dueOn
  }
}

/// An outstanding issue going on.
public struct OutstandingProgress: Sendable, Equatable, Codable {
  /// Which issue.
  public var number: Int
  /// How far it has come.
  public var progress: FollowUpProgress

  /// An outstanding issue going on.
  public init(number: Int, progress: FollowUpProgress) {
    self.number = number
    self.progress = progress
  }
}

/// A step to another stage.
public struct Move: Sendable, Equatable, Codable {
  /// The stage left.
  public var from: StageID
  /// The track entered; nil for the same.
  public var track: TrackID?
  /// The stage entered.
  public var to: StageID
  /// Stages passed over.
  public var skipped: [StageID]
  /// Whether only named credentials see the escalation from here on.
  public var restricts: Bool
  /// The mover's fresh word on immediate risk.
  public var risk: RiskStatement?

  /// A step.
  public init(
    from: StageID, track: TrackID?, to: StageID, skipped: [StageID], restricts: Bool = false,
    risk: RiskStatement? = nil
  ) {
    self.from = from
    self.track = track
    self.to = to
    self.skipped = skipped
    self.restricts = restricts
    self.risk = risk
  }
}

/// A limit proposed, agreed or set for one duty.
public struct LimitChange: Sendable, Equatable, Codable {
  /// What became of it.
  public enum Standing: String, Sendable, CaseIterable, Codable {
    /// One side proposes; it holds once the other agrees.
    case proposed
    /// The other side agreed.
    case agreed
    /// Somebody whose right it is set it.
    case set
  }

  /// The duty whose limit it is.
  public var key: DutyKey
  /// The day on whose end the limit falls.
  public var dueOn: CivilDate
  /// What became of it.
  public var standing: Standing
  /// The role of whoever set it.
  public var role: RoleID?

  /// A change of limit.
  public init(key: DutyKey, dueOn: CivilDate, standing: Standing, role: RoleID?) {
    self.key = key
    self.dueOn = dueOn
    self.standing = standing
    self.role = role
  }
}

/// A resolution, with each party's assent or dissent.
public struct Resolution: Sendable, Equatable, Codable {
  /// What it rests on.
  public enum Basis: String, Sendable, CaseIterable, Codable {
    /// The raising side's assent.
    case assent
    /// The last decider's decision.
    case decision
    /// The ladder has ended without one.
    case unresolved
  }

  /// What it rests on.
  public var basis: Basis
  /// What became of the decision in dispute, by the policy's outcome codes.
  public var outcome: Code?
  /// Agencies said to assent.
  public var assenting: [AgencyID]
  /// Agencies said to dissent.
  public var dissenting: [AgencyID]
  /// What became of it for single children, by their keys; nil where all fared alike.
  public var childOutcomes: [String: Code]?

  /// A resolution.
  public init(
    basis: Basis, outcome: Code?, assenting: [AgencyID], dissenting: [AgencyID],
    childOutcomes: [String: Code]? = nil
  ) {
    self.childOutcomes = childOutcomes
    self.basis = basis
    self.outcome = outcome
    self.assenting = assenting
    self.dissenting = dissenting
  }
}

/// An end.
public struct Closing: Sendable, Equatable, Codable {
  /// In what way it ended.
  public var ending: Ending
  /// How it was resolved, where it was.
  public var resolution: Resolution?
  /// The risk answer given on withdrawing.
  public var risk: RiskAnswer?
  /// The escalation that takes it on, where it was transferred.
  public var transferredTo: Reference?

  /// An end.
  public init(
    ending: Ending, resolution: Resolution? = nil, risk: RiskAnswer? = nil,
    transferredTo: Reference? = nil
  ) {
    self.ending = ending
    self.resolution = resolution
    self.risk = risk
    self.transferredTo = transferredTo
  }
}

/// A new beginning at a stage, with new clocks; the old ones stay as they ended.
public struct Reopening: Sendable, Equatable, Codable {
  /// The stage entered.
  public var stage: StageID

  /// A new beginning.
  public init(stage: StageID) { self.stage = stage }
}

/// Learning, and where it goes.
public struct Learning: Sendable, Equatable, Codable {
  /// Its number in the escalation, from 1.
  public var number: Int
  /// Its kind, as the policy's routes name it.
  public var kind: String
  /// The routes it takes.
  public var routes: [Code]
  /// The theme, by the policy's categories or the partnership's own codes.
  public var theme: Code?
  /// The form that it was read from.
  public var fromForm: FormID?

  /// Learning.
  public init(
    number: Int, kind: String, routes: [Code], theme: Code?, fromForm: FormID? = nil
  ) {
    self.number = number
    self.kind = kind
    self.routes = routes
    self.theme = theme
    self.fromForm = fromForm
  }
}

/// A discussion's record, approved and dated.
public struct Approval: Sendable, Equatable, Codable {
  /// The discussion's number.
  public var discussion: Int
  /// The approver's role.
  public var role: RoleID?

  /// An approval.
  public init(discussion: Int, role: RoleID?) {
    self.discussion = discussion
    self.role = role
  }
}

/// Personal data in an earlier event put right; the new text lies in this event's parts.
public struct Correction: Sendable, Equatable, Codable {
  /// Where a correction's own words stand; they belong to it and not to what it corrects.
  public static let ownPlace = "/correction/"

  /// The event corrected, by its number.
  public var event: Int
  /// The members corrected, as JSON Pointers.
  public var members: [String]

  /// A correction.
  public init(event: Int, members: [String]) {
    self.event = event
    self.members = members
  }
}

/// Something added to an earlier event; the text lies in this event's parts.
public struct Addendum: Sendable, Equatable, Codable {
  /// The event it belongs to, by its number.
  public var event: Int

  /// An addendum.
  public init(event: Int) { self.event = event }
}

/// A calendar that changed under running clocks.
public struct CalendarChange: Sendable, Equatable, Codable {
  /// The calendar.
  public var calendar: String
  /// Its new version.
  public var version: Int

  /// A change of calendar.
  public init(calendar: String, version: Int) {
    self.calendar = calendar
    self.version = version
  }
}

/// A move to another version of the policy.
public struct Migration: Sendable, Equatable, Codable {
  /// The version left.
  public var from: String
  /// The version entered.
  public var to: String

  /// A move to another version.
  public init(from: String, to: String) {
    self.from = from
    self.to = to
  }
}
