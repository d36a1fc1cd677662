import Casework
import Escalations
import SQLite

/// The texts beside an event, as whoever takes them over needs them.
extension SQLLedger {
  /// The texts of one event as they stand after corrections: the old ones go, the right ones come.
  func parts(ofEvent number: Int, of reference: Reference) throws(Failure) -> [Part] {
    guard let stream = try run({ () throws(SQLiteError) in try findStream(reference) }) else {
      return []
    }
    var parts: [Part] = []
    for stored in try sql.stream.read(stream, through: .max) {
      let recorded: RecordedEvent
      do {
        recorded = try stored.recorded(withParts: true)
      } catch {
        throw .broken("event \(stored.fields.number) of \(reference): \(error.why)")
      }
      if recorded.number == number { parts = recorded.event.parts }
      guard case .corrected(let correction) = recorded.event.body, correction.event == number
      else { continue }
      for right in recorded.event.parts where !right.member.hasPrefix(Correction.ownPlace) {
        parts.removeAll { $0.member == right.member }
        parts.append(right)
      }
    }
    return parts
  }

  /// What a correction takes the place of: groups of texts in which a corrected one stands, in the event
  /// or in an earlier correction of it.
  ///
  /// A group has one salt and goes as a whole, so what else stood in it is kept beside the correction.
  func superseded(by event: Event, in stream: Int64) throws(Failure) -> Superseded {
    var superseded = Superseded()
    guard case .corrected(let correction) = event.body else { return superseded }
    let members = correction.members.filter { !$0.hasPrefix(Correction.ownPlace) }
    for stored in try sql.stream.read(stream, through: .max) {
      do {
        guard try stored.isText(of: correction.event) else { continue }
        for group in stored.parts {
          let parts = try group.parts()
          guard parts.contains(where: { members.contains($0.member) }) else { continue }
          superseded.rows.append(group.id)
          superseded.keep(parts, except: members)
        }
      } catch {
        throw .broken("event \(stored.fields.number) of \(stored.fields.stream): \(error.why)")
      }
    }
    return superseded
  }

  /// Has the old texts go: the fact of the correction stays.
  func drop(
    _ superseded: Superseded, by sequence: Int64, of stream: Int64, in partnership: Int64
  ) throws(Failure) {
    guard !superseded.rows.isEmpty else { return }
    try run { () throws(SQLiteError) in
      let event = try eventRow(partnership, sequence)
      for row in superseded.rows { try wipe(row, by: event) }
    }
    try renewMarks(stream, partnership)
    memory.cutsLog = true
  }
}

/// The texts that a correction takes the place of.
struct Superseded {
  /// The rows of their groups.
  var rows: [Int64] = []
  /// What stood beside them.
  private(set) var kept: [Part] = []

  mutating func keep(_ parts: [Part], except members: [String]) {
    for part in parts
    where !members.contains(part.member) && !part.member.hasPrefix(Correction.ownPlace) {
      kept.removeAll { $0.member == part.member }
      kept.append(part)
    }
  }
}

extension StoredEvent {
  /// Whether its texts are those of that event: it is the event itself, or corrects it.
  fileprivate func isText(of number: Int) throws(UnreadableEvent) -> Bool {
    if Int(fields.number) == number { return true }
    guard fields.kind == EventKind.corrected.rawValue else { return false }
    guard case .corrected(let correction) = try recorded(withParts: false).event.body else {
      return false
    }
    return correction.event == number
  }
}
