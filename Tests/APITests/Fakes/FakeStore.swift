import Casework
import Escalations
import Synchronization

/// Ledger and reader in memory: what the ports ask for, in the simplest way that keeps their promises.
///
/// It hashes nothing and rolls nothing back; `Repository` has its own tests for that.
final class FakeStore: Sendable {
  /// An event as it lies in the store.
  struct Stored: Sendable {
    let recorded: RecordedEvent
    let sequence: Int64
    let credential: CredentialID?
  }

  /// All there is.
  struct State: Sendable {
    var streams: [Reference: [Stored]] = [:]
    var order: [Reference] = []
    var receipts: [IdempotencyKey: KeptReceipt] = [:]
    var external: [String: Reference] = [:]
    var credentials: [Credential] = []
    var agencies: [Agency] = []
    var partnerships: [Partnership] = []
    var policies: [String: [UInt8]] = [:]
    var accesses: [AccessEntry] = []
    var administration: [AdministrativeAct] = []
    var following: [CalendarFollowing] = []
    var uses: [CredentialID: Instant] = [:]
    var sequence: Int64 = 0
    var forms: [FormID: StoredForm] = [:]
    var epoch: Int64 = 1
    var numbers: [PartnershipID: Int] = [:]
    /// What every question and every write fails with, where a test asks for it.
    var failure: Failure?
  }

  let state = Mutex(State())

  /// Changes what there is.
  func change(_ change: (inout State) -> Void) { state.withLock { change(&$0) } }

  /// Makes an escalation restricted, as if it had been raised so.
  func restrict(_ reference: Reference) {
    change { state in
      guard let first = state.streams[reference]?.first,
        case .raised(var raised) = first.recorded.event.body
      else { return }
      raised.restricted = true
      var event = first.recorded.event
      event.body = .raised(raised)
      state.streams[reference]?[0] = Stored(
        recorded: RecordedEvent(
          number: first.recorded.number, recordedAt: first.recorded.recordedAt, event: event),
        sequence: first.sequence, credential: first.credential)
    }
  }

  /// What was read and refused so far.
  var accesses: [AccessEntry] { state.withLock { $0.accesses } }

  /// How many events there are.
  var eventCount: Int {
    state.withLock { state in
      state.streams.values.reduce(state.administration.count) { $0 + $1.count }
    }
  }

  func failing<Value>(_ work: (inout State) -> Value) throws(Failure) -> Value {
    let outcome: Result<Value, Failure> = unguarded { state in
      if let failure = state.failure { return .failure(failure) }
      return .success(work(&state))
    }
    return try outcome.get()
  }

  private func unguarded<Value>(_ work: (inout State) -> Value) -> Value {
    var state = state.withLock { $0 }
    let value = work(&state)
    let changed = state
    self.state.withLock { $0 = changed }
    return value
  }

  /// Whether a viewer sees an escalation as it stands now.
  static func sees(_ viewer: Viewer, _ escalation: Escalation) -> Bool {
    lastEvent(for: viewer, escalation) == escalation.lastEvent
  }

  /// The last event that a viewer sees: by its partnership, and an agency until it leaves.
  static func lastEvent(for viewer: Viewer, _ escalation: Escalation) -> Int? {
    // Of restricted ones this store knows the office and the auditor to be named, and nobody else.
    guard escalation.raised.partnership == viewer.partnership,
      !escalation.raised.restricted || [.partnership, .auditor].contains(viewer.role)
    else { return nil }
    switch viewer.role {
    case .agency, .decider:
      guard let agency = viewer.agency else {
        return viewer.role == .decider ? escalation.lastEvent : nil
      }
      let own = escalation.participations.filter { $0.party.agency == agency && !$0.voided }
      return own.map { $0.left ?? escalation.lastEvent }.max()
    case .partnership, .auditor, .dashboard: return escalation.lastEvent
    case .admin: return nil
    }
  }
}

extension FakeStore.State {
  /// The escalation of a reference.
  func escalation(_ reference: Reference) -> Escalation? {
    streams[reference].flatMap { Escalation.replay($0.map(\.recorded)) }
  }

  /// The digits that stand for the hash of its last event.
  func hashPrefix(_ reference: Reference) -> String {
    String(streams[reference]?.last?.sequence ?? 0, radix: 16)
  }
}
