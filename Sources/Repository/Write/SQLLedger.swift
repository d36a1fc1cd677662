import Casework
import Digest
import Escalations
import SQLite

/// The write side in SQL: what commands see of the store, inside the writer's transaction.
///
/// It lives on the writer's thread. The writer calls `begin` for each job and `undo` for one that failed, so
/// that nothing of it is remembered.
final class SQLLedger: Ledger {
  let connection: Connection
  let settings: StoreSettings
  let sql: LedgerStatements
  let projection: Projection
  /// The writer's own; whatever an escalation runs under is in it.
  var library: Library
  /// One instant for the whole batch.
  var now: Instant
  var memory = LedgerMemory()
  /// Changes of counts; written with the commit.
  ///
  /// Beside the memory, since they grow with the batch and would be copied with each job.
  var tallies = TallyBook(undoesJobs: true)
  /// What the commit changes, for caches and for those who wait.
  var changes = StoreChange()
  /// The error after which nothing in this transaction counts any more.
  private(set) var fatal: SQLiteError?
  private var recent: RecentEscalations
  private var remembered = LedgerMemory()
  private var rememberedChanges = StoreChange().mark
  private var touched: [Reference] = []

  init(
    _ connection: Connection, library: Library, settings: StoreSettings, now: Instant
  ) throws(SQLiteError) {
    self.connection = connection
    self.library = library
    self.settings = settings
    self.now = now
    sql = try LedgerStatements(connection, receiptDays: settings.receiptDays)
    projection = try Projection(connection)
    recent = RecentEscalations(capacity: settings.cachedEscalations)
  }

  // MARK: Jobs and transactions

  /// Remembers where a job begins.
  func begin(library: Library) {
    self.library = library
    remembered = memory
    rememberedChanges = changes.mark
    tallies.beginJob()
    touched = []
  }

  /// Forgets what the job did.
  func undo() {
    memory = remembered
    changes.goBack(to: rememberedChanges)
    tallies.undoJob()
    for reference in touched { recent.forget(reference) }
  }

  /// Writes the heads that moved and the counts that changed; to be called before the commit.
  func writeTotals() throws(SQLiteError) {
    for key in memory.movedHeads {
      guard let head = memory.heads[key] else { continue }
      try sql.writeHead.run(key.partnership, key.chain.rawValue, head.sequence, head.hash.bytes)
    }
    memory.movedHeads = []
    try sql.tallies.write(tallies)
    tallies.clear()
  }

  /// What the committed jobs changed; forgets it.
  func takeChanges() -> StoreChange {
    defer { changes = StoreChange() }
    return changes.condensed
  }

  /// What the committed jobs erased; forgets it.
  func takeErasures() -> [NotedErasure] {
    defer { memory.erasures = [] }
    return memory.erasures
  }

  /// Forgets everything: the transaction is gone, and the file may differ from what was known.
  func forgetAll() {
    memory = LedgerMemory()
    tallies.clear()
    changes = StoreChange()
    recent.removeAll()
    fatal = nil
  }

  /// Runs SQL, and notes an error that ends the batch.
  func run<Result>(_ body: () throws(SQLiteError) -> Result) throws(Failure) -> Result {
    do {
      return try body()
    } catch {
      if error.endsBatch { fatal = error }
      throw error.failure
    }
  }

  // MARK: Escalations

  /// The escalation as it stands, if the viewer may see it so.
  func escalation(_ reference: Reference, for viewer: Viewer) throws(Failure) -> Escalation? {
    let sight = Visibility.Arguments(viewer)
    guard viewer.readsRecords, sight.reach != .none else { return nil }
    let found = try run { () throws(SQLiteError) in
      try sql.sight.first(
        sight.reach.rawValue, sight.partnership, sight.credential, reference.text
      ) { row in (stream: row.int64(0), last: row.int64(1)) }
    }
    guard let found else { return nil }
    return try load(reference, stream: found.stream, last: found.last)
  }

  /// The escalation whatever the viewer.
  func escalationForService(_ reference: Reference) throws(Failure) -> Escalation? {
    let found = try run { () throws(SQLiteError) in
      try sql.place.first(reference.text) { row in
        (stream: row.int64(0), last: row.int64(1))
      }
    }
    guard let found else { return nil }
    return try load(reference, stream: found.stream, last: found.last)
  }

  /// The escalation as it was before the event that led to this state; nil before the first.
  func state(
    before after: Escalation, _ reference: Reference, stream: Int64
  ) throws(Failure) -> Escalation? {
    guard after.lastEvent > 1 else { return nil }
    return try load(reference, stream: stream, last: Int64(after.lastEvent) - 1)
  }

  private func load(
    _ reference: Reference, stream: Int64, last: Int64
  ) throws(Failure) -> Escalation {
    if let entry = recent.entry(reference), entry.escalation.lastEvent == Int(last) {
      return entry.escalation
    }
    var events: [RecordedEvent] = []
    for stored in try sql.stream.read(stream, through: last) {
      do {
        events.append(try stored.recorded(withParts: false))
      } catch {
        throw .broken("event \(stored.fields.number) of \(reference): \(error.why)")
      }
    }
    guard let escalation = Escalation.replay(events), escalation.lastEvent == Int(last) else {
      throw .broken("the record of \(reference) does not lead to its event \(last)")
    }
    recent.keep(escalation, stream: stream, as: reference)
    return escalation
  }

  /// Notes that the job changed it, and keeps the new state.
  func keep(_ escalation: Escalation, stream: Int64, as reference: Reference) {
    touched.append(reference)
    recent.keep(escalation, stream: stream, as: reference)
  }

  /// The stream of an escalation known from this or an earlier job.
  func recentStream(_ reference: Reference) -> Int64? { recent.entry(reference)?.stream }
}
