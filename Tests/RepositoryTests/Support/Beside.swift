import Dispatch
import Foundation

/// Work beside a test, on threads of its own.
///
/// Not on the global queue: its threads are as many as there are cores and run the tests themselves, so
/// that a test which watches and one which waits could keep each other's work from ever beginning.
final class Beside: Sendable {
  private let group = DispatchGroup()

  /// Begins the work.
  func run(_ work: @escaping @Sendable () -> Void) {
    group.enter()
    Thread.detachNewThread { [group] in
      work()
      group.leave()
    }
  }

  /// Waits until all of it is done.
  func wait() { group.wait() }
}
