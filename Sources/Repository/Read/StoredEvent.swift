import Casework
import Digest
import Escalations
import SQLite

/// An event's row, as it was hashed, before anybody makes sense of it.
struct StoredEvent {
  let id: Int64
  let hash: SHA256Digest
  /// Whether the event before it in the chain is not there.
  let isAfterGap: Bool
  let fields: EventHash
  let parts: [StoredPart]

  /// Whether the row is what was hashed.
  var matchesHash: Bool { fields.digest == hash }
}

/// A group of parts as it lies in the file.
struct StoredPart {
  let line: EventHash.PartLine
  let salt: String?
  let content: String?
  let erasedBy: Int64?
  let id: Int64

  /// The texts; none if they were erased.
  ///
  /// Throws when what is there is not what was digested.
  func parts() throws(UnreadableEvent) -> [Part] {
    guard let salt, let content else { return [] }
    guard let `class` = Part.Class(rawValue: line.class) else {
      throw UnreadableEvent(why: "a part of an unknown class")
    }
    let group = PartGroup(class: `class`, person: line.person, salt: salt, content: content)
    guard group.digest == line.digest, let parts = group.parts() else {
      throw UnreadableEvent(why: "a part does not match its digest")
    }
    return parts
  }
}
