public import Escalations

extension Job {
  /// A job that gives an order on an escalation.
  ///
  /// In this order: a known key gets its receipt again before anything else is asked; then sight, right,
  /// precondition; then the domain decides; then the event is appended.
  public static func order(
    _ order: Order, on reference: Reference, in envelope: Envelope
  ) -> Job {
    Job(credential: envelope.viewer.credential) {
      (ledger, library, now) throws(Failure) -> Receipt? in
      try ledger.replaying(envelope, at: now) { () throws(Failure) -> Receipt in
        let state = try ledger.escalation(
          toActIn: reference, for: envelope.viewer, library, at: now)
        var order = try order.given(by: envelope.viewer, on: state)
        try envelope.check(order.command, against: state)
        var rules = try library.rules(for: order.command, on: state, at: now)
        if let own = envelope.viewer.agency, let agency = try ledger.agency(own) {
          order.command = agency.details.naming(order.command)
          rules = rules.reading(agency.details)
        }
        let concerns = FormConcerns(
          ledger: ledger, library: library, envelope: envelope, state: state, rules: rules, now: now
        )
        try concerns.check(order.command)
        let event = try deciding(naming: concerns) { () throws(Refused) -> Event in
          try rules.decide(order, on: state, now: now)
        }
        try ledger.checkCorrection(order, of: state)
        let recording = Recording(
          event: event, before: state, reference: reference, rules: rules, now: now,
          formerPolicy: library.policy(state.raised.policy, version: state.policyVersion))
        return try recording.append(to: ledger, envelope)
      }
    }
  }

  /// A job of the service itself on an escalation: nothing is asked of rights, nothing is kept.
  public static func service(_ command: Command, on reference: Reference) -> Job {
    Job(credential: nil) { (ledger, library, now) throws(Failure) -> Receipt? in
      _ = try ledger.serve(command, on: reference, library, at: now)
      return nil
    }
  }
}

/// An event of the service's own on an escalation, decided and not yet appended.
struct Serving {
  let event: Event
  let reference: Reference
  let after: Escalation
}

extension Ledger {
  /// Gives an order of the service itself, as of an earlier instant where that is when it happened; the
  /// event, where anything follows from it.
  func serve(
    _ command: Command, on reference: Reference, _ library: Library, at now: Instant,
    as occurredAt: Instant? = nil
  ) throws(Failure) -> Event? {
    try serving(command, on: reference, library, at: now, as: occurredAt).map {
      (serving) throws(Failure) in try append(serving, at: now)
    }
  }

  /// What such an order comes to, before anything is written; nil where nothing follows from it.
  func serving(
    _ command: Command, on reference: Reference, _ library: Library, at now: Instant,
    as occurredAt: Instant?
  ) throws(Failure) -> Serving? {
    guard let state = try escalationForService(reference), state.isOpen || command.outlivesTheEnd
    else { return nil }
    let rules = try library.rules(for: command, on: state, at: now)
    let order = Order(by: .service, command: command, occurredAt: occurredAt)
    let event = try deciding { () throws(Refused) -> Event in
      try rules.decide(order, on: state, now: now)
    }
    if event.effects.isEmpty { return nil }
    var after = state
    after.apply(RecordedEvent(number: state.lastEvent + 1, recordedAt: now, event: event))
    return Serving(event: event, reference: reference, after: after)
  }

  /// Appends it.
  func append(_ serving: Serving, at now: Instant) throws(Failure) -> Event {
    _ = try append(serving.event, to: serving.reference, after: serving.after, by: nil, at: now)
    return serving.event
  }
}

extension Command {
  /// Whether it bears on what is owed after the end too.
  fileprivate var outlivesTheEnd: Bool { self == .followCalendar }
}

/// Runs the domain and turns its refusals into Casework's failure.
func deciding(_ decide: () throws(Refused) -> Event) throws(Failure) -> Event {
  do throws(Refused) {
    return try decide()
  } catch {
    throw .refused(error.refusals)
  }
}

/// The same, with the forms that are awaited where duties stand in the way.
func deciding(
  naming concerns: FormConcerns, _ decide: () throws(Refused) -> Event
) throws(Failure) -> Event {
  do throws(Refused) {
    return try decide()
  } catch {
    throw .refused(try concerns.naming(error.refusals))
  }
}

extension Ledger {
  /// Answers a known key with its receipt; otherwise does the work and keeps the receipt.
  func replaying(
    _ envelope: Envelope, at now: Instant, _ work: () throws(Failure) -> Receipt
  ) throws(Failure) -> Receipt {
    guard let key = envelope.key, !envelope.isDryRun else { return try work() }
    if let kept = try receipt(for: key.key) {
      guard kept.fingerprint == key.fingerprint else { throw .keyReused }
      // The keys are an agency's; that a colleague raised something restricted is not for all of it.
      if try isWithheld(kept.receipt.reference, from: envelope.viewer) { throw .notFound }
      if try isTaken(kept.receipt.reference, from: envelope.viewer) { throw .notFound }
      return kept.receipt
    }
    let receipt = try work()
    try keep(KeptReceipt(fingerprint: key.fingerprint, receipt: receipt), for: key.key, at: now)
    return receipt
  }

  /// Whether it was taken from the sight of the viewer's agency, to which it had gone by mistake.
  private func isTaken(_ reference: Reference, from viewer: Viewer) throws(Failure) -> Bool {
    guard let state = try escalationForService(reference) else { return false }
    let own = state.participations.filter { viewer.agencies.contains($0.party.agency) }
    return !own.isEmpty && own.allSatisfy(\.voided)
  }
}

extension Order {
  /// The order as given by this viewer, if its role gives such orders.
  func given(by viewer: Viewer, on state: Escalation) throws(Failure) -> Order {
    guard let acting = viewer.acting(in: state), Rights.allows(viewer.role, command) else {
      throw .notAllowed("The role \(viewer.role.rawValue) does not do this.")
    }
    var order = self
    order.by = acting
    return order
  }
}

extension Envelope {
  /// Holds a change against the revision it is based on; whoever says what it is based on is held to it,
  /// whatever is done (RFC 9110 section 13.1.1).
  func check(_ command: Command, against state: Escalation) throws(Failure) {
    if isDryRun { return }
    guard let ifMatch else {
      if command.needsMatch { throw .preconditionMissing }
      return
    }
    guard EntityTag.revision(in: ifMatch) == state.revision else {
      throw .stale(current: String(state.revision))
    }
  }
}

extension Library {
  /// The rules an escalation runs under; for a migration, those of the version it moves to.
  func rules(for command: Command, on state: Escalation, at now: Instant) throws(Failure) -> Rules {
    let id = state.raised.policy
    let policy: Policy?
    switch command {
    case .migrate(let version): policy = try target(ofMigrating: state, to: version, at: now)
    case .act, .stateRisk, .addParty, .leave, .noteAction, .progressAction, .move, .changeLimit,
      .noteOutstanding, .progressOutstanding, .resolve, .withdraw, .transfer, .reopen,
      .noteLearning, .approve, .correct, .addAddendum, .void, .acknowledge, .acknowledgeForm,
      .checkClocks,
      .followCalendar:
      policy = self.policy(id, version: state.policyVersion)
    }
    guard let policy, let rules = rules(for: policy) else {
      throw .broken("policy \(id) or its calendar is not loaded")
    }
    return rules
  }
}

extension Library {
  /// The version that an escalation moves to: a later one that has begun, where one is named.
  ///
  /// A partnership may bring a running escalation onto a version that is no longer the newest, so that
  /// those raised together stay together; never back, and never onto one that nobody is bound by yet.
  private func target(
    ofMigrating state: Escalation, to version: String?, at now: Instant
  ) throws(Failure) -> Policy? {
    let (id, today) = (state.raised.policy, zone.localDate(of: now))
    guard let version else { return current(id, on: today) }
    guard let named = policy(id, version: version) else {
      throw .refused([
        Refusal(.unknownCode, "The policy has no version of that name.", pointer: "/version")
      ])
    }
    let present = policy(id, version: state.policyVersion)
    let isLater = present.map { $0.effectiveFrom <= named.effectiveFrom } ?? true
    let isInForce =
      named.effectiveFrom <= today && named.effectiveTo.map { today <= $0 } ?? true
    guard isLater, isInForce else {
      throw .refused([
        Refusal(
          .noCounterpart, "An escalation moves to a later version that is in force today.",
          pointer: "/version")
      ])
    }
    return named
  }
}
