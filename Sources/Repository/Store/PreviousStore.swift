import Casework
import Escalations
import SQLite

/// What a restore takes from the store whose place it takes, as far as it can still be read.
struct PreviousStore {
  /// Whether there was one.
  let isThere: Bool
  /// Its epoch; 0 if it cannot be read.
  private(set) var epoch: Int64 = 0
  /// What its record says was erased.
  private(set) var erasures: [NotedErasure] = []
  /// The access entries that it let go; nil if it cannot be read.
  private(set) var months: ErasedMonths?
  /// What was done in it for somebody's safety; nil if it cannot be read.
  private(set) var safety: SafetyActs?
  /// The last number given, by partnership and year; nil if it cannot be read.
  private var numbers: [(partnership: String, year: Int, last: Int)]?

  private let path: String

  init(_ folder: DataFolder) {
    path = folder.database
    // An empty file is what preparing a new folder leaves.
    guard let connection = try? Connection(path: folder.database, mode: .readWrite),
      let version = try? connection.userVersion
    else {
      isThere = true
      return
    }
    defer { connection.close() }
    isThere = version > 0
    guard isThere else { return }
    // Whatever fails here is taken as not readable: restoring is what one does then.
    epoch = (try? connection.prepare("SELECT epoch FROM store").first { row in row.int64(0) }) ?? 0
    erasures = (try? ErasureNotes.recorded(connection)) ?? []
    months = try? ErasedMonths(in: connection)
    safety = try? SafetyActs(in: connection, at: folder.database)
    numbers = try? connection.prepare(
      """
      SELECT g.name, n.year, n.last FROM reference_number n
      JOIN partnership g ON g.id = n.partnership_id
      """
    ).all { row in (row.text(0), row.int(1), row.int(2)) }
    // What its log holds belongs into the file before the file is set aside.
    _ = try? connection.checkpoint(.truncate)
  }

  /// Where it left the line of a backup, before the backup is written on; nil if it cannot be read.
  func parting(of partnership: PartnershipID, from backup: Connection) -> ChainPlaces? {
    guard let connection = try? Connection.reading(path) else { return nil }
    defer { connection.close() }
    let parting = Parting(backup, connection)
    guard let event = try? parting.last(partnership, .event),
      let access = try? parting.last(partnership, .access)
    else { return nil }
    return ChainPlaces(event: event, access: access)
  }

  /// No reference that was given since the backup is given again: where the numbers cannot be read, so many
  /// are left out of each partnership's years.
  func keepNumbers(
    in connection: Connection, leavingOut gap: Int, now: Instant
  ) throws(SQLiteError) {
    guard let numbers else {
      if gap == 0 { return }
      try connection.prepare("UPDATE reference_number SET last = last + ?1").run(gap)
      // A year in which the backup has none yet.
      try connection.prepare(
        """
        INSERT INTO reference_number (partnership_id, year, last)
        SELECT id, ?1, ?2 FROM partnership WHERE true ON CONFLICT DO NOTHING
        """
      ).run(UTCMonth(of: now).year, gap)
      return
    }
    let write = try connection.prepare(
      """
      INSERT INTO reference_number (partnership_id, year, last)
      SELECT id, ?2, ?3 FROM partnership WHERE name = ?1
      ON CONFLICT DO UPDATE SET last = max(last, excluded.last)
      """)
    for number in numbers { try write.run(number.partnership, number.year, number.last) }
  }
}
