import Casework
import Escalations
import Foundation
import SQLite
import Synchronization

/// The one that writes: a thread with its own connection, which commits together all that waits.
///
/// The connection and the ledger are made on that thread and never leave it.
final class Writer: Desk, Sendable {
  private let queue: WorkQueue
  private let settings: StoreSettings
  private let ended = DispatchSemaphore(value: 0)

  /// Starts the thread, and returns when it is ready to write.
  init(
    folder: DataFolder, library: Library, settings: StoreSettings, hooks: WriterHooks
  ) throws(StoreError) {
    self.settings = settings
    let queue = WorkQueue(settings: settings)
    self.queue = queue
    let opening = Opening()
    let ended = ended
    let thread = Thread {
      do throws(StoreError) {
        let counter = try Counter(
          folder: folder, library: library, settings: settings, hooks: hooks)
        opening.finish(nil)
        counter.serve(queue)
      } catch {
        opening.finish(error)
      }
      ended.signal()
    }
    thread.name = "writer"
    thread.start()
    if let error = opening.wait() { throw error }
  }

  /// Hands in a job; refused at once when too much waits.
  func submit(_ job: Job, done: @escaping @Sendable (Result<Receipt?, Failure>) -> Void) {
    if queue.add(WorkQueue.Waiting(job: job, done: done)) { return }
    done(.failure(.busy(retryAfter: settings.retryAfterSeconds)))
  }

  /// How many jobs wait.
  var waiting: Int { queue.count }

  /// Does what waits, refuses what comes, and returns when the file is closed.
  func stop() {
    queue.close()
    ended.wait()
    ended.signal()  // for whoever stops it again
  }

  /// How the thread tells whether it could open the file.
  private final class Opening: Sendable {
    private let error = Mutex<StoreError?>(nil)
    private let done = DispatchSemaphore(value: 0)

    func finish(_ error: StoreError?) {
      self.error.withLock { $0 = error }
      done.signal()
    }

    func wait() -> StoreError? {
      done.wait()
      return error.withLock { $0 }
    }
  }
}
