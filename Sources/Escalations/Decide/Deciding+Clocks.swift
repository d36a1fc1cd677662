/// Limits that people change, limits that pass, calendars and policies that change under running clocks.
extension Deciding {
  /// A limit may be set alone by a role the policy names, or proposed by one side and agreed by the
  /// other; a date that the policy does not allow is refused, never bent.
  func changeLimit(of id: DutyID, to date: CivilDate, role: RoleID?) throws(Refused) -> Event {
    try requireOpen()
    try requireParty()
    guard let item = state.duties.last(where: { $0.key.duty == id && $0.isOpen }),
      let rule = policy.duty(item.key, of: state)?.clock
    else {
      throw Refused(.noSuchDuty, "No open duty of that name has a limit.", pointer: "/duty")
    }
    let due = rules.clock.due(endOf: date)
    if due.isOverdue(at: now) {
      throw Refused(.tooEarly, "The day has passed.", pointer: "/dueOn")
    }
    let standing = try standing(of: date, rule: rule, item: item, role: role)
    let change = LimitChange(key: item.key, dueOn: date, standing: standing, role: role)
    return make(.limitChanged(change)) { following in
      if standing == .proposed { return }
      if standing == .set { meetImplied(.setLimit, role: role, in: &following) }
      let cause: Effect.Timing.Cause = standing == .set ? .set : .agreed
      following.emit(
        .timed(
          item.key,
          Effect.Timing(
            start: item.timing?.start ?? item.openedAt, target: item.timing?.target, limit: due,
            calendarVersion: rules.clock.calendar.version, cause: cause,
            previousLimit: item.timing?.limit)))
    }
  }

  private func standing(
    of date: CivilDate, rule: ClockRule, item: DutyItem, role: RoleID?
  ) throws(Refused) -> LimitChange.Standing {
    let clause = rule.provenance.clause
    if let role, rule.settingRoles.contains(role) {
      if Holding(policy: policy, state: state, acting: order.by).canHold(role) { return .set }
      throw Refused(
        .wrongRole, "That role is not one of your agency's.", clause: clause, pointer: "/by/role")
    }
    guard rule.isAgreeable else {
      throw Refused(
        .limitNotChangeable, "The policy lets nobody change this limit so.", clause: clause,
        pointer: "/dueOn")
    }
    // By the instant: the end of a day is later than noon on it, or than the end of its work.
    if rule.agreement == .earlier, let limit = item.timing?.limit,
      rules.clock.due(endOf: date).at > limit.at
    {
      throw Refused(
        .limitNotChangeable, "Both sides may agree an earlier day only.", clause: clause,
        pointer: "/dueOn")
    }
    guard let agency = order.by.agency, let side = state.side(of: agency), side != .involved else {
      throw Refused(.notAParty, "The two sides agree limits.", clause: clause)
    }
    let proposal = state.proposedLimits.first {
      $0.change.key == item.key && $0.change.dueOn == date
    }
    // One that has left since stands on no side, so nobody agrees with it.
    guard let proposal, let theirs = state.side(of: proposal.by) else { return .proposed }
    return theirs == side ? .proposed : .agreed
  }

  /// What the scheduler records: limits that have passed, and those that are near, each once.
  func checkClocks(nearHours: Int) -> Event {
    make(.clocksChecked) { following in
      let horizon = now.adding(hours: nearHours)
      for item in state.duties where item.isOpen && !item.isNear && !item.hasPassed {
        guard let limit = item.timing?.limit else { continue }
        if !limit.isOverdue(at: now), limit.at <= horizon { following.emit(.near(item.key)) }
      }
    }
  }

  /// Running clocks go by the changed calendar, each with both dates on record; stopped ones stay.
  ///
  /// What had passed before the change was known has passed, whether or not the scheduler was there.
  func followCalendar() -> Event {
    let calendar = rules.clock.calendar
    let change = CalendarChange(calendar: calendar.id, version: calendar.version)
    return make(.calendarChanged(change), settles: state.isOpen) { following in
      for item in following.state.duties where item.isOpen && !item.hasPassed {
        retime(item, cause: .holiday, in: &following)
      }
    }
  }

  private func retime(
    _ item: DutyItem, cause: Effect.Timing.Cause, in following: inout Consequences
  ) {
    // A limit that people agreed or set is theirs; every other goes by the calendar and the policy.
    guard let old = item.timing, [.started, .holiday, .migrated].contains(old.cause),
      let rule = policy.duty(item.key, of: state)?.clock
    else { return }
    let new = following.timing(rule, from: old.start, cause: cause, previousLimit: old.limit)
    if new.limit != old.limit || new.target != old.target { following.emit(.timed(item.key, new)) }
  }

  /// Moves to the version whose rules these are; refused where it has no such track or stage.
  func migrate() throws(Refused) -> Event {
    try requireOpen()
    if order.by != .partnership {
      throw Refused(.notAParty, "The partnership moves escalations to another version.")
    }
    if !order.says("/reason") {
      throw Refused(.reasonMissing, "Moving to another version wants a reason.", pointer: "/reason")
    }
    if policy.version == state.policyVersion {
      throw Refused(.alreadyDone, "It runs under version \(policy.version) already.")
    }
    guard policy.track(state.track)?.stage(state.stage) != nil else {
      throw Refused(
        .noCounterpart,
        "Version \(policy.version) has no stage \(state.stage) on track \(state.track).")
    }
    let migration = Migration(from: state.policyVersion, to: policy.version)
    return make(.migrated(migration)) { following in
      for item in following.state.duties where item.isOpen {
        if let duty = policy.duty(item.key, of: state), duty.isDemandable {
          migrate(item, to: duty, in: &following)
        } else {
          following.emit(.lapsed(item.key))
        }
      }
    }
  }

  /// A clock goes by the new version's rule; where that has none, or none that is known yet, it has
  /// no date any more.
  private func migrate(_ item: DutyItem, to duty: Duty, in following: inout Consequences) {
    guard let old = item.timing else { return }
    guard let rule = duty.clock, let start = following.start(of: rule.from, for: item) else {
      return following.emit(.timed(item.key, old.withoutDates(previousLimit: old.limit)))
    }
    if start == old.start { return retime(item, cause: .migrated, in: &following) }
    if [.agreed, .set].contains(old.cause) { return }
    following.emit(
      .timed(
        item.key, following.timing(rule, from: start, cause: .migrated, previousLimit: old.limit)))
  }
}

extension Effect.Timing {
  /// A clock that shows since when, and is never overdue.
  fileprivate func withoutDates(previousLimit: Due?) -> Effect.Timing {
    Effect.Timing(
      start: start, target: nil, limit: nil, calendarVersion: calendarVersion, cause: .migrated,
      previousLimit: previousLimit)
  }
}

extension ClockRule {
  /// Roles that set or change the limit alone.
  var settingRoles: [RoleID] {
    guard case .setByRole(let roles) = limit else { return setBy }
    return roles + setBy
  }

  /// Whether both sides may agree a limit.
  var isAgreeable: Bool { limit == .agreedBySides || agreement != .none }
}
