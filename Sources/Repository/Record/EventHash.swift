public import Digest
public import Escalations

/// The fields of an event that its hash covers, together with the hash before it.
public struct EventHash: Sendable, Equatable {
  /// What is hashed of a group of parts.
  public struct PartLine: Sendable, Equatable {
    /// The parts' class, as the record spells it.
    public let `class`: String
    /// The person they are about.
    public let person: String
    /// The group's digest.
    public let digest: SHA256Digest

    /// What is hashed of a group of parts.
    public init(class: String, person: String, digest: SHA256Digest) {
      self.class = `class`
      self.person = person
      self.digest = digest
    }
  }

  /// The hash of the event before it in the partnership's chain.
  public var previous: SHA256Digest
  /// The partnership's name.
  public var partnership: String
  /// Its place in the chain, from 1.
  public var sequence: Int64
  /// The stream: an escalation's reference, or the partnership's prefix for administrative acts.
  public var stream: String
  /// Its number within the stream, from 1.
  public var number: Int64
  /// When it was recorded.
  public var recordedAt: Instant
  /// The credential; empty for the service itself.
  public var credential: String
  /// What kind of event it is.
  public var kind: String
  /// The version of the kind's payload.
  public var version: Int64
  /// The payload as it was written.
  public var payload: String
  /// Its groups of parts, in order.
  public var parts: [PartLine]

  /// What comes before the first event of a chain: 64 zeros.
  public static let genesis: SHA256Digest = {
    guard let zeros = SHA256Digest(bytes: Array(repeating: 0, count: SHA256Digest.byteCount)) else {
      preconditionFailure("a digest is as long as it says")
    }
    return zeros
  }()

  /// The text that is hashed.
  public var text: ChainText {
    var text = ChainText(tag: "parley.event.1")
    text.add(previous)
    text.add(partnership)
    text.add(sequence)
    text.add(stream)
    text.add(number)
    text.add(recordedAt.description)
    text.add(credential)
    text.add(kind)
    text.add(version)
    text.add(payload)
    for part in parts {
      text.add(
        partsOf: part.class.utf8Span.span, person: part.person.utf8Span.span, digest: part.digest)
    }
    return text
  }

  /// The event's hash.
  public var digest: SHA256Digest { text.digest }
}
