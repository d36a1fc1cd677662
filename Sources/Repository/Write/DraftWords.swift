import Casework
import Escalations
import SQLite

/// The words of drafts: rows that are only added, and emptied where they stand.
///
/// A deleted row would have SQLite merge pages, and leave copies of other rows in their unused room,
/// which erasing would not find.
struct DraftWords {
  let connection: Connection

  /// The words of a form that stand.
  func standing(of form: Int64) throws(SQLiteError) -> [(id: Int64, part: Part)] {
    try connection.prepare(
      """
      SELECT id, class, person, member, text FROM form_text
      WHERE form_id = ?1 AND text IS NOT NULL ORDER BY id
      """
    ).all(form) { row in
      (
        row.int64(0),
        Part(class: row.code(1), person: row.text(2), member: row.text(3), text: row.text(4))
      )
    }
  }

  /// Has exactly these stand; what is as it was is not written again.
  func keep(_ parts: [Part], of form: Int64) throws(SQLiteError) {
    var former = try standing(of: form)
    var added: [Part] = []
    for part in parts {
      if let index = former.firstIndex(where: { $0.part == part }) {
        former.remove(at: index)
      } else {
        added.append(part)
      }
    }
    for (id, _) in former { try empty(id) }
    let add = try connection.prepare(
      "INSERT INTO form_text (form_id, class, person, member, text) VALUES (?1, ?2, ?3, ?4, ?5)")
    for part in added {
      try add.run(form, part.class.rawValue, part.person, part.member, part.text)
    }
  }

  /// Has the words of that class and person go from every draft of an escalation; says how many went.
  ///
  /// A draft that lost any counts as changed: whoever writes in it must read it again, and not write
  /// back what went.
  func erase(_ class: Part.Class, person: String?, ofStream stream: Int64) throws(SQLiteError)
    -> Int
  {
    let rows = try connection.prepare(
      """
      SELECT t.id, f.id FROM form f JOIN form_text t ON t.form_id = f.id
      WHERE f.stream_id = ?1 AND t.text IS NOT NULL AND t.class = ?2
        AND (?3 IS NULL OR t.person = ?3)
      """
    ).all(stream, `class`.rawValue, person) { row in (text: row.int64(0), form: row.int64(1)) }
    for row in rows { try empty(row.text) }
    for form in Set(rows.map(\.form)) {
      try connection.prepare("UPDATE form SET revision = revision + 1 WHERE id = ?1").run(form)
    }
    return rows.count
  }

  private func empty(_ id: Int64) throws(SQLiteError) {
    try connection.prepare(
      "UPDATE form_text SET text = NULL, person = '', member = '' WHERE id = ?1"
    ).run(id)
  }
}
