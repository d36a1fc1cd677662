import Casework
import Escalations
import JSON
import NotificationForms
import SQLite

/// Forms: their templates, and their drafts.
extension SQLLedger {
  /// The form, if the viewer may see it and its escalation as it stands.
  func form(_ id: FormID, for viewer: Viewer) throws(Failure) -> StoredForm? {
    guard let place = id.place, viewer.readsRecords, viewer.reach != .none else { return nil }
    let sight = Visibility.Arguments(viewer)
    let row = try run { () throws(SQLiteError) in
      try FormRows(connection: connection).visible(place, to: sight, standing: true)
    }
    return try row?.stored()
  }

  /// The forms that an agency began for an escalation.
  func forms(
    of reference: Reference, begunBy agency: AgencyID
  ) throws(Failure) -> [StoredForm] {
    let rows = try run { () throws(SQLiteError) in
      try FormRows(connection: connection).begun(by: agency, for: reference)
    }
    var forms: [StoredForm] = []
    for row in rows { forms.append(try row.stored()) }
    return forms
  }

  /// The number of the next form of an escalation.
  func nextFormNumber(of reference: Reference) throws(Failure) -> Int {
    let last = try run { () throws(SQLiteError) in
      try connection.prepare(
        """
        SELECT max(f.number) FROM form f JOIN stream s ON s.id = f.stream_id
        WHERE s.reference = ?1
        """
      ).first(reference.text) { row in row.optionalInt(0) }
    }
    return ((last ?? nil) ?? 0) + 1
  }

  /// Keeps a form in the place of what was kept of it before.
  func keep(_ form: StoredForm) throws(Failure) {
    guard let place = form.drafted.id.place else {
      throw .broken("\(form.drafted.id) names no form")
    }
    let bones: String
    do {
      bones = String(decoding: try JSONEncoding.bytes(of: form.bones), as: UTF8.self)
    } catch {
      throw .broken("the draft of \(form.drafted.id) cannot be written: \(error)")
    }
    let agency = try knownAgency(form.drafted.agency).id
    try run { () throws(SQLiteError) in
      guard let stream = try findStream(place.reference) else { return }
      let id = try connection.prepare(Self.keepSQL).first(
        stream, place.number, agency, form.drafted.template.text, form.drafted.templateVersion,
        form.drafted.duty?.description, form.begunAt.milliseconds, form.changedAt.milliseconds,
        form.revision, bones
      ) { row in row.int64(0) }
      guard let id else { return }
      try DraftWords(connection: connection).keep(form.texts, of: id)
    }
  }

  /// The record of an escalation as far as the viewer may see it.
  func record(
    of reference: Reference, for viewer: Viewer
  ) throws(Failure) -> [RecordedEvent] {
    guard let stream = try run({ () throws(SQLiteError) in try findStream(reference) }) else {
      return []
    }
    var events: [RecordedEvent] = []
    for stored in try sql.stream.read(stream, through: .max) {
      do {
        let recorded = try stored.recorded(withParts: true)
        if recorded.event.isVisible(to: viewer) { events.append(recorded) }
      } catch {
        throw .broken("event \(stored.fields.number) of \(reference): \(error.why)")
      }
    }
    return events
  }

  /// The first hexadecimal digits of the hash of an escalation's last event.
  func hashPrefix(of reference: Reference) throws(Failure) -> String {
    let prefix = try run { () throws(SQLiteError) in
      try connection.prepare(
        "SELECT \(StatusColumns.hashPrefix) FROM stream s JOIN escalation e ON e.id = s.id WHERE s.reference = ?1"
      ).first(reference.text) { row in row.text(0) }
    }
    return prefix ?? ""
  }

  /// Adds a template's version, as the bytes it was written in.
  func addTemplate(_ template: Template, json: [UInt8], at now: Instant) throws(Failure) {
    try run { () throws(SQLiteError) in
      try connection.prepare(
        "INSERT INTO template_version (template, version, json, loaded_at) VALUES (?1, ?2, ?3, ?4)"
      ).run(template.id.text, template.version, json, now.milliseconds)
    }
    library.add(template)
    changes.touchesAdministration = true
  }

  private static let keepSQL = """
    INSERT INTO form (stream_id, number, agency_id, template, template_version, duty, begun_at,
      changed_at, revision, bones)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
    ON CONFLICT (stream_id, number) DO UPDATE SET changed_at = excluded.changed_at,
      revision = excluded.revision, bones = excluded.bones
    RETURNING id
    """
}
