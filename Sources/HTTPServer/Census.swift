internal import Synchronization

/// How much of everything that is bounded over all loops is in use.
///
/// Each number is right after a moment: loops add their own changes and look at the sum.
final class Census: Sendable {
  /// One number that all loops change.
  struct Tally: ~Copyable, Sendable {
    private let count = Atomic<Int>(0)

    /// How much there is.
    var sum: Int { count.load(ordering: .relaxed) }

    /// So much more, or less; says how much there is now.
    @discardableResult
    func add(_ change: Int) -> Int { count.add(change, ordering: .relaxed).newValue }
  }

  /// Connections.
  let connections = Tally()
  /// Octets of content of requests in hand.
  let bodies = Tally()
  /// Octets of output that clients have not taken.
  let output = Tally()
  /// Requests that wait for something to happen.
  let polls = Tally()
}
