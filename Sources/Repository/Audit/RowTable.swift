/// Values by the ids of a few rows, which are small numbers, but for those of a damaged file.
///
/// A walk along the chains looks up several for each event, and a place in an array is found sooner than
/// in a dictionary.
struct RowTable<Value: Sendable>: Sendable {
  private static var placeCount: Int64 { 1_000 }

  private var values: [Value?] = []
  private var others: [Int64: Value] = [:]

  /// The value of a row.
  subscript(id: Int64) -> Value? {
    get { id >= 0 && id < values.count ? values[Int(id)] : others[id] }
    set {
      guard id >= 0, id < Self.placeCount else { return others[id] = newValue }
      if id >= values.count {
        values += [Value?](repeating: nil, count: Int(id) + 1 - values.count)
      }
      values[Int(id)] = newValue
    }
  }
}
