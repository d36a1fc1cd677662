import Casework
import Digest
import Escalations
import JSON
import SQLite

/// References, clients' keys, and what the scheduler asks for.
extension SQLLedger {
  /// The receipt kept under the key within the days that keys are remembered.
  ///
  /// Also sought in the last days that have keys at all: those are still to come where the clock was set
  /// back over midnight, and a retry must not record twice.
  func receipt(for key: IdempotencyKey) throws(Failure) -> KeptReceipt? {
    let today = Self.day(of: now)
    let kept = try run { () throws(SQLiteError) -> (fingerprint: String, receipt: String)? in
      if let kept = try sql.receipts.kept(under: key, upTo: today) { return kept }
      guard let last = try sql.receipts.lastDay(), last > today else { return nil }
      return try sql.receipts.kept(under: key, upTo: last)
    }
    guard let kept else { return nil }
    do {
      let json = try JSONReader.read(kept.receipt)
      let receipt = try JSONDecoding.decode(Receipt.self, from: json)
      return KeptReceipt(fingerprint: kept.fingerprint, receipt: receipt)
    } catch {
      throw .broken("a receipt cannot be read: \(error)")
    }
  }

  /// Keeps the receipt under the key, in the segment of this day.
  func keep(_ kept: KeptReceipt, for key: IdempotencyKey, at now: Instant) throws(Failure) {
    guard let fingerprint = SHA256Digest(hex: kept.fingerprint) else {
      throw .broken("a key's fingerprint is 64 hexadecimal digits")
    }
    let text: String
    do {
      text = try ReceiptText.write(kept.receipt)
    } catch {
      throw .broken("a receipt cannot be written: \(error.reason)")
    }
    try run { () throws(SQLiteError) in
      try sql.receipts.add.run(
        Self.day(of: now), key.scope, key.key, fingerprint.bytes, text)
    }
  }

  /// Forgets some of the keys that are older than they are kept; returns how many.
  func expireReceipts(atMost limit: Int) throws(SQLiteError) -> Int {
    try connection.prepare(
      "DELETE FROM receipt WHERE id IN (SELECT id FROM receipt WHERE day < ?1 LIMIT ?2)"
    ).run(Self.day(of: now) - settings.receiptDays, limit)
    return connection.changes
  }

  /// The next reference of a partnership in a year; taken when its escalation is appended.
  func nextReference(for partnership: PartnershipID, year: Int) throws(Failure) -> Reference {
    let known = try knownPartnership(partnership)
    let last = try run { () throws(SQLiteError) in
      try sql.lastNumber.first(known.id, year) { row in row.int(0) }
    }
    let number = (last ?? 0) + 1
    let digits = String(number)
    let padded = String(repeating: "0", count: max(0, 5 - digits.count)) + digits
    let reference = Reference("\(known.value.prefix)-\(year)-\(padded)")
    memory.numberings[reference] = LedgerMemory.Numbering(
      partnership: known.id, year: year, number: number)
    return reference
  }

  /// The escalation that an agency filed under its own reference.
  func reference(_ agency: AgencyID, external: String) throws(Failure) -> Reference? {
    let known = try knownAgency(agency)
    return try run { () throws(SQLiteError) in try filed(known.id, external) }
  }

  /// Files an escalation under an agency's own reference.
  func file(
    _ reference: Reference, under external: String, of agency: AgencyID
  ) throws(Failure) {
    let known = try knownAgency(agency)
    guard let stream = try run({ () throws(SQLiteError) in try findStream(reference) }) else {
      throw .broken("an escalation is appended before it is filed")
    }
    let taken = try run { () throws(SQLiteError) in try filed(known.id, external) }
    if let taken { throw .alreadyRaised(taken) }
    try run { () throws(SQLiteError) in
      try ExternalReferences(connection: connection).add(external, of: known.id, stream)
    }
  }

  /// Escalations with a limit that passed unrecorded or is near unrecorded, oldest first.
  func dueClocks(
    at now: Instant, nearBefore: Instant, limit: Int
  ) throws(Failure) -> [Reference] {
    try run { () throws(SQLiteError) in
      try connection.prepare(Self.dueSQL).all(
        now.milliseconds, nearBefore.milliseconds, limit
      ) { row in Reference(row.text(0)) }
    }
  }

  /// When the clocks were last swept.
  func lastSweep() throws(Failure) -> Instant? {
    try run { () throws(SQLiteError) in
      try connection.prepare("SELECT swept_at FROM sweep_mark WHERE id = 1").first { row in
        row.instant(0)
      }
    }
  }

  /// Keeps when the clocks were swept.
  func keepSweep(at now: Instant) throws(Failure) {
    try run { () throws(SQLiteError) in
      try connection.prepare(
        """
        INSERT INTO sweep_mark (id, swept_at) VALUES (1, ?1)
        ON CONFLICT DO UPDATE SET swept_at = excluded.swept_at
        """
      ).run(now.milliseconds)
    }
  }

  /// Days since 1970, by which keys are kept in segments.
  static func day(of instant: Instant) -> Int {
    Int((Double(instant.milliseconds) / 86_400_000).rounded(.down))
  }

  private func filed(_ agency: Int64, _ external: String) throws(SQLiteError) -> Reference? {
    guard
      let stream = try ExternalReferences(connection: connection).stream(agency, external)
    else { return nil }
    return try connection.prepare("SELECT reference FROM stream WHERE id = ?1").first(stream) {
      row in Reference(row.text(0))
    }
  }

  private static let dueSQL = """
    SELECT s.reference FROM (
      SELECT id, due_at FROM (
        SELECT id, pass_at AS due_at FROM escalation
        WHERE pass_at <= ?1 ORDER BY pass_at LIMIT ?3)
      UNION ALL
      SELECT id, due_at FROM (
        SELECT id, near_at AS due_at FROM escalation
        WHERE near_at <= ?2 ORDER BY near_at LIMIT ?3)
    ) d JOIN stream s ON s.id = d.id
    GROUP BY d.id ORDER BY min(d.due_at) LIMIT ?3
    """
}
