/// Works out what follows from an event: applies its body to a copy of the state, then opens,
/// times, meets and lapses duties until nothing more follows.
///
/// The effects it collects go into the event.
struct Consequences {
  let rules: Rules
  let now: Instant
  let occurredAt: Instant
  private(set) var state: Escalation
  private(set) var effects: [Effect] = []

  /// Consequences of an event on an escalation that exists.
  init(of event: Event, on state: Escalation, rules: Rules, now: Instant) {
    self.rules = rules
    self.now = now
    occurredAt = event.occurredAt
    self.state = state
    self.state.lastEvent += 1
    catchUp()
    self.state.apply(event.body, of: event)
  }

  /// Consequences of raising.
  init(of raised: Raised, at instant: Instant, rules: Rules, now: Instant) {
    self.rules = rules
    self.now = now
    occurredAt = instant
    state = Escalation(raised, at: instant)
    state.lastEvent = 1
  }

  /// Whether the track keeps for named credentials what has come to stand so.
  var restricts: Bool {
    rules.policy.track(state.track)?.restricted.map(state.satisfies) ?? false
  }

  /// Records an effect and lets the state feel it, so that what follows sees it.
  mutating func emit(_ effect: Effect) {
    effects.append(effect)
    state.apply(effect, at: occurredAt)
  }

  /// What had already come to pass when the event happened, though nobody had recorded it: a stage that
  /// is left late opens first what its limit opens, whether or not the scheduler was there before.
  private mutating func catchUp() {
    guard state.isOpen else { return }
    let known = effects.count
    recordPassed(at: occurredAt)
    if effects.count > known { open(inForce()) }
  }

  /// Opens and times whatever the state now asks for.
  ///
  /// Ends, because each round opens a duty that was not open or times one that had no clock, and
  /// the policy has finitely many of both.
  mutating func settle() {
    let inForce = inForce()
    var before: Int
    repeat {
      before = effects.count
      recordPassed(at: now)
      open(inForce)
      timeStarted()
    } while effects.count > before
  }

  /// Limits that have passed are recorded once, so that silence opens what it opens.
  private mutating func recordPassed(at instant: Instant) {
    for item in state.duties where !item.hasPassed && item.isOverdue(at: instant) {
      emit(.passed(item.key))
    }
  }

  /// Everything that the policy may ask for here and now, and of whom; what follows changes neither.
  private func inForce() -> [(duty: Duty, owners: [[Owner]])] {
    let parties = state.presentParties
    return dutiesInForce().map { ($0, owners(of: $0, among: parties)) }
  }

  /// What the policy asks for now and is not yet owed.
  private mutating func open(_ inForce: [(duty: Duty, owners: [[Owner]])]) {
    for (duty, owners) in inForce where duty.when.map(state.satisfies) ?? true {
      for owners in owners {
        open(duty, owners: owners, times: firings(of: duty, for: owners))
      }
    }
  }

  private mutating func open(_ duty: Duty, owners: [Owner], times: Int) {
    let alone = duty.owedBy.isJoint ? nil : owners.first
    for occurrence in stride(from: 1, through: times, by: 1) {
      let key = DutyKey(visit: state.visit, duty: duty.id, owner: alone, occurrence: occurrence)
      guard state.duty(key) == nil else { continue }
      emit(.opened(Effect.Opening(key: key, owners: owners, at: occurredAt)))
      meetAtOnce(duty, key: key, owners: owners)
    }
  }

  /// An act that named the duty before it opened meets it as it opens, if it would meet it now.
  ///
  /// Reporting early is not undone; what is owed again and again is not met in advance.
  private mutating func meetAtOnce(_ duty: Duty, key: DutyKey, owners: [Owner]) {
    guard !duty.repeats, let item = state.duty(key) else { return }
    let early = state.acts.first { entry in
      entry.visit == state.visit && entry.act.duties.contains(duty.id)
        && entry.event < state.lastEvent
        && entry.agency.map { owners.contains(.agency($0)) } ?? owners.contains(.partnership)
        && fits(entry, item)
    }
    guard let early else { return }
    meet(item, by: early.act, at: early.occurredAt)
  }

  private func fits(_ entry: Escalation.ActEntry, _ item: DutyItem) -> Bool {
    let matching = Matching(
      policy: rules.policy, state: state,
      acting: entry.agency.map { .agency($0) } ?? .partnership,
      isInternal: entry.privateTo != nil)
    return matching.misfit(entry.act, item) == nil
  }

  /// Duties that have their place here: at raising, at this stage, or after closing.
  private func dutiesInForce() -> [Duty] {
    guard let track = rules.policy.track(state.track) else { return [] }
    return track.inForce(
      at: state.stage, isFirstVisit: state.visit == 1, isOpen: state.isOpen,
      enteredFirst: { stage in state.visits.contains { $0.stage == stage } })
  }

  /// Starts clocks whose start is known by now.
  private mutating func timeStarted() {
    for item in state.duties where item.isOpen && item.timing == nil {
      guard let rule = definition(item.key)?.clock,
        let start = start(of: rule.from, for: item)
      else { continue }
      emit(.timed(item.key, timing(rule, from: start)))
    }
  }

  /// Meets a duty, with the verdict of its clock.
  mutating func meet(_ item: DutyItem, by act: Act, at instant: Instant) {
    let limit = item.timing?.limit
    let taken = item.timing.map { rules.clock.workingDaysTaken(from: $0.start, to: instant) }
    emit(
      .met(
        item.key,
        Effect.Meeting(
          how: act.how, at: instant, verdict: limit?.verdict(actAt: instant),
          recordedLate: limit?.isRecordedLate(occurredAt: instant, recordedAt: now) ?? false,
          answer: act.answer, substituteFor: act.substituteFor, workingDaysTaken: taken)))
  }

  /// Leaves the present stage at its end: its own limit is met, what lived only there lapses.
  mutating func leave(visit: Int, stage: StageID, at instant: Instant) {
    let leaving = Act(kind: .complete)
    for item in state.duties where item.isOpen && isCompletion(item, of: stage) {
      meet(item, by: leaving, at: instant)
    }
    for item in state.duties where item.isOpen && item.key.visit == visit {
      if definition(item.key)?.lifetime == .stage { emit(.lapsed(item.key)) }
    }
  }

  /// Everything that does not outlive the escalation lapses.
  mutating func endAll() {
    for item in state.duties where item.isOpen {
      if definition(item.key)?.lifetime != .beyond { emit(.lapsed(item.key)) }
    }
  }

  /// What an agency owed alone lapses when it leaves.
  mutating func release(_ agency: AgencyID) {
    for item in state.duties where item.isOpen && item.owners == [.agency(agency)] {
      emit(.lapsed(item.key))
    }
  }

  /// The duty as the policy defines it, on whichever track the visit was.
  func definition(_ key: DutyKey) -> Duty? { rules.policy.duty(key, of: state) }

  private func isCompletion(_ item: DutyItem, of stage: StageID) -> Bool {
    let track = rules.policy.track(state.visits[item.key.visit - 1].track)
    if item.key.duty == track?.stage(stage)?.completionID { return true }
    return track?.caps.contains { $0.id == item.key.duty && $0.through == stage } ?? false
  }
}

extension Policy {
  /// The duty behind a key of this escalation, on whichever track the visit was.
  public func duty(_ key: DutyKey, of escalation: Escalation) -> Duty? {
    guard key.visit <= escalation.visits.count else { return nil }
    return track(escalation.visits[key.visit - 1].track)?.duty(key.duty)
  }
}

extension Track {
  /// Duties that have their place at a stage, what the text does not state left out.
  func inForce(
    at stage: StageID, isFirstVisit: Bool, isOpen: Bool, enteredFirst: (StageID) -> Bool
  ) -> [Duty] {
    guard isOpen else { return closing.filter(\.isDemandable) }
    var duties = isFirstVisit ? opening : []
    if let here = self.stage(stage) {
      duties += [here.completion].compactMap { $0 } + everyStage + here.duties
    }
    duties += caps.filter { $0.from == stage }.map(\.duty)
    return duties.filter(\.isDemandable)
  }
}

extension Duty {
  /// Whether the text gives the duty at all: nothing not stated is ever demanded.
  var isDemandable: Bool { provenance.basis != .notStated }
}
