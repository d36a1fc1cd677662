public import Casework
public import Escalations
import Foundation
import SQLite

/// Puts on record that what verification finds was looked into and explained, in a folder in which no
/// server runs: from then on the same findings are no alarm, and anything else is.
public struct Reanchor {
  private let folder: DataFolder

  /// For the store in that folder.
  public init(_ folder: DataFolder) { self.folder = folder }

  /// Runs it; returns the findings that are explained from now on.
  public func run(
    reason: String, by: String, now: Instant, library: Library
  ) throws -> [Finding] {
    let lock = try folder.lock()
    defer { try? lock.close() }
    let findings = try Verification(path: folder.database).run().findings.filter(\.isAlarm)
    guard !findings.isEmpty else { return [] }
    let connection = try Connection(path: folder.database, mode: .readWrite)
    defer { connection.close() }
    let ledger = try SQLLedger(connection, library: library, settings: StoreSettings(), now: now)
    let act = AdministrativeAct.reanchored(
      findings: findings.map(\.shortMark), reason: reason, by: by)
    try connection.prepare("BEGIN IMMEDIATE").run()
    let partnerships = try connection.prepare("SELECT name FROM partnership ORDER BY id")
      .all { row in PartnershipID(row.text(0)) }
    for partnership in partnerships {
      try ledger.append(act, partnership: partnership, by: nil, at: now)
    }
    // From here on each chain ends where it is found to end.
    try connection.prepare(Self.accessEndsSQL).run()
    try ledger.writeTotals()
    try connection.prepare("COMMIT").run()
    _ = try connection.checkpoint(.truncate)
    return findings
  }

  private static let accessEndsSQL = """
    UPDATE chain_head SET (sequence, hash) = (
      SELECT sequence, hash FROM access_entry a WHERE a.partnership_id = chain_head.partnership_id
      ORDER BY sequence DESC LIMIT 1)
    WHERE chain = 'access' AND EXISTS (
      SELECT 1 FROM access_entry a WHERE a.partnership_id = chain_head.partnership_id)
    """
}
