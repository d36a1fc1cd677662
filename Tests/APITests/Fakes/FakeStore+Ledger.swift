import Casework
import Escalations

extension FakeStore: Ledger {
  func receipt(for key: IdempotencyKey) throws(Failure) -> KeptReceipt? {
    try failing { $0.receipts[key] }
  }

  func keep(
    _ receipt: KeptReceipt, for key: IdempotencyKey, at now: Instant
  ) throws(Failure) {
    try failing { $0.receipts[key] = receipt }
  }

  func escalation(
    _ reference: Reference, for viewer: Viewer
  ) throws(Failure) -> Escalation? {
    try failing { state in
      state.escalation(reference).flatMap { FakeStore.sees(viewer, $0) ? $0 : nil }
    }
  }

  func escalationForService(_ reference: Reference) throws(Failure) -> Escalation? {
    try failing { $0.escalation(reference) }
  }

  func parts(ofEvent number: Int, of reference: Reference) throws(Failure) -> [Part] {
    try failing { state in
      state.streams[reference]?.first { $0.recorded.number == number }?.recorded.event.parts ?? []
    }
  }

  func nextReference(for partnership: PartnershipID, year: Int) throws(Failure) -> Reference {
    try failing { state in
      let number = (state.numbers[partnership] ?? 0) + 1
      state.numbers[partnership] = number
      let digits = String(100_000 + number).dropFirst()
      let prefix = state.partnerships.first { $0.id == partnership }?.prefix ?? "X"
      return Reference("\(prefix)-\(year)-\(digits)")
    }
  }

  func reference(_ agency: AgencyID, external: String) throws(Failure) -> Reference? {
    try failing { $0.external["\(agency) \(external)"] }
  }

  func file(
    _ reference: Reference, under external: String, of agency: AgencyID
  ) throws(Failure) {
    try failing { $0.external["\(agency) \(external)"] = reference }
  }

  func append(
    _ event: Event, to reference: Reference, after: Escalation, by actor: Viewer?, at now: Instant
  ) throws(Failure) -> Place {
    try failing { state in
      state.sequence += 1
      let number = (state.streams[reference]?.count ?? 0) + 1
      let recorded = RecordedEvent(number: number, recordedAt: now, event: event)
      let stored = Stored(
        recorded: recorded, sequence: state.sequence, credential: actor?.credential)
      if state.streams[reference] == nil { state.order.append(reference) }
      state.streams[reference, default: []].append(stored)
      return Place(
        number: number, sequence: state.sequence, hashPrefix: state.hashPrefix(reference))
    }
  }

  func append(
    _ act: AdministrativeAct, partnership: PartnershipID, by actor: Viewer?, at now: Instant
  ) throws(Failure) {}

  func append(_ access: AccessEntry, at now: Instant) throws(Failure) {
    try failing { $0.accesses.append(access) }
  }

  func partnership(_ id: PartnershipID) throws(Failure) -> Partnership? {
    try failing { $0.partnerships.first { $0.id == id } }
  }

  func agency(_ id: AgencyID) throws(Failure) -> Agency? {
    try failing { $0.agencies.first { $0.id == id } }
  }

  func add(_ partnership: Partnership) throws(Failure) {
    try failing { $0.partnerships.append(partnership) }
  }

  func add(_ agency: Agency) throws(Failure) { try failing { $0.agencies.append(agency) } }

  func add(_ credential: Credential) throws(Failure) {
    try failing { $0.credentials.append(credential) }
  }

  func addPolicy(_ policy: Policy, json: [UInt8], at now: Instant) throws(Failure) {
    try failing { $0.policies["\(policy.id) \(policy.version)"] = json }
  }

  func addCalendar(
    _ calendar: WorkingCalendar, json: [UInt8], at now: Instant
  ) throws(Failure) {}

  func dueClocks(
    at now: Instant, nearBefore: Instant, limit: Int
  ) throws(Failure) -> [Reference] { [] }
}
