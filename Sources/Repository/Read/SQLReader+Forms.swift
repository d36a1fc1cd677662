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
      try FormRow(row, read.filings, for: viewer)
    }
  }

  /// A page of forms across escalations.
  ///
  /// An agency's are read in order from its own index; a form keeps its place while somebody goes
  /// through the pages.
  public func forms(_ query: FormQuery, for viewer: Viewer) throws(Failure) -> Page<FormRow> {
    guard viewer.readsRecords, viewer.reach != .none else { return Page(rows: [], next: nil) }
    let sight = Visibility.Arguments(viewer)
    let rows = FormRows(connection: connection)
    // One state for the forms and for what became of them.
    return try connection.transaction(.deferred) { () throws(Failure) in
      let page = try translating { () throws(SQLiteError) in
        var pages: [Page<Placed<FormRows.Row>>] = []
        for agency in query.agencies(for: viewer) {
          pages.append(try rows.page(query, of: agency, for: sight, by: self))
        }
        return Page<FormRows.Row>.merging(
          pages, limit: Self.pageLimit(query.limit), isDescending: true)
      }
      let shown = try page.rows.map { row throws(Failure) in
        let filings = try translating { () throws(SQLiteError) in
          try rows.filings(of: row.reference, for: sight)
        }
        return try FormRow(row, filings, for: viewer)
      }
      return Page(rows: shown, next: page.next)
    }
  }
}

extension FormRow {
  /// A row with what became of it; when its draft was changed is for whoever writes it.
  fileprivate init(
    _ row: FormRows.Row, _ filings: [(form: Int, filing: Filing)], for viewer: Viewer
  ) throws(Failure) {
    self.init(
      id: FormID(row.reference, number: row.number), template: row.template,
      templateVersion: row.templateVersion, agency: row.agency, begunAt: row.begunAt,
      changedAt: viewer.standsFor(row.agency) ? row.changedAt : nil,
      abandonedAt: try row.stored().bones.abandonedAt,
      filings: filings.filter { $0.form == row.number }.map(\.filing))
  }
}

extension FormQuery {
  /// Whose forms are asked for: one agency's; those of the viewer's with all that it stands for; or
  /// everybody's.
  fileprivate func agencies(for viewer: Viewer) -> [AgencyID?] {
    if let agency, agency != viewer.agency { return [agency] }
    return viewer.agency == nil ? [nil] : viewer.agencies
  }
}
