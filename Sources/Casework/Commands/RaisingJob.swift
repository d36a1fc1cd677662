public import Escalations

/// What a client sends to raise an escalation, its agencies by name only.
public struct RaiseRequest: Sendable {
  /// The policy it is raised under.
  public var policy: PolicyID
  /// The ladder; nil for the policy's first.
  public var track: TrackID?
  /// The stage to enter; nil for the track's first.
  public var stage: StageID?
  /// Agencies that raise it besides the one that posts it.
  public var raising: [AgencyID]
  /// Agencies the disagreement is with.
  public var receiving: [AgencyID]
  /// Agencies on neither side.
  public var involved: [AgencyID]
  /// The children.
  public var children: [Child]
  /// What it is about besides children, and who takes part besides agencies.
  public var besides: Besides
  /// The area of disagreement.
  public var category: Code?
  /// Where the concern came from.
  public var origin: Code?
  /// Circumstances.
  public var facts: [Code]
  /// What kinds of matter it holds.
  public var matters: [Code]
  /// The day the concern arose.
  public var aroseOn: CivilDate?
  /// The day it was raised with the other side.
  public var raisedWithOtherSideOn: CivilDate?
  /// Whether a child is at immediate risk.
  public var risk: RiskAnswer
  /// The agency's own reference; unique within it.
  public var externalReference: String?
  /// Personal data and narrative.
  public var parts: [Part]

  /// A request with what is required.
  public init(policy: PolicyID, receiving: [AgencyID], risk: RiskAnswer, parts: [Part]) {
    self.policy = policy
    self.receiving = receiving
    self.risk = risk
    self.parts = parts
    raising = []
    involved = []
    children = []
    besides = Besides()
    facts = []
    matters = []
  }
}

extension Job {
  /// A job that raises an escalation.
  public static func raise(_ request: RaiseRequest, in envelope: Envelope) -> Job {
    Job(credential: envelope.viewer.credential) {
      (ledger, library, now) throws(Failure) -> Receipt? in
      try ledger.replaying(envelope, at: now) { () throws(Failure) -> Receipt in
        let raise = try RaisingWork(
          request: request, envelope: envelope, ledger: ledger, library: library, now: now)
        return try raise.perform()
      }
    }
  }
}

/// The steps of raising, inside the writer's transaction.
private struct RaisingWork {
  let request: RaiseRequest
  let envelope: Envelope
  let ledger: any Ledger
  let now: Instant
  let agency: AgencyID
  let rules: Rules
  let today: CivilDate

  init(
    request: RaiseRequest, envelope: Envelope, ledger: any Ledger, library: Library, now: Instant
  ) throws(Failure) {
    guard envelope.viewer.role == .agency, let agency = envelope.viewer.agency else {
      throw .notAllowed("Agencies raise escalations.")
    }
    let today = library.zone.localDate(of: now)
    guard let policy = library.current(request.policy, on: today),
      policy.partnership == envelope.viewer.partnership
    else {
      let fault = Fault(
        pointer: "/policy", code: "unknownCode", detail: "There is no such policy in force.")
      throw .invalid([fault])
    }
    guard let rules = library.rules(for: policy) else {
      throw .broken("calendar \(policy.calendar) is not loaded")
    }
    self.request = request
    self.envelope = envelope
    self.ledger = ledger
    self.now = now
    self.agency = agency
    self.rules = rules
    self.today = today
  }

  func perform() throws(Failure) -> Receipt {
    if let external = request.externalReference,
      let existing = try ledger.reference(agency, external: external)
    {
      let isWithheld = try ledger.isWithheld(existing, from: envelope.viewer)
      throw .alreadyRaised(isWithheld ? nil : existing)
    }
    let parties = try parties()
    let partnership = envelope.viewer.partnership
    let reference = try ledger.nextReference(for: partnership, year: today.year)
    let event = try decide(parties, reference: reference)
    let recording = Recording(
      event: event, before: nil, reference: reference, rules: rules, now: now)
    var receipt = try recording.append(to: ledger, envelope)
    receipt.warnings += try FindingMatters(
      reference: reference, request: request, policy: rules.policy, envelope: envelope, now: now
    ).remarks(ledger)
    if let external = request.externalReference, !envelope.isDryRun {
      try ledger.file(reference, under: external, of: agency)
    }
    return receipt
  }

  private func decide(_ parties: [Party], reference: Reference) throws(Failure) -> Event {
    var raising = Raising(
      reference: reference, parties: parties, children: request.children, risk: request.risk,
      parts: request.parts)
    raising.track = request.track
    raising.stage = request.stage
    raising.besides = request.besides
    raising.category = request.category
    raising.origin = request.origin
    raising.facts = request.facts
    raising.matters = request.matters
    raising.aroseOn = request.aroseOn
    raising.raisedWithOtherSideOn = request.raisedWithOtherSideOn
    let (rules, agency, now) = (rules, agency, now)
    return try deciding { () throws(Refused) -> Event in
      try rules.raise(raising, by: agency, now: now)
    }
  }

  /// Who takes part, the agency that posts it first.
  private func parties() throws(Failure) -> [Party] {
    let raising = [agency] + request.raising.filter { $0 != agency }
    let named = NamedParties(
      raising: raising, receiving: request.receiving, involved: request.involved)
    return try named.found(in: envelope.viewer.partnership, on: today, ledger)
  }
}
