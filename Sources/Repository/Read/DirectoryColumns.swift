import Casework
import Digest
import Escalations
import JSON
import SQLite

/// The mapping of the `agency` table, in one place.
enum AgencyColumns {
  /// The columns, of an agency `a` of a partnership `g`.
  static let select = """
    SELECT a.name, g.name, a.title, a.kind, a.details, a.active_from, a.active_to, n.name,
      a.revision, a.id
    FROM agency a JOIN partnership g ON g.id = a.partnership_id
    LEFT JOIN agency n ON n.id = a.successor_id
    """

  /// Reads an agency.
  static func read(_ row: borrowing Row) -> Agency {
    var agency = Agency(
      id: AgencyID(row.text(0)), partnership: PartnershipID(row.text(1)), title: row.text(2),
      kind: row.text(3))
    if let details = details(row.text(4)) { agency.details = details } else { row.fail(4) }
    agency.activeFrom = row.optionalDate(5)
    agency.activeTo = row.optionalDate(6)
    agency.successor = row.optionalText(7).map { AgencyID($0) }
    agency.revision = row.int(8)
    return agency
  }

  /// What is kept as one document; empty until somebody says more.
  private static func details(_ text: String) -> AgencyDetails? {
    if text == "{}" { return AgencyDetails() }
    guard let json = try? JSONReader.read(text) else { return nil }
    return try? JSONDecoding.decode(AgencyDetails.self, from: json)
  }
}

/// The mapping of the `credential` table, in one place.
enum CredentialColumns {
  /// The columns, of a credential `c`.
  static let select = """
    SELECT c.name, c.title, c.role, g.name, a.name, c.panel,
      (SELECT group_concat(p.name, char(30)) FROM agency_line l JOIN agency p ON p.id = l.stands_for
       WHERE l.agency_id = c.agency_id AND l.stands_for <> c.agency_id),
      c.expires_at, c.revoked_at, c.sees_restricted, c.token_digest, c.previous_until
    FROM credential c JOIN partnership g ON g.id = c.partnership_id
    LEFT JOIN agency a ON a.id = c.agency_id
    """

  /// Reads a credential for whoever presents that token, or for its present token.
  ///
  /// The token before a rotation opens until the overlap ends, and no longer than the credential.
  static func read(_ row: borrowing Row, presenting token: SHA256Digest? = nil) -> Credential {
    let id = CredentialID(row.text(0))
    let present = row.digest(10)
    var expiresAt = row.optionalInstant(7)
    if let token, token != present {
      let until = row.optionalInstant(11) ?? Instant(milliseconds: 0)
      expiresAt = expiresAt.map { min($0, until) } ?? until
    }
    let predecessors = (row.optionalText(6) ?? "").split(separator: "\u{1E}")
    return Credential(
      id: id, name: row.text(1),
      viewer: Viewer(
        credential: id, role: row.code(2), partnership: PartnershipID(row.text(3)),
        agency: row.optionalText(4).map { AgencyID($0) },
        predecessors: predecessors.map { AgencyID(String($0)) },
        panel: row.optionalText(5).map { PanelID($0) }),
      tokenDigest: (token ?? present).hex, expiresAt: expiresAt,
      revokedAt: row.optionalInstant(8), seesRestricted: row.bool(9))
  }

  /// Reads a row for administrators.
  static func readRow(_ row: borrowing Row) -> CredentialRow {
    CredentialRow(
      id: CredentialID(row.text(0)), name: row.text(1), role: row.code(2),
      agency: row.optionalText(3).map { AgencyID($0) },
      panel: row.optionalText(4).map { PanelID($0) }, seesRestricted: row.bool(5),
      issuedAt: row.optionalInstant(6), expiresAt: row.optionalInstant(7),
      revokedAt: row.optionalInstant(8), lastUsedAt: row.optionalInstant(9),
      previousUntil: row.optionalInstant(10))
  }
}
