public import Casework
public import Escalations
import SQLite

extension SQLReader {
  /// What was published of a policy's reports, in that order.
  public func editions(
    of policy: PolicyID, for viewer: Viewer
  ) throws(Failure) -> [ReportEdition] {
    guard viewer.reach == .all else { return [] }
    return try translating { () throws(SQLiteError) in
      let prefix = try connection.prepare("SELECT prefix FROM partnership WHERE name = ?1")
        .first(viewer.partnership.text) { row in row.text(0) }
      guard let prefix else { return [] }
      return try EditionRows(connection: connection).bodies(of: policy, in: prefix).map { found in
        ReportEdition(
          policy: policy, year: ReportYear(beginning: Int(found.body["year"] ?? "") ?? 0),
          publishedAt: found.at, text: found.body["figures"] ?? "")
      }
    }
  }
}

/// Published reports among a partnership's own events.
struct EditionRows {
  let connection: Connection

  /// The bodies of a policy's editions, in the order in which they were published.
  func bodies(
    of policy: PolicyID, in prefix: String
  ) throws(SQLiteError) -> [(at: Instant, body: [String: String])] {
    try connection.prepare(
      """
      SELECT v.recorded_at, v.payload FROM stream s JOIN event v ON v.stream_id = s.id
      WHERE s.reference = ?1 AND v.kind = ?2 ORDER BY v.number
      """
    ).all(prefix, AdministrativeCodec.reportPublished) { row in
      (at: row.instant(0), body: AdministrativeCodec.body(of: row.text(1)))
    }.filter { $0.body["policy"] == policy.text }
  }
}
