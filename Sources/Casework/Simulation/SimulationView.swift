import Escalations

/// What a report says of a case as it stands at a moment.
struct SimulationView {
  let policy: Policy
  let state: Escalation
  let now: Instant

  /// Where it stands.
  var position: SimulationReport.Position? {
    guard let stage = policy.track(state.track)?.stage(state.stage) else { return nil }
    var ending: Ending?
    if case .closed(let how, _) = state.standing { ending = how }
    return SimulationReport.Position(
      visit: state.visit, track: state.track, stage: stage.id, number: stage.number,
      title: stage.title,
      formality: stage.formality, skipped: state.skipped, ending: ending, risk: state.risk.answer)
  }

  /// Everything that is owed.
  var owed: [SimulationReport.Owed] { state.duties.filter(\.isOpen).compactMap(owed) }

  /// What followed from an event: a clock that starts as its duty opens is not told apart from it.
  func changes(_ effects: [Effect]) -> [SimulationReport.Change] {
    let opened = effects.compactMap { effect -> DutyKey? in
      guard case .opened(let opening) = effect else { return nil }
      return opening.key
    }
    return effects.compactMap { effect in
      let (kind, key) = kind(effect)
      if case .timed = kind, opened.contains(key) { return nil }
      guard let duty = state.duty(key).flatMap(owed) else { return nil }
      return SimulationReport.Change(kind: kind, duty: duty)
    }
  }

  private func kind(_ effect: Effect) -> (SimulationReport.Change.Kind, DutyKey) {
    switch effect {
    case .opened(let opening): (.opened, opening.key)
    case .timed(let key, let timing): (.timed(timing.cause), key)
    case .met(let key, let meeting): (.met(meeting), key)
    case .lapsed(let key): (.lapsed, key)
    case .passed(let key): (.passed, key)
    case .near(let key): (.near, key)
    }
  }

  private func owed(_ item: DutyItem) -> SimulationReport.Owed? {
    guard let duty = policy.duty(item.key, of: state) else { return nil }
    return SimulationReport.Owed(
      key: item.key, title: duty.title, force: duty.force, clause: duty.provenance.clause,
      owners: item.owners, since: item.openedAt, target: item.timing?.target,
      limit: item.timing?.limit, isGuide: duty.clock?.isGuide ?? false,
      isOverdue: item.isOverdue(at: now))
  }
}
