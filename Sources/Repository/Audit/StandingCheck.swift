import Digest
import SQLite

/// Holds policies, templates, calendars, agencies, credentials, who may see what, holds and the epoch against
/// what the record says of them: a limit changed in a stored policy moves every deadline to come.
struct StandingCheck {
  let connection: Connection
  /// The one partnership whose events are asked; 0 for all.
  let partnership: Int64

  init(_ connection: Connection, partnership: Int64 = 0) {
    self.connection = connection
    self.partnership = partnership
  }

  /// What is not as the record says.
  func run() throws(SQLiteError) -> [Finding] {
    // One state for both, or a commit in between would look like tampering.
    try connection.transaction(.deferred) { () throws(SQLiteError) in
      let said = try StandingRecord(connection, partnership: partnership)
      let all = try partnership == 0 ? said : StandingRecord(connection, partnership: 0)
      return try DocumentCheck(connection, partnership: partnership).run(said, all: all)
        + agencies(said) + credentials(said) + namings(said) + holds(said) + epoch(said)
    }
  }

  private func holds(_ said: StandingRecord) throws(SQLiteError) -> [Finding] {
    var found: [Int64: StandingRecord.Hold] = [:]
    try connection.prepare(
      """
      SELECT h.placed_by, s.reference, h.released_by FROM legal_hold h
      JOIN stream s ON s.id = h.stream_id WHERE ?1 IN (0, s.partnership_id)
      """
    ).rows(partnership) { row in
      found[row.int64(0)] = StandingRecord.Hold(
        reference: row.text(1), releasedBy: row.optionalInt64(2))
    }
    return Set(found.keys).union(said.holds.keys).sorted().compactMap { event in
      if found[event] == said.holds[event] { return nil }
      let reference = (said.holds[event] ?? found[event])?.reference ?? ""
      return Finding(
        .altered, at: "hold on \(reference)", "it does not stand as the record says",
        mark: "\(found[event].map { "\($0)" } ?? "")")
    }
  }

  private func epoch(_ said: StandingRecord) throws(SQLiteError) -> [Finding] {
    let found = try connection.prepare("SELECT epoch FROM store").first { row in row.int64(0) } ?? 1
    if found == said.epoch { return [] }
    return [
      Finding(
        .altered, at: "epoch", "the record says \(said.epoch), and the store \(found)",
        mark: String(found))
    ]
  }
}
