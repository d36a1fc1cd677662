public import Casework
import Dispatch
public import Escalations
import SQLite
import Synchronization

/// What the keeper of the record asks of it; each waits for its commit, so never on a loop.
extension Store {
  /// Erases, some escalations in one commit, and says what came of each.
  public func erase(_ erasures: [Erasure]) throws(Failure) -> [ErasureOutcome] {
    try keeping { (ledger, now) throws(Failure) in
      var outcomes: [ErasureOutcome] = []
      for erasure in erasures { outcomes.append(try ledger.erase(erasure, at: now)) }
      return outcomes
    }
  }

  /// Places a legal hold.
  public func hold(_ reference: Reference, reason: String, by: String) throws(Failure) {
    try keeping { (ledger, now) throws(Failure) in
      try ledger.hold(reference, reason: reason, by: by, at: now)
    }
  }

  /// Releases every legal hold on it; says whether there was one.
  public func release(_ reference: Reference, by: String) throws(Failure) -> Bool {
    try keeping { (ledger, now) throws(Failure) in try ledger.release(reference, by: by, at: now) }
  }

  /// Erases a month of access entries that was shown; false if it is not the chain's oldest any more.
  public func eraseAccess(
    _ month: AccessMonth, rule: String, by: String
  ) throws(Failure) -> Bool {
    try keeping { (ledger, now) throws(Failure) in
      try ledger.eraseAccess(month, rule: rule, by: by, at: now)
    }
  }

  /// The months of access entries that ended by that instant and could go.
  public func accessMonths(before limit: Instant) throws(StoreError) -> [AccessMonth] {
    try reading { connection throws(SQLiteError) in
      try AccessMonths(connection).all(before: limit)
    }
  }

  /// Escalations that ended before that instant, in pages by their place in the order of raising.
  public func closedEscalations(
    before limit: Instant, after last: Int64, atMost count: Int
  ) throws(StoreError) -> [ClosedEscalation] {
    try reading { connection throws(SQLiteError) in
      // One state for the page and its counts.
      try connection.transaction(.deferred) { () throws(SQLiteError) in
        try ClosedPage(connection).read(before: limit, after: last, atMost: count)
      }
    }
  }

  /// Reads with a connection of its own.
  private func reading<Value>(
    _ read: (Connection) throws(SQLiteError) -> Value
  ) throws(StoreError) -> Value {
    do throws(SQLiteError) {
      let connection = try Connection(path: folder.database, mode: .readOnly)
      defer { connection.close() }
      return try read(connection)
    } catch {
      throw StoreError(folder.database, cannotBe: "read", error)
    }
  }

  /// Runs work on the writer's thread, and waits for its commit.
  private func keeping<Value: Sendable>(
    _ work: @escaping @Sendable (SQLLedger, Instant) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    let value = Mutex<Value?>(nil)
    let failure = Mutex<Failure?>(nil)
    let done = DispatchSemaphore(value: 0)
    let job = Job(credential: nil) { (ledger, _, now) throws(Failure) -> Receipt? in
      guard let ledger = ledger as? SQLLedger else {
        throw .broken("another ledger than the store's")
      }
      let result = try work(ledger, now)
      value.withLock { $0 = result }
      return nil
    }
    desk.submit(job) { result in
      if case .failure(let reason) = result { failure.withLock { $0 = reason } }
      done.signal()
    }
    done.wait()
    if let reason = failure.withLock({ $0 }) { throw reason }
    guard let result = value.withLock({ $0 }) else { throw .broken("a job without an end") }
    return result
  }
}

/// Reads a page of ended escalations with what is left of their texts.
private struct ClosedPage {
  private let page: Statement
  private let groups: Statement

  init(_ connection: Connection) throws(SQLiteError) {
    page = try connection.prepare(
      """
      SELECT e.id, s.reference, g.name, e.closed_at, EXISTS (
        SELECT 1 FROM legal_hold h WHERE h.stream_id = e.id AND h.released_by IS NULL)
      FROM escalation e JOIN stream s ON s.id = e.id JOIN partnership g ON g.id = e.partnership_id
      WHERE e.id > ?1 AND e.closed_at < ?2 ORDER BY e.id LIMIT ?3
      """)
    groups = try connection.prepare(
      """
      SELECT class, count(*) FROM (
        SELECT p.class FROM event v JOIN part p ON p.event_id = v.id
        WHERE v.stream_id = ?1 AND p.content IS NOT NULL
        UNION ALL
        SELECT t.class FROM form f JOIN form_text t ON t.form_id = f.id
        WHERE f.stream_id = ?1 AND t.text IS NOT NULL)
      GROUP BY class
      """)
  }

  func read(
    before limit: Instant, after last: Int64, atMost count: Int
  ) throws(SQLiteError) -> [ClosedEscalation] {
    try page.all(last, limit.milliseconds, count) { row in
      ClosedEscalation(
        id: row.int64(0), reference: Reference(row.text(1)),
        partnership: PartnershipID(row.text(2)), closedAt: row.instant(3), isHeld: row.bool(4),
        groups: [:])
    }.map { found throws(SQLiteError) in
      var left: [Part.Class: Int] = [:]
      try groups.rows(found.id) { row in left[row.code(0)] = row.int(1) }
      return ClosedEscalation(
        id: found.id, reference: found.reference, partnership: found.partnership,
        closedAt: found.closedAt, isHeld: found.isHeld, groups: left)
    }
  }
}
