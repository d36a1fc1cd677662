public import Casework
public import Escalations
import Foundation
import SQLite

/// Puts on record that what verification finds was looked into and explained, in a folder in which no
/// server runs: from then on the same findings are no alarm, and anything else is.
public struct Reanchor {
  /// What was done.
  public struct Report: Sendable, Equatable {
    /// What is explained from now on.
    public let explained: [Finding]
    /// What no explanation mends: it is an alarm as before.
    public let left: [Finding]
  }

  private let folder: DataFolder
  /// Ends of chains that others kept, and that the record no longer leads to.
  public var anchors: [Anchor] = []
  /// What was found of the store's policies, calendars and templates when they were read.
  public var documents: [Finding] = []

  /// For the store in that folder.
  public init(_ folder: DataFolder) { self.folder = folder }

  /// Runs it, with every check that verification has.
  public func run(
    reason: String, by: String, now: Instant, library: Library
  ) throws -> Report {
    let lock = try folder.lock()
    defer { try? lock.close() }
    let found = try verify(library).findings.filter(\.isAlarm)
    let report = Report(
      explained: found.filter(\.isExplainable), left: found.filter { !$0.isExplainable })
    guard !report.explained.isEmpty else { return report }
    let connection = try Connection(path: folder.database, mode: .readWrite)
    defer { connection.close() }
    let ledger = try SQLLedger(connection, library: library, settings: StoreSettings(), now: now)
    let act = AdministrativeAct.reanchored(
      findings: report.explained.map(\.shortMark), reason: reason, by: by)
    try connection.prepare("BEGIN IMMEDIATE").run()
    let partnerships = try connection.prepare("SELECT name FROM partnership ORDER BY id")
      .all { row in PartnershipID(row.text(0)) }
    for partnership in partnerships {
      try ledger.append(act, partnership: partnership, by: nil, at: now)
    }
    try ledger.writeTotals()
    // From here on each chain ends where it is found to end.
    for sql in Self.accessEndsSQL { try connection.prepare(sql).run() }
    // No reference that there is may be given again, however the number came to be lower.
    try NumberCheck.raise(connection)
    try connection.prepare("COMMIT").run()
    _ = try connection.checkpoint(.truncate)
    return report
  }

  private func verify(_ library: Library) throws -> VerificationReport {
    var verification = Verification(path: folder.database)
    verification.anchors = anchors
    verification.documents = documents
    // What an earlier release derived is held against nothing; the next start makes it anew.
    let connection = try Connection.reading(folder.database)
    defer { connection.close() }
    if try connection.isDerivedHere { verification.library = library }
    return try verification.run()
  }

  /// Each note anew, since one may be missing.
  ///
  /// One of a chain that lost all its entries goes: the next entry is its first. The chains of events have
  /// just been written to.
  private static let accessEndsSQL = [
    "DELETE FROM chain_head WHERE chain = 'access'",
    """
    INSERT INTO chain_head (partnership_id, chain, sequence, hash)
    SELECT partnership_id, 'access', sequence, hash FROM access_entry a
    WHERE sequence = (
      SELECT max(sequence) FROM access_entry b WHERE b.partnership_id = a.partnership_id)
    """,
  ]
}
