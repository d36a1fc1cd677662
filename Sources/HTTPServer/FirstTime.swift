internal import Synchronization

/// True once.
final class FirstTime: Sendable {
  private let isOver = Atomic<Bool>(false)

  /// Whether this is the first time it is asked.
  func passes() -> Bool { !isOver.exchange(true, ordering: .relaxed) }
}
