import Casework
import Escalations
import SQLite

/// The writer's work on its thread: batch after batch, and the log tidied between them.
///
/// One transaction holds a batch. A job that fails undoes itself alone; an error that ends the
/// transaction (a full disk, an I/O error) or forbids to trust it fails all of the batch, and nobody was
/// told otherwise, because callers hear after the commit.
final class Counter {
  private let connection: Connection
  private let ledger: SQLLedger
  private let settings: StoreSettings
  private let hooks: WriterHooks
  private let disk: DiskWatch
  private let notes: ErasureNotes
  private var library: Library
  /// Pages written since the log was last moved into the file.
  private var pagesInLog = 0
  private var isDead = false
  /// Whether something was erased that the log may still hold.
  private var cutsLog = false

  init(
    folder: DataFolder, library: Library, settings: StoreSettings, hooks: WriterHooks
  ) throws(StoreError) {
    self.settings = settings
    self.hooks = hooks
    self.library = library
    notes = ErasureNotes(in: folder)
    disk = DiskWatch(folder: folder, floor: settings.diskFloorBytes)
    do throws(SQLiteError) {
      connection = try Connection(
        path: folder.database, mode: .readWrite, settings: settings.forWriting)
      ledger = try SQLLedger(connection, library: library, settings: settings, now: hooks.now())
    } catch {
      throw StoreError(folder.database, cannotBe: "opened", error)
    }
  }

  /// Works until the queue says stop.
  func serve(_ queue: WorkQueue) {
    while true {
      switch queue.next() {
      case .batch(let batch):
        run(batch)
        if cutsLog {
          tidyWithoutWaiting()
        } else if pagesInLog >= settings.checkpointPages {
          tidy(.passive)
        }
      case .idle: rest()
      case .stop:
        tidy(.truncate)
        connection.close()
        return
      }
    }
  }

  // MARK: A batch

  private func run(_ batch: [WorkQueue.Waiting]) {
    if isDead { return fail(batch, .broken("the store has failed and awaits its end")) }
    if disk.isBelowFloor() { return fail(batch, .storageFull) }
    let libraryBefore = library
    let outcomes: [Outcome]
    do throws(SQLiteError) {
      if let all = try together(batch) {
        outcomes = all
      } else {
        outcomes = try apart(batch, libraryBefore)
      }
      try ledger.writeTotals()
      try connection.prepare("COMMIT").run()
    } catch {
      library = libraryBefore
      return lose(batch, error)
    }
    pagesInLog += connection.takePagesWritten()
    noteErasures()
    let change = ledger.takeChanges()
    if change.touchesAdministration { hooks.published(library) }
    if !change.isEmpty { hooks.changed(change) }
    for (waiting, outcome) in zip(batch, outcomes) { waiting.done(outcome) }
  }

  private typealias Outcome = Result<Receipt?, Failure>

  /// Begins a transaction and runs the jobs in it; nil where one failed after it had written.
  ///
  /// Most that are refused have written nothing and need nothing to undo them, while in a savepoint SQLite
  /// copies each page that a job is the first to change.
  private func together(_ batch: [WorkQueue.Waiting]) throws(SQLiteError) -> [Outcome]? {
    try connection.prepare("BEGIN IMMEDIATE").run()
    ledger.now = hooks.now()
    var outcomes: [Outcome] = []
    for waiting in batch {
      let written = connection.totalChanges
      let outcome = try outcome(of: waiting.job)
      if case .failure = outcome, connection.totalChanges != written { return nil }
      outcomes.append(outcome)
    }
    return outcomes
  }

  /// Begins again and runs the jobs, each in a savepoint of its own; throws when the whole batch is lost.
  private func apart(
    _ batch: [WorkQueue.Waiting], _ libraryBefore: Library
  ) throws(SQLiteError) -> [Outcome] {
    try connection.prepare("ROLLBACK").run()
    ledger.forgetAll()
    library = libraryBefore
    try connection.prepare("BEGIN IMMEDIATE").run()
    var outcomes: [Outcome] = []
    for waiting in batch {
      try connection.prepare("SAVEPOINT job").run()
      let outcome = try outcome(of: waiting.job)
      // Without a transaction there is no savepoint either, and both of these throw.
      if case .failure = outcome { try connection.prepare("ROLLBACK TO job").run() }
      try connection.prepare("RELEASE job").run()
      outcomes.append(outcome)
    }
    return outcomes
  }

  /// Runs one job; what it has the ledger and the library remember is forgotten if it fails.
  private func outcome(of job: Job) throws(SQLiteError) -> Outcome {
    let libraryBefore = library
    ledger.begin(library: library)
    let outcome: Outcome
    do throws(Failure) {
      outcome = .success(try job.run(ledger, &library, ledger.now))
    } catch {
      outcome = .failure(error)
    }
    // Asked even of a job that returned: it may have swallowed the failure, SQLite has not.
    if let fatal = ledger.fatal { throw fatal }
    if case .failure(let failure) = outcome {
      library = libraryBefore
      ledger.undo()
      if case .broken(let why) = failure { hooks.log("a command failed: \(why)") }
    }
    return outcome
  }

  /// Notes beside the database what a restored backup must forget again, and has the log cut.
  ///
  /// The record has it too: what cannot be noted now is noted at the next start.
  private func noteErasures() {
    let erasures = ledger.takeErasures()
    if ledger.memory.cutsLog { cutsLog = true }
    ledger.memory.cutsLog = false
    do {
      try notes.append(erasures)
    } catch {
      hooks.log("an erasure could not be noted beside the database: \(error)")
    }
  }

  /// The transaction is given up: everything known is forgotten, and everyone is told the same.
  private func lose(_ batch: [WorkQueue.Waiting], _ error: SQLiteError) {
    if connection.inTransaction {
      // It may fail only because SQLite has rolled back meanwhile, which is what is wanted.
      try? connection.execute("ROLLBACK")
    }
    ledger.forgetAll()
    hooks.log("a batch of \(batch.count) commands was lost: \(error)")
    if error.kind == .ioErrorSync || connection.inTransaction {
      // What the disk holds is not known; to go on would be to promise what may not be there.
      isDead = true
      hooks.fatal("the store cannot be trusted any more: \(error)")
    }
    fail(batch, error.failure)
  }

  private func fail(_ batch: [WorkQueue.Waiting], _ failure: Failure) {
    for waiting in batch { waiting.done(.failure(failure)) }
  }

  // MARK: Between batches

  /// With nothing to do: old keys go, then the log, so that what was erased leaves it too.
  private func rest() {
    guard !isDead else { return }
    ledger.now = hooks.now()
    do {
      _ = try ledger.expireReceipts(atMost: settings.receiptsExpiredAtOnce)
      pagesInLog += connection.takePagesWritten()
    } catch {
      hooks.log("old keys could not be forgotten: \(error)")
    }
    if pagesInLog > 0 || cutsLog { tidyWithoutWaiting() }
  }

  /// Cuts the log to nothing if nobody reads from it.
  ///
  /// Waiting for a long reader (a backup) would hold up whoever comes to write; the next rest tries
  /// again.
  private func tidyWithoutWaiting() {
    setPatience(0)
    tidy(.truncate)
    setPatience(settings.busyTimeoutMilliseconds)
  }

  private func setPatience(_ milliseconds: Int32) {
    do {
      try connection.execute("PRAGMA busy_timeout = \(milliseconds)")
    } catch {
      hooks.log("the lock's time-out could not be set: \(error)")
    }
  }

  /// Moves the log into the file.
  ///
  /// What readers still need stays for the next time.
  private func tidy(_ mode: CheckpointMode) {
    guard !isDead else { return }
    do {
      let result = try connection.checkpoint(mode)
      if !result.wasBlocked {
        pagesInLog = 0
        if mode == .truncate { cutsLog = false }
      }
    } catch {
      hooks.log("the log could not be moved into the file: \(error)")
      if error.kind == .ioErrorSync {
        isDead = true
        hooks.fatal("the store cannot be trusted any more: \(error)")
      }
    }
  }
}
