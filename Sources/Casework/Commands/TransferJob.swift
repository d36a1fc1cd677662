public import Escalations

/// What a client sends to hand an escalation to the partnership it should have been raised in.
public struct TransferRequest: Sendable {
  /// A policy of the right partnership.
  public var policy: PolicyID
  /// The ladder; nil for the policy's first.
  public var track: TrackID?
  /// The agency that raises it there.
  public var raising: AgencyID
  /// Agencies there that the disagreement is with.
  public var receiving: [AgencyID]
  /// Agencies there on neither side.
  public var involved: [AgencyID]
  /// Why, and who hands it over.
  public var parts: [Part]

  /// A request with what is required.
  public init(policy: PolicyID, raising: AgencyID, receiving: [AgencyID], parts: [Part]) {
    self.policy = policy
    self.raising = raising
    self.receiving = receiving
    self.parts = parts
    involved = []
  }
}

extension Job {
  /// A job that hands an escalation over: it ends here and begins there, in one transaction, each with
  /// the other's reference (ALL-05).
  public static func transfer(
    _ request: TransferRequest, from reference: Reference, in envelope: Envelope
  ) -> Job {
    Job(credential: envelope.viewer.credential) {
      (ledger, library, now) throws(Failure) -> Receipt? in
      try ledger.replaying(envelope, at: now) { () throws(Failure) -> Receipt in
        let state = try ledger.escalation(
          toActIn: reference, for: envelope.viewer, library, at: now)
        let work = try TransferWork(
          request: request, state: state, envelope: envelope, library: library, now: now)
        return try work.perform(on: ledger)
      }
    }
  }
}

/// The steps of handing over, inside the writer's transaction.
private struct TransferWork {
  let request: TransferRequest
  /// The escalation as it stands here.
  let state: Escalation
  let envelope: Envelope
  let now: Instant
  /// The rules it runs under here.
  let here: Rules
  /// The rules it is to run under there.
  let there: Rules
  let today: CivilDate

  init(
    request: TransferRequest, state: Escalation, envelope: Envelope, library: Library, now: Instant
  ) throws(Failure) {
    let today = library.zone.localDate(of: now)
    guard let policy = library.current(request.policy, on: today),
      policy.partnership != state.raised.partnership
    else {
      let detail = "There is no such policy in force in another partnership."
      throw .invalid([Fault(pointer: "/policy", code: "unknownCode", detail: detail)])
    }
    guard let there = library.rules(for: policy) else {
      throw .broken("calendar \(policy.calendar) is not loaded")
    }
    self.request = request
    self.state = state
    self.envelope = envelope
    self.now = now
    self.there = there
    here = try library.rules(for: .transfer(to: state.raised.reference), on: state, at: now)
    self.today = today
  }

  /// Whether it may end here is asked before anything begins there.
  func perform(on ledger: any Ledger) throws(Failure) -> Receipt {
    let partnership = there.policy.partnership
    let reference = try ledger.nextReference(for: partnership, year: today.year)
    let closed = try close(to: reference)
    let named = NamedParties(
      raising: [request.raising], receiving: request.receiving, involved: request.involved,
      raisesAlone: true)
    let parties = try named.found(in: partnership, on: today, ledger)
    let parts = try ledger.parts(ofEvent: 1, of: state.raised.reference)
    let raised = try raise(reference, parties, parts)
    _ = try Recording(event: raised, before: nil, reference: reference, rules: there, now: now)
      .append(to: ledger, envelope)
    var receipt = try Recording(
      event: closed, before: state, reference: state.raised.reference, rules: here, now: now
    ).append(to: ledger, envelope)
    // How many the other partnership has raised this year is not told for asking.
    if !envelope.isDryRun { receipt.transferredTo = reference }
    return receipt
  }

  private func close(to reference: Reference) throws(Failure) -> Event {
    let command = Command.transfer(to: reference)
    let order = try Order(by: .service, command: command, parts: request.parts)
      .given(by: envelope.viewer, on: state)
    try envelope.check(command, against: state)
    let (here, state, now) = (here, state, now)
    return try deciding { () throws(Refused) -> Event in
      try here.decide(order, on: state, now: now)
    }
  }

  /// Raises it there as of the day on which it was raised here.
  private func raise(
    _ reference: Reference, _ parties: [Party], _ parts: [Part]
  ) throws(Failure) -> Event {
    let (there, agency, now) = (there, request.raising, now)
    let raising = raising(reference, parties, parts)
    return try deciding { () throws(Refused) -> Event in
      try there.raise(raising, by: agency, now: now)
    }
  }

  /// What it was here, without those codes that the policy there does not know.
  private func raising(_ reference: Reference, _ parties: [Party], _ parts: [Part]) -> Raising {
    let policy = there.policy
    let raised = state.raised
    let children = raised.children.map { child in
      Child(key: child.key, unborn: child.unborn, level: child.level.flatMap(policy.levels.code))
    }
    var raising = Raising(
      reference: reference, parties: parties, children: children, risk: state.risk.answer,
      parts: parts)
    raising.track = request.track
    raising.category = raised.category.flatMap(policy.categories.code)
    raising.origin = raised.origin.flatMap(policy.origins.code)
    raising.facts = state.facts.sorted().compactMap(policy.facts.code)
    raising.aroseOn = raised.aroseOn
    raising.raisedWithOtherSideOn = raised.raisedWithOtherSideOn
    raising.raisedAt = state.raisedAt
    raising.transferredFrom = raised.reference
    raising.restricted = raised.restricted
    let track = request.track.map(policy.track) ?? policy.tracks.first
    raising.besides = track.flatMap { raised.besides?.kept(on: $0) } ?? Besides()
    return raising
  }
}

extension [CodedText] {
  /// The code, if the list has it.
  fileprivate func code(_ code: Code) -> Code? {
    contains { $0.code == code } ? code : nil
  }
}
