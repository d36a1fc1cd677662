import Casework
import Escalations
import SQLite

/// Notes which forms were submitted, part by part, or declined.
struct FormProjection {
  private let add: Statement

  init(_ connection: Connection) throws(SQLiteError) {
    add = try connection.prepare(
      """
      INSERT INTO form_filing (escalation_id, event, form, part, submission, filed_at)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      """)
  }

  /// Notes what the event says of a form, if anything.
  func apply(_ event: Event, to view: Projection.View) throws(SQLiteError) {
    guard case .acted(let act) = event.body, let entry = act.form, let place = entry.form.place
    else { return }
    try add.run(
      view.id, view.escalation.lastEvent, place.number, entry.filing?.part.text,
      entry.filing?.number, event.occurredAt.milliseconds)
  }
}
