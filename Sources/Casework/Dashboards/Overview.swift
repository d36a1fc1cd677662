public import Escalations

/// Where a viewer's escalations stand at a moment: what a dashboard shows, without personal data.
public struct Overview: Sendable, Equatable {
  /// A stage of a policy's track with the number that stand there.
  public struct StageCount: Sendable, Equatable {
    /// The policy.
    public let policy: PolicyID
    /// The track.
    public let track: TrackID
    /// The stage.
    public let stage: StageID
    /// How many are open there.
    public let count: Int
  }

  /// An agency with the number of open escalations in which it takes part.
  public struct AgencyCount: Sendable, Equatable {
    /// The agency.
    public let agency: AgencyID
    /// How many on each side.
    public internal(set) var bySide: [Side: Int]
  }

  /// How many duties somebody owes.
  public struct OwedCount: Sendable, Equatable {
    /// Whoever owes them.
    public let owner: Owner
    /// How many.
    public let count: Int
  }

  /// By state, ended ones included.
  public private(set) var states: [String: Int] = [:]
  /// Open ones by stage.
  public private(set) var stages: [StageCount] = []
  /// Open ones by formality.
  public private(set) var formalities: [Stage.Formality: Int] = [:]
  /// Open ones by agency.
  public private(set) var agencies: [AgencyCount] = []
  /// Duties owed, by whom.
  public private(set) var owed: [OwedCount] = []
  /// Whose first running limit has passed; ended ones that still owe something included.
  public private(set) var late = 0
  /// Whose first running limit ends with today.
  public private(set) var dueToday = 0
  /// Whose first running limit ends with today or one of the next two working days.
  public private(set) var dueSoon = 0
  /// Open ones in which a child is, or may be, at immediate risk.
  public private(set) var flagged = 0
  /// Open ones that an agency of the receiving side has not acknowledged.
  public private(set) var unseen = 0
  /// The day on which the oldest open one was raised.
  public private(set) var oldestRaisedOn: CivilDate?
  /// When the answer changes though nobody does anything: at the next limit today, or at midnight.
  public let until: Instant

  /// How many working days ahead count as soon.
  public static let soonWorkingDays: Limit.Count = 2

  /// The overview that counts lead to at a moment.
  public init(_ tallies: Tallies, _ library: Library, now: Instant) {
    let today = library.zone.localDate(of: now)
    let limits = tallies.rows.filter { $0.measure == .dueAt }
      .compactMap { row in Tallies.instant(of: row.value).map { (at: $0, row: row) } }
    let midnight = library.zone.startOfDay(today.adding(days: 1))
    until = limits.map(\.at).filter { $0 > now }.min().map { min($0, midnight) } ?? midnight
    let horizon = Horizon(library, today: today)
    for row in tallies.rows { count(row, today: today, soon: horizon.last(row.policy), library) }
    // What ended earlier today is late by now, and due no more.
    for (at, row) in limits where at <= now {
      late += row.count
      dueToday -= row.count
      dueSoon -= row.count
    }
    sort()
  }

  private mutating func count(
    _ row: Tallies.Tally, today: CivilDate, soon: CivilDate, _ library: Library
  ) {
    switch row.measure {
    case .state: states[row.value, default: 0] += row.count
    case .stage: countStage(row)
    case .formality:
      if let formality = Stage.Formality(rawValue: row.value) {
        formalities[formality, default: 0] += row.count
      }
    case .agency: countAgency(row)
    case .flagged: flagged += row.count
    case .unseen: unseen += row.count
    case .owed: countOwed(row)
    case .dueOn:
      guard let day = CivilDate(row.value) else { return }
      if day < today { late += row.count }
      if day == today { dueToday += row.count }
      if day >= today, day <= soon { dueSoon += row.count }
    case .dueAt: break
    case .raised:
      guard let hour = Tallies.instant(of: row.value) else { return }
      let day = library.zone.localDate(of: hour)
      oldestRaisedOn = min(oldestRaisedOn ?? day, day)
    }
  }

  private mutating func countStage(_ row: Tallies.Tally) {
    let pieces = row.value.split(separator: "/")
    guard pieces.count == 2 else { return }
    stages.append(
      StageCount(
        policy: row.policy, track: TrackID(String(pieces[0])), stage: StageID(String(pieces[1])),
        count: row.count))
  }

  private mutating func countAgency(_ row: Tallies.Tally) {
    let pieces = row.value.split(separator: " ")
    guard pieces.count == 2, let side = Side(rawValue: String(pieces[1])) else { return }
    let agency = AgencyID(String(pieces[0]))
    let place = agencies.firstIndex { $0.agency == agency } ?? agencies.count
    if place == agencies.count { agencies.append(AgencyCount(agency: agency, bySide: [:])) }
    agencies[place].bySide[side, default: 0] += row.count
  }

  private mutating func countOwed(_ row: Tallies.Tally) {
    guard let owner = Owner(row.value) else { return }
    let before = owed.firstIndex { $0.owner == owner }.map { owed.remove(at: $0).count } ?? 0
    owed.append(OwedCount(owner: owner, count: before + row.count))
  }

  private mutating func sort() {
    stages.sort { ($0.policy, $0.track, $0.stage) < ($1.policy, $1.track, $1.stage) }
    agencies.sort { $0.agency < $1.agency }
    owed.sort { $0.owner.description < $1.owner.description }
  }
}

/// The last day that is soon, by each policy's calendar.
private struct Horizon {
  private let library: Library
  private let today: CivilDate

  init(_ library: Library, today: CivilDate) {
    self.library = library
    self.today = today
  }

  func last(_ policy: PolicyID) -> CivilDate {
    let calendar = library.policies.last { $0.id == policy }.flatMap {
      library.calendars[$0.calendar]
    }
    return calendar?.date(adding: Overview.soonWorkingDays, workingDaysAfter: today) ?? today
  }
}
