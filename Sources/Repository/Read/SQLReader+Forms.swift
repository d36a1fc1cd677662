public import Casework
public import Escalations
import NotificationForms
import SQLite

extension SQLReader {
  /// A form with its escalation's record as far as the viewer may see them.
  public func form(_ id: FormID, for viewer: Viewer) throws(Failure) -> FormReading? {
    guard viewer.readsRecords, viewer.reach != .none, let place = id.place else { return nil }
    let sight = Visibility.Arguments(viewer)
    // One state for the form and for the record that its submitted parts lie in.
    let read = try connection.transaction(.deferred) {
      () throws(Failure) -> (row: FormRows.Row, events: [StoredEvent], prefix: String)? in
      let row = try translating { () throws(SQLiteError) in
        try FormRows(connection: connection).visible(place, to: sight)
      }
      guard let row else { return nil }
      let prefix = try translating { () throws(SQLiteError) in
        try connection.prepare(
          "SELECT \(StatusColumns.hashPrefix) FROM stream s JOIN escalation e ON e.id = s.id WHERE s.reference = ?1"
        ).first(place.reference.text) { row in row.text(0) }
      }
      return (row, try visibleEvents(of: place.reference, for: viewer), prefix ?? "")
    }
    guard let read, let history = try makeHistory(read.events, for: viewer) else { return nil }
    return FormReading(
      stored: try read.row.stored(), history: history, hashPrefix: read.prefix)
  }

  private typealias FormsRead = (
    rows: [FormRows.Row], filings: [(form: Int, filing: FormRow.Filing)]
  )

  /// The forms of an escalation that the viewer may see.
  public func forms(of reference: Reference, for viewer: Viewer) throws(Failure) -> [FormRow]? {
    guard viewer.readsRecords, viewer.reach != .none else { return nil }
    let sight = Visibility.Arguments(viewer)
    let read = try connection.transaction(.deferred) { () throws(Failure) -> FormsRead? in
      try translating { () throws(SQLiteError) -> FormsRead? in
        let seen = try connection.prepare(Self.sightSQL).first(
          sight.reach.rawValue, sight.partnership, sight.credential, reference.text
        ) { row in row.int64(0) }
        if seen == nil { return nil }
        let rows = FormRows(connection: connection)
        return (
          try rows.list(of: reference, for: sight), try rows.filings(of: reference, for: sight)
        )
      }
    }
    guard let read else { return nil }
    return try read.rows.map { row throws(Failure) in
      FormRow(
        id: FormID(reference, number: row.number), template: row.template,
        templateVersion: row.templateVersion, agency: row.agency, begunAt: row.begunAt,
        abandonedAt: try row.stored().bones.abandonedAt,
        filings: read.filings.filter { $0.form == row.number }.map(\.filing))
    }
  }
}
