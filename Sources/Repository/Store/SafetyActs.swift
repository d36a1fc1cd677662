import Casework
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

  private struct Hold {
    let escalation: Reference
    let by: String
    let reason: String
  }

  /// How much was done again.
  struct Done {
    var credentials = 0
    var holds = 0
    /// What people have to do again: it takes a decision.
    var leftToPeople: [String] = []
  }

  private var revoked: [Revoked] = []
  private var rotations: [TokenRotation] = []
  private var holds: [Hold] = []
  private var others: [(place: RecordPlace, words: String)] = []
  /// Where the store lies.
  private let path: String

  /// Those of a store.
  init(in connection: Connection, at path: String) throws {
    self.path = path
    let reasons = try Self.reasons(connection)
    try connection.prepare(
      """
      SELECT c.name, g.name FROM credential c JOIN partnership g ON g.id = c.partnership_id
      WHERE c.revoked_at IS NOT NULL ORDER BY c.id
      """
    ).rows { row in
      let name = CredentialID(row.text(0))
      revoked.append(
        Revoked(
          credential: name, partnership: PartnershipID(row.text(1)),
          reason: reasons[name] ?? .other))
    }
    rotations = try TokenRotation.all(connection)
    holds = try Self.holds(connection)
    others = try Self.others(connection)
  }

  /// Does again what can be done without anybody's decision.
  func doAgain(
    in connection: Connection, _ ledger: SQLLedger, now: Instant
  ) throws -> Done {
    var done = Done()
    try rotate(in: connection, ledger, now: now, &done)
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
    for other in others where try !other.place.isThere(in: connection) {
      done.leftToPeople.append(other.words)
    }
    return done
  }

  /// Gives credentials the tokens that they were given since, if the store that says so is sound: in one that
  /// is not, anybody's may stand there.
  private func rotate(
    in connection: Connection, _ ledger: SQLLedger, now: Instant, _ done: inout Done
  ) throws {
    let missing = try rotations.filter { rotation throws(SQLiteError) in
      try rotation.isMissing(in: connection)
    }
    if missing.isEmpty { return }
    let isSound = (try? Verification(path: path).run())?.isSound ?? false
    for rotation in missing {
      guard isSound, let digest = rotation.digest else {
        done.leftToPeople.append(
          "credential \(rotation.credential): it was given another token; give it a new one")
        continue
      }
      try ledger.rotate(
        rotation.credential, to: digest, previousUntil: rotation.previousUntil ?? now)
      try ledger.append(
        .credentialRotated(
          rotation.credential, tokenDigest: digest, previousUntil: rotation.previousUntil ?? now),
        partnership: rotation.place.partnership, by: nil, at: now)
      done.credentials += 1
    }
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

  private static func others(
    _ connection: Connection
  ) throws(SQLiteError) -> [(place: RecordPlace, words: String)] {
    try connection.prepare(
      """
      SELECT g.name, v.sequence, v.hash, v.kind, s.reference, v.payload
      FROM event v JOIN stream s ON s.id = v.stream_id JOIN partnership g ON g.id = v.partnership_id
      WHERE v.kind IN (?1, ?2) ORDER BY v.id
      """
    ).all(EventKind.voided.rawValue, AdministrativeCodec.restrictionNamedKind) { row in
      let isVoiding = row.text(3) == EventKind.voided.rawValue
      let reference =
        isVoiding
        ? row.text(4) : AdministrativeCodec.body(of: row.text(5))["escalation"] ?? row.text(4)
      return (
        RecordPlace(row),
        isVoiding
          ? "\(reference): an agency was taken out of it"
          : "\(reference): it was said who may see it"
      )
    }
  }
}
