/// Random numbers that come again with their seed: for invented cases, and for tests that play a failing
/// history again.
package struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  /// The sequence of that seed.
  package init(seed: UInt64) { state = seed }

  /// The next number.
  package mutating func next() -> UInt64 {
    // SplitMix64, by Steele, Lea and Flood (2014): small, and every seed gives a full period.
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
