// Numbers of a fixed width, as dates and times are made of. `Int(String)` would also take "+1" and
// other alphabets' digits, which no date may contain.

extension Span<UInt8> {
  /// The number in exactly so many ASCII digits from `start` on; nil if one of them is none.
  func decimal(at start: Int, digits: Int) -> Int? {
    guard start >= 0, start + digits <= count else { return nil }
    var number = 0
    for index in start..<start + digits {
      guard let digit = decimalDigit(at: index) else { return nil }
      number = number * 10 + digit
    }
    return number
  }

  /// The value of the ASCII digit there; nil for any other byte and past the end.
  func decimalDigit(at index: Int) -> Int? {
    guard index < count, case let byte = self[index],
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    else { return nil }
    return Int(byte - UInt8(ascii: "0"))
  }
}

extension OutputSpan<UInt8> {
  /// Writes the last digits, at most four, of a number that is not negative, with leading zeros.
  ///
  /// From the right, since dividing by what is known beforehand is many times as fast.
  mutating func append(decimal number: Int, digits: Int) {
    var places: [4 of UInt8] = .init(repeating: 0)
    var rest = number
    for place in 0..<digits {
      places[place] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    }
    for place in (0..<digits).reversed() { append(places[place]) }
  }
}
