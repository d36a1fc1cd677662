/// A rate as a bucket of tokens: full at first, refilled evenly, emptied by requests.
///
/// Time is an argument, in milliseconds of a clock that only goes forward.
public struct TokenBucket: Sendable {
  /// What a token is worth: a millisecond refills `perMinute` of these, so nothing is lost to rounding.
  private static let token = 60_000

  private var level: Int
  private var updated: Int

  /// A full bucket.
  public init(perMinute: Int, now: Int) {
    level = perMinute * Self.token
    updated = now
  }

  /// Takes tokens for a request.
  ///
  /// If there are not enough, none are taken, and the answer is after how many seconds there will be.
  public mutating func take(_ cost: Int = 1, perMinute: Int, now: Int) -> Int? {
    refill(perMinute, now)
    let missing = cost * Self.token - level
    guard missing > 0 else {
      level = -missing
      return nil
    }
    let perSecond = max(1, perMinute) * 1000
    return max(1, (missing + perSecond - 1) / perSecond)
  }

  /// Takes tokens as a penalty, down to an empty bucket.
  public mutating func charge(_ cost: Int, perMinute: Int, now: Int) {
    refill(perMinute, now)
    level = max(0, level - cost * Self.token)
  }

  private mutating func refill(_ perMinute: Int, _ now: Int) {
    let elapsed = max(0, min(now - updated, 60_000))
    level = min(perMinute * Self.token, level + elapsed * perMinute)
    updated = max(updated, now)
  }
}

/// Buckets by key, of which a bounded number is remembered: what was not asked for since about as many
/// others were is forgotten, and begins with a full bucket.
public struct RateTable<Key: Hashable & Sendable>: Sendable {
  private let perMinute: Int
  private let capacity: Int
  private var young: [Key: TokenBucket] = [:]
  private var old: [Key: TokenBucket] = [:]

  /// A table for this rate, which remembers at most so many keys.
  public init(perMinute: Int, capacity: Int) {
    self.perMinute = perMinute
    self.capacity = capacity
  }

  /// How many keys are remembered.
  public var count: Int { young.count + old.count }

  /// Takes tokens for a request of this key: nil if it may go on, or after how many seconds it may.
  public mutating func take(_ key: Key, cost: Int = 1, now: Int) -> Int? {
    var bucket = bucket(key, now)
    defer { remember(key, bucket) }
    return bucket.take(cost, perMinute: perMinute, now: now)
  }

  /// Takes tokens of this key as a penalty.
  public mutating func charge(_ key: Key, cost: Int, now: Int) {
    var bucket = bucket(key, now)
    bucket.charge(cost, perMinute: perMinute, now: now)
    remember(key, bucket)
  }

  private func bucket(_ key: Key, _ now: Int) -> TokenBucket {
    young[key] ?? old[key] ?? TokenBucket(perMinute: perMinute, now: now)
  }

  /// Two generations: when the young one is half of what may be remembered, the old one is forgotten.
  private mutating func remember(_ key: Key, _ bucket: TokenBucket) {
    young[key] = bucket
    guard young.count >= max(1, capacity / 2) else { return }
    old = young
    young = [:]
  }
}
