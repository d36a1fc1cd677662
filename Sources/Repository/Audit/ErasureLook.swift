import Casework
import JSON
import SQLite

/// Whether an event of the record accounts for a text that is gone: an erasure that means it, or a
/// correction that took its place.
///
/// That some event is named beside the text proves nothing: whoever can take the text away can name one.
struct ErasureLook {
  private let events: Statement

  init(_ connection: Connection) throws(SQLiteError) {
    events = try connection.prepare(
      """
      SELECT k.kind, k.payload, k.stream_id = v.stream_id, v.number, v.kind, v.payload, s.reference
      FROM event v JOIN stream s ON s.id = v.stream_id
      JOIN event k ON k.partnership_id = v.partnership_id AND k.sequence > v.sequence
      WHERE v.id = ?1 AND k.id = ?2
      """)
  }

  /// Whether the later event `eraser` says that texts of this class and person went from the event.
  func accounts(
    for part: (class: String, person: String), of event: Int64, by eraser: Int64
  ) throws(SQLiteError) -> Bool {
    try events.first(event, eraser) { row in
      switch row.text(0) {
      case AdministrativeCodec.erasedKind: Self.erases(row, part)
      case EventKind.corrected.rawValue:
        row.bool(2) && Self.corrects(row.text(1), row.int(3), row.text(4), row.text(5))
      default: false
      }
    } ?? false
  }

  private static func erases(
    _ row: borrowing Row, _ part: (class: String, person: String)
  ) -> Bool {
    let body = AdministrativeCodec.body(of: row.text(1))
    let classes = (body["classes"] ?? "").split(separator: " ")
    guard classes.contains(where: { $0 == part.class }),
      body["person"].map({ $0 == part.person }) ?? true
    else { return false }
    if row.text(4) == AdministrativeCodec.holdPlacedKind {
      // Why an escalation was held goes with its narrative.
      return AdministrativeCodec.body(of: row.text(5))["escalation"] == body["escalation"]
    }
    let last = body["through"].flatMap { Int($0) } ?? .max
    return body["escalation"] == row.text(6) && row.int(3) <= last
  }

  /// Whether a correction is of the event, or of the one that the event itself corrects.
  private static func corrects(
    _ correction: String, _ number: Int, _ kind: String, _ payload: String
  ) -> Bool {
    guard let target = corrected(by: correction) else { return false }
    return target == number
      || kind == EventKind.corrected.rawValue && target == corrected(by: payload)
  }

  /// The number of the event that a correction is of.
  private static func corrected(by payload: String) -> Int? {
    guard let body = (try? JSONReader.read(payload))?["body"] else { return nil }
    return try? RecordFields(body).integer("event")
  }
}
