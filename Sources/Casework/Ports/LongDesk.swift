/// The counter for what is more work than a loop may do: exports, reports, verification, simulation.
///
/// One thread with a reader of its own does it, in turn. Whatever is handed in is bounded, a page or a
/// stretch of a few thousand rows: so that all who wait get on, and no read holds the log for long.
public protocol LongDesk: Sendable {
  /// Hands in work that is new; false, and nothing is done, where as many wait as may.
  func begin(_ work: @escaping @Sendable (any Reader) -> Void) -> Bool

  /// Hands in the next bit of something that was begun; never refused, since its client has an answer
  /// in hand.
  func goOn(_ work: @escaping @Sendable (any Reader) -> Void)
}

/// Content that is made a piece at a time, each piece by one short read.
public protocol Pieces: Sendable {
  /// The next octets, some ten thousand; nil at the end.
  mutating func next(from reader: any Reader) throws(Failure) -> [UInt8]?

  /// How many rows were given until now.
  var rows: Int { get }
}
