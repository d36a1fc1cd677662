import Casework
import Dispatch
import JSON
import Repository
import Synchronization

/// The long desk: one queue with a read-only connection of its own, beside the loops and the writer.
final class LongReads: LongDesk {
  /// How many may wait to begin.
  ///
  /// Whoever asks for a report waits for those before it; beyond this many it is told to come again.
  private static let mostWaiting = 64

  private struct State {
    var reader: (any Reader)?
    var isClosed = false
  }

  private let queue = DispatchQueue(label: "parley.long-reads", qos: .utility)
  private let waiting = Mutex(0)
  private let state = Mutex(State())
  private let store: Store
  private let log: Log

  /// A desk for this store; its connection is opened with the first work.
  init(_ store: Store, log: Log) {
    self.store = store
    self.log = log
  }

  func begin(_ work: @escaping @Sendable (any Reader) -> Void) -> Bool {
    let isTaken = waiting.withLock { count in
      guard count < Self.mostWaiting else { return false }
      count += 1
      return true
    }
    guard isTaken else { return false }
    queue.async { [self] in
      waiting.withLock { $0 -= 1 }
      perform(work)
    }
    return true
  }

  func goOn(_ work: @escaping @Sendable (any Reader) -> Void) {
    queue.async { [self] in perform(work) }
  }

  /// Lets what is being done finish, does nothing that still waits, and closes the connection.
  func close() {
    queue.sync {
      state.withLock { state in
        state.isClosed = true
        state.reader = nil
      }
    }
  }

  /// Whatever is not done is answered by the ticket's own time limit, or cut with its connection.
  private func perform(_ work: (any Reader) -> Void) {
    state.withLock { state in
      guard !state.isClosed else { return }
      do {
        let reader = try state.reader ?? store.makeReader()
        state.reader = reader
        work(reader)
      } catch {
        log.write(.error, "longReads", [("detail", .string("\(error)"))])
      }
    }
  }
}
