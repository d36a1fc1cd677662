/// When a clock starts and what it then says.
extension Consequences {
  /// The instant from which the rule counts; nil while it is not known.
  func start(of start: ClockRule.Start, for item: DutyItem) -> Instant? {
    switch start {
    case .entry: item.openedAt
    case .previousStageLeft: item.key.visit > 1 ? state.visits[item.key.visit - 2].leftAt : nil
    case .met(let duty): state.duties.last { $0.key.duty == duty && $0.meeting != nil }?.meeting?.at
    case .date(let date): instant(of: date)
    case .earlier(let one, let other):
      [self.start(of: one, for: item), self.start(of: other, for: item)].compactMap { $0 }.min()
    case .later(let one, let other):
      later(self.start(of: one, for: item), self.start(of: other, for: item))
    }
  }

  private func later(_ one: Instant?, _ other: Instant?) -> Instant? {
    guard let one, let other else { return nil }
    return max(one, other)
  }

  /// A date counts from its first instant; its own day is day zero either way.
  private func instant(of date: ClockRule.CarriedDate) -> Instant? {
    switch date {
    case .arose: state.raised.aroseOn.map(rules.clock.zone.startOfDay)
    case .raisedWithOtherSide:
      state.raised.raisedWithOtherSideOn.map(rules.clock.zone.startOfDay)
    case .raised: state.raisedAt
    }
  }

  /// The clock as it starts.
  ///
  /// A limit that is to be set or agreed has no date until then.
  func timing(
    _ rule: ClockRule, from start: Instant, cause: Effect.Timing.Cause = .started,
    previousLimit: Due? = nil
  ) -> Effect.Timing {
    var limit: Due?
    if case .fixed(let length) = rule.limit { limit = rules.clock.due(for: length, from: start) }
    let target = rule.target.flatMap { rules.clock.due(for: $0, from: start) }
    return Effect.Timing(
      start: start, target: target, limit: limit,
      calendarVersion: rules.clock.calendar.version, cause: cause, previousLimit: previousLimit)
  }
}
