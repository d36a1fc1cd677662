public import Digest
public import Escalations

/// The fields of an access entry that its hash covers, together with the hash before it.
public struct AccessHash: Sendable, Equatable {
  /// The hash of the entry before it in the partnership's chain of access entries.
  public var previous: SHA256Digest
  /// The partnership's name.
  public var partnership: String
  /// Its place in the chain, from 1.
  public var sequence: Int64
  /// When it was recorded.
  public var recordedAt: Instant
  /// The credential that read.
  public var credential: String
  /// What kind of reading.
  public var kind: String
  /// The escalation read; empty where it was not a single one.
  public var stream: String
  /// The request that read it.
  public var request: String

  /// The text that is hashed.
  public var text: ChainText {
    var text = ChainText(tag: "parley.access.1")
    text.add(previous)
    text.add(partnership)
    text.add(sequence)
    text.add(recordedAt.description)
    text.add(credential)
    text.add(kind)
    text.add(stream)
    text.add(request)
    return text
  }

  /// The entry's hash.
  public var digest: SHA256Digest { text.digest }
}
