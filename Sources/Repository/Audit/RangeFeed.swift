import Synchronization

/// The rows of the tables that a verification walks, as ranges of ids, handed out one after another to
/// whoever checks.
///
/// Each range begins where the one before it ended, the first below all ids, and the next row that there is
/// says how far it goes. So every id lies in one, and a gap costs nothing, however wide somebody made it.
final class RangeFeed: Sendable {
  /// A table that is walked.
  enum Table: String, Sendable, CaseIterable {
    case event
    case access = "access_entry"
    case stream
  }

  /// Ids that are checked together.
  struct Range: Sendable {
    /// Its place among all ranges.
    let index: Int
    let table: Table
    /// From here on no range before it has looked.
    let lower: Int64
    /// The first row that there is, and as many ids as may be looked at in one transaction.
    let rows: ClosedRange<Int64>

    /// All of its ids.
    var ids: ClosedRange<Int64> { lower...rows.upperBound }
  }

  /// What a look for the first row from an id on came to.
  enum Look {
    case found(Int64)
    case nothing
    /// The file cannot be read there.
    case unknown
  }

  fileprivate struct State {
    var tables: [(table: Table, last: Int64)]
    var lower = Int64.min
    var count = 0
    /// How often it went on without knowing where the next row is.
    var blind = 0
  }

  fileprivate static let blindLimit = 10_000
  private let rowsPerRange: Int64
  private let state: Mutex<State>

  /// Of tables with the last id that there was in each when the walk began.
  init(_ tables: [(table: Table, last: Int64)], rowsPerRange: Int64) {
    self.rowsPerRange = rowsPerRange
    state = Mutex(State(tables: tables))
  }

  /// The next range; nil when all were handed out.
  ///
  /// `look` is asked for the first row of a table from an id on.
  func next(_ look: (Table, Int64) -> Look) -> Range? {
    state.withLock { state in
      while let (table, last) = state.tables.first {
        if let first = state.first(look(table, state.lower)), first <= last {
          let (end, isBeyond) = first.addingReportingOverflow(rowsPerRange - 1)
          return state.hand(out: table, first...(isBeyond ? last : min(last, end)), of: last)
        }
        state.goOn()
      }
      return nil
    }
  }
}

extension RangeFeed.State {
  /// The first row to look at; where that is unknown, the first id that a row would have, for so often as a
  /// damaged file is worth it.
  fileprivate mutating func first(_ look: RangeFeed.Look) -> Int64? {
    switch look {
    case .found(let id): return id
    case .nothing: return nil
    case .unknown:
      blind += 1
      return blind > RangeFeed.blindLimit ? nil : max(lower, 1)
    }
  }

  fileprivate mutating func hand(
    out table: RangeFeed.Table, _ rows: ClosedRange<Int64>, of last: Int64
  ) -> RangeFeed.Range {
    let range = RangeFeed.Range(index: count, table: table, lower: lower, rows: rows)
    count += 1
    if rows.upperBound == last { goOn() } else { lower = rows.upperBound + 1 }
    return range
  }

  /// Goes on to the next table.
  fileprivate mutating func goOn() {
    tables.removeFirst()
    lower = .min
  }
}
