import Digest
import SQLite

/// What the parts of a range of events add to their events' hashes, as it is hashed, in one text.
///
/// Parts and events both come in the order of events, so taking what belongs to one event is going on
/// from where the last one's ended.
struct PartLines {
  private var text = ChainText()
  private var groups: [(event: Int64, end: Int)] = []
  private var next = 0
  /// Events whose parts are there, and they are not.
  private(set) var orphans: [Int64] = []

  /// Adds the line of a group of parts; `class` and `person` are columns of the row.
  mutating func add(
    event: Int64, _ row: borrowing Row, class: Int, person: Int, digest: SHA256Digest
  ) {
    row.withBytes(`class`) { `class` in
      row.withBytes(person) { text.add(partsOf: `class`, person: $0, digest: digest) }
    }
    if groups.last?.event == event { groups.removeLast() }
    groups.append((event, text.bytes.count))
  }

  /// The lines of an event; each event's are taken once, in order.
  mutating func take(event: Int64, into hash: inout ChainHash) {
    passOrphans(before: event)
    guard next < groups.count, groups[next].event == event else { return }
    let start = next == 0 ? 0 : groups[next - 1].end
    hash.append(written: text.bytes.span.extracting(start..<groups[next].end))
    next += 1
  }

  /// Ends the taking: what is left has no event.
  mutating func end() { passOrphans(before: .max) }

  private mutating func passOrphans(before event: Int64) {
    while next < groups.count, groups[next].event < event {
      orphans.append(groups[next].event)
      next += 1
    }
  }
}
