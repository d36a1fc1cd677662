import Casework
import Escalations

/// The tracker as a file for a spreadsheet, a stretch of lines at a time.
struct TrackerFile: Pieces {
  /// How many lines are read at a time.
  static let stretch = 100

  private var query: TrackerQuery
  private let viewer: Viewer
  private let library: Library
  private let quietAfter: Int
  private let now: Instant
  private var text: CSVText
  private var isBegun = false
  private var isOver = false
  private(set) var rows = 0

  init(
    _ query: TrackerQuery, _ viewer: Viewer, _ library: Library, guarded: Bool,
    quietAfter: Int, now: Instant
  ) {
    self.query = query
    self.viewer = viewer
    self.library = library
    self.quietAfter = quietAfter
    self.now = now
    text = CSVText(guarded: guarded)
  }

  mutating func next(from reader: any Reader) throws(Failure) -> [UInt8]? {
    if !isBegun {
      isBegun = true
      text.line(Self.header.map { .plain($0) })
    }
    // A stretch in which nothing matches gives no octets, and is no end.
    while text.bytes.isEmpty || rows == 0, !isOver {
      let page = try reader.tracker(query, for: viewer)
      for row in page.rows {
        text.line(Self.cells(TrackerLine(row, library, quietAfter: quietAfter, now: now), now))
        rows += 1
      }
      query.after = page.next
      isOver = page.next == nil
    }
    return text.bytes.isEmpty ? nil : text.take()
  }

  private static let header = [
    "reference", "policy", "track", "stage", "stageTitle", "state", "category", "flagged",
    "raising", "receiving", "involved", "unseenBy", "aroseOn", "raisedOn", "daysToRaise",
    "stageEnteredOn", "workingDaysAtStage", "workingDaysOpen", "owedNext", "owedBy",
    "owedNextDueOn", "owed", "dueOn", "late", "lastActOn", "quietDays", "drifting", "outcome",
    "endedOn",
  ]

  private static func cells(_ line: TrackerLine, _ now: Instant) -> [CSVText.Cell] {
    let status = line.row.status
    let who: [CSVText.Cell] = Side.allCases.map { side in
      .plain(line.agencies(on: side).map(\.text).joined(separator: " "))
    }
    let first: [CSVText.Cell] = [
      .value(status.reference), .value(status.policy), .value(status.track), .value(status.stage),
      .text(line.stageTitle), .plain(status.state), .value(status.category),
      .value(line.isFlagged),
    ]
    let dates: [CSVText.Cell] = [
      .plain(line.row.unseenBy.map(\.text).joined(separator: " ")), .value(line.row.aroseOn),
      .value(line.raisedOn), .value(line.daysToRaise), .value(line.stageEnteredOn),
      .value(line.workingDaysAtStage), .value(line.workingDaysOpen),
    ]
    let owed: [CSVText.Cell] = [
      line.next.map { .text($0.title) } ?? .empty,
      .value(line.next?.owners.map(\.description).joined(separator: " ")),
      .value(line.next?.dueOn), .value(status.owedCount), .value(status.nextDueOn),
      .value(line.isLate(at: now)), .value(line.actedOn), .value(line.quietDays),
      .value(line.isQuiet), .value(line.row.outcome), .value(line.endedOn),
    ]
    return first + who + dates + owed
  }
}
