import Casework
import Foundation
import Escalations
import Synchronization

/// The jobs that wait for the writer, bounded, people's before the service's own.
///
/// Any thread puts jobs in, the writer's thread takes them out; nothing else is shared between them.
final class WorkQueue: Sendable {
  /// A job with whoever waits for its end.
  struct Waiting: Sendable {
    let job: Job
    let done: @Sendable (Result<Receipt?, Failure>) -> Void
  }

  /// What the writer is to do next.
  enum Work {
    /// Run these and commit them together.
    case batch([Waiting])
    /// Nothing came for a while.
    case idle
    /// Nothing will come any more.
    case stop
  }

  fileprivate struct State {
    var people: [Waiting] = []
    var service: [Waiting] = []
    var countByCredential: [CredentialID: Int] = [:]
    var isClosed = false
  }

  private let state = Mutex(State())
  private let arrival = DispatchSemaphore(value: 0)
  private let settings: StoreSettings

  init(settings: StoreSettings) { self.settings = settings }

  /// Takes a job in; false if there is no room for it, or the writer stops.
  func add(_ waiting: Waiting) -> Bool {
    let (isTaken, isFirst) = state.withLock { state in
      let wasEmpty = state.people.isEmpty && state.service.isEmpty
      return (state.add(waiting, settings: settings), wasEmpty)
    }
    if isTaken && isFirst { arrival.signal() }
    return isTaken
  }

  /// What to do next; waits for it.
  func next() -> Work {
    while true {
      let work: Work? = state.withLock { state in
        if let batch = state.takeBatch(settings: settings) { return .batch(batch) }
        return state.isClosed ? .stop : nil
      }
      if let work { return work }
      let patience = DispatchTime.now() + .seconds(settings.idleCheckpointSeconds)
      if arrival.wait(timeout: patience) == .timedOut { return .idle }
    }
  }

  /// Refuses what comes from here on; what waits is still done.
  func close() {
    state.withLock { $0.isClosed = true }
    arrival.signal()
  }

  /// How many jobs wait.
  var count: Int { state.withLock { $0.people.count + $0.service.count } }
}

extension WorkQueue.State {
  fileprivate mutating func add(_ waiting: WorkQueue.Waiting, settings: StoreSettings) -> Bool {
    guard !isClosed, people.count + service.count < settings.queueLimit else { return false }
    guard let credential = waiting.job.credential else {
      service.append(waiting)
      return true
    }
    let own = countByCredential[credential, default: 0]
    guard own < settings.queueLimitPerCredential else { return false }
    countByCredential[credential] = own + 1
    people.append(waiting)
    return true
  }

  /// All that people wait for, as much as is committed at once; else a little of the service's own.
  fileprivate mutating func takeBatch(settings: StoreSettings) -> [WorkQueue.Waiting]? {
    if !people.isEmpty {
      let batch = people.prefix(settings.batchLimit)
      people.removeFirst(batch.count)
      for credential in batch.compactMap(\.job.credential) { release(credential) }
      return Array(batch)
    }
    guard !service.isEmpty else { return nil }
    let batch = service.prefix(settings.serviceBatchLimit)
    service.removeFirst(batch.count)
    return Array(batch)
  }

  private mutating func release(_ credential: CredentialID) {
    let left = countByCredential[credential, default: 1] - 1
    countByCredential[credential] = left == 0 ? nil : left
  }
}
