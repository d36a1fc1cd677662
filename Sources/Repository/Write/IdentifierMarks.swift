import Casework
import Digest
import Escalations
import SQLite

/// Notes by which identifiers an escalation may be found.
struct IdentifierMarks {
  /// How many escalations share a segment.
  static let segmentSize: Int64 = 16_384

  private let add: Statement
  private let remove: Statement

  init(_ connection: Connection) throws(SQLiteError) {
    remove = try connection.prepare(
      "DELETE FROM identifier_mark WHERE segment = ?1 AND escalation_id = ?2")
    add = try connection.prepare(
      """
      INSERT INTO identifier_mark (segment, mark, escalation_id) VALUES (?1, ?2, ?3)
      ON CONFLICT DO NOTHING
      """)
  }

  /// Notes those that lie beside the event.
  func apply(_ event: Event, to view: Projection.View) throws(SQLiteError) {
    try note(event.parts, of: view.id, in: view.partnership)
  }

  /// Notes those that are left of an escalation, and forgets what was erased.
  func renew(_ left: [Part], of escalation: Int64, in partnership: Int64) throws(SQLiteError) {
    try remove.run(escalation / Self.segmentSize, escalation)
    try note(left, of: escalation, in: partnership)
  }

  private func note(
    _ parts: [Part], of escalation: Int64, in partnership: Int64
  ) throws(SQLiteError) {
    for part in parts where part.class == .identifier && !part.liesOnForm {
      guard let identifier = RecordIdentifier(member: part.member, part.text) else { continue }
      let mark = Self.mark(identifier, in: partnership)
      try add.run(escalation / Self.segmentSize, mark, escalation)
    }
  }

  /// The mark of an identifier in a partnership: eight bytes of a digest.
  ///
  /// Two that share one are told apart by the record.
  static func mark(_ identifier: RecordIdentifier, in partnership: Int64) -> Int64 {
    var text = ChainText(tag: "parley.identifier.1")
    text.add(partnership)
    text.add(identifier.kind.rawValue)
    text.add(identifier.text)
    let bytes = text.digest.bytes.prefix(8)
    return Int64(bitPattern: bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
  }
}
