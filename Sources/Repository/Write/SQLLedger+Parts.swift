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
      for right in recorded.event.parts {
        guard let place = parts.firstIndex(where: { $0.member == right.member }) else { continue }
        parts[place] = right
      }
    }
    return parts
  }
}
