import Casework
import Escalations
import SQLite

/// That a credential was given another token, as a store's record says.
struct TokenRotation {
  let place: RecordPlace
  let credential: CredentialID
  /// The digest of the new token; nil where an earlier release did not say it.
  let digest: String?
  /// Until when the token before it opens.
  let previousUntil: Instant?

  /// All of a store, the oldest first.
  static func all(_ connection: Connection) throws(SQLiteError) -> [TokenRotation] {
    try connection.prepare(ownEvents).all(AdministrativeCodec.credentialRotatedKind) { row in
      let body = AdministrativeCodec.body(of: row.text(3))
      return TokenRotation(
        place: RecordPlace(row), credential: CredentialID(body["credential"] ?? ""),
        digest: body["tokenDigest"], previousUntil: body["previousUntil"].flatMap { Instant($0) })
    }
  }

  /// Whether another store knows the credential, and neither this event nor, from another one, the token.
  func isMissing(in connection: Connection) throws(SQLiteError) -> Bool {
    let isKnown =
      try connection.prepare("SELECT 1 FROM credential WHERE name = ?1")
      .first(credential.text) { row in row.int64(0) } != nil
    guard isKnown, try !place.isThere(in: connection) else { return false }
    guard let digest else { return true }
    for kind in [
      AdministrativeCodec.credentialIssuedKind, AdministrativeCodec.credentialRotatedKind,
    ] {
      let given = try connection.prepare(Self.ownEvents).all(kind) { row in
        AdministrativeCodec.body(of: row.text(3))["tokenDigest"]
      }
      if given.contains(digest) { return false }
    }
    return true
  }

  private static let ownEvents = """
    SELECT g.name, v.sequence, v.hash, v.payload
    FROM partnership g CROSS JOIN stream s ON s.reference = g.prefix
    CROSS JOIN event v ON v.stream_id = s.id WHERE v.kind = ?1 ORDER BY v.id
    """
}
