import Digest
import Escalations
import SQLite

/// What was found before, looked into and explained: `parley re-anchor` puts it on record.
///
/// A finding is explained by its kind, its place and what lies there. A change after that is a new one.
struct Explained {
  private var places: [(place: String, marks: Set<String>)] = []

  init(_ connection: Connection) throws(SQLiteError) {
    let names = try ChainNames(connection)
    var places: [(place: String, marks: Set<String>)] = []
    try connection.prepare(
      """
      SELECT v.partnership_id, v.sequence, v.payload FROM \(KeepingEvents.ofKind)
      ORDER BY v.id
      """
    ).rows(AdministrativeCodec.reanchoredKind) { row in
      let body = AdministrativeCodec.body(of: row.text(2))
      let marks = (body["findings"] ?? "").split(separator: " ").map(String.init)
      places.append((names.place(row.int64(0), row.int64(1)), Set(marks)))
    }
    self.places = places
  }

  /// Notes which findings are explained; an event that is itself not what was hashed explains nothing.
  func apply(to findings: inout [Finding]) {
    let found = Set(findings.map(\.place))
    let marks = places.filter { !found.contains($0.place) }.reduce(into: Set<String>()) {
      $0.formUnion($1.marks)
    }
    guard !marks.isEmpty else { return }
    for index in findings.indices where marks.contains(findings[index].shortMark) {
      findings[index].isExplained = true
    }
  }
}

extension Finding {
  /// What stands for it in the record.
  var shortMark: String {
    // An anchor beyond a cut tail is passed one day, and another entry lies at its place.
    let isOfAnchor = kind == .cutTail || kind == .anchorMismatch
    let text =
      isOfAnchor
      ? "anchor\n\(place)\n\(mark)" : "\(kind.rawValue)\n\(place)\n\(detail)\n\(mark)"
    return String(SHA256.digest(of: text).hex.prefix(24))
  }
}
