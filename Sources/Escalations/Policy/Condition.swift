/// What must hold for a duty to open, an exit to be taken, a track to be entered.
///
/// In JSON an object with one member, named as the case: `{"category": ["threshold"]}`,
/// `{"all": [{"fact": ["resources"]}, {"not": {"reached": "stage-3"}}]}`.
public indirect enum Condition: Equatable, Sendable {
  /// Every one holds.
  case all([Condition])
  /// At least one holds.
  case any([Condition])
  /// It does not hold.
  case not(Condition)
  /// The area of disagreement is one of these.
  case category([Code])
  /// The level of a child is one of these.
  case level([Code])
  /// The concern came from one of these.
  case origin([Code])
  /// One of these circumstances was stated.
  case fact([Code])
  /// The last risk statement is one of these (`yes`, `no`, `notKnown`).
  case risk([RiskAnswer])
  /// An agency of the kind is on the side named (`raising`, `receiving`, `involved`), or anywhere if nil.
  case agency(kind: String, side: Side?)
  /// The duty was answered with one of these.
  case answered(DutyID, [Code])
  /// The duty was met.
  case met(DutyID)
  /// The stage was entered at some time.
  case reached(StageID)
  /// The escalation ended in one of these ways.
  case ended([Ending])
  /// Somebody dissents from a decision that stands.
  case dissent
  /// A limit of the duty passed before it was met.
  case passed(DutyID)
  /// This was left out on raising and has not been stated since.
  case unstated(Omission)
}

/// What may be left out on raising, which has to be light, and is asked for afterwards.
public enum Omission: String, Sendable, CaseIterable, Codable {
  /// The area of disagreement.
  case category
  /// Where the concern came from.
  case origin
  /// The level of need of one of the children.
  case level
}

/// What opens a duty, beyond its place in the policy.
///
/// In JSON an object with one member: `{"met": "report"}`, `{"recorded": "action"}`.
public indirect enum Trigger: Equatable, Sendable {
  /// The first of several.
  case any([Trigger])
  /// Another duty was met.
  case met(DutyID)
  /// Another duty was answered with one of these.
  case answered(DutyID, [Code])
  /// Another duty's limit passed; silence opens it.
  case passed(DutyID)
  /// Something of this kind was put on record.
  case recorded(Occurrence)
}

/// Kinds of record that can open a duty.
public enum Occurrence: String, Sendable, CaseIterable, Codable {
  /// An agreed action.
  case action
  /// A decision.
  case decision
  /// A dissent.
  case dissent
  /// A discussion held.
  case discussion
  /// An outstanding issue.
  case outstandingIssue
}

/// The answer to whether a child is at immediate risk of harm.
public enum RiskAnswer: String, Sendable, CaseIterable, Codable {
  /// At immediate risk.
  case yes
  /// Not at immediate risk.
  case no
  /// Not known.
  case notKnown

  /// Whether the escalation is flagged: only a plain no is safe.
  public var isFlagged: Bool { self != .no }

  /// Whether it says more danger than the other: yes, then not known, then no.
  public func isGraver(than other: RiskAnswer) -> Bool { gravity > other.gravity }

  private var gravity: Int {
    switch self {
    case .yes: 2
    case .notKnown: 1
    case .no: 0
    }
  }
}

/// Which side of a disagreement an agency is on.
public enum Side: String, Sendable, CaseIterable, Codable {
  /// It raised the disagreement, or joined the raiser.
  case raising
  /// The disagreement is with it.
  case receiving
  /// It takes part on neither side.
  case involved
}

/// How an escalation came to its end.
public enum Ending: String, Sendable, CaseIterable, Codable {
  /// With the raising side's assent, or by the last decider's decision.
  case resolved
  /// Withdrawn by the raising side.
  case withdrawn
  /// The ladder ended without resolution.
  case unresolved
  /// Handed to the right partnership.
  case transferred
}
