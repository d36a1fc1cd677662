/// Why the domain refuses, in a way a person can act on: a stable code, a sentence, the clause.
public struct Refusal: Error, Sendable, Equatable {
  /// Every reason there is.
  public enum Reason: String, Sendable, CaseIterable, Codable {
    /// The escalation has ended.
    case closed
    /// The policy has no such code, role, stage, duty, track.
    case unknownCode
    /// The same agency stands on two sides.
    case agencyTwice
    /// The matter belongs elsewhere, inside one agency or by its kind.
    case outOfScope
    /// The track asks for a child.
    case childMissing
    /// The track is not about children.
    case childNotWanted
    /// No escalation begins on this track.
    case trackNotStartable
    /// What the track's entry asks for does not hold.
    case entryNotOpen
    /// Only one who takes part may do this.
    case notAParty
    /// Only the raising side may do this.
    case notRaisingSide
    /// This side has no such move.
    case notAMover
    /// There is no way from this stage to that one.
    case noSuchExit
    /// The policy forbids passing over stages.
    case skipForbidden
    /// Something wants a reason.
    case reasonMissing
    /// A consultation comes first.
    case consultationMissing
    /// The mover's own duties stand in the way.
    case dutiesOpen
    /// No open duty asks for this.
    case noSuchDuty
    /// Several duties ask for this; one has to be named.
    case ambiguousDuty
    /// Another duty comes first.
    case stepMissing
    /// The duty asks a question, and this is no answer to it.
    case answerMissing
    /// The act lacks parts that the policy asks for.
    case contentsMissing
    /// The role is not one that the duty asks for, nor its equivalent or substitute.
    case wrongRole
    /// What stays inside an agency meets nothing that is owed towards others.
    case internalOnly
    /// An attempt does not meet this duty.
    case attemptNotEnough
    /// This duty cannot be declined.
    case notDeclinable
    /// A fresh risk statement is wanted.
    case riskMissing
    /// The raising side has not assented.
    case assentMissing
    /// Nobody has decided at the last stage.
    case decisionMissing
    /// Only the decider named for this stage determines.
    case notTheDecider
    /// The ladder has not ended.
    case notAtTheEnd
    /// The date lies before what it follows.
    case tooEarly
    /// The date lies in the future.
    case inTheFuture
    /// The limit cannot be changed so.
    case limitNotChangeable
    /// There is no such thing in this escalation.
    case noSuchEntry
    /// It was done before.
    case alreadyDone
    /// This is done through the form itself.
    case throughForm
    /// The policy version has no counterpart for where the escalation stands.
    case noCounterpart
  }

  /// The stable code.
  public let reason: Reason
  /// What is wrong, and what would be right.
  public let detail: String
  /// The clause it rests on.
  public let clause: String?
  /// Where in the command it lies, as a JSON Pointer, where it lies somewhere.
  public let pointer: String?
  /// Duties that stand in the way.
  public let duties: [DutyKey]
  /// Forms that those duties ask for, with what each lacks.
  public var forms: [AwaitedForm] = []

  /// A refusal.
  public init(
    _ reason: Reason, _ detail: String, clause: String? = nil, pointer: String? = nil,
    duties: [DutyKey] = []
  ) {
    self.reason = reason
    self.detail = detail
    self.clause = clause
    self.pointer = pointer
    self.duties = duties
  }
}

/// All the reasons at once.
public struct Refused: Error, Sendable, Equatable {
  /// The reasons, at least one.
  public let refusals: [Refusal]

  /// Several reasons.
  public init(_ refusals: [Refusal]) { self.refusals = refusals }

  /// A single reason.
  public init(
    _ reason: Refusal.Reason, _ detail: String, clause: String? = nil, pointer: String? = nil,
    duties: [DutyKey] = []
  ) {
    refusals = [Refusal(reason, detail, clause: clause, pointer: pointer, duties: duties)]
  }
}
