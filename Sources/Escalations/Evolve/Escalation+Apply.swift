/// Building the state from its record. Nothing is computed here: dates and verdicts are in the events.
extension Escalation {
  /// The escalation after these events, from the first; nil unless the first one raises it.
  public static func replay(_ events: some Sequence<RecordedEvent>) -> Escalation? {
    var escalation: Escalation?
    for recorded in events {
      if case .raised(let raised) = recorded.event.body, escalation == nil {
        escalation = Escalation(raised, at: recorded.event.occurredAt)
      }
      escalation?.apply(recorded)
    }
    return escalation
  }

  /// The escalation after one more event.
  public mutating func apply(_ recorded: RecordedEvent) {
    lastEvent = recorded.number
    updatedAt = recorded.recordedAt
    entries.append(Entry(agency: recorded.event.agency, privateTo: recorded.event.privateTo))
    apply(recorded.event.body, of: recorded.event)
    if recorded.event.restricts { raised.restricted = true }
    for effect in recorded.event.effects { apply(effect, at: recorded.event.occurredAt) }
  }

  /// The body alone: what happened, without what follows.
  ///
  /// An exhaustive table, hence its length.
  mutating func apply(_ body: EventBody, of event: Event) {
    switch body {
    case .raised: revision += 1
    case .joined(let party): join(party)
    case .left(let agency):
      let event = lastEvent
      change(agency) { $0.left = event }
    case .acted(let act): add(act, of: event)
    case .riskStated(let statement): change { $0.state(statement) }
    case .actionNoted(let note): change { $0.add(note) }
    case .actionProgressed(let step): change { $0.advance(step) }
    case .moved(let move): change { $0.enter(move, at: event.occurredAt) }
    case .limitChanged(let limit): change { $0.note(limit, by: event.agency) }
    case .outstandingNoted(let issue): change { $0.add(issue) }
    case .outstandingProgressed(let step): change { $0.advance(step) }
    case .assented(let resolution): change { $0.assent(to: resolution, by: event.agency) }
    case .closed(let closing): change { $0.close(closing, at: event.occurredAt) }
    case .reopened(let reopening): change { $0.reopen(reopening, at: event.occurredAt) }
    case .learningNoted(let learning): change { $0.learning.append(learning) }
    case .approved(let approval): change { $0.approve(approval, by: event.agency) }
    case .corrected, .addendumAdded, .formAcknowledged: revision += 1
    case .voided(let agency): change(agency) { $0.voided = true }
    case .acknowledged(let agency): change(agency) { $0.hasSeen = true }
    case .clocksChecked, .calendarChanged: break  // the service's own; its effects say it all
    case .migrated(let migration): change { $0.policyVersion = migration.to }
    }
  }

  /// One consequence.
  mutating func apply(_ effect: Effect, at instant: Instant) {
    switch effect {
    case .opened(let opening):
      duties.append(DutyItem(opening, by: lastEvent, isAfterClosing: !isOpen))
    case .timed(let key, let timing): duty(key) { $0.run(timing) }
    case .met(let key, let meeting):
      let event = lastEvent
      duty(key) { $0.meet(meeting, by: event) }
    case .lapsed(let key): duty(key) { $0.lapsedAt = instant }
    case .passed(let key): duty(key) { $0.hasPassed = true }
    case .near(let key): duty(key) { $0.isNear = true }
    }
  }

  /// Every change that people make counts once.
  private mutating func change(_ make: (inout Escalation) -> Void) {
    revision += 1
    make(&self)
  }

  private mutating func add(_ note: ActionNote) {
    actions.append(ActionEntry(note: note, visit: visit))
  }

  private mutating func add(_ issue: OutstandingIssue) {
    outstanding.append(OutstandingEntry(issue: issue, visit: visit))
  }

  private mutating func change(_ agency: AgencyID, _ make: (inout Participation) -> Void) {
    revision += 1
    guard let index = participations.lastIndex(where: { $0.party.agency == agency }) else { return }
    make(&participations[index])
  }

  private mutating func duty(_ key: DutyKey, _ make: (inout DutyItem) -> Void) {
    guard let index = duties.lastIndex(where: { $0.key == key }) else { return }
    make(&duties[index])
  }

  private mutating func join(_ party: Party) {
    revision += 1
    participations.append(Participation(party: party, joined: lastEvent))
  }

  private mutating func add(_ act: Act, of event: Event) {
    revision += 1
    let entry = ActEntry(
      event: lastEvent, agency: event.agency, occurredAt: event.occurredAt,
      visit: act.stage.flatMap(lastVisit(to:)) ?? visit, act: act, privateTo: event.privateTo)
    acts.append(entry)
    facts.formUnion(act.facts)
    if let circumstances = act.circumstances { state(circumstances) }
  }

  private mutating func state(_ circumstances: Circumstances) {
    raised.category = circumstances.category ?? raised.category
    raised.origin = circumstances.origin ?? raised.origin
    for (index, child) in raised.children.enumerated() {
      raised.children[index].level = circumstances.levels[child.key] ?? child.level
    }
  }

  /// The number of the last visit to a stage, from 1.
  public func lastVisit(to stage: StageID) -> Int? {
    visits.lastIndex { $0.stage == stage }.map { $0 + 1 }
  }

  private mutating func assent(to resolution: Resolution, by agency: AgencyID?) {
    if resolution.outcome != assentedOutcome { assents = [] }
    assentedOutcome = resolution.outcome
    if let agency { assents.insert(agency) }
  }

  private mutating func state(_ statement: RiskStatement) {
    if statement.stands { risk = statement }
  }

  private mutating func enter(_ move: Move, at instant: Instant) {
    if let statement = move.risk { state(statement) }
    visits[visits.count - 1].leftAt = instant
    track = move.track ?? track
    skipped += move.skipped
    raised.restricted = raised.restricted || move.restricts
    visits.append(Visit(track: track, stage: move.to, enteredAt: instant))
  }

  private mutating func note(_ limit: LimitChange, by agency: AgencyID?) {
    proposedLimits.removeAll { $0.change.key == limit.key }
    guard limit.standing == .proposed, let agency else { return }
    proposedLimits.append(LimitProposal(by: agency, change: limit))
  }

  private mutating func advance(_ step: ActionProgress) {
    guard let index = actions.firstIndex(where: { $0.note.number == step.number }) else { return }
    actions[index].progress = step.progress
  }

  private mutating func advance(_ step: OutstandingProgress) {
    guard let index = outstanding.firstIndex(where: { $0.issue.number == step.number }) else {
      return
    }
    outstanding[index].progress = step.progress
  }

  private mutating func approve(_ approval: Approval, by agency: AgencyID?) {
    let index = acts.firstIndex {
      $0.act.kind == .discuss && $0.act.number == approval.discussion
    }
    guard let index, let agency else { return }
    acts[index].approvedBy.insert(agency)
  }

  private mutating func close(_ closing: Closing, at instant: Instant) {
    standing = .closed(closing.ending, at: instant)
    visits[visits.count - 1].leftAt = instant
    resolution = closing.resolution
    transferredTo = closing.transferredTo
    if let answer = closing.risk { risk = RiskStatement(answer: answer) }
  }

  private mutating func reopen(_ reopening: Reopening, at instant: Instant) {
    standing = .open
    resolution = nil
    transferredTo = nil
    assents = []
    visits.append(Visit(track: track, stage: reopening.stage, enteredAt: instant))
  }
}
