import Casework
import Digest
import Escalations
import SQLite

/// Notes by which identifiers an escalation may be found.
struct IdentifierMarks {
  /// How many escalations share a segment.
  static let segmentSize: Int64 = 16_384

  private let add: Statement

  init(_ connection: Connection) throws(SQLiteError) {
    add = try connection.prepare(
      """
      INSERT INTO identifier_mark (segment, mark, escalation_id) VALUES (?1, ?2, ?3)
      ON CONFLICT DO NOTHING
      """)
  }

  /// Notes those that lie beside the event.
  func apply(_ event: Event, to view: Projection.View) throws(SQLiteError) {
    for part in event.parts where part.class == .identifier && !part.liesOnForm {
      guard let identifier = RecordIdentifier(member: part.member, part.text) else { continue }
      let mark = Self.mark(identifier, in: view.partnership)
      try add.run(view.id / Self.segmentSize, mark, view.id)
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
