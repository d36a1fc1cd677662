public import Casework
public import Escalations
import SQLite

extension SQLReader {
  /// Who sees a restricted escalation, as far as that viewer sees it.
  public func named(
    for reference: Reference, for viewer: Viewer
  ) throws(Failure) -> [NamedCredential]? {
    guard viewer.role == .partnership || viewer.role == .auditor else { return nil }
    let sight = Visibility.Arguments(viewer)
    let named = try translating { () throws(SQLiteError) in
      try connection.prepare(Self.namedSQL).all(
        sight.reach.rawValue, sight.partnership, sight.credential, reference.text
      ) { row in
        NamedCredential(
          CredentialID(row.text(0)), role: row.code(1),
          agency: row.optionalText(2).map { AgencyID($0) }, basis: row.code(3))
      }
    }
    return named.isEmpty ? nil : named
  }

  /// Whoever sees it is among them itself.
  private static let namedSQL = """
    SELECT c.name, c.role, g.name,
      CASE WHEN c.id = \(Visibility.raiser) THEN 'raised'
        WHEN \(Visibility.isOpenToNamed) THEN 'forAll' ELSE 'forThis' END
    FROM stream s JOIN escalation e ON e.id = s.id
    JOIN credential c ON c.partnership_id = e.partnership_id AND c.revoked_at IS NULL
      AND c.role <> 'admin'
    LEFT JOIN agency g ON g.id = c.agency_id
    WHERE s.reference = ?4 AND e.restricted = 1 AND coalesce(\(Visibility.standing), 0)
      AND (c.id = \(Visibility.raiser)
        OR EXISTS (
          SELECT 1 FROM naming m WHERE m.escalation_id = e.id AND m.credential_id = c.id)
        OR c.sees_restricted = 1 AND \(Visibility.isOpenToNamed))
    ORDER BY c.name
    """
}
