import Casework
import Digest
import Escalations
import SQLite

/// What happens to a credential after it was issued.
extension SQLLedger {
  /// The credential of that name.
  func credential(_ id: CredentialID) throws(Failure) -> Credential? {
    try run { () throws(SQLiteError) in
      try connection.prepare(CredentialColumns.select + " WHERE c.name = ?1").first(id.text) {
        row in CredentialColumns.read(row)
      }
    }
  }

  /// Gives it another token; the one before opens until then.
  func rotate(
    _ id: CredentialID, to tokenDigest: String, previousUntil: Instant
  ) throws(Failure) {
    guard let digest = SHA256Digest(hex: tokenDigest) else {
      throw .broken("a credential's digest is 64 hexadecimal digits")
    }
    try run { () throws(SQLiteError) in
      try connection.prepare(
        """
        UPDATE credential SET previous_digest = token_digest, previous_until = ?3, token_digest = ?2
        WHERE name = ?1
        """
      ).run(id.text, digest.bytes, previousUntil.milliseconds)
    }
    changes.touchesAdministration = true
  }

  /// Revokes it.
  func revoke(_ id: CredentialID, at now: Instant) throws(Failure) {
    try run { () throws(SQLiteError) in
      try connection.prepare("UPDATE credential SET revoked_at = ?2 WHERE name = ?1")
        .run(id.text, now.milliseconds)
    }
    changes.touchesAdministration = true
  }

  /// Notes when it was last used; nobody's answers change by it.
  func noteUse(of id: CredentialID, at instant: Instant) throws(Failure) {
    try run { () throws(SQLiteError) in
      try connection.prepare(
        """
        UPDATE credential SET last_used_at = ?2
        WHERE name = ?1 AND coalesce(last_used_at, ?2 - 1) < ?2
        """
      ).run(id.text, instant.milliseconds)
    }
  }
}
