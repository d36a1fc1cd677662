/// The words in which rules are said to people, where the policy's own strings do not say them.
///
/// The whole list is here, so that a chart or a report says a limit or a condition one way, and a test
/// can hold every label against the policy's strings and these.
public enum PolicyWord: String, Sendable, CaseIterable, CustomStringConvertible {
  // Limits.
  case within = "within"
  case about = "about"
  case best = "best"
  case workingDay = "working day"
  case workingDays = "working days"
  case hour = "hour"
  case hours = "hours"
  case everyHour = "nights and weekends included"
  case day = "day"
  case days = "days"
  case everyDay = "every day counted"
  case sameWorkingDay = "on the same working day"
  case withoutDelay = "without delay"
  case noNumber = "no number stated"
  case setForEachCase = "set for each case by"
  case agreedForEachCase = "agreed by both sides for each case"
  case mayAgreeEarlier = "both sides may agree an earlier day"
  case mayAgreeAny = "both sides may agree another day"
  case mayBeSet = "may be set by"

  // Starts.
  case countedFrom = "counted from"
  case enteringStage = "entering the stage"
  case fallingDue = "when it is owed"
  case leavingBefore = "leaving the stage before"
  case dayItArose = "the day the concern arose"
  case dayRaisedWithOtherSide = "the day it was raised with the other side"
  case raising = "raising it"
  case whicheverFirst = "whichever is first"
  case whicheverLast = "whichever is last"

  // Parties.
  case raisingSide = "the raising side"
  case receivingSide = "the receiving side"
  case bothSides = "both sides together"
  case eachSide = "each side"
  case everyone = "everyone who takes part"
  case together = "all who take part, together"
  case involved = "agencies on neither side"
  case partnership = "the partnership"
  case raiser = "the person who raised it"
  case tookPartAt = "those who took part at"
  case childrensSocialCare = "children’s social care"
  case integratedCareBoard = "integrated care board"

  // Forces.
  case must, should, consider, may, guide

  // Duties.
  case to = "to"
  case with = "with"
  case through = "through"
  case answers = "answers"
  case privately = "seen by one’s own agency only"
  case beforeMoving = "before moving on"
  case beforeResolving = "before resolving"
  case attemptCounts = "an attempt counts"
  case reasonCounts = "a reason why not counts"
  case eachTime = "each time"
  case first = "first"

  // Conditions and triggers.
  case `if` = "if"
  case unless = "unless"
  case and = "and"
  case or = "or"
  case not = "not"
  case always = "always"
  case areaIs = "the area is"
  case levelIs = "a child’s level is"
  case comesFrom = "it comes from"
  case isStated = "it is stated that"
  case immediateRiskIs = "immediate risk is answered"
  case yes = "yes"
  case no = "no"
  case notKnown = "not known"
  case takesPart = "takes part"
  case isOnRaisingSide = "is on the raising side"
  case isOnReceivingSide = "is on the receiving side"
  case isOnNeitherSide = "is on neither side"
  case isAnswered = "is answered"
  case isDone = "is done"
  case isReached = "was reached"
  case stage = "stage"
  case hasEnded = "it ended"
  case resolved = "resolved"
  case withdrawn = "withdrawn"
  case unresolved = "unresolved"
  case transferred = "transferred"
  case somebodyDissents = "somebody dissents"
  case limitOf = "the limit of"
  case hasPassed = "has passed"
  case once = "once"
  case when = "when"
  case actionNoted = "an action is noted"
  case decisionRecorded = "a decision is recorded"
  case dissentRecorded = "a dissent is recorded"
  case discussionRecorded = "a discussion is recorded"
  case issueOutstanding = "an issue is left outstanding"

  // Stages and ends.
  case informal, formal
  case formalityNotStated = "formality not stated"
  case decisionBy = "Decision"
  case mediationBy = "Mediation; nobody decides"
  case reportTo = "Report"
  case staysUnresolved = "The ladder ends; it may stay unresolved"
  case nobodyNamed = "nobody is named"

  // Passing over stages, subjects.
  case inTurn = "not allowed; each stage in its turn"
  case freely = "allowed"
  case withReason = "allowed with a reason, which is kept"
  case after = "allowed after"
  case childRequired = "at least one child, born or unborn"
  case childOptional = "with or without a child"
  case childNone = "never about a child"

  // Signs.
  case assumed
  case notStated = "not stated"

  /// The word itself.
  public var description: String { rawValue }
}
