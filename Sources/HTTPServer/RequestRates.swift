internal import HTTP
internal import Synchronization

/// How often each of many keys may ask, counted over all loops.
public final class RequestRates<Key: Hashable & Sendable>: Sendable {
  private let table: Mutex<RateTable<Key>>

  /// Nil if there is no limit, so that nothing is counted in vain.
  public init?(perMinute: Int, remembered: Int) {
    guard perMinute > 0 else { return nil }
    table = Mutex(RateTable(perMinute: perMinute, capacity: remembered))
  }

  /// Counts a request: nil if it may go on, or after how many seconds one may.
  public func retryAfter(_ key: Key) -> Int? {
    retryAfter(key, now: Clocks.monotonicMicroseconds())
  }

  /// The same by a clock that was read already, in microseconds.
  func retryAfter(_ key: Key, now: Int) -> Int? {
    table.withLock { $0.take(key, now: now / 1000) }
  }

  /// Counts so many requests that nobody made, as a penalty.
  func charge(_ key: Key, cost: Int, now: Int) {
    table.withLock { $0.charge(key, cost: cost, now: now / 1000) }
  }
}
