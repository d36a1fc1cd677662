import Casework
import Escalations
import SQLite

/// The writer's work on its thread: batch after batch, and the log tidied between them.
///
/// One transaction holds a batch and one savepoint each of its jobs. A job that fails undoes itself
/// alone; an error that ends the transaction (a full disk, an I/O error) or forbids to trust it fails
/// all of the batch, and nobody was told otherwise, because callers hear after the commit.
final class Counter {
  private let connection: Connection
  private let ledger: SQLLedger
  private let settings: StoreSettings
  private let hooks: WriterHooks
  private let disk: DiskWatch
  private var library: Library
  /// Pages written since the log was last moved into the file.
  private var pagesInLog = 0
  private var isDead = false

  init(
    folder: DataFolder, library: Library, settings: StoreSettings, hooks: WriterHooks
  ) throws(StoreError) {
    self.settings = settings
    self.hooks = hooks
    self.library = library
    disk = DiskWatch(folder: folder, floor: settings.diskFloorBytes)
    do throws(SQLiteError) {
      connection = try Connection(
        path: folder.database, mode: .readWrite, settings: settings.forWriting)
      ledger = try SQLLedger(connection, library: library, settings: settings, now: hooks.now())
    } catch {
      throw StoreError(.unusable, "\(folder.database) cannot be opened: \(error)")
    }
  }

  /// Works until the queue says stop.
  func serve(_ queue: WorkQueue) {
    while true {
      switch queue.next() {
      case .batch(let batch):
        run(batch)
        if pagesInLog >= settings.checkpointPages { tidy(.passive) }
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
    var outcomes: [Result<Receipt?, Failure>] = []
    do throws(SQLiteError) {
      try connection.prepare("BEGIN IMMEDIATE").run()
      ledger.now = hooks.now()
      for waiting in batch { outcomes.append(try outcome(of: waiting.job)) }
      try ledger.writeTotals()
      try connection.prepare("COMMIT").run()
    } catch {
      library = libraryBefore
      return lose(batch, error)
    }
    pagesInLog += connection.takePagesWritten()
    let change = ledger.takeChanges()
    if change.touchesAdministration { hooks.published(library) }
    if !change.isEmpty { hooks.changed(change) }
    for (waiting, outcome) in zip(batch, outcomes) { waiting.done(outcome) }
  }

  /// Runs one job in its savepoint; throws when the whole batch is lost with it.
  private func outcome(of job: Job) throws(SQLiteError) -> Result<Receipt?, Failure> {
    let libraryBefore = library
    try connection.prepare("SAVEPOINT job").run()
    ledger.begin(library: library)
    let outcome: Result<Receipt?, Failure>
    do throws(Failure) {
      outcome = .success(try job.run(ledger, &library, ledger.now))
    } catch {
      outcome = .failure(error)
    }
    // Asked even of a job that returned: it may have swallowed the failure, SQLite has not.
    if let fatal = ledger.fatal { throw fatal }
    // Without a transaction there is no savepoint either, and both ends below throw.
    switch outcome {
    case .success: try connection.prepare("RELEASE job").run()
    case .failure(let failure):
      library = libraryBefore
      ledger.undo()
      try connection.prepare("ROLLBACK TO job").run()
      try connection.prepare("RELEASE job").run()
      if case .broken(let why) = failure { hooks.log("a command failed: \(why)") }
    }
    return outcome
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
    if pagesInLog > 0 { tidyWithoutWaiting() }
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
      if !result.wasBlocked { pagesInLog = 0 }
    } catch {
      hooks.log("the log could not be moved into the file: \(error)")
      if error.kind == .ioErrorSync {
        isDead = true
        hooks.fatal("the store cannot be trusted any more: \(error)")
      }
    }
  }
}
