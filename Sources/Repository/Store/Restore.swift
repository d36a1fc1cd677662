public import Casework
public import Escalations
import Foundation
import SQLite

/// Puts a backup in the place of a store, in a folder in which no server runs.
///
/// The backup is copied, checked, brought up to the present schema, given an epoch of its own with an
/// entry in every chain, and made to forget what was erased since. Only then does it take the store's
/// place; until that last step the store is as it was.
public struct Restore {
  /// What was done.
  public struct Report: Sendable, Equatable {
    /// The epoch that begins with it.
    public let epoch: Int64
    /// The bytes of the store.
    public let bytes: Int64
    /// Where the chains ended in the backup.
    public let heads: [Anchor]
    /// How many escalations had texts erased again.
    public let erasedAgain: Int
    /// How many months of access entries were let go again.
    public let monthsAgain: Int
    /// How many credentials were revoked or given their token again.
    public let credentialsAgain: Int
    /// How many escalations are held again.
    public let heldAgain: Int
    /// What was done since the backup for somebody's safety, and is for people to do again.
    public let leftToPeople: [String]
    /// Where the store that was there lies now; nil if there was none.
    public let setAside: String?
  }

  private let backup: String
  private let folder: DataFolder
  /// Whether a backup with findings is taken all the same.
  public var acceptsFindings = false
  /// Whether nothing was acknowledged after the backup was taken, as when a store moves to another machine.
  public var isLatest = false
  /// Numbers left out of each partnership's year where no store is there that can be read, so that no reference
  /// that somebody holds is given to another escalation.
  public var numbersLeftOut = 1_000

  /// A restore of that file into that folder.
  public init(_ backup: String, into folder: DataFolder) {
    self.backup = backup
    self.folder = folder
  }

  private var succession: Succession { Succession(folder: folder) }
  private var staged: String { succession.staged }

  /// Runs it; `progress` is told in words what is done.
  public func run(
    now: Instant, library: (StoredDocuments) throws -> Library,
    progress: (String) -> Void = { _ in }
  ) throws -> Report {
    guard FileManager.default.fileExists(atPath: backup) else {
      throw StoreError(.unusable, "\(backup) is not there.")
    }
    try succession.finishCutOff()
    try folder.prepare()
    let lock = try folder.lock()
    defer { try? lock.close() }
    succession.clear()
    defer { succession.clear() }
    try copy(progress)
    progress("checking it")
    try requireSound()
    let before = PreviousStore(folder)
    let changed = try change(now: now, library: library, before: before, progress)
    let left = LeftToPeople(in: folder)
    try left.add(changed.leftToPeople)
    var setAside: String? = try succession.take(now: now)
    if let aside = setAside, !before.isThere {
      succession.remove(aside)
      setAside = nil
    }
    progress("in place")
    return Report(
      epoch: changed.epoch, bytes: changed.bytes, heads: changed.heads,
      erasedAgain: changed.erasedAgain, monthsAgain: changed.monthsAgain,
      credentialsAgain: changed.again.credentials, heldAgain: changed.again.holds,
      leftToPeople: left.all(),
      setAside: setAside)
  }

  private func copy(_ progress: (String) -> Void) throws {
    _ = FileManager.default.createFile(
      atPath: staged, contents: nil, attributes: [.posixPermissions: 0o600])
    let source = try Connection.reading(backup)
    defer { source.close() }
    var told = 0
    try source.backup(to: staged, pagesPerStep: 4_096) { step in
      let done = (step.totalPages - step.remainingPages) * 100 / max(1, step.totalPages)
      if done >= told + 10 || step.remainingPages == 0 {
        told = done
        progress("copied \(done) %")
      }
    }
  }

  /// What comes from elsewhere is input: its pages, its schema and its chains are looked at first.
  private func requireSound() throws {
    let connection = try Connection(path: staged, mode: .readWrite)
    defer { connection.close() }
    if let fault = try connection.integrityCheck().first {
      throw StoreError(.unsound, "\(backup) is damaged: \(fault)")
    }
    if let fault = try SchemaCheck(connection).fault {
      throw StoreError(.unsound, "\(backup) is not a store of this service: \(fault)")
    }
    try Schema.migrator.migrate(connection)
    let report = try Verification(path: staged).run()
    if let finding = report.findings.first(where: \.isAlarm), !acceptsFindings {
      throw StoreError(
        .unsound,
        """
        \(backup) is not what was recorded: \(finding.kind.rawValue) at \(finding.place), \
        \(finding.detail). Take an earlier backup, or say --despite-findings.
        """)
    }
  }

  private struct Changed {
    let epoch: Int64
    let bytes: Int64
    let heads: [Anchor]
    let erasedAgain: Int
    let monthsAgain: Int
    let again: SafetyActs.Done
    let leftToPeople: [String]
  }

  private func change(
    now: Instant, library: (StoredDocuments) throws -> Library, before: PreviousStore,
    _ progress: (String) -> Void
  ) throws -> Changed {
    let connection = try Connection(path: staged, mode: .readWrite)
    defer { connection.close() }
    let library = try library(try StoredDocuments(connection))
    let ledger = try SQLLedger(connection, library: library, settings: StoreSettings(), now: now)
    let heads = try Anchor.heads(connection)
    let own = try connection.prepare("SELECT epoch FROM store").first { row in row.int64(0) } ?? 1
    let epoch = max(own, before.epoch) + 1
    let notes = ErasureNotes(in: folder).all() + before.erasures
    // What the backup's own record erased is gone from it, and what was written afterwards is to stay.
    var done = Set(try ErasureNotes.recorded(connection))
    var (erasedAgain, kept): (Int, [String]) = (0, [])
    try connection.prepare("BEGIN IMMEDIATE").run()
    try connection.prepare("UPDATE store SET epoch = ?1").run(epoch)
    try EpochBeginning(
      epoch: epoch, own: own, heads: heads, other: before.epoch > own ? before : nil
    ).append(to: ledger, connection, now: now)
    try before.keepNumbers(
      in: connection, leavingOut: isLatest ? 0 : numbersLeftOut, now: now)
    for note in notes where done.insert(note).inserted {
      switch try erase(note, ledger, now: now) {
      case .erased: erasedAgain += 1
      case .held: kept.append("\(note.escalation): it was erased, and a hold keeps it here")
      // What was raised after the backup is not here, and need not be erased.
      case .nothing, nil: continue
      }
    }
    let monthsAgain = try before.months?.eraseAgain(in: connection, ledger, now: now) ?? 0
    let again = try before.safety?.doAgain(in: connection, ledger, now: now)
    if again == nil, !isLatest { kept.append(Self.unknown) }
    try ledger.writeTotals()
    try connection.prepare("COMMIT").run()
    progress("\(erasedAgain) escalations had texts erased again")
    _ = try connection.checkpoint(.truncate)
    let bytes = Int64(try connection.pageCount) * Int64(try connection.pageSize)
    return Changed(
      epoch: epoch, bytes: bytes, heads: heads, erasedAgain: erasedAgain,
      monthsAgain: monthsAgain, again: again ?? .init(),
      leftToPeople: kept + (again?.leftToPeople ?? []))
  }

  /// Erases again.
  ///
  /// A hold that was there before the erasure was released for it, and is released again; one that came later,
  /// in a store that went another way, keeps what it holds.
  private func erase(
    _ note: NotedErasure, _ ledger: SQLLedger, now: Instant
  ) throws -> ErasureOutcome? {
    do {
      let outcome = try ledger.erase(note.again, at: now)
      guard outcome == .held, try ledger.isHeld(note.escalation, onlyUntil: note.at) else {
        return outcome
      }
      _ = try ledger.release(note.escalation, by: "restore", at: now)
      return try ledger.erase(note.again, at: now)
    } catch Failure.notFound {
      return nil
    }
  }

  private static let unknown =
    "what was revoked, rotated, held, taken out, restricted or let go by rule after the backup: no store that "
    + "could be read was there to say it"
}
