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

  private init(_ values: [Int], _ sums: [Sum]) {
    self.values = values
    self.sums = sums
    hidden = Set(values.indices.filter { Self.isSmall(values[$0]) })
  }

  /// The places of the counts that are left out.
  public static func hidden(_ values: [Int], sums: [Sum]) -> Set<Int> {
    var work = SmallNumbers(values, sums)
    while let next = work.exposed.lazy.compactMap({ work.cover(for: $0) }).first {
      work.hidden.insert(next)
    }
    return work.hidden
  }

  /// Whether a count is small.
  public static func isSmall(_ value: Int) -> Bool { (1...greatest).contains(value) }

  /// Small counts that a reader could narrow down to fewer values than a small number has.
  private var exposed: [Int] {
    let known = bounds
    return hidden.sorted().filter { place in
      Self.isSmall(values[place])
        && known[place].upperBound - known[place].lowerBound < Self.greatest - 1
    }
  }

  /// What to leave out besides: the smallest of those that are shown in a sum with it.
  ///
  /// Parts go before totals, since a total says more.
  private func cover(for place: Int) -> Int? {
    let mine = sums.filter { $0.all.contains(place) }
    func smallest(_ places: [Int]) -> Int? {
      places.filter { !hidden.contains($0) && values[$0] > 0 }.min {
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
    var known = values.indices.map { place in
      hidden.contains(place) ? 1...most : values[place]...values[place]
    }
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for sum in sums { if Self.narrow(&known, by: sum) { hasChanged = true } }
    }
    return known
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
