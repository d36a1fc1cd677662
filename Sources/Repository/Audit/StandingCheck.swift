import Digest
import SQLite

/// Holds policies, templates, calendars, credentials, holds and the epoch against what the record says of
/// them: a limit changed in a stored policy moves every deadline to come.
struct StandingCheck {
  private let connection: Connection
  /// The one partnership whose events are asked; 0 for all.
  private let partnership: Int64

  init(_ connection: Connection, partnership: Int64 = 0) {
    self.connection = connection
    self.partnership = partnership
  }

  /// What is not as the record says.
  func run() throws(SQLiteError) -> [Finding] {
    // One state for both, or a commit in between would look like tampering.
    try connection.transaction(.deferred) { () throws(SQLiteError) in
      let said = try StandingRecord(connection, partnership: partnership)
      return try documents(said) + credentials(said) + holds(said) + epoch(said)
    }
  }

  private func documents(_ said: StandingRecord) throws(SQLiteError) -> [Finding] {
    var findings: [Finding] = []
    var unseen = Set(said.documents.keys)
    for kind in StandingRecord.Document.Kind.allCases {
      try connection.prepare("SELECT \(kind), CAST(version AS TEXT), json FROM \(kind)_version")
        .rows { row in
          let document = StandingRecord.Document(
            kind: kind, name: row.text(0), version: row.text(1))
          unseen.remove(document)
          let digest = row.withBytes(2) { SHA256.digest(of: $0).hex }
          if let wrong = fault(of: document, digest, said) {
            findings.append(Finding(.altered, at: document.place, wrong, mark: digest))
          }
        }
    }
    return findings
      + unseen.map { Finding(.altered, at: $0.place, "it was loaded, and is gone") }
      .sorted { $0.place < $1.place }
  }

  /// What an earlier release installed as a calendar's first version has no event of its own.
  private func fault(
    of document: StandingRecord.Document, _ digest: String, _ said: StandingRecord
  ) -> String? {
    guard let digests = said.documents[document] else {
      return partnership == 0 && document.kind != .calendar
        ? "no event says that it was loaded" : nil
    }
    return digests == [digest] ? nil : "it is not what was loaded"
  }

  private func credentials(_ said: StandingRecord) throws(SQLiteError) -> [Finding] {
    var found: [String: StandingRecord.Credential] = [:]
    try connection.prepare(
      """
      SELECT c.name, c.role, a.name, c.sees_restricted, c.revoked_at IS NOT NULL
      FROM credential c LEFT JOIN agency a ON a.id = c.agency_id WHERE ?1 IN (0, c.partnership_id)
      """
    ).rows(partnership) { row in
      found[row.text(0)] = StandingRecord.Credential(
        role: row.text(1), agency: row.optionalText(2), seesRestricted: row.bool(3),
        isRevoked: row.bool(4))
    }
    return said.credentials.keys.sorted().compactMap { name in
      if found[name] == said.credentials[name] { return nil }
      return Finding(
        .altered, at: "credential \(name)", "it is not good for what the record says",
        mark: "\(found[name].map { "\($0)" } ?? "")")
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

extension StandingRecord.Document {
  fileprivate var place: String { "\(kind.rawValue) \(name) \(version)" }
}
