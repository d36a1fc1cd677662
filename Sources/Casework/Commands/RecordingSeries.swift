import Escalations

/// Several events of one command, each on the state that the one before left.
struct RecordingSeries {
  private(set) var state: Escalation
  let rules: Rules
  let acting: Acting
  let envelope: Envelope
  let now: Instant
  /// The receipt of the first event, with what all of them met and where the last one led.
  private(set) var receipt: Receipt?

  init(
    state: Escalation, rules: Rules, acting: Acting, envelope: Envelope, now: Instant
  ) {
    self.state = state
    self.rules = rules
    self.acting = acting
    self.envelope = envelope
    self.now = now
  }

  /// Decides on the command and appends its event.
  mutating func append(
    _ command: Command, _ parts: [Part], to ledger: any Ledger
  ) throws(Failure) {
    let order = Order(by: acting, command: command, parts: parts)
    let (rules, state, now) = (rules, state, now)
    let event = try deciding { () throws(Refused) -> Event in
      try rules.decide(order, on: state, now: now)
    }
    let recording = Recording(
      event: event, before: state, reference: state.raised.reference, rules: rules, now: now)
    add(try recording.append(to: ledger, envelope))
    let recorded = RecordedEvent(number: state.lastEvent + 1, recordedAt: now, event: event)
    self.state.apply(recorded)
  }

  private mutating func add(_ next: Receipt) {
    guard var all = receipt else {
      receipt = next
      return
    }
    all.etag = next.etag
    all.stage = next.stage
    all.owed = next.owed
    all.met += next.met
    all.warnings += next.warnings
    receipt = all
  }
}
