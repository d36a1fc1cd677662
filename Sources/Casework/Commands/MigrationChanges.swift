import Escalations

/// What moving to another version of the policy changes, duty by duty.
struct MigrationChanges {
  let event: Event
  let before: Escalation
  let after: Escalation
  /// The version that it leaves, which knows what lapses.
  let former: Policy
  /// The version that it enters.
  let policy: Policy

  /// Every duty that opened, lapsed or got another limit, in the order of the record.
  var all: [Receipt.Change] {
    var seen: Set<DutyKey> = []
    return event.effects.compactMap { effect in
      switch effect {
      case .opened(let opening): change(.opened, opening.key, once: &seen)
      case .lapsed(let key): change(.lapsed, key, once: &seen)
      case .timed(let key, _): change(.moved, key, once: &seen)
      case .met, .passed, .near: nil
      }
    }
  }

  /// A duty that opens and is timed at once is told once.
  private func change(
    _ kind: Receipt.Change.Kind, _ key: DutyKey, once seen: inout Set<DutyKey>
  ) -> Receipt.Change? {
    guard seen.insert(key).inserted, let item = after.duty(key) ?? before.duty(key),
      let duty = policy.duty(key, of: after) ?? former.duty(key, of: before)
    else { return nil }
    return Receipt.Change(
      kind: kind, key: key, title: duty.title, owners: item.owners,
      previousLimit: before.duty(key)?.timing?.limit,
      limit: kind == .lapsed ? nil : item.timing?.limit, clause: duty.provenance.clause)
  }
}
