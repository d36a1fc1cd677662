import Escalations

/// Escalations that the writer has in memory, the one used longest ago going first.
struct RecentEscalations {
  /// An escalation with its stream's id.
  struct Entry {
    let stream: Int64
    let escalation: Escalation
    var use: Int
  }

  private let capacity: Int
  private var entries: [Reference: Entry] = [:]
  private var uses = 0

  init(capacity: Int) {
    precondition(capacity > 0, "there is room for one at least")
    self.capacity = capacity
  }

  /// The escalation, if it is there.
  mutating func entry(_ reference: Reference) -> Entry? {
    guard let index = entries.index(forKey: reference) else { return nil }
    uses += 1
    entries.values[index].use = uses
    return entries.values[index]
  }

  /// Keeps it; beyond its room it lets an eighth go at once, so that the search is rare.
  mutating func keep(_ escalation: Escalation, stream: Int64, as reference: Reference) {
    uses += 1
    entries[reference] = Entry(stream: stream, escalation: escalation, use: uses)
    guard entries.count > capacity else { return }
    let oldest = entries.map { (use: $0.value.use, reference: $0.key) }.sorted { $0.use < $1.use }
    for entry in oldest.prefix(max(1, capacity / 8)) { entries[entry.reference] = nil }
  }

  /// Forgets one that may not be as the file has it.
  mutating func forget(_ reference: Reference) { entries[reference] = nil }

  /// Forgets all.
  mutating func removeAll() { entries = [:] }
}
