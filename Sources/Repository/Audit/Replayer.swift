import Casework
import Digest
import Escalations
import SQLite

/// Replays escalations from a record and writes what follows from them into the derived tables of
/// another database.
struct Replayer {
  private let source: Connection
  private let stream: StreamReader
  private let projection: Projection
  private let library: Library
  private let agencies: [AgencyID: Int64]
  private let lines: AgencyLines
  /// What the escalations replayed so far add to the counts.
  private(set) var tallies: TallyBook

  init(
    from source: Connection, into target: Connection, library: Library,
    tallies: TallyBook = TallyBook()
  ) throws(SQLiteError) {
    self.source = source
    self.library = library
    self.tallies = tallies
    stream = try StreamReader(source)
    projection = try Projection(target)
    var agencies: [AgencyID: Int64] = [:]
    try source.prepare("SELECT id, name FROM agency").rows { row in
      agencies[AgencyID(row.text(1))] = row.int64(0)
    }
    self.agencies = agencies
    lines = try AgencyLines(source)
  }

  /// The escalations' streams after that one, at most so many.
  func streams(after last: Int64, limit: Int) throws(Failure) -> [Int64] {
    try translating { () throws(SQLiteError) in
      try source.prepare(
        """
        SELECT s.id FROM stream s JOIN partnership g ON g.id = s.partnership_id
        WHERE s.id > ?1 AND s.reference <> g.prefix ORDER BY s.id LIMIT ?2
        """
      ).all(last, limit) { row in row.int64(0) }
    }
  }

  /// Replays one escalation, event by event.
  mutating func replay(_ id: Int64) throws(Failure) {
    var state: Escalation?
    var last: Projection.View?
    for stored in try stream.read(id, through: .max) {
      let recorded: RecordedEvent
      do {
        recorded = try stored.recorded(withParts: true)
      } catch {
        throw .broken("event \(stored.fields.number) of \(stored.fields.stream): \(error.why)")
      }
      let before = state
      state = before.map { $0.applying(recorded) } ?? Escalation.replay([recorded])
      guard let escalation = state else {
        throw .broken("the first event of \(stored.fields.stream) does not raise it")
      }
      let view = try view(of: escalation, before: before, id: id, hash: stored.hash)
      try translating { () throws(SQLiteError) in try projection.apply(recorded.event, to: view) }
      last = view
    }
    guard let last else { return }
    let isRestricted = last.escalation.raised.restricted
    let eyes = try translating { () throws(SQLiteError) in
      isRestricted ? try source.restrictedEyes(of: id) : nil
    }
    let facts = TallyFacts(
      last.escalation, policy: last.policy,
      scopes: TallyScopes.of(
        last.escalation, agencies: last.agencies, lines: lines, eyes: eyes))
    tallies.change(nil, to: facts, partnership: last.partnership)
  }

  /// Forgets counts that were written.
  mutating func clearTallies() { tallies.clear() }

  private func view(
    of escalation: Escalation, before: Escalation?, id: Int64, hash: SHA256Digest
  ) throws(Failure) -> Projection.View {
    guard
      let policy = library.policy(escalation.raised.policy, version: escalation.policyVersion)
    else {
      throw .broken("policy \(escalation.raised.policy) \(escalation.policyVersion) is not loaded")
    }
    let partnership = try translating { () throws(SQLiteError) in
      try source.prepare("SELECT partnership_id FROM stream WHERE id = ?1")
        .first(id) { row in row.int64(0) }
    }
    return Projection.View(
      escalation: escalation, before: before, id: id, partnership: partnership ?? 0,
      agencies: escalation.participations.map { agencies[$0.party.agency] ?? 0 },
      hashPrefix: String(hash.hex.prefix(SQLLedger.hashPrefixLength)), policy: policy)
  }
}

extension Escalation {
  fileprivate func applying(_ recorded: RecordedEvent) -> Escalation {
    var next = self
    next.apply(recorded)
    return next
  }
}
