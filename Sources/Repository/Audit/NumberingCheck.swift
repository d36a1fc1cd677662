import SQLite

/// Checks that the events of each stream are numbered from 1 without a gap, by ranges of streams.
///
/// Only the index by stream and number is read, which lies in this order.
struct NumberingCheck {
  private let streams: Statement
  /// The last event that is looked at: those that come meanwhile are somebody else's.
  private let lastEvent: Int64
  /// The one partnership whose streams are checked; 0 for all.
  private let partnership: Int64

  init(
    _ connection: Connection, through lastEvent: Int64, partnership: Int64 = 0
  ) throws(SQLiteError) {
    self.lastEvent = lastEvent
    self.partnership = partnership
    streams = try connection.prepare(
      """
      SELECT s.reference, g.first, g.last, g.events FROM (
        SELECT stream_id, min(number) AS first, max(number) AS last, count(*) AS events FROM event
        WHERE stream_id BETWEEN ?1 AND ?2 AND id <= ?3 GROUP BY stream_id
        HAVING min(number) <> 1 OR max(number) <> count(*)
      ) g JOIN stream s ON s.id = g.stream_id
      WHERE ?4 IN (0, s.partnership_id) ORDER BY g.stream_id
      """)
  }

  /// Checks the streams whose ids lie in the range.
  func run(_ range: ClosedRange<Int64>) throws(SQLiteError) -> VerificationReport {
    var report = VerificationReport()
    try streams.rows(range.lowerBound, range.upperBound, lastEvent, partnership) { row in
      report.findings.append(
        Finding(
          .numbering, at: row.text(0),
          "\(row.int64(3)) events are numbered \(row.int64(1)) to \(row.int64(2))"))
    }
    return report
  }
}
