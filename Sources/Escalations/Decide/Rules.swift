/// What decisions are made by: the policy's version, its calendar, the zone.
public struct Rules: Sendable {
  /// The policy.
  public let policy: Policy
  /// The calendar, the zone and the policy's end of the working day.
  public let clock: ClockFace

  /// Rules.
  public init(policy: Policy, calendar: WorkingCalendar, zone: ZoneTransitions) {
    self.policy = policy
    clock = ClockFace(calendar: calendar, zone: zone, endOfWorkingDay: policy.endOfWorkingDay)
  }
}
