import Casework
import Digest
import Escalations
import SQLite

/// Columns as the domain's values; what is none of them fails the row instead of becoming a default.
extension Row {
  /// Milliseconds as an instant.
  func instant(_ column: Int) -> Instant { Instant(milliseconds: int64(column)) }

  /// Milliseconds as an instant, or nothing for NULL.
  func optionalInstant(_ column: Int) -> Instant? { isNull(column) ? nil : instant(column) }

  /// A date, or nothing for NULL.
  func optionalDate(_ column: Int) -> CivilDate? {
    guard let text = optionalText(column) else { return nil }
    let date = CivilDate(text)
    if date == nil { fail(column) }
    return date
  }

  /// A word out of a closed list.
  func code<Word: RawRepresentable<String> & CaseIterable>(_ column: Int) -> Word {
    if let word = Word(rawValue: text(column)) { return word }
    fail(column)
    guard let any = Word.allCases.first else { preconditionFailure("a closed list has words") }
    return any  // never seen: the row fails
  }

  /// An escalation's list of duties.
  func duties(_ column: Int) -> [ListedDuty] {
    if let duties = DutyListText.read(text(column)) { return duties }
    fail(column)
    return []  // never seen: the row fails
  }

  /// A digest.
  func digest(_ column: Int) -> SHA256Digest {
    if let digest = withBytes(column, body: { SHA256Digest(bytes: $0) }) { return digest }
    fail(column)
    return EventHash.genesis  // never seen: the row fails
  }
}
