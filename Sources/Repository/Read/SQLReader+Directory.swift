public import Casework
import Digest
public import Escalations
import SQLite

/// Agencies and credentials.
extension SQLReader {
  /// The credential of that token digest, which may be its token before the last rotation.
  public func credential(tokenDigest: String) throws(Failure) -> Credential? {
    guard let digest = SHA256Digest(hex: tokenDigest) else { return nil }
    return try translating { () throws(SQLiteError) in
      try connection.prepare(Self.tokenSQL).first(digest.bytes) { row in
        CredentialColumns.read(row, presenting: digest)
      }
    }
  }

  /// The viewer's partnership.
  public func partnership(for viewer: Viewer) throws(Failure) -> Partnership? {
    let id = viewer.partnership
    return try translating { () throws(SQLiteError) in
      try connection.prepare("SELECT title, prefix FROM partnership WHERE name = ?1")
        .first(id.text) { row in Partnership(id: id, title: row.text(0), prefix: row.text(1)) }
    }
  }

  /// The partnership's credentials, by name.
  public func credentials(for viewer: Viewer) throws(Failure) -> [CredentialRow] {
    guard viewer.role == .admin else { return [] }
    return try translating { () throws(SQLiteError) in
      try connection.prepare(Self.listSQL).all(viewer.partnership.text) { row in
        CredentialColumns.readRow(row)
      }
    }
  }

  /// The partnership's agencies, by name.
  public func agencies(for viewer: Viewer) throws(Failure) -> [Agency] {
    try translating { () throws(SQLiteError) in
      try connection.prepare(AgencyColumns.select + " WHERE g.name = ?1 ORDER BY a.name")
        .all(viewer.partnership.text) { row in AgencyColumns.read(row) }
    }
  }

  /// One of the partnership's agencies.
  public func agency(_ id: AgencyID, for viewer: Viewer) throws(Failure) -> Agency? {
    try translating { () throws(SQLiteError) in
      try connection.prepare(AgencyColumns.select + " WHERE g.name = ?1 AND a.name = ?2")
        .first(viewer.partnership.text, id.text) { row in AgencyColumns.read(row) }
    }
  }

  private static let tokenSQL =
    CredentialColumns.select + """
       WHERE c.token_digest = ?1 OR c.previous_digest = ?1
      """

  private static let listSQL = """
    SELECT c.name, c.title, c.role, a.name, c.panel, c.sees_restricted, c.issued_at, c.expires_at,
      c.revoked_at, c.last_used_at, c.previous_until
    FROM credential c JOIN partnership g ON g.id = c.partnership_id
    LEFT JOIN agency a ON a.id = c.agency_id
    WHERE g.name = ?1 ORDER BY c.name
    """
}
