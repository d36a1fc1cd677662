import Testing

@testable import HTTP

@Suite("Rates") struct TokenBucketTests {
  @Test func `a bucket gives what it holds, then as much as it is refilled with`() {
    var bucket = TokenBucket(perMinute: 60, now: 0)

    for _ in 0..<60 { #expect(bucket.take(perMinute: 60, now: 0) == nil) }
    #expect(bucket.take(perMinute: 60, now: 0) == 1)
    #expect(bucket.take(perMinute: 60, now: 999) == 1)
    #expect(bucket.take(perMinute: 60, now: 1_000) == nil)
    #expect(bucket.take(perMinute: 60, now: 1_000) == 1)
  }

  @Test func `a slow rate says how long to wait, and refilling loses nothing`() {
    var bucket = TokenBucket(perMinute: 1, now: 0)

    #expect(bucket.take(perMinute: 1, now: 0) == nil)
    #expect(bucket.take(perMinute: 1, now: 0) == 60)
    for now in stride(from: 500, through: 59_500, by: 500) {
      #expect(bucket.take(perMinute: 1, now: now) != nil)
    }
    #expect(bucket.take(perMinute: 1, now: 61_000) == nil)
  }

  @Test func `a bucket never holds more than a minute's tokens`() {
    var bucket = TokenBucket(perMinute: 2, now: 0)

    #expect(bucket.take(3, perMinute: 2, now: 10_000_000) != nil)
    #expect(bucket.take(2, perMinute: 2, now: 10_000_000) == nil)
  }

  @Test func `a clock that goes back gives nothing`() {
    var bucket = TokenBucket(perMinute: 1, now: 60_000)

    #expect(bucket.take(perMinute: 1, now: 60_000) == nil)
    #expect(bucket.take(perMinute: 1, now: 0) == 60)
    #expect(bucket.take(perMinute: 1, now: 60_000) == 60)
  }

  @Test func `a penalty empties a bucket but does not owe`() {
    var table = RateTable<String>(perMinute: 10, capacity: 100)

    table.charge("a", cost: 1_000, now: 0)

    #expect(table.take("a", now: 0) == 6)
    #expect(table.take("a", now: 6_000) == nil)
    #expect(table.take("b", now: 0) == nil)
  }

  @Test func `a table remembers a bounded number of keys, and those in use longest`() {
    var table = RateTable<Int>(perMinute: 1, capacity: 100)
    _ = table.take(-1, now: 0)

    for key in 0..<10_000 {
      #expect(table.take(key, now: 0) == nil)
      #expect(table.take(-1, now: 0) != nil)
    }

    #expect(table.count <= 100)
  }
}
