/// Which counts of a set of published tables are left out, so that no small number can be read or
/// worked out (Government Analysis Function: shown as `[c]`).
///
/// A count from 1 to 5 is small. Zero is shown. A reader knows the sums that hold between counts; so
/// others are left out besides, until each small one may still be any of five numbers or more.
public struct SmallNumbers: Sendable {
  /// The greatest number that is small.
  public static let greatest = 5

  /// A count that is the sum of others; each by its place.
  public struct Sum: Sendable, Equatable {
    /// The place of the sum.
    public let total: Int
    /// The places of what it adds up.
    public let parts: [Int]

    /// A sum.
    public init(total: Int, parts: [Int]) {
      self.total = total
      self.parts = parts
    }

    fileprivate var all: [Int] { [total] + parts }
  }

  private let values: [Int]
  private let sums: [Sum]
  private var hidden: Set<Int>
  /// Places of which a reader must not learn the number: small ones, and those that changed by a small one.
  private let secret: Set<Int>
  /// Places whose number stands in a table that was published before, so that leaving it out covers nothing.
  private let known: Set<Int>

  private init(_ values: [Int], _ sums: [Sum], published: [[Int?]]) {
    self.values = values
    self.sums = sums
    let small = values.indices.filter { Self.isSmall(values[$0]) }
    let changed = values.indices.filter { place in
      published.contains { earlier in
        earlier[place].map { Self.isSmall(abs(values[place] - $0)) } ?? false
      }
    }
    known = Set(
      values.indices.filter { place in published.contains { $0[place] == values[place] } })
    secret = Set(small + changed).subtracting(known)
    // What was left out once stays so.
    hidden = secret.union(
      values.indices.filter { place in published.contains { $0[place] == nil } })
  }

  /// The places of the counts that are left out.
  public static func hidden(_ values: [Int], sums: [Sum]) -> Set<Int> {
    work(values, sums, []).hidden
  }

  /// The places of the counts that are left out beside what was published of the same counts before; nil
  /// where something could be worked out from all of it together, whatever is left out.
  ///
  /// A reader may take it that a count which was left out has not changed since. So a count that changed
  /// by a small number is as secret as a small one, and what was shown before and is the same covers
  /// nothing any more.
  public static func hidden(_ values: [Int], sums: [Sum], published: [[Int?]]) -> Set<Int>? {
    let work = work(values, sums, published)
    return published.isEmpty || work.exposed.isEmpty ? work.hidden : nil
  }

  private static func work(
    _ values: [Int], _ sums: [Sum], _ published: [[Int?]]
  ) -> SmallNumbers {
    var work = SmallNumbers(values, sums, published: published)
    while let next = work.exposed.lazy.compactMap({ work.cover(for: $0) }).first {
      work.hidden.insert(next)
    }
    return work
  }

  /// Whether a count is small.
  public static func isSmall(_ value: Int) -> Bool { (1...greatest).contains(value) }

  /// Secret counts that a reader could narrow down to fewer values than a small number has.
  private var exposed: [Int] {
    let bounds = bounds
    return secret.sorted().filter { place in
      bounds[place].upperBound - bounds[place].lowerBound < Self.greatest - 1
    }
  }

  /// What to leave out besides: the smallest of those that are shown in a sum with it.
  ///
  /// Parts go before totals, since a total says more.
  private func cover(for place: Int) -> Int? {
    let mine = sums.filter { $0.all.contains(place) }
    func smallest(_ places: [Int]) -> Int? {
      places.filter { !hidden.contains($0) && !known.contains($0) && values[$0] > 0 }.min {
        (values[$0], $0) < (values[$1], $1)
      }
    }
    if let part = smallest(mine.flatMap(\.parts)) { return part }
    if let total = smallest(mine.map(\.total)) { return total }
    // Everything beside it is left out already: what gives it away lies a sum further on.
    let beside = Set(mine.flatMap(\.all))
    return smallest(sums.filter { !beside.isDisjoint(with: $0.all) }.flatMap(\.all))
  }

  /// What a reader can tell of each count: shown ones exactly, others by the sums they stand in.
  private var bounds: [ClosedRange<Int>] {
    let most = 1_000_000_000
    var bounds = values.indices.map { place in
      hidden.contains(place) && !known.contains(place) ? 1...most : values[place]...values[place]
    }
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for sum in sums { if Self.narrow(&bounds, by: sum) { hasChanged = true } }
    }
    return bounds
  }

  /// Narrows what a sum ties together; whether anything became narrower.
  private static func narrow(_ known: inout [ClosedRange<Int>], by sum: Sum) -> Bool {
    let lowest = sum.parts.reduce(0) { $0 + known[$1].lowerBound }
    let highest = sum.parts.reduce(0) { $0 + known[$1].upperBound }
    var hasChanged = limit(&known, sum.total, lowest, highest)
    for part in sum.parts {
      let (low, high) = (known[part].lowerBound, known[part].upperBound)
      let others = (lowest: lowest - low, highest: highest - high)
      let total = known[sum.total]
      let isNarrower = limit(
        &known, part, total.lowerBound - others.highest, total.upperBound - others.lowest)
      // The bounds of the others have changed with it: the next round goes on from there.
      if isNarrower { return true }
      hasChanged = hasChanged || isNarrower
    }
    return hasChanged
  }

  private static func limit(
    _ known: inout [ClosedRange<Int>], _ place: Int, _ low: Int, _ high: Int
  ) -> Bool {
    let before = known[place]
    let lower = max(before.lowerBound, low)
    let after = lower...max(lower, min(before.upperBound, high))
    known[place] = after
    return after != before
  }
}
