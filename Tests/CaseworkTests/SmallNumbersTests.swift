import Casework
import Testing

@Suite("Small numbers") struct SmallNumbersTests {
  /// Everything that a reader can find out: the values a hidden count may have, by trying all.
  ///
  /// Independent of how it is hidden: it knows the figures shown, the sums, that what is hidden is not
  /// zero, and nothing else.
  private struct Solver {
    let values: [Int]
    let sums: [SmallNumbers.Sum]
    let hidden: Set<Int>
    /// Enough to contain every possible value that matters here.
    let most = 30

    /// Of a small number at most five values are asked about above its least: none is beyond nine.
    func possible(_ place: Int) -> Set<Int> {
      Set((1...9).filter { holds([place: $0]) })
    }

    private func holds(_ guess: [Int: Int]) -> Bool {
      let open = hidden.subtracting(guess.keys).sorted()
      guard let next = mostBound(open, guess) else { return isWhole(guess) }
      for value in range(next, guess) {
        var guess = guess
        guess[next] = value
        if isConsistent(guess), holds(guess) { return true }
      }
      return false
    }

    private func mostBound(_ open: [Int], _ guess: [Int: Int]) -> Int? {
      open.min { range($0, guess).count < range($1, guess).count }
    }

    private func range(_ place: Int, _ guess: [Int: Int]) -> [Int] {
      for sum in sums where ([sum.total] + sum.parts).contains(place) {
        let unknown = ([sum.total] + sum.parts).filter { hidden.contains($0) && guess[$0] == nil }
        guard unknown == [place] else { continue }
        let parts = sum.parts.filter { $0 != place }.reduce(0) { $0 + known($1, guess) }
        let exact = place == sum.total ? parts : known(sum.total, guess) - parts
        return exact >= 1 ? [exact] : []
      }
      return Array(1...most)
    }

    private func known(_ place: Int, _ guess: [Int: Int]) -> Int { guess[place] ?? values[place] }

    private func isConsistent(_ guess: [Int: Int]) -> Bool {
      sums.allSatisfy { sum in
        let all = [sum.total] + sum.parts
        let isKnown = all.allSatisfy { !hidden.contains($0) || guess[$0] != nil }
        guard isKnown else { return isWithinReach(sum, guess) }
        return sum.parts.reduce(0) { $0 + known($1, guess) } == known(sum.total, guess)
      }
    }

    /// Whether what is known of the parts leaves room for those that are not.
    private func isWithinReach(_ sum: SmallNumbers.Sum, _ guess: [Int: Int]) -> Bool {
      guard !hidden.contains(sum.total) || guess[sum.total] != nil else { return true }
      let least = sum.parts.reduce(0) { least, part in
        least + (hidden.contains(part) && guess[part] == nil ? 1 : known(part, guess))
      }
      return least <= known(sum.total, guess)
    }

    private func isWhole(_ guess: [Int: Int]) -> Bool { isConsistent(guess) }
  }

  /// A total, two partitions of it, and a partition of one of the parts.
  private func tables(seed: UInt64) -> (values: [Int], sums: [SmallNumbers.Sum]) {
    var random = SeededRandom(seed: seed)
    func number() -> Int { [0, 0, 1, 2, 3, 5, 6, 9].randomElement(using: &random) ?? 0 }
    let first = [number(), number(), number()]
    let total = first.reduce(0, +)
    let cut = Int.random(in: 0...total, using: &random)
    let inner = Int.random(in: 0...cut, using: &random)
    let values = [total] + first + [cut, total - cut] + [inner, cut - inner]
    let sums = [
      SmallNumbers.Sum(total: 0, parts: [1, 2, 3]), SmallNumbers.Sum(total: 0, parts: [4, 5]),
      SmallNumbers.Sum(total: 4, parts: [6, 7]),
    ]
    return (values, sums)
  }

  @Test(arguments: Array(1...24) as [UInt64])
  func `cannot be worked out from anything that is shown`(seed: UInt64) {
    let (values, sums) = tables(seed: seed)

    let hidden = SmallNumbers.hidden(values, sums: sums)

    let solver = Solver(values: values, sums: sums, hidden: hidden)
    for place in values.indices where SmallNumbers.isSmall(values[place]) {
      #expect(hidden.contains(place))
      #expect(solver.possible(place).count >= 5, "\(values) hidden \(hidden.sorted())")
    }
  }

  @Test(
    arguments: [
      ([20, 0, 20], [], "nothing is small, and zero is shown"),
      ([10, 3, 7], [1, 2], "what is left of the total would tell"),
      ([19, 3, 7, 9], [1, 2], "the smallest of the others goes along"),
      ([15, 3, 3, 9], [1, 2], "two that make six say nothing of each"),
      ([11, 1, 1, 9], [1, 2, 3], "two that make two would each be one"),
      ([2, 1, 1], [0, 1, 2], "so few are told in no way at all"),
      ([3, 0, 3], [0, 2], "a total that is its one part goes with it"),
    ] as [([Int], Set<Int>, String)])
  func `take along what would give them away, and no more`(
    values: [Int], expected: Set<Int>, because: String
  ) {
    let sum = SmallNumbers.Sum(total: 0, parts: Array(1..<values.count))

    #expect(SmallNumbers.hidden(values, sums: [sum]) == expected, "\(because)")
  }

  // MARK: Beside what was published before

  /// The tables of another asking: a few counts moved, the sums still hold.
  private func later(_ values: [Int], seed: UInt64) -> [Int] {
    var random = SeededRandom(seed: seed &* 31)
    var later = values
    // First parts, the second partition and its inner one take what was added to the total.
    let added = [0, 1, 2, 6, 9].randomElement(using: &random) ?? 0
    for place in [
      0, Int.random(in: 1...3, using: &random), 4, Int.random(in: 6...7, using: &random),
    ] { later[place] += added }
    return later
  }

  /// Everything that a reader of several editions can find out who takes it that what was left out, and
  /// has not changed, is the same count in each: one unknown for all of them.
  private func together(
    _ editions: [(values: [Int], hidden: Set<Int>)], _ sums: [SmallNumbers.Sum]
  ) -> (solver: Solver, places: [[Int]]) {
    var values: [Int] = []
    var places: [[Int]] = []
    var hidden: Set<Int> = []
    for (number, edition) in editions.enumerated() {
      places.append(
        edition.values.indices.map { place in
          for earlier in 0..<number where editions[earlier].values[place] == edition.values[place] {
            return places[earlier][place]
          }
          values.append(edition.values[place])
          return values.count - 1
        })
    }
    // What one edition shows is known in all.
    hidden = Set(values.indices)
    for (number, edition) in editions.enumerated() {
      for place in edition.values.indices where !edition.hidden.contains(place) {
        hidden.remove(places[number][place])
      }
    }
    let all = places.flatMap { mine in
      sums.map { sum in
        SmallNumbers.Sum(total: mine[sum.total], parts: sum.parts.map { mine[$0] })
      }
    }
    return (Solver(values: values, sums: all, hidden: hidden), places)
  }

  @Test(arguments: Array(1...40) as [UInt64])
  func `cannot be worked out from all editions together`(seed: UInt64) throws {
    let (first, sums) = tables(seed: seed)
    let second = later(first, seed: seed)
    let before = SmallNumbers.hidden(first, sums: sums)
    let published = first.indices.map { before.contains($0) ? nil : first[$0] }
    guard let after = SmallNumbers.hidden(second, sums: sums, published: [published]) else {
      return
    }

    let (solver, places) = together([(first, before), (second, after)], sums)
    for (number, values) in [first, second].enumerated() {
      for place in values.indices where SmallNumbers.isSmall(values[place]) {
        let unknown = places[number][place]
        #expect(solver.hidden.contains(unknown))
        #expect(
          solver.possible(unknown).count >= 5,
          "\(first) \(before.sorted()), then \(second) \(after.sorted())")
      }
    }
    #expect(after.isSuperset(of: before), "what was left out stays so")
  }

  @Test(
    arguments: [
      ([30, 10, 20], [30, 10, 20], [], "nothing changed, nothing to hide"),
      ([30, 10, 20], [31, 11, 20], [0, 1], "one more of either tells what came between"),
      ([30, 10, 20], [40, 10, 30], [], "ten more are no small number"),
      ([23, 3, 20], [33, 3, 30], [1, 2], "what was left out stays so"),
      ([28, 8, 20], [38, 8, 30], [], "what is the same was shown before"),
      ([28, 8, 20], [24, 4, 20], [0, 1], "what was shown and is the same covers nothing"),
      ([28, 8, 20], [14, 4, 10], [1, 2], "what changed by much covers"),
    ] as [([Int], [Int], Set<Int>?, String)])
  func `are held against what was published`(
    first: [Int], second: [Int], expected: Set<Int>?, because: String
  ) {
    let sums = [SmallNumbers.Sum(total: 0, parts: [1, 2])]
    let before = SmallNumbers.hidden(first, sums: sums)
    let published = first.indices.map { before.contains($0) ? nil : first[$0] }

    #expect(
      SmallNumbers.hidden(second, sums: sums, published: [published]) == expected, "\(because)")
  }

  @Test func `stay hidden where no sum holds`() {
    #expect(SmallNumbers.hidden([1, 5, 6, 0], sums: []) == [0, 1])
  }
}
