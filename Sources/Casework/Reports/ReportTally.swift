import Escalations

/// What a report counts of one year's escalations, added up one by one.
struct ReportTally {
  /// Counts by table and row.
  private(set) var counts: [ReportKey: Int] = [:]
  /// Working days that completed visits took, by stage.
  private(set) var days: [String: [Int]] = [:]

  private let year: ReportYear
  private let library: Library

  init(_ year: ReportYear, _ library: Library) {
    self.year = year
    self.library = library
  }

  private mutating func add(_ table: ReportTableID, _ row: String, _ count: Int = 1) {
    counts[ReportKey(table: table, row: row), default: 0] += count
  }

  /// Adds an escalation.
  mutating func add(_ one: ReportedEscalation) {
    let escalation = one.escalation
    guard
      let policy = library.policy(escalation.raised.policy, version: escalation.policyVersion),
      let calendar = library.calendars[policy.calendar]
    else { return }
    addRaising(escalation)
    addParties(escalation)
    addCourse(escalation, calendar)
    addEnd(escalation)
    addLimits(escalation, policy)
    addActs(escalation)
    addLearning(one)
  }

  private mutating func addRaising(_ escalation: Escalation) {
    let raisedOn = library.zone.localDate(of: escalation.raisedAt)
    add(.raised, "all")
    add(.quarters, "q\(year.quarter(of: raisedOn))")
    add(.categories, escalation.raised.category?.text ?? Self.notStated)
    add(.tracks, escalation.raised.track.text)
    for child in escalation.raised.children { add(.levels, child.level?.text ?? Self.notStated) }
    add(.children, "all", escalation.raised.children.count)
    let days = escalation.raised.aroseOn.map { max(0, raisedOn.dayNumber - $0.dayNumber) }
    add(.daysToRaise, days.map(ReportStretch.row(of:)) ?? Self.notStated)
  }

  /// Each agency once in an escalation; an answer is anything that a receiving agency did.
  private mutating func addParties(_ escalation: Escalation) {
    let parties = escalation.participations.filter { !$0.voided }.map(\.party)
    for agency in Set(parties.filter { $0.side == .raising }.map(\.agency)) {
      add(.raisingAgencies, agency.text)
    }
    for agency in Set(parties.filter { $0.side == .receiving }.map(\.agency)) {
      add(.receivingAgencies, agency.text)
      let hasAnswered =
        escalation.acts.contains { $0.agency == agency && $0.privateTo == nil }
        || escalation.participations.contains { $0.party.agency == agency && $0.hasSeen }
      if !hasAnswered { add(.unanswered, agency.text) }
    }
  }

  private mutating func addCourse(_ escalation: Escalation, _ calendar: WorkingCalendar) {
    let zone = library.zone
    for (place, visit) in escalation.visits.enumerated() {
      let row = "\(visit.track)/\(visit.stage)"
      add(.visits, row)
      let isLast = place == escalation.visits.count - 1
      guard let left = visit.leftAt ?? (isLast ? escalation.standing.endedInstant : nil) else {
        continue
      }
      days[row, default: []].append(
        calendar.workingDays(
          after: zone.localDate(of: visit.enteredAt), through: zone.localDate(of: left)))
    }
  }

  private mutating func addEnd(_ escalation: Escalation) {
    guard case .closed(let ending, _) = escalation.standing else { return add(.standing, "open") }
    add(.standing, ending.rawValue)
    add(.ended, "all")
    add(
      .feedback,
      escalation.acts.contains { $0.act.kind == .feedBack && $0.privateTo == nil }
        ? "given" : "notGiven")
    guard ending == .resolved else { return }
    add(.resolvedAt, "\(escalation.track)/\(escalation.stage)")
    add(.outcomes, escalation.resolution?.outcome?.text ?? Self.notStated)
    let dissents =
      escalation.acts.contains { $0.act.kind == .dissent }
      || !(escalation.resolution?.dissenting.isEmpty ?? true)
    add(.dissent, dissents ? "dissent" : "none")
  }

  /// Limits that were kept or not; guides are no limits, and what still runs is neither.
  private mutating func addLimits(_ escalation: Escalation, _ policy: Policy) {
    let levels = Set(escalation.raised.children.map { $0.level?.text ?? Self.notStated })
    for item in escalation.duties {
      guard let duty = policy.duty(item.key, of: escalation), !duty.isPrivate else { continue }
      if duty.act == .submitForm, duty.force != .may { add(.forms, Self.form(item)) }
      guard item.timing?.limit != nil, !duty.isGuide else { continue }
      let row = Self.limit(item)
      add(.limits, row)
      guard row == "met" || row == "metRecordedLate" else { continue }
      for level in levels { add(.limitsMetByLevel, level) }
    }
  }

  private static func limit(_ item: DutyItem) -> String {
    if let meeting = item.meeting, meeting.verdict == .met {
      return meeting.recordedLate ? "metRecordedLate" : "met"
    }
    if item.wasMissed { return "missed" }
    return item.isOpen ? "running" : "lapsed"
  }

  private static func form(_ item: DutyItem) -> String {
    switch item.meeting?.how {
    case .done?: "submitted"
    case .declined?: "declined"
    case .attempted?: "attempted"
    case nil: item.isOpen ? "owed" : "lapsed"
    }
  }

  private mutating func addActs(_ escalation: Escalation) {
    for entry in escalation.acts where entry.privateTo == nil {
      if entry.act.kind == .discuss {
        if entry.act.how == .done {
          add(.discussions, "all")
          add(.media, entry.act.medium?.rawValue ?? Self.notStated)
        } else {
          add(.attempts, "all")
        }
      } else if entry.act.kind == .state, let side = entry.agency.flatMap(escalation.side(of:)) {
        add(.evidence, side.rawValue)
      }
    }
  }

  private mutating func addLearning(_ one: ReportedEscalation) {
    for learning in one.escalation.learning {
      add(.themes, learning.theme?.text ?? Self.notStated)
      for route in learning.routes { add(.routes, route.text) }
    }
    for case let agency? in one.learningBy { add(.learningByAgency, agency.text) }
  }

  /// The row of what was not said.
  static let notStated = "notStated"
}

extension Escalation.Standing {
  /// When it ended.
  fileprivate var endedInstant: Instant? {
    switch self {
    case .open: nil
    case .closed(_, let at): at
    }
  }
}

/// A count's place in a report.
struct ReportKey: Hashable {
  let table: ReportTableID
  let row: String
}

/// Stretches of days in which a report counts.
enum ReportStretch {
  static let rows = [
    ("0", "The same day"), ("1-3", "1 to 3 days"), ("4-7", "4 to 7 days"),
    ("8-14", "8 to 14 days"), ("15-28", "15 to 28 days"), ("29", "More than 28 days"),
  ]

  static func row(of days: Int) -> String {
    switch days {
    case ...0: "0"
    case ...3: "1-3"
    case ...7: "4-7"
    case ...14: "8-14"
    case ...28: "15-28"
    default: "29"
    }
  }
}
