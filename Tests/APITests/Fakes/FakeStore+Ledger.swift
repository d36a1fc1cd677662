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

  func openMatters(
    about identifiers: [RecordIdentifier], with receiving: [AgencyID],
    except reference: Reference, for viewer: Viewer
  ) throws(Failure) -> [OpenMatter] { [] }

  func note(
    _ knowledge: MatterKnowledge, of one: Reference, and other: Reference,
    partnership: PartnershipID, by actor: Viewer?, at now: Instant
  ) throws(Failure) -> Int {
    let act: AdministrativeAct =
      knowledge == .linked ? .matterLinked(one, other) : .matterHinted(one, other)
    return try append(act, parts: [], partnership: partnership, by: actor, at: now)
  }

  func isNoted(
    _ knowledge: MatterKnowledge, of one: Reference, and other: Reference
  ) throws(Failure) -> Bool { false }

  func isWithheld(_ reference: Reference, from viewer: Viewer) throws(Failure) -> Bool { false }

  func name(
    _ credentials: [CredentialID], for reference: Reference, by actor: Viewer, at now: Instant
  ) throws(Failure) -> Int {
    try append(
      .restrictionNamed(reference, credentials), parts: [], partnership: actor.partnership,
      by: actor, at: now)
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
    _ act: AdministrativeAct, parts: [Part], partnership: PartnershipID, by actor: Viewer?,
    at now: Instant
  ) throws(Failure) -> Int {
    try failing { state in
      state.sequence += 1
      state.administration.append(act)
      return state.administration.count
    }
  }

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

  func change(_ agency: Agency) throws(Failure) {
    try failing { state in
      state.agencies.removeAll { $0.id == agency.id }
      state.agencies.append(agency)
    }
  }

  func add(_ credential: Credential) throws(Failure) {
    try failing { $0.credentials.append(credential) }
  }

  func credential(_ id: CredentialID) throws(Failure) -> Credential? {
    try failing { $0.credentials.first { $0.id == id } }
  }

  func rotate(
    _ id: CredentialID, to tokenDigest: String, previousUntil: Instant
  ) throws(Failure) {
    try failing { state in
      for old in state.credentials where old.id == id {
        state.credentials.removeAll { $0 == old }
        state.credentials += [
          old.changed(digest: tokenDigest), old.changed(expiresAt: previousUntil),
        ]
      }
    }
  }

  func revoke(_ id: CredentialID, at now: Instant) throws(Failure) {
    try failing { state in
      state.credentials = state.credentials.map { $0.id == id ? $0.changed(revokedAt: now) : $0 }
    }
  }

  func noteUse(of id: CredentialID, at instant: Instant) throws(Failure) {
    try failing { $0.uses[id] = instant }
  }

  func addPolicy(_ policy: Policy, json: [UInt8], at now: Instant) throws(Failure) {
    try failing { $0.policies["\(policy.id) \(policy.version)"] = json }
  }

  func addCalendar(
    _ calendar: WorkingCalendar, json: [UInt8], at now: Instant
  ) throws(Failure) {}

  func beginFollowing(
    _ calendar: WorkingCalendar, in partnerships: [PartnershipID], at now: Instant
  ) throws(Failure) {
    try failing { state in
      state.following += partnerships.map { id in
        CalendarFollowing(
          calendar: calendar.id, version: calendar.version, partnership: id, changedAt: now,
          reached: 0, last: Int64(state.order.count), escalations: 0, clocks: 0, finishedAt: nil)
      }
    }
  }

  func unfinishedFollowing() throws(Failure) -> CalendarFollowing? {
    try failing { $0.following.first { $0.finishedAt == nil } }
  }

  func openStretch(
    of following: CalendarFollowing, limit: Int
  ) throws(Failure) -> OpenStretch {
    try failing { state in
      let here = state.order.dropFirst(Int(following.reached)).prefix(limit)
      let escalations = here.compactMap { state.escalation($0) }.filter {
        $0.raised.partnership == following.partnership
      }
      return OpenStretch(
        escalations: escalations.map {
          ($0.raised.reference, $0.raised.policy, $0.policyVersion)
        }, reached: following.reached + Int64(here.count))
    }
  }

  func keep(_ following: CalendarFollowing) throws(Failure) {
    try failing { state in
      state.following.removeAll {
        $0.version == following.version && $0.partnership == following.partnership
      }
      state.following.append(following)
    }
  }

  func dueClocks(
    at now: Instant, nearBefore: Instant, limit: Int
  ) throws(Failure) -> [Reference] { [] }

  func lastSweep() throws(Failure) -> Instant? { nil }

  func keepSweep(at now: Instant) throws(Failure) {}
}

extension Credential {
  fileprivate func changed(
    digest: String? = nil, expiresAt: Instant? = nil, revokedAt: Instant? = nil
  ) -> Credential {
    Credential(
      id: id, name: name, viewer: viewer, tokenDigest: digest ?? tokenDigest,
      expiresAt: expiresAt ?? self.expiresAt, revokedAt: revokedAt ?? self.revokedAt,
      seesRestricted: seesRestricted)
  }
}
