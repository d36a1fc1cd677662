public import Escalations

/// One event as the feed tells of it: what kind, of which escalation, when.
///
/// Nothing else.
public struct FeedEvent: Sendable, Equatable {
  /// Its sequence in the partnership's chain.
  public let sequence: Int64
  /// The escalation.
  public let reference: Reference
  /// Its number within the escalation.
  public let number: Int
  /// What happened.
  public let body: EventBody
  /// When it happened, as whoever posted it says.
  public let occurredAt: Instant
  /// When it was recorded.
  public let recordedAt: Instant
  /// The agency whose act it is; nil for the partnership's and the service's.
  public let agency: AgencyID?

  /// An event of the feed.
  public init(
    sequence: Int64, reference: Reference, number: Int, body: EventBody, occurredAt: Instant,
    recordedAt: Instant, agency: AgencyID?
  ) {
    self.sequence = sequence
    self.reference = reference
    self.number = number
    self.body = body
    self.occurredAt = occurredAt
    self.recordedAt = recordedAt
    self.agency = agency
  }
}

/// Where a follower of the feed is: in which epoch, and after which event.
public struct FeedPlace: Sendable, Equatable {
  /// The epoch of the store; a restore begins another.
  public let epoch: Int64
  /// The last sequence that was looked at.
  public let sequence: Int64

  /// A place.
  public init(epoch: Int64, sequence: Int64) {
    self.epoch = epoch
    self.sequence = sequence
  }
}

/// A piece of the feed.
public struct FeedPage: Sendable, Equatable {
  /// The events that the viewer may see, in order.
  public let events: [FeedEvent]
  /// Where to go on; moves even where nothing could be seen.
  public let end: FeedPlace
  /// Whether there is more to read at once.
  public let hasMore: Bool

  /// A piece of the feed.
  public init(events: [FeedEvent], end: FeedPlace, hasMore: Bool) {
    self.events = events
    self.end = end
    self.hasMore = hasMore
  }
}
