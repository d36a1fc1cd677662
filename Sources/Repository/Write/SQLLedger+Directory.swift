import Casework
import Digest
import Escalations
import JSON
import SQLite

/// Partnerships, agencies, credentials, policies and calendars.
extension SQLLedger {
  /// Whether a recommendation of that number stands among the partnership's own events.
  func hasRecommendation(
    _ number: Int, in id: PartnershipID
  ) throws(Failure) -> Bool {
    let partnership = try knownPartnership(id)
    let kind = try run { () throws(SQLiteError) in
      try connection.prepare(
        """
        SELECT v.kind FROM event v JOIN stream s ON s.id = v.stream_id
        WHERE s.reference = ?1 AND v.number = ?2
        """
      ).first(partnership.value.prefix, number) { row in row.text(0) }
    }
    return kind == AdministrativeCodec.recommendationMade
  }

  /// How many editions of a policy's reports stand among the partnership's own events.
  func editionCount(of policy: PolicyID, in id: PartnershipID) throws(Failure) -> Int {
    let partnership = try knownPartnership(id)
    return try run { () throws(SQLiteError) in
      try EditionRows(connection: connection).bodies(of: policy, in: partnership.value.prefix).count
    }
  }

  /// The partnership of that name.
  func partnership(_ id: PartnershipID) throws(Failure) -> Partnership? {
    try findPartnership(id)?.value
  }

  /// The agency of that name.
  func agency(_ id: AgencyID) throws(Failure) -> Agency? { try findAgency(id)?.value }

  /// Adds a partnership.
  func add(_ partnership: Partnership) throws(Failure) {
    try run { () throws(SQLiteError) in
      try connection.prepare("INSERT INTO partnership (name, title, prefix) VALUES (?1, ?2, ?3)")
        .run(partnership.id.text, partnership.title, partnership.prefix)
    }
    changes.touchesAdministration = true
  }

  /// Adds an agency.
  func add(_ agency: Agency) throws(Failure) {
    let partnership = try knownPartnership(agency.partnership)
    try run { () throws(SQLiteError) in
      try connection.prepare(
        "INSERT INTO agency (name, partnership_id, title, kind) VALUES (?1, ?2, ?3, ?4)"
      ).run(agency.id.text, partnership.id, agency.title, agency.kind)
    }
    try change(agency)
  }

  /// Changes an agency, and works out anew who stands for whom.
  func change(_ agency: Agency) throws(Failure) {
    let details = try writing { () throws(JSONEncodingError) in
      String(decoding: try JSONEncoding.bytes(of: agency.details), as: UTF8.self)
    }
    let successor = try agency.successor.map { id throws(Failure) in try knownAgency(id).id }
    let before = try lines()
    try run { () throws(SQLiteError) in
      try connection.prepare(Self.changeSQL).run(
        agency.id.text, agency.title, agency.kind, details, agency.activeFrom?.description,
        agency.activeTo?.description, successor, agency.revision)
      try connection.execute(Self.lineSQL)
    }
    memory.agencies[agency.id] = nil
    memory.lines = nil
    try countAgain(since: before)
    changes.touchesAdministration = true
  }

  /// Adds a credential.
  func add(_ credential: Credential) throws(Failure) {
    guard let digest = SHA256Digest(hex: credential.tokenDigest) else {
      throw .broken("a credential's digest is 64 hexadecimal digits")
    }
    let partnership = try knownPartnership(credential.viewer.partnership)
    let agency = try credential.viewer.agency.map { id throws(Failure) in
      try knownAgency(id).id
    }
    try run { () throws(SQLiteError) in
      try connection.prepare(
        """
        INSERT INTO credential (name, title, role, partnership_id, agency_id, token_digest,
          expires_at, revoked_at, sees_restricted, panel, issued_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
        """
      ).run(
        credential.id.text, credential.name, credential.viewer.role.rawValue, partnership.id,
        agency, digest.bytes, credential.expiresAt?.milliseconds,
        credential.revokedAt?.milliseconds, credential.seesRestricted,
        credential.viewer.panel?.text, now.milliseconds)
    }
    changes.touchesAdministration = true
  }

  /// Adds a policy's version, as the bytes it was written in; the same again changes nothing.
  func addPolicy(_ policy: Policy, json: [UInt8], at now: Instant) throws(Failure) {
    try run { () throws(SQLiteError) in
      try connection.prepare(
        "INSERT INTO policy_version (policy, version, json, loaded_at) VALUES (?1, ?2, ?3, ?4)"
      ).run(policy.id.text, policy.version, json, now.milliseconds)
    }
    library.add(policy)
    changes.touchesAdministration = true
  }

  /// Adds a calendar's version, as the bytes it was written in.
  func addCalendar(_ calendar: WorkingCalendar, json: [UInt8], at now: Instant) throws(Failure) {
    try run { () throws(SQLiteError) in
      try connection.prepare(
        """
        INSERT INTO calendar_version (calendar, version, json, loaded_at)
        VALUES (?1, ?2, ?3, ?4)
        """
      ).run(calendar.id, calendar.version, json, now.milliseconds)
    }
    library.replace(calendar)
    changes.touchesAdministration = true
  }

  func knownPartnership(
    _ id: PartnershipID
  ) throws(Failure) -> LedgerMemory.Known<Partnership> {
    guard let known = try findPartnership(id) else { throw .broken("no partnership \(id)") }
    return known
  }

  func knownAgency(_ id: AgencyID) throws(Failure) -> LedgerMemory.Known<Agency> {
    guard let known = try findAgency(id) else { throw .broken("no agency \(id)") }
    return known
  }

  func credentialID(_ id: CredentialID) throws(Failure) -> Int64 {
    if let known = memory.credentials[id] { return known }
    let found = try run { () throws(SQLiteError) in
      try connection.prepare("SELECT id FROM credential WHERE name = ?1").first(id.text) {
        row in row.int64(0)
      }
    }
    guard let found else { throw .broken("no credential \(id)") }
    memory.credentials[id] = found
    return found
  }

  private func findPartnership(
    _ id: PartnershipID
  ) throws(Failure) -> LedgerMemory.Known<Partnership>? {
    if let known = memory.partnerships[id] { return known }
    let found = try run { () throws(SQLiteError) in
      try connection.prepare("SELECT id, title, prefix FROM partnership WHERE name = ?1")
        .first(id.text) { row in
          LedgerMemory.Known(
            id: row.int64(0),
            value: Partnership(id: id, title: row.text(1), prefix: row.text(2)))
        }
    }
    memory.partnerships[id] = found
    return found
  }

  private func findAgency(_ id: AgencyID) throws(Failure) -> LedgerMemory.Known<Agency>? {
    if let known = memory.agencies[id] { return known }
    let found = try run { () throws(SQLiteError) in
      try connection.prepare(AgencyColumns.select + " WHERE a.name = ?1").first(id.text) { row in
        LedgerMemory.Known(id: row.int64(9), value: AgencyColumns.read(row))
      }
    }
    memory.agencies[id] = found
    return found
  }

  private func writing<Value>(
    _ body: () throws(JSONEncodingError) -> Value
  ) throws(Failure) -> Value {
    do { return try body() } catch { throw .broken(error.reason) }
  }

  private static let changeSQL = """
    UPDATE agency SET title = ?2, kind = ?3, details = ?4, active_from = ?5, active_to = ?6,
      successor_id = ?7, revision = ?8 WHERE name = ?1
    """

  /// Agencies are few and change seldom, so all lines are drawn anew.
  private static let lineSQL = """
    DELETE FROM agency_line;
    WITH RECURSIVE line(agency_id, stands_for) AS (
      SELECT id, id FROM agency
      UNION
      SELECT a.successor_id, line.stands_for FROM line JOIN agency a ON a.id = line.agency_id
      WHERE a.successor_id IS NOT NULL)
    INSERT INTO agency_line (agency_id, stands_for) SELECT agency_id, stands_for FROM line;
    """
}
