/// The statements prepared before, by their text; the one used longest ago makes room for a new one.
struct StatementCache {
  private struct Entry {
    let statement: Statement
    var lastUse: Int
  }

  private let capacity: Int
  private var entries: [String: Entry] = [:]
  private var uses = 0

  init(capacity: Int) {
    precondition(capacity > 0, "a cache has room")
    self.capacity = capacity
  }

  mutating func statement(for sql: String) -> Statement? {
    uses += 1
    entries[sql]?.lastUse = uses
    return entries[sql]?.statement
  }

  /// Whoever still holds the statement that leaves may go on using it.
  mutating func insert(_ statement: Statement) {
    if entries.count >= capacity,
      let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse })
    {
      entries[oldest.key] = nil
    }
    uses += 1
    entries[statement.sql] = Entry(statement: statement, lastUse: uses)
  }

  mutating func removeAll() { entries = [:] }
}
