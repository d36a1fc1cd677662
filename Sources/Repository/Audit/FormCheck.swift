public import Casework
import Digest
import Escalations
import NotificationForms
import SQLite

/// Looks whether every draft can be read, and every form that the record speaks of is kept.
///
/// The table of forms is no record: what was submitted is in the events, and a draft that is gone is no gap.
public struct FormCheck {
  private let path: String
  private let library: Library

  /// A check of that file; the library must hold every template that its forms keep.
  public init(path: String, library: Library) {
    self.path = path
    self.library = library
  }

  /// Everything that is wrong, with its row.
  public func run() throws(StoreError) -> [Finding] {
    do {
      let connection = try Connection.reading(path)
      defer { connection.close() }
      return try unreadable(connection) + unkept(connection)
    } catch {
      throw StoreError(path, cannotBe: "read", error)
    }
  }

  private func unreadable(_ connection: Connection) throws(SQLiteError) -> [Finding] {
    var findings: [Finding] = []
    try FormRows(connection: connection).all { row in
      let place = "form row \(row.id)"
      if library.forms.template(row.template, version: row.templateVersion) == nil {
        findings.append(
          Finding(
            .form, at: place, "its template is not stored",
            mark: "\(row.template) \(row.templateVersion)"))
      }
      if (try? row.stored()) == nil {
        let mark = SHA256.digest(of: row.bones).hex
        findings.append(Finding(.form, at: place, "its draft cannot be read", mark: mark))
      }
    }
    return findings
  }

  private func unkept(_ connection: Connection) throws(SQLiteError) -> [Finding] {
    try connection.prepare(
      """
      SELECT s.reference, x.event FROM form_filing x JOIN stream s ON s.id = x.escalation_id
      WHERE NOT EXISTS (
        SELECT 1 FROM form f WHERE f.stream_id = x.escalation_id AND f.number = x.form)
      ORDER BY 1, 2
      """
    ).all { row in
      Finding(.form, at: "event \(row.int(1)) of \(row.text(0))", "the form it speaks of is gone")
    }
  }
}
