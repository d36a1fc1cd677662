import Synchronization

/// What a job makes or finds beside its receipt: set on the writer's thread, read after the commit.
public final class Made<Value: Sendable>: Sendable {
  private let made = Mutex<Value?>(nil)

  /// Nothing made so far.
  public init() {}

  /// What was made; nil before that.
  public var value: Value? { made.withLock { $0 } }

  /// Notes what was made.
  public func set(_ value: Value) { made.withLock { $0 = value } }
}
