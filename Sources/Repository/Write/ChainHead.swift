import Digest

/// The two chains of a partnership.
enum Chain: String {
  case event
  case access
}

/// Where a chain ends: the next entry is hashed with this.
struct ChainHead: Equatable {
  var sequence: Int64
  var hash: SHA256Digest

  /// The head of a chain that holds nothing.
  static let genesis = ChainHead(sequence: 0, hash: EventHash.genesis)
}
