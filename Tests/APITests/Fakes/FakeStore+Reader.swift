import Casework
import Escalations

extension FakeStore: Reader {
  func credential(tokenDigest: String) throws(Failure) -> Credential? {
    try failing { $0.credentials.first { $0.tokenDigest == tokenDigest } }
  }

  func status(of reference: Reference, for viewer: Viewer) throws(Failure) -> StatusRow? {
    try failing { $0.row(reference, for: viewer) }
  }

  func history(of reference: Reference, for viewer: Viewer) throws(Failure) -> History? {
    try failing { state in
      guard viewer.role != .dashboard, let escalation = state.escalation(reference),
        let last = FakeStore.lastEvent(for: viewer, escalation)
      else { return nil }
      let events = (state.streams[reference] ?? []).prefix(last)
      let entries = events.filter { stored in
        let privateTo = stored.recorded.event.privateTo
        return privateTo == nil || privateTo == viewer.agency
      }
      guard let seen = Escalation.replay(events.map(\.recorded)) else { return nil }
      return History(
        entries: entries.map { stored in
          History.Entry(
            recorded: stored.recorded, sequence: stored.sequence, credential: stored.credential,
            hash: String(repeating: "0", count: 63) + "\(stored.sequence % 10)")
        }, escalation: seen)
    }
  }

  /// Newest first; the position is the place in the order of raising.
  func escalations(
    _ query: ListQuery, for viewer: Viewer
  ) throws(Failure) -> Page<StatusRow> {
    try failing { state in
      let rows = state.order.enumerated().reversed().compactMap { place, reference in
        state.row(reference, for: viewer).map { (place, $0) }
      }
      let wanted = rows.filter { place, row in
        query.fits(row) && (query.after.map { Int64(place) < $0.key } ?? true)
      }
      let page = wanted.prefix(query.limit)
      let last = page.last.map { Position(key: Int64($0.0), tie: 0) }
      return Page(rows: page.map(\.1), next: wanted.count > page.count ? last : nil)
    }
  }

  func candidates(
    _ term: SearchTerm, limit: Int, for viewer: Viewer
  ) throws(Failure) -> [StatusRow] {
    try failing { state in
      let visible = state.order.reversed().compactMap { state.row($0, for: viewer) }
      return Array(visible.prefix(limit))
    }
  }

  func duties(_ query: DutyQuery, for viewer: Viewer) throws(Failure) -> Page<DutyRow> {
    try failing { state in
      var rows: [DutyRow] = []
      for reference in state.order {
        guard let escalation = state.escalation(reference), FakeStore.sees(viewer, escalation)
        else { continue }
        rows += escalation.duties.filter { query.fits($0) }.map { DutyRow($0, of: escalation) }
      }
      return Page(rows: Array(rows.prefix(query.limit)), next: nil)
    }
  }

  func agencies(for viewer: Viewer) throws(Failure) -> [Agency] {
    try failing { $0.agencies.filter { $0.partnership == viewer.partnership } }
  }

  func agency(_ id: AgencyID, for viewer: Viewer) throws(Failure) -> Agency? {
    try agencies(for: viewer).first { $0.id == id }
  }

  func partnership(for viewer: Viewer) throws(Failure) -> Partnership? {
    try failing { $0.partnerships.first { $0.id == viewer.partnership } }
  }

  func matterHints(for viewer: Viewer) throws(Failure) -> [MatterHint] {
    [
      MatterHint("TSCP-2026-00002", "TSCP-2026-00001", foundAt: Instant(milliseconds: 0))
    ]
  }

  func named(
    for reference: Reference, for viewer: Viewer
  ) throws(Failure) -> [NamedCredential]? {
    guard try escalation(reference, for: viewer)?.raised.restricted == true else { return nil }
    return [
      NamedCredential("office", role: .partnership, agency: nil, basis: .forAll),
      NamedCredential("school", role: .agency, agency: "school", basis: .raised),
    ]
  }

  func linked(with reference: Reference, for viewer: Viewer) throws(Failure) -> [StatusRow] { [] }

  func credentials(for viewer: Viewer) throws(Failure) -> [CredentialRow] {
    guard viewer.role == .admin else { return [] }
    return try failing { state in
      state.credentials.filter { $0.viewer.partnership == viewer.partnership }.map { credential in
        CredentialRow(
          id: credential.id, name: credential.name, role: credential.viewer.role,
          agency: credential.viewer.agency, panel: credential.viewer.panel,
          seesRestricted: credential.seesRestricted, issuedAt: nil,
          expiresAt: credential.expiresAt, revokedAt: credential.revokedAt,
          lastUsedAt: state.uses[credential.id], previousUntil: nil)
      }
    }
  }

  /// Newest first; the position is the place in the order of reading.
  func accesses(_ query: AccessQuery, for viewer: Viewer) throws(Failure) -> Page<AccessRow> {
    try failing { state in
      let rows = state.accesses.enumerated().reversed().filter { place, entry in
        query.fits(entry) && (query.after.map { Int64(place) < $0.tie } ?? true)
          && entry.viewer.partnership == viewer.partnership
      }
      let page = rows.prefix(query.limit)
      let next =
        rows.count > page.count ? page.last.map { Position(key: 0, tie: Int64($0.0)) } : nil
      return Page(
        rows: page.map { place, entry in
          AccessRow(
            sequence: Int64(place + 1), recordedAt: Instant(milliseconds: 0),
            credential: entry.viewer.credential, role: entry.viewer.role,
            agency: entry.viewer.agency, kind: entry.kind, reference: entry.reference,
            request: entry.requestID, hash: String(repeating: "0", count: 64))
        }, next: next)
    }
  }

  func policyJSON(_ id: PolicyID, version: String) throws(Failure) -> [UInt8]? {
    try failing { $0.policies["\(id) \(version)"] }
  }

  func following(
    _ calendar: String, for viewer: Viewer
  ) throws(Failure) -> CalendarFollowing? {
    try failing { state in
      state.following.last {
        $0.calendar == calendar && $0.partnership == viewer.partnership
      }
    }
  }

  func chainEnds(for viewer: Viewer) throws(Failure) -> [ChainEnd] {
    try failing { state in
      let hash = String(repeating: "0", count: 64)
      return state.sequence == 0
        ? [] : [ChainEnd(chain: .event, sequence: state.sequence, hash: hash, epoch: 1)]
    }
  }

  func chainTexts(
    _ chain: ChainName, _ range: ClosedRange<Int64>, limit: Int, for viewer: Viewer
  ) throws(Failure) -> [ChainRow] {
    try failing { state in
      guard chain == .event else { return [] }
      return range.prefix(limit).filter { $0 <= state.sequence }.map { sequence in
        ChainRow(sequence: sequence, hash: "\(sequence)", text: Array("event \(sequence)\n".utf8))
      }
    }
  }

  func verify(
    _ stretch: VerificationStretch, for viewer: Viewer
  ) throws(Failure) -> VerificationResult {
    try failing { state in
      guard case .rows(.event, let last, _) = stretch else {
        return VerificationResult(findings: [], entries: 0, texts: (0, 0), next: nil, through: 0)
      }
      let next = max(last, 0) + 1
      return VerificationResult(
        findings: [], entries: 1, texts: (1, 0), next: next < state.sequence ? next : nil,
        through: state.sequence)
    }
  }

  func condition() throws(Failure) -> StoreCondition {
    try failing { state in
      StoreCondition(
        schemaVersion: 1, escalations: Int64(state.order.count), events: state.sequence)
    }
  }
}

extension FakeStore.State {
  /// The status of an escalation that the viewer sees.
  func row(_ reference: Reference, for viewer: Viewer) -> StatusRow? {
    guard let escalation = escalation(reference), FakeStore.sees(viewer, escalation) else {
      return nil
    }
    let open = escalation.duties.filter(\.isOpen)
    let next = open.compactMap { $0.timing?.limit }.min { $0.at < $1.at }
    var (state, closedAt): (String, Instant?) = ("open", nil)
    if case .closed(let ending, let at) = escalation.standing {
      (state, closedAt) = (ending.rawValue, at)
    }
    return StatusRow(
      reference: reference, partnership: escalation.raised.partnership,
      policy: escalation.raised.policy, policyVersion: escalation.policyVersion,
      track: escalation.track, stage: escalation.stage, stageNumber: escalation.visit,
      formality: .informal, state: state, category: escalation.raised.category,
      risk: escalation.risk.answer, raisedAt: escalation.raisedAt,
      stageEnteredAt: escalation.visits[escalation.visit - 1].enteredAt, closedAt: closedAt,
      updatedAt: escalation.updatedAt, nextDueAt: next?.at, nextDueOn: next?.date,
      owedCount: open.count, revision: escalation.revision, hashPrefix: hashPrefix(reference),
      parties: escalation.presentParties)
  }
}

extension ListQuery {
  fileprivate func fits(_ row: StatusRow) -> Bool {
    (state == nil || row.state == state) && (stage == nil || row.stage == stage)
      && (policy == nil || row.policy == policy)
  }
}

extension AccessQuery {
  fileprivate func fits(_ entry: AccessEntry) -> Bool {
    (credential.map { $0 == entry.viewer.credential } ?? true)
      && (references.map { $0.contains { $0 == entry.reference } } ?? true)
      && (kind.map { $0 == entry.kind } ?? true)
      && (isRefused.map { $0 == (entry.kind == .refused) } ?? true)
  }
}

extension DutyQuery {
  fileprivate func fits(_ item: DutyItem) -> Bool {
    (state == nil || item.standing == state) && (owedBy.map(item.isOwed) ?? true)
  }
}

extension DutyRow {
  fileprivate init(_ item: DutyItem, of escalation: Escalation) {
    self.init(
      reference: escalation.raised.reference, policy: escalation.raised.policy,
      policyVersion: escalation.policyVersion, track: escalation.track,
      stage: escalation.visits[item.key.visit - 1].stage, key: item.key, owners: item.owners,
      state: item.standing, openedAt: item.openedAt, dueAt: item.timing?.limit?.at,
      dueOn: item.timing?.limit?.date)
  }
}
