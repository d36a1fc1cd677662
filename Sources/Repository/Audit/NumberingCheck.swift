import SQLite

/// Checks that the events of each stream are numbered from 1 without a gap, by ranges of streams.
///
/// Only the index by stream and number is read, which lies in this order. What SQLite would group is
/// grouped here: its own way takes twice the time.
struct NumberingCheck {
  private let numbers: Statement
  private let streams: Statement
  /// The last event that is looked at: those that come meanwhile are somebody else's.
  private let lastEvent: Int64
  /// The one partnership whose streams are checked; 0 for all.
  private let partnership: Int64

  /// The numbers of one stream's events.
  private struct Numbers {
    let stream: Int64
    private(set) var first: Int64
    private(set) var last: Int64
    private(set) var events: Int64 = 1

    init(_ stream: Int64, _ number: Int64) {
      self.stream = stream
      (first, last) = (number, number)
    }

    mutating func add(_ number: Int64) {
      first = min(first, number)
      last = max(last, number)
      events += 1
    }

    var haveNoGap: Bool { first == 1 && last == events }
  }

  init(
    _ connection: Connection, through lastEvent: Int64, partnership: Int64 = 0
  ) throws(SQLiteError) {
    self.lastEvent = lastEvent
    self.partnership = partnership
    numbers = try connection.prepare(
      """
      SELECT stream_id, number FROM event
      WHERE stream_id BETWEEN ?1 AND ?2 AND id <= ?3 ORDER BY stream_id, number
      """)
    streams = try connection.prepare(
      "SELECT reference FROM stream WHERE id = ?1 AND ?2 IN (0, partnership_id)")
  }

  /// Checks the streams whose ids lie in the range.
  func run(_ range: ClosedRange<Int64>) throws(SQLiteError) -> VerificationReport {
    var report = VerificationReport()
    var current: Numbers?
    try numbers.rows(range.lowerBound, range.upperBound, lastEvent) { row throws(SQLiteError) in
      let (stream, number) = (row.int64(0), row.int64(1))
      if current?.stream == stream {
        current?.add(number)
      } else {
        if let current { try check(current, &report) }
        current = Numbers(stream, number)
      }
    }
    if let current { try check(current, &report) }
    return report
  }

  private func check(
    _ numbers: Numbers, _ report: inout VerificationReport
  ) throws(SQLiteError) {
    guard !numbers.haveNoGap,
      let reference = try streams.first(numbers.stream, partnership, body: { $0.text(0) })
    else { return }
    report.findings.append(
      Finding(
        .numbering, at: reference,
        "\(numbers.events) events are numbered \(numbers.first) to \(numbers.last)"))
  }
}
