/// Something in a policy that does not hold together, and where in its file.
public struct PolicyFinding: Equatable, Sendable {
  /// What is wrong.
  public let code: Code
  /// The place in the policy's file, as a JSON Pointer: `/tracks/0/stages/2/duties/1/requires/0`.
  public let pointer: String
  /// What is wrong, in a sentence for whoever wrote the policy.
  public let detail: String

  /// The kinds of finding; the raw values are part of the API and stay.
  public enum Code: String, Sendable, CaseIterable {
    // Names
    case duplicateCode, duplicateRole, duplicatePanel, duplicateTrack, duplicateStage, duplicateDuty
    case duplicateAnswer, duplicateContent, duplicateExclusion, duplicateExit
    case unknownRole, unknownPanel, unknownDuty, unknownStage, unknownTrack, unknownCode
    case unknownAnswer, unknownForm, unknownCalendar
    case ownEquivalent, codeOfAnotherTrack
    // The policy and its tracks
    case datesReversed, noStartableTrack, noSubject, mediumTwice, entryNeedsHistory
    case consultationTooLate, capBackwards, capWithoutNumber
    // Stages and the ways between them
    case unreachableTrack, unreachableStage, deadEnd, numbersOutOfOrder, emptyStage
    case exitToItself, moverCannotMove, silenceClosesWay, wayWaitsForOthers, noFinalDecider
    case endNamesNobody
    // Duties
    case blocksThoughNotMust, blocksNobody, blocksAfterClosing, silenceBlocks, requiresOtherSide
    case requiresCycle, requiresLater, neverOpens, repeatsNothing, lapsesBeforeOpening
    case privateJoint, privateTo, considerAsksNothing, formMissing, formWithoutSubmission
    case alternativeAddsNothing, viaNobody, owedToItself, demandsUnstated
    // Conditions
    case contradiction, endedTooSoon, asksNothing, neverPasses
    // Clocks
    case targetBeyondLimit, guideWithoutNumber, numberNotStated
    case countsFromItself, noPreviousStage, sameStartTwice

    /// Whether a policy with it loads nevertheless: the text may be so, and somebody should look.
    public var isWarning: Bool {
      switch self {
      case .noFinalDecider, .endNamesNobody, .emptyStage, .silenceClosesWay, .wayWaitsForOthers,
        .duplicateExit,
        .ownEquivalent, .codeOfAnotherTrack, .entryNeedsHistory, .alternativeAddsNothing,
        .viaNobody, .owedToItself, .guideWithoutNumber:
        true
      case .duplicateCode, .duplicateRole, .duplicatePanel, .duplicateTrack, .duplicateStage,
        .duplicateDuty, .duplicateAnswer, .duplicateContent, .duplicateExclusion, .unknownRole,
        .unknownPanel, .unknownDuty, .unknownStage, .unknownTrack, .unknownCode, .unknownAnswer,
        .unknownForm, .unknownCalendar, .datesReversed, .noStartableTrack, .noSubject,
        .mediumTwice, .consultationTooLate, .capBackwards, .capWithoutNumber, .unreachableTrack,
        .unreachableStage, .deadEnd, .numbersOutOfOrder, .exitToItself, .moverCannotMove,
        .blocksThoughNotMust, .blocksNobody, .blocksAfterClosing, .silenceBlocks,
        .requiresOtherSide, .requiresCycle, .requiresLater, .neverOpens, .repeatsNothing,
        .lapsesBeforeOpening, .privateJoint, .privateTo, .considerAsksNothing, .formMissing,
        .formWithoutSubmission, .demandsUnstated, .contradiction, .endedTooSoon, .asksNothing,
        .neverPasses, .targetBeyondLimit, .numberNotStated, .countsFromItself, .noPreviousStage,
        .sameStartTwice:
        false
      }
    }
  }
}

/// A place in the policy's file.
///
/// Its members' names need no escaping: none holds `~` or `/`.
struct LintPlace {
  var pointer = ""

  subscript(name: String) -> LintPlace { LintPlace(pointer: "\(pointer)/\(name)") }

  subscript(index: Int) -> LintPlace { LintPlace(pointer: "\(pointer)/\(index)") }
}

/// What has been found so far.
struct LintFindings {
  private(set) var list: [PolicyFinding] = []

  mutating func add(_ code: PolicyFinding.Code, at place: LintPlace, _ detail: String) {
    list.append(PolicyFinding(code: code, pointer: place.pointer, detail: detail))
  }

  /// Adds a finding for each name that stands in the list a second time.
  mutating func addRepeated<Name: Hashable>(
    _ names: [Name], _ code: PolicyFinding.Code, _ detail: String, at place: (Int) -> LintPlace
  ) {
    var seen: Set<Name> = []
    for (index, name) in names.enumerated() where !seen.insert(name).inserted {
      add(code, at: place(index), "\(detail): \(name).")
    }
  }
}
