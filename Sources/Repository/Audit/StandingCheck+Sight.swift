import Digest
import SQLite

/// Who is let in, and sees what.
extension StandingCheck {
  func agencies(_ said: StandingRecord) throws(SQLiteError) -> [Finding] {
    var found: [String: StandingRecord.Agency] = [:]
    try connection.prepare(
      """
      SELECT a.name, g.name, a.kind, b.name, a.revision FROM agency a
      JOIN partnership g ON g.id = a.partnership_id LEFT JOIN agency b ON b.id = a.successor_id
      WHERE ?1 IN (0, a.partnership_id)
      """
    ).rows(partnership) { row in
      found[row.text(0)] = StandingRecord.Agency(
        partnership: row.text(1), kind: row.text(2), successor: row.optionalText(3),
        revision: row.int(4))
    }
    let altered = Set(found.keys).union(said.agencies.keys).sorted().compactMap { name in
      found[name] == said.agencies[name]
        ? nil
        : Finding(
          .altered, at: "agency \(name)", "it is not what the record says",
          mark: "\(found[name].map { "\($0)" } ?? "")")
    }
    return try altered + lines()
  }

  /// For whom an agency stands follows from what was merged into what.
  private func lines() throws(SQLiteError) -> [Finding] {
    try connection.prepare(Self.linesSQL).all(partnership) { row in
      let (agency, other) = (row.text(0), row.text(1))
      return Finding(
        .altered, at: "agency \(agency)",
        "whether it stands for \(other) is not what follows from mergers", mark: other)
    }
  }

  func credentials(_ said: StandingRecord) throws(SQLiteError) -> [Finding] {
    var found: [String: StandingRecord.Credential] = [:]
    try connection.prepare(Self.credentialSQL).rows(partnership) { row in
      found[row.text(0)] = StandingRecord.Credential(row)
    }
    return Set(found.keys).union(said.credentials.keys).sorted().compactMap { name in
      let place = "credential \(name)"
      guard let right = said.credentials[name] else {
        return Finding(
          .altered, at: place, "no event says that it was issued",
          mark: "\(found[name].map { "\($0)" } ?? "")")
      }
      if let one = found[name], right.agrees(with: one) { return nil }
      return Finding(
        .altered, at: place, "it is not good for what the record says",
        mark: "\(found[name].map { "\($0)" } ?? "")")
    }
  }

  func namings(_ said: StandingRecord) throws(SQLiteError) -> [Finding] {
    var found: [String: Set<String>] = [:]
    try connection.prepare(
      """
      SELECT s.reference, c.name FROM naming n JOIN stream s ON s.id = n.escalation_id
      JOIN credential c ON c.id = n.credential_id WHERE ?1 IN (0, s.partnership_id)
      """
    ).rows(partnership) { row in found[row.text(0), default: []].insert(row.text(1)) }
    return Set(found.keys).union(said.namings.keys).sorted().compactMap { reference in
      let one = found[reference] ?? []
      if one == said.namings[reference] ?? [] { return nil }
      return Finding(
        .altered, at: "naming of \(reference)", "others may see it than the record says",
        mark: one.sorted().joined(separator: " "))
    }
  }

  private static let credentialSQL = """
    SELECT c.name, g.name, c.role, a.name, c.sees_restricted, c.revoked_at IS NOT NULL, c.expires_at,
      c.panel, c.token_digest, c.previous_digest, c.previous_until
    FROM credential c JOIN partnership g ON g.id = c.partnership_id
    LEFT JOIN agency a ON a.id = c.agency_id WHERE ?1 IN (0, c.partnership_id)
    """

  private static let linesSQL = """
    WITH RECURSIVE line(agency_id, stands_for) AS (
      SELECT id, id FROM agency
      UNION
      SELECT a.successor_id, line.stands_for FROM line JOIN agency a ON a.id = line.agency_id
      WHERE a.successor_id IS NOT NULL),
    wrong(agency_id, stands_for) AS (
      SELECT * FROM (SELECT agency_id, stands_for FROM line
        EXCEPT SELECT agency_id, stands_for FROM agency_line)
      UNION
      SELECT * FROM (SELECT agency_id, stands_for FROM agency_line
        EXCEPT SELECT agency_id, stands_for FROM line))
    SELECT coalesce(a.name, ''), coalesce(b.name, '') FROM wrong w
    LEFT JOIN agency a ON a.id = w.agency_id LEFT JOIN agency b ON b.id = w.stands_for
    WHERE ?1 IN (0, a.partnership_id, b.partnership_id) ORDER BY 1, 2
    """
}

extension StandingRecord.Credential {
  /// As its table has it.
  fileprivate init(_ row: borrowing Row) {
    self.init(
      partnership: row.text(1), role: row.text(2), agency: row.optionalText(3),
      seesRestricted: row.bool(4), isRevoked: row.bool(5),
      limits: Limits(expires: row.optionalInstant(6), panel: row.optionalText(7)),
      token: SHA256Digest(bytes: row.blob(8))?.hex,
      former: Former(
        token: row.optionalBlob(9).flatMap { SHA256Digest(bytes: $0)?.hex },
        until: row.optionalInstant(10)))
  }
}
