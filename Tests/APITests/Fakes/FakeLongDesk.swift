import Casework

@testable import API

/// A long desk that does everything where it is handed in, or takes nothing.
final class FakeLongDesk: LongDesk {
  private let store: FakeStore
  private let isFull: Bool

  init(_ store: FakeStore, isFull: Bool = false) {
    self.store = store
    self.isFull = isFull
  }

  func begin(_ work: @escaping @Sendable (any Reader) -> Void) -> Bool {
    if !isFull { work(store) }
    return !isFull
  }

  func goOn(_ work: @escaping @Sendable (any Reader) -> Void) { work(store) }
}
