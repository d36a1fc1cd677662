import Casework
import Escalations
import JSON
import NotificationForms
import SQLite

/// The rows of forms, for the reader and for the ledger.
struct FormRows {
  let connection: Connection

  /// A form's row, before anybody makes sense of it.
  struct Row {
    let id: Int64
    let number: Int
    let reference: Reference
    let agency: AgencyID
    let template: TemplateID
    let templateVersion: String
    let duty: String?
    let begunAt: Instant
    let changedAt: Instant
    let revision: Int
    let bones: String
    var texts: [Part] = []

    /// The form as Casework knows it.
    func stored() throws(Failure) -> StoredForm {
      let name = FormID(reference, number: number)
      let bones: StoredForm.Bones
      do {
        bones = try JSONDecoding.decode(StoredForm.Bones.self, from: JSONReader.read(self.bones))
      } catch {
        throw .broken("the draft of \(name) cannot be read: \(error)")
      }
      let drafted = FormEvent.Drafted(
        id: name, template: template, templateVersion: templateVersion, escalation: reference,
        agency: agency, duty: duty.flatMap { DutyKey($0) }, origins: bones.origins)
      return StoredForm(
        drafted: drafted, begunAt: begunAt, changedAt: changedAt, revision: revision, bones: bones,
        texts: texts)
    }
  }

  /// The form of that number, if the viewer may see it and, where asked, its escalation as it stands.
  func visible(
    _ place: (reference: Reference, number: Int), to sight: Visibility.Arguments,
    standing: Bool = false
  ) throws(SQLiteError) -> Row? {
    let also = standing ? "AND \(Visibility.standing)" : ""
    let row = try connection.prepare(
      """
      SELECT \(Self.columns) \(Self.tables)
      WHERE s.reference = ?4 AND f.number = ?5 AND \(Visibility.ofForm) \(also)
      """
    ).first(
      sight.reach.rawValue, sight.partnership, sight.credential, place.reference.text, place.number
    ) { row in Self.read(row) }
    guard var row else { return nil }
    row.texts = try texts(of: row.id)
    return row
  }

  /// The forms that an agency began for an escalation, whoever asks.
  func begun(by agency: AgencyID, for reference: Reference) throws(SQLiteError) -> [Row] {
    var rows = try connection.prepare(
      """
      SELECT \(Self.columns) \(Self.tables) WHERE s.reference = ?1 AND a.name = ?2
      ORDER BY f.number
      """
    ).all(reference.text, agency.text) { row in Self.read(row) }
    for index in rows.indices { rows[index].texts = try texts(of: rows[index].id) }
    return rows
  }

  /// The forms of an escalation that the viewer may see, without their words.
  func list(
    of reference: Reference, for sight: Visibility.Arguments
  ) throws(SQLiteError) -> [Row] {
    try connection.prepare(
      """
      SELECT \(Self.columns) \(Self.tables) WHERE s.reference = ?4 AND \(Visibility.ofForm)
      ORDER BY f.number
      """
    ).all(sight.reach.rawValue, sight.partnership, sight.credential, reference.text) { row in
      Self.read(row)
    }
  }

  /// Every form there is, one after another, without their words.
  func all(_ body: (Row) -> Void) throws(SQLiteError) {
    try connection.prepare("SELECT \(Self.columns) \(Self.tables) ORDER BY f.id").rows { row in
      body(Self.read(row))
    }
  }

  /// A page of forms, the one begun last first; those of one agency, or all.
  ///
  /// Rows that are not asked for are passed over, but not without bound (see `page` of `SQLReader`).
  func page(
    _ query: FormQuery, of agency: AgencyID?, for sight: Visibility.Arguments, by reader: SQLReader
  ) throws(SQLiteError) -> Page<Placed<Row>> {
    let values: [any SQLiteBindable] = [
      sight.reach.rawValue, sight.partnership, sight.credential, query.after?.key ?? Int64.max,
      query.template?.text, query.state?.rawValue, agency?.text,
    ]
    let statement = try connection.prepare(agency == nil ? Self.everybodys : Self.agencys)
    return try reader.page(statement, values, limit: query.limit) { row in
      Placed(position: Position(key: row.int64(0), tie: row.int64(1)), row: Self.read(row, from: 3))
    }
  }

  private static let agencys = """
    \(paged) WHERE f.agency_id = (SELECT id FROM agency WHERE name = ?7) AND f.id < ?4
    ORDER BY f.id DESC
    """

  private static let everybodys = "\(paged) WHERE f.id < ?4 AND ?7 IS NULL ORDER BY f.id DESC"

  private static let paged = """
    SELECT f.id, 0, (?5 IS NULL OR f.template = ?5) AND coalesce(\(Visibility.ofForm), 0)
      AND (?6 IS NULL OR \(state) = ?6), \(columns) \(tables)
    """

  /// What `FormRow.state` says of it.
  private static let state = """
    (CASE WHEN json_extract(f.bones, '$.abandonedAt') IS NOT NULL THEN 'abandoned' ELSE coalesce(
      (SELECT CASE WHEN z.part IS NULL THEN 'declined' ELSE 'submitted' END FROM form_filing z
       WHERE z.escalation_id = e.id AND z.form = f.number AND z.event <= \(Visibility.sight)
       LIMIT 1), 'draft') END)
    """

  /// What became of an escalation's forms, as far as the viewer may see it.
  func filings(
    of reference: Reference, for sight: Visibility.Arguments
  ) throws(SQLiteError) -> [(form: Int, filing: FormRow.Filing)] {
    try connection.prepare(
      """
      SELECT x.form, x.part, x.submission, x.filed_at, x.event
      FROM stream s JOIN escalation e ON e.id = s.id JOIN form_filing x ON x.escalation_id = e.id
      WHERE s.reference = ?4 AND x.event <= \(Visibility.sight) ORDER BY x.event
      """
    ).all(sight.reach.rawValue, sight.partnership, sight.credential, reference.text) { row in
      (
        row.int(0),
        FormRow.Filing(
          part: row.optionalText(1).map { FormPartID($0) }, number: row.optionalInt(2),
          at: row.instant(3), event: row.int(4))
      )
    }
  }

  private func texts(of form: Int64) throws(SQLiteError) -> [Part] {
    try DraftWords(connection: connection).standing(of: form).map(\.part)
  }

  private static let columns = """
    f.id, f.number, s.reference, a.name, f.template, f.template_version, f.duty, f.begun_at,
    f.changed_at, f.revision, f.bones
    """

  private static let tables = """
    FROM stream s JOIN escalation e ON e.id = s.id JOIN form f ON f.stream_id = s.id
    JOIN agency a ON a.id = f.agency_id
    """

  private static func read(_ row: borrowing SQLite.Row, from first: Int = 0) -> Row {
    Row(
      id: row.int64(first), number: row.int(first + 1), reference: Reference(row.text(first + 2)),
      agency: AgencyID(row.text(first + 3)), template: TemplateID(row.text(first + 4)),
      templateVersion: row.text(first + 5), duty: row.optionalText(first + 6),
      begunAt: row.instant(first + 7), changedAt: row.instant(first + 8),
      revision: row.int(first + 9), bones: row.text(first + 10))
  }
}
