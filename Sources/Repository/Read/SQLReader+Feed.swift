public import Casework
import Escalations
import SQLite

extension SQLReader {
  /// Events that the viewer may see after a place, in the order of the chain.
  ///
  /// Events of others are passed over, but not without bound: the page says where to go on.
  public func feed(
    after place: FeedPlace?, limit: Int, for viewer: Viewer
  ) throws(Failure) -> FeedPage {
    try connection.transaction(.deferred) { () throws(Failure) in
      let epoch = try epoch()
      let found = try found(after: place?.sequence ?? 0, limit: limit, for: viewer)
      var events: [FeedEvent] = []
      for row in found.rows {
        if let event = try Self.event(row, for: viewer) { events.append(event) }
      }
      return FeedPage(
        events: events, end: FeedPlace(epoch: epoch, sequence: found.last), hasMore: found.hasMore)
    }
  }

  /// Where the feed ends now.
  public func feedEnd(for viewer: Viewer) throws(Failure) -> FeedPlace {
    FeedPlace(epoch: try epoch(), sequence: try lastSequence(for: viewer))
  }

  /// The number of the last event on the viewer's partnership's chain; zero before the first.
  func lastSequence(for viewer: Viewer) throws(Failure) -> Int64 {
    let last = try translating { () throws(SQLiteError) in
      try connection.prepare(
        """
        SELECT max(sequence) FROM event
        WHERE partnership_id = (SELECT id FROM partnership WHERE name = ?1)
        """
      ).first(viewer.partnership.text) { row in row.optionalInt64(0) }
    }
    return (last ?? nil) ?? 0
  }

  /// An event's row, before it is read.
  private struct FeedRow {
    let sequence: Int64
    let reference: Reference
    let number: Int
    let recordedAt: Instant
    let written: EventCodec.Written
  }

  private func found(
    after sequence: Int64, limit: Int, for viewer: Viewer
  ) throws(Failure) -> (rows: [FeedRow], last: Int64, hasMore: Bool) {
    let sight = Visibility.Arguments(viewer)
    var rows: [FeedRow] = []
    var (last, looked, hasMore) = (sequence, 0, false)
    guard sight.reach != .none else { return (rows, last, hasMore) }
    try translating { () throws(SQLiteError) in
      let values: [any SQLiteBindable] = [
        sight.reach.rawValue, sight.partnership, sight.credential, sequence,
      ]
      try connection.prepare(Self.feedSQL).scan(list: values) { row throws(SQLiteError) in
        if looked == settings.scanLimit || rows.count == Self.pageLimit(limit) {
          hasMore = true
          return false
        }
        looked += 1
        last = row.int64(0)
        if row.bool(1) { rows.append(Self.feedRow(row)) }
        return true
      }
    }
    return (rows, last, hasMore)
  }

  private static func feedRow(_ row: borrowing Row) -> FeedRow {
    FeedRow(
      sequence: row.int64(0), reference: Reference(row.text(2)), number: row.int(3),
      recordedAt: row.instant(4),
      written: EventCodec.Written(
        kind: row.text(5), version: row.int(6), payload: row.text(7)))
  }

  /// The event, unless it is internal to another agency.
  private static func event(_ row: FeedRow, for viewer: Viewer) throws(Failure) -> FeedEvent? {
    let event: Event
    do {
      event = try EventCodec.read(row.written, parts: [])
    } catch {
      throw .broken("event \(row.number) of \(row.reference): \(error.why)")
    }
    guard event.isVisible(to: viewer) else { return nil }
    return FeedEvent(
      sequence: row.sequence, reference: row.reference, number: row.number, body: event.body,
      occurredAt: event.occurredAt, recordedAt: row.recordedAt, agency: event.agency)
  }

  private func epoch() throws(Failure) -> Int64 {
    try translating { () throws(SQLiteError) in
      try connection.prepare("SELECT epoch FROM store").first { row in row.int64(0) } ?? 0
    }
  }

  /// What is the partnership's own (administration) is no escalation's and so is left out.
  private static let feedSQL = """
    SELECT v.sequence, e.id IS NOT NULL AND coalesce(v.number <= \(Visibility.sight), 0),
      s.reference, v.number, v.recorded_at, v.kind, v.version, v.payload
    FROM event v JOIN stream s ON s.id = v.stream_id LEFT JOIN escalation e ON e.id = v.stream_id
    WHERE v.partnership_id = (SELECT id FROM partnership WHERE name = ?2) AND v.sequence > ?4
    ORDER BY v.sequence
    """
}
