import Casework
import Digest
import Escalations
import SQLite

/// What was done in a store so that nobody sees what is not for them and nothing goes that is to stay: a
/// restored backup knows nothing of it, and a leaked token would open again.
struct SafetyActs {
  private struct Revoked {
    let credential: CredentialID
    let partnership: PartnershipID
    let reason: RevocationReason
  }

  private struct Token {
    let credential: CredentialID
    let partnership: PartnershipID
    let digest: [UInt8]
    let previousDigest: [UInt8]?
    let previousUntil: Instant?
  }

  private struct Hold {
    let escalation: Reference
    let by: String
    let reason: String
  }

  /// How much was done again.
  struct Done {
    var credentials = 0
    var holds = 0
  }

  private var revoked: [Revoked] = []
  private var tokens: [Token] = []
  private var holds: [Hold] = []
  /// What people have to do again, with the chain and the place in it: it takes a decision.
  private var others: [(partnership: String, sequence: Int64, words: String)] = []

  /// None.
  init() {}

  /// Those of a store.
  init(in connection: Connection) throws {
    let reasons = try Self.reasons(connection)
    try connection.prepare(Self.credentialSQL).rows { row in
      let (name, partnership) = (CredentialID(row.text(0)), PartnershipID(row.text(1)))
      if row.bool(2) {
        revoked.append(
          Revoked(credential: name, partnership: partnership, reason: reasons[name] ?? .other))
      }
      tokens.append(
        Token(
          credential: name, partnership: partnership, digest: row.blob(3),
          previousDigest: row.optionalBlob(4),
          previousUntil: row.optionalInt64(5).map { Instant(milliseconds: $0) }))
    }
    holds = try Self.holds(connection)
    try connection.prepare(Self.othersSQL).rows(
      EventKind.voided.rawValue, AdministrativeCodec.restrictionNamedKind
    ) { row in
      let isVoiding = row.text(2) == EventKind.voided.rawValue
      let reference =
        isVoiding
        ? row.text(3) : AdministrativeCodec.body(of: row.text(4))["escalation"] ?? row.text(3)
      others.append(
        (
          row.text(0), row.int64(1),
          isVoiding
            ? "\(reference): an agency was taken out of it"
            : "\(reference): it was said who may see it"
        ))
    }
  }

  /// Does again what can be done without anybody's decision.
  func doAgain(
    in connection: Connection, _ ledger: SQLLedger, now: Instant
  ) throws -> Done {
    var done = Done()
    for token in tokens where try isOther(token, in: connection) {
      try renew(token, in: connection)
      try ledger.append(
        .credentialRotated(token.credential, previousUntil: token.previousUntil ?? now),
        partnership: token.partnership, by: nil, at: now)
      done.credentials += 1
    }
    for one in revoked {
      guard let found = try ledger.credential(one.credential), found.revokedAt == nil else {
        continue
      }
      try ledger.revoke(one.credential, at: now)
      try ledger.append(
        .credentialRevoked(one.credential, one.reason), partnership: one.partnership, by: nil,
        at: now)
      done.credentials += 1
    }
    for hold in holds where try isFree(hold.escalation, in: connection) {
      try ledger.hold(hold.escalation, reason: hold.reason, by: hold.by, at: now)
      done.holds += 1
    }
    return done
  }

  /// What was done after the chains' ends in the backup and is for people to do again.
  func leftToPeople(after heads: [Anchor]) -> [String] {
    others.filter { other in
      let head = heads.first {
        $0.partnership.text == other.partnership && $0.chain == Chain.event.rawValue
      }
      return other.sequence > head?.sequence ?? 0
    }.map(\.words)
  }

  private func isOther(_ token: Token, in connection: Connection) throws(SQLiteError) -> Bool {
    let there = try connection.prepare("SELECT token_digest FROM credential WHERE name = ?1")
      .first(token.credential.text) { row in row.blob(0) }
    return there.map { $0 != token.digest } ?? false
  }

  private func renew(_ token: Token, in connection: Connection) throws(SQLiteError) {
    try connection.prepare(
      """
      UPDATE credential SET token_digest = ?2, previous_digest = ?3, previous_until = ?4
      WHERE name = ?1
      """
    ).run(
      token.credential.text, token.digest, token.previousDigest, token.previousUntil?.milliseconds)
  }

  /// Whether the escalation is there and nothing holds it.
  private func isFree(_ reference: Reference, in connection: Connection) throws(SQLiteError) -> Bool
  {
    try connection.prepare(
      """
      SELECT 1 FROM stream s WHERE s.reference = ?1 AND NOT EXISTS (
        SELECT 1 FROM legal_hold h WHERE h.stream_id = s.id AND h.released_by IS NULL)
      """
    ).first(reference.text) { row in row.int64(0) } != nil
  }

  private static func reasons(
    _ connection: Connection
  ) throws(SQLiteError) -> [CredentialID: RevocationReason] {
    var reasons: [CredentialID: RevocationReason] = [:]
    try connection.prepare(
      """
      SELECT v.payload FROM partnership g CROSS JOIN stream s ON s.reference = g.prefix
      CROSS JOIN event v ON v.stream_id = s.id WHERE v.kind = ?1
      """
    ).rows(AdministrativeCodec.credentialRevokedKind) { row in
      let body = AdministrativeCodec.body(of: row.text(0))
      reasons[CredentialID(body["credential"] ?? "")] = body["reason"].flatMap {
        RevocationReason(rawValue: $0)
      }
    }
    return reasons
  }

  private static func holds(_ connection: Connection) throws -> [Hold] {
    let stream = try StreamReader(connection)
    let open = try connection.prepare(
      """
      SELECT s.reference, v.stream_id, v.number FROM legal_hold h
      JOIN stream s ON s.id = h.stream_id JOIN event v ON v.id = h.placed_by
      WHERE h.released_by IS NULL ORDER BY h.id
      """
    ).all { row in (reference: Reference(row.text(0)), stream: row.int64(1), number: row.int64(2)) }
    return try open.map { hold in
      let event = try stream.read(hold.stream, through: hold.number).last
      let texts = try event?.parts.flatMap { try $0.parts() } ?? []
      let body = AdministrativeCodec.body(of: event?.fields.payload ?? "")
      return Hold(
        escalation: hold.reference, by: body["by"] ?? "restore",
        reason: texts.first { $0.member == "/reason" }?.text ?? "Held before the restore.")
    }
  }

  private static let credentialSQL = """
    SELECT c.name, g.name, c.revoked_at IS NOT NULL, c.token_digest, c.previous_digest, c.previous_until
    FROM credential c JOIN partnership g ON g.id = c.partnership_id ORDER BY c.id
    """

  private static let othersSQL = """
    SELECT g.name, v.sequence, v.kind, s.reference, v.payload
    FROM event v JOIN stream s ON s.id = v.stream_id JOIN partnership g ON g.id = v.partnership_id
    WHERE v.kind IN (?1, ?2) ORDER BY v.id
    """
}
