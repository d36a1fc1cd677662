public import Escalations

/// A year of reports: from 1 April to 31 March, as safeguarding partnerships count.
public struct ReportYear: Sendable, Hashable {
  /// The calendar year in which it begins.
  public let first: Int

  /// The year that begins in that April.
  public init(beginning year: Int) { first = year }

  /// The year of a day.
  public init(of date: CivilDate) { first = date.month >= 4 ? date.year : date.year - 1 }

  /// Its first day.
  public var start: CivilDate { CivilDate(year: first, month: 4, day: 1) ?? .earliest }

  /// The day after its last.
  public var end: CivilDate { CivilDate(year: first + 1, month: 4, day: 1) ?? .latest }

  /// The year before.
  public var before: ReportYear { ReportYear(beginning: first - 1) }

  /// As people write it: `2025-26`.
  public var title: String {
    let last = (first + 1) % 100
    return "\(first)-\(last < 10 ? "0" : "")\(last)"
  }

  /// The quarter of a day in it, from 1 to 4.
  func quarter(of date: CivilDate) -> Int { (date.month + 8) % 12 / 3 + 1 }
}

/// One escalation of a report's year.
public struct ReportedEscalation: Sendable {
  /// As it stands.
  public let escalation: Escalation
  /// The agencies that noted its learning, in the order of noting; nil for the partnership.
  public let learningBy: [AgencyID?]

  /// A case.
  public init(escalation: Escalation, learningBy: [AgencyID?]) {
    self.escalation = escalation
    self.learningBy = learningBy
  }
}

/// Which escalations a report is about: those raised in a stretch of time under a policy.
public struct CohortQuery: Sendable, Equatable {
  /// The policy.
  public let policy: PolicyID
  /// Raised at or after.
  public let from: Instant
  /// Raised before.
  public let before: Instant
  /// The position after which it goes on.
  public var after: Position?

  /// A question for all of them.
  public init(policy: PolicyID, from: Instant, before: Instant) {
    self.policy = policy
    self.from = from
    self.before = before
  }
}
