public import Escalations

/// Which escalations the tracker shows.
public struct TrackerQuery: Sendable, Equatable {
  /// Only those under a policy.
  public var policy: PolicyID?
  /// Only those in a state.
  public var state: String?
  /// Only those raised at or after.
  public var raisedFrom: Instant?
  /// Only those raised before.
  public var raisedBefore: Instant?
  /// The position after which it goes on.
  public var after: Position?
  /// At most so many rows, up to 200.
  public var limit: Int

  /// A question for all, in the order of raising.
  public init(limit: Int = 50) { self.limit = limit }
}

/// An escalation as the tracker reads it: where it stands, and what is owed.
public struct TrackerRow: Sendable, Equatable {
  /// Where it stands.
  public let status: StatusRow
  /// The day the concern arose.
  public let aroseOn: CivilDate?
  /// When somebody last did something.
  public let actedAt: Instant
  /// What became of the decision in dispute.
  public let outcome: Code?
  /// Receiving agencies that have not acknowledged it.
  public let unseenBy: [AgencyID]
  /// Duties owed that everybody may see, first due first, up to some.
  public let duties: [DutyRow]

  /// A row.
  public init(
    status: StatusRow, aroseOn: CivilDate?, actedAt: Instant, outcome: Code?,
    unseenBy: [AgencyID], duties: [DutyRow]
  ) {
    self.status = status
    self.aroseOn = aroseOn
    self.actedAt = actedAt
    self.outcome = outcome
    self.unseenBy = unseenBy
    self.duties = duties
  }
}

/// A line of the tracker at a moment: the columns that a business manager keeps.
public struct TrackerLine: Sendable {
  /// What is owed next.
  public struct Next: Sendable, Equatable {
    /// The duty's title.
    public let title: String
    /// Who owes it.
    public let owners: [Owner]
    /// The day of its limit.
    public let dueOn: CivilDate?
    /// The clause it rests on.
    public let clause: String?
    /// Whether its limit has passed.
    public let isLate: Bool
  }

  /// The row.
  public let row: TrackerRow
  /// Its policy.
  public let policy: Policy?
  /// The day it was raised.
  public let raisedOn: CivilDate
  /// Days from the day the concern arose to the day it was raised.
  public let daysToRaise: Int?
  /// The day its stage was entered.
  public let stageEnteredOn: CivilDate
  /// Working days at the present stage; nil once it ended.
  public let workingDaysAtStage: Int?
  /// Working days from raising to now, or to its end.
  public let workingDaysOpen: Int
  /// The day it ended.
  public let endedOn: CivilDate?
  /// The day somebody last did something.
  public let actedOn: CivilDate
  /// Days since then; nil once it ended.
  public let quietDays: Int?
  /// Whether it drifts: nobody did anything for as many days as the policy or the setting allows.
  public let isQuiet: Bool
  /// What is owed next; nil where nothing is.
  public let next: Next?

  /// The line of a row at a moment.
  public init(_ row: TrackerRow, _ library: Library, quietAfter days: Int, now: Instant) {
    let status = row.status
    let policy = library.policy(status.policy, version: status.policyVersion)
    let zone = library.zone
    self.row = row
    self.policy = policy
    raisedOn = zone.localDate(of: status.raisedAt)
    daysToRaise = row.aroseOn.map { [raisedOn] in max(0, raisedOn.dayNumber - $0.dayNumber) }
    stageEnteredOn = zone.localDate(of: status.stageEnteredAt)
    endedOn = status.closedAt.map(zone.localDate(of:))
    let today = zone.localDate(of: now)
    let calendar = policy.flatMap { library.calendars[$0.calendar] }
    let isOpen = endedOn == nil
    workingDaysAtStage =
      isOpen ? calendar?.workingDays(after: stageEnteredOn, through: today) : nil
    workingDaysOpen = calendar?.workingDays(after: raisedOn, through: endedOn ?? today) ?? 0
    actedOn = zone.localDate(of: row.actedAt)
    quietDays = isOpen ? max(0, today.dayNumber - actedOn.dayNumber) : nil
    let bound = policy?.quiet?.afterCalendarDays ?? days
    isQuiet = quietDays.map { $0 >= bound } ?? false
    next = Self.next(row.duties, policy, now: now)
  }

  /// The first duty that is asked for and not only offered or aimed at.
  private static func next(_ duties: [DutyRow], _ policy: Policy?, now: Instant) -> Next? {
    for item in duties {
      guard let duty = policy?.track(item.track)?.duty(item.key.duty) else { continue }
      switch duty.force {
      case .may, .guide: continue
      case .must, .should, .consider:
        return Next(
          title: duty.title, owners: item.owners, dueOn: item.dueOn,
          clause: duty.provenance.clause,
          isLate: !duty.isGuide && item.dueAt.map { now >= $0 } ?? false)
      }
    }
    return nil
  }
}
