public import Escalations
public import NotificationForms

/// Everything the rules are read from: policies in all their versions, calendars, the zone.
///
/// A value; the writer replaces it whole when a policy or a calendar changes.
public struct Library: Sendable {
  /// Policies, each in all versions that any escalation may run under.
  public private(set) var policies: [Policy]
  /// Calendars by division, each in its present version.
  public private(set) var calendars: [String: WorkingCalendar]
  /// Versions that calendars had before: stopped clocks were counted by them.
  private var formerCalendars: [String: [Int: WorkingCalendar]] = [:]
  /// Templates of forms, each in all versions that any form may keep.
  public private(set) var forms = FormLibrary(templates: [])
  /// The zone in which dates are counted (Europe/London).
  public let zone: ZoneTransitions

  /// A library.
  public init(policies: [Policy], calendars: [String: WorkingCalendar], zone: ZoneTransitions) {
    self.policies = policies
    self.calendars = calendars
    self.zone = zone
  }

  /// The version of a policy under which an escalation begins on that day.
  public func current(_ id: PolicyID, on date: CivilDate) -> Policy? {
    policies.last { policy in
      policy.id == id && policy.effectiveFrom <= date
        && (policy.effectiveTo.map { date <= $0 } ?? true)
    }
  }

  /// That version of a policy.
  public func policy(_ id: PolicyID, version: String) -> Policy? {
    policies.first { $0.id == id && $0.version == version }
  }

  /// The policy, its calendar and the zone, as the interpreter needs them; nil without the calendar.
  public func rules(for policy: Policy) -> Rules? {
    calendars[policy.calendar].map { Rules(policy: policy, calendar: $0, zone: zone) }
  }

  /// The rules by which a clock was counted: with that version of the calendar, where it is known.
  public func rules(for policy: Policy, calendarVersion: Int) -> Rules? {
    let former = formerCalendars[policy.calendar]?[calendarVersion]
    return (former ?? calendars[policy.calendar]).map {
      Rules(policy: policy, calendar: $0, zone: zone)
    }
  }

  /// The partnerships that count days by a calendar.
  public func partnerships(countingBy calendar: String) -> [PartnershipID] {
    Set(policies.filter { $0.calendar == calendar }.map(\.partnership)).sorted()
  }

  /// The same with another version of a policy.
  public mutating func add(_ policy: Policy) {
    policies.removeAll { $0.id == policy.id && $0.version == policy.version }
    policies.append(policy)
    policies.sort { ($0.id, $0.effectiveFrom) < ($1.id, $1.effectiveFrom) }
  }

  /// The same with another version of a form's template.
  public mutating func add(_ template: Template) { forms.add(template) }

  /// The same with another calendar in the place of its division's.
  public mutating func replace(_ calendar: WorkingCalendar) {
    if let former = calendars[calendar.id] {
      formerCalendars[calendar.id, default: [:]][former.version] = former
    }
    calendars[calendar.id] = calendar
  }
}
