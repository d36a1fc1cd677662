extension Array {
  /// The first index for which the condition holds, found by halving; `endIndex` if there is none.
  ///
  /// The condition must be false up to some index and true from there on. Zones and calendars are
  /// sorted lists of some hundred entries that are asked for every day of every count.
  func firstIndex(inOrder holds: (Int) -> Bool) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = low + (high - low) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
