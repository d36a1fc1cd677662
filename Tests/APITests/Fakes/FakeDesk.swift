import Casework
import Escalations
import Synchronization

/// A writer's counter that runs each job where it is handed in, one at a time.
final class FakeDesk: Desk {
  private let store: FakeStore
  private let clock: FakeClock
  private let present: Mutex<Library>

  init(_ store: FakeStore, _ library: Library, _ clock: FakeClock) {
    self.store = store
    self.clock = clock
    present = Mutex(library)
  }

  /// Policies and calendars as jobs have left them.
  var library: Library { present.withLock { $0 } }

  func submit(_ job: Job, done: @escaping @Sendable (Result<Receipt?, Failure>) -> Void) {
    var library = self.library
    let outcome: Result<Receipt?, Failure>
    do throws(Failure) {
      outcome = .success(try job.run(store, &library, clock.now))
      let changed = library
      present.withLock { $0 = changed }
    } catch {
      outcome = .failure(error)
    }
    done(outcome)
  }
}

/// Time that stands still until a test moves it.
final class FakeClock: Sendable {
  private let instant: Mutex<Instant>

  init(_ instant: Instant) { self.instant = Mutex(instant) }

  var now: Instant { instant.withLock { $0 } }

  func move(to instant: Instant) { self.instant.withLock { $0 = instant } }
}

/// A number that grows by hand.
final class FakeCounter: Sendable {
  private let count = Mutex<UInt64>(1)

  var value: UInt64 { count.withLock { $0 } }

  func grow() { count.withLock { $0 += 1 } }
}
