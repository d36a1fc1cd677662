import Digest
import SQLite

/// Holds the versions of policies, templates and calendars against the digests they were loaded with.
struct DocumentCheck {
  private let connection: Connection
  /// The one partnership whose events are asked; 0 for all.
  private let partnership: Int64

  init(_ connection: Connection, partnership: Int64) {
    self.connection = connection
    self.partnership = partnership
  }

  /// What is not what was loaded, was never loaded, or is gone; `all` is what every partnership's events say,
  /// since one that came later loaded nothing of what was there.
  func run(_ own: StandingRecord, all: StandingRecord) throws(SQLiteError) -> [Finding] {
    let counted = try calendarsInUse()
    let ownPolicies = try ownPolicies()
    var findings: [Finding] = []
    var unseen = Set(own.documents.keys)
    for kind in StandingRecord.Document.Kind.allCases {
      var names = Set(own.documents.keys.filter { $0.kind == kind }.map(\.name))
      if kind == .policy { names.formUnion(ownPolicies) }
      var last = ""
      try connection.prepare(
        "SELECT \(kind), CAST(version AS TEXT), json FROM \(kind)_version ORDER BY \(kind), version"
      ).rows { row in
        let document = StandingRecord.Document(
          kind: kind, name: row.text(0), version: row.text(1))
        unseen.remove(document)
        let isFirst = document.name != last
        last = document.name
        guard partnership == 0 || kind == .calendar || names.contains(last) else { return }
        let digest = row.withBytes(2) { SHA256.digest(of: $0).hex }
        if let digests = all.documents[document] {
          if digests == [digest] { return }
          findings.append(
            Finding(.altered, at: document.place, "it is not what was loaded", mark: digest))
        } else if kind != .calendar || !isFirst && counted.contains(last) {
          // The first version that an earlier release installed has no event, and none that nobody counts by.
          findings.append(
            Finding(.altered, at: document.place, "no event says that it was loaded", mark: digest))
        }
      }
    }
    return findings
      + unseen.map { Finding(.altered, at: $0.place, "it was loaded, and is gone") }
      .sorted { $0.place < $1.place }
  }

  /// The calendars by which policies count.
  private func calendarsInUse() throws(SQLiteError) -> Set<String> {
    let all = try connection.prepare(
      """
      SELECT DISTINCT CAST(json AS TEXT) ->> 'calendar' FROM policy_version
      WHERE json_valid(CAST(json AS TEXT))
      """
    ).all { row in row.optionalText(0) ?? "" }
    return Set(all)
  }

  /// The policies that name the partnership as theirs, whatever is on record of them.
  private func ownPolicies() throws(SQLiteError) -> Set<String> {
    guard partnership != 0 else { return [] }
    let all = try connection.prepare(
      """
      SELECT p.policy FROM policy_version p JOIN partnership g
        ON g.name = CASE WHEN json_valid(CAST(p.json AS TEXT))
          THEN CAST(p.json AS TEXT) ->> 'partnership' END
      WHERE g.id = ?1
      """
    ).all(partnership) { row in row.text(0) }
    return Set(all)
  }
}
