import Casework
import Digest
import Escalations
import SQLite

/// Replays escalations from a record and writes what follows from them into the derived tables of
/// another database.
struct Replayer {
  private let source: Connection
  private let target: Connection
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
    self.target = target
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

  /// Replays one escalation, event by event; where it cannot be, nothing of it is written, and the others
  /// are none the worse.
  ///
  /// What is wrong with the disk, and not with this escalation, is thrown.
  mutating func replay(_ id: Int64) throws(Failure) -> UnreadableEscalation? {
    do throws(Obstacle) {
      let derived = try target.savepoint("escalation") { () throws(Obstacle) in try derive(id) }
      if let derived {
        tallies.change(nil, to: derived.facts, partnership: derived.partnership)
      }
      return nil
    } catch {
      switch error {
      case .unreadable(let escalation): return escalation
      case .failure(let failure): throw failure
      }
    }
  }

  /// Forgets counts that were written.
  mutating func clearTallies() { tallies.clear() }

  private func derive(
    _ id: Int64
  ) throws(Obstacle) -> (facts: TallyFacts, partnership: Int64)? {
    let read = try events(of: id)
    guard let first = read.first else { return nil }
    let reference = first.stored.fields.stream
    var state: Escalation?
    var last: Projection.View?
    for (stored, recorded) in read {
      let before = state
      state = before.map { $0.applying(recorded) } ?? Escalation.replay([recorded])
      guard let escalation = state else {
        throw .unreadable(
          .init(
            reference, "its first event does not raise it", read.map(\.stored)))
      }
      let view = try view(of: escalation, before: before, id: id, hash: stored.hash)
      do throws(SQLiteError) {
        try projection.apply(recorded.event, to: view)
      } catch {
        if error.endsBatch { throw .failure(error.failure) }
        throw .unreadable(.init(reference, error.message, read.map(\.stored)))
      }
      last = view
    }
    guard let last else { return nil }
    return try Obstacle.wrapping { () throws(Failure) in
      (facts: try facts(of: last), partnership: last.partnership)
    }
  }

  /// The events with their texts, of which one that cannot be read any more is left out: no row but a mark
  /// to search by is made of texts.
  private func events(
    of id: Int64
  ) throws(Obstacle) -> [(stored: StoredEvent, recorded: RecordedEvent)] {
    let reference = try reference(of: id)
    let stored: [StoredEvent]
    do throws(SQLiteError) {
      stored = try stream.rows(id, through: .max)
    } catch {
      if error.endsBatch && error.kind != .corrupt { throw .failure(error.failure) }
      throw .unreadable(.init(reference, "its events cannot be read: \(error.message)", []))
    }
    var events: [(stored: StoredEvent, recorded: RecordedEvent)] = []
    for event in stored {
      if let why = try Obstacle.wrapping({ () throws(Failure) in try stream.fault(of: event) }) {
        throw .unreadable(.init(reference, why, stored))
      }
      do {
        events.append((event, try event.recordedAsReadable()))
      } catch {
        throw .unreadable(.init(reference, "event \(event.fields.number): \(error.why)", stored))
      }
    }
    return events
  }

  private func reference(of id: Int64) throws(Obstacle) -> String {
    try Obstacle.wrapping { () throws(Failure) in
      try translating { () throws(SQLiteError) in
        try source.prepare("SELECT reference FROM stream WHERE id = ?1")
          .first(id) { row in row.text(0) }
      } ?? "row \(id)"
    }
  }

  private func facts(of last: Projection.View) throws(Failure) -> TallyFacts {
    let isRestricted = last.escalation.raised.restricted
    let eyes = try translating { () throws(SQLiteError) in
      isRestricted ? try source.restrictedEyes(of: last.id) : nil
    }
    return TallyFacts(
      last.escalation, policy: last.policy,
      scopes: TallyScopes.of(
        last.escalation, agencies: last.agencies, lines: lines, eyes: eyes))
  }

  private func view(
    of escalation: Escalation, before: Escalation?, id: Int64, hash: SHA256Digest
  ) throws(Obstacle) -> Projection.View {
    let raised = escalation.raised
    guard let policy = library.policy(raised.policy, version: escalation.policyVersion) else {
      throw .unreadable(
        .init(
          raised.reference.text, lacking: "policy \(raised.policy) \(escalation.policyVersion)"))
    }
    let partnership = try Obstacle.wrapping { () throws(Failure) in
      try translating { () throws(SQLiteError) in
        try source.prepare("SELECT partnership_id FROM stream WHERE id = ?1")
          .first(id) { row in row.int64(0) }
      }
    }
    var ids: [Int64] = []
    for participation in escalation.participations {
      let agency = participation.party.agency
      guard let row = agencies[agency] else {
        throw .unreadable(.init(raised.reference.text, lacking: "agency \(agency)"))
      }
      ids.append(row)
    }
    return Projection.View(
      escalation: escalation, before: before, id: id, partnership: partnership ?? 0,
      agencies: ids, hashPrefix: String(hash.hex.prefix(SQLLedger.hashPrefixLength)),
      policy: policy)
  }
}

/// What stops a replay: this escalation, or the whole of it.
private enum Obstacle: SQLiteFailure {
  case unreadable(UnreadableEscalation)
  case failure(Failure)

  init(_ error: SQLiteError) { self = .failure(error.failure) }

  static func wrapping<Result>(
    _ body: () throws(Failure) -> Result
  ) throws(Obstacle) -> Result {
    do { return try body() } catch { throw .failure(error) }
  }
}

extension Escalation {
  fileprivate func applying(_ recorded: RecordedEvent) -> Escalation {
    var next = self
    next.apply(recorded)
    return next
  }
}
