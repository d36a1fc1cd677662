import Escalations

/// Escalations that the writer has in memory, those used last.
///
/// In two generations: what is used is among the young, and once they are as many as there is room for,
/// they are the old ones and those that were old go. So nothing has to be ordered or sought to make room.
struct RecentEscalations {
  /// An escalation with its stream's id.
  struct Entry {
    let stream: Int64
    let escalation: Escalation
  }

  /// How many each generation holds.
  private let room: Int
  private var young: [Reference: Entry] = [:]
  private var old: [Reference: Entry] = [:]

  /// Room for so many; the half of them used last are always there.
  init(capacity: Int) {
    precondition(capacity > 0, "there is room for one at least")
    room = (capacity + 1) / 2
  }

  /// The escalation, if it is there.
  mutating func entry(_ reference: Reference) -> Entry? {
    if let entry = young[reference] { return entry }
    guard let entry = old[reference] else { return nil }
    add(entry, as: reference)
    return entry
  }

  /// Keeps it.
  mutating func keep(_ escalation: Escalation, stream: Int64, as reference: Reference) {
    add(Entry(stream: stream, escalation: escalation), as: reference)
  }

  /// Forgets one that may not be as the file has it.
  mutating func forget(_ reference: Reference) {
    young[reference] = nil
    old[reference] = nil
  }

  /// Forgets all.
  mutating func removeAll() {
    young = [:]
    old = [:]
  }

  /// What the old generation may still say of it is no more asked for.
  private mutating func add(_ entry: Entry, as reference: Reference) {
    if young.count == room {
      swap(&young, &old)
      young.removeAll(keepingCapacity: true)
    }
    young[reference] = entry
  }
}
