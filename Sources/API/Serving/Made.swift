import Synchronization

/// What a job has made for its answer: set on the writer's thread, read after the commit.
final class Made<Value: Sendable>: Sendable {
  private let made = Mutex<Value?>(nil)

  /// What was made; nil before that.
  var value: Value? { made.withLock { $0 } }

  /// Notes what was made.
  func set(_ value: Value) { made.withLock { $0 = value } }
}
