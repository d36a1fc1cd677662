import Digest
import SQLite

/// What the parts of a range of events add to their events' hashes, as it is hashed.
///
/// Parts and events both come in the order of events, so taking what belongs to one event is going on
/// from where the last one's ended.
struct PartLines {
  /// A group of parts: its digest, and where what comes before that ends in `names`.
  private struct Line {
    let event: Int64
    let digest: SHA256Digest
    let end: Int
  }

  private var lines: [Line] = []
  /// The class, a stroke and the person of each line.
  private var names: [UInt8] = []
  private var next = 0
  private var taken = 0
  /// Events whose parts are there, and they are not.
  private(set) var orphans: [Int64] = []

  /// Adds the line of a group of parts; `class` and `person` are columns of the row.
  mutating func add(
    event: Int64, _ row: borrowing Row, class: Int, person: Int, digest: SHA256Digest
  ) {
    row.withBytes(`class`) { names.append($0) }
    names.append(UInt8(ascii: "/"))
    row.withBytes(person) { names.append($0) }
    lines.append(Line(event: event, digest: digest, end: names.count))
  }

  /// The lines of an event; each event's are taken once, in order.
  mutating func take(event: Int64, into hash: inout ChainHash) {
    passOrphans(before: event)
    while next < lines.count, lines[next].event == event {
      let line = lines[next]
      hash.add(partsOf: names.span.extracting(taken..<line.end), digest: line.digest)
      pass(line)
    }
  }

  /// Ends the taking: what is left has no event.
  mutating func end() { passOrphans(before: .max) }

  private mutating func passOrphans(before event: Int64) {
    while next < lines.count, lines[next].event < event {
      let line = lines[next]
      if orphans.last != line.event { orphans.append(line.event) }
      pass(line)
    }
  }

  private mutating func pass(_ line: Line) {
    taken = line.end
    next += 1
  }
}
