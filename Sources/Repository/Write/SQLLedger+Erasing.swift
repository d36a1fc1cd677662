import Casework
import Digest
import Escalations
import SQLite

/// Erasing texts, and holding them.
///
/// What is erased loses its salt and its text; its digest stays in the event's hash. The writer's
/// connection overwrites what it deletes (`secure_delete`).
extension SQLLedger {
  /// Erases; says by an event of the partnership's own stream what went, when and why.
  ///
  /// What is written afterwards is not meant by it, whenever it is carried out again: so the event says
  /// which was the last one.
  func erase(_ asked: Erasure, at now: Instant) throws(Failure) -> ErasureOutcome {
    guard let place = try place(of: asked.reference) else { throw .notFound }
    if try isHeld(place.stream) { return .held }
    var erasure = asked
    if erasure.through == nil { erasure.through = try lastNumber(of: place.stream) }
    let rows = try run { () throws(SQLiteError) in try groups(erasure, place.stream) }
    let drafts = try run { () throws(SQLiteError) in try eraseDrafts(erasure, place.stream) }
    let count = rows.count + drafts
    guard count > 0 else { return .nothing }
    let event = try appendAct(
      .erased(erasure, groups: count), partnership: place.partnership, at: now)
    try run { () throws(SQLiteError) in
      for row in rows { try wipe(row, by: event) }
      try connection.prepare("UPDATE stream SET erasures = erasures + 1 WHERE id = ?1")
        .run(place.stream)
      if erasure.classes.contains(.identifier), erasure.person == nil {
        try ExternalReferences(connection: connection).erase(ofStream: place.stream)
      }
    }
    try renewMarks(place.stream, place.partnershipRow)
    memory.cutsLog = true
    memory.erasures.append(NotedErasure(erasure, partnership: place.partnership, at: now))
    if let sides = try agencies(place.stream) {
      changes.touch(
        StoreChange.Touched(
          reference: erasure.reference, partnership: place.partnership, agencies: sides))
    }
    return .erased(groups: count)
  }

  /// Places a hold; its reason lies beside the event.
  func hold(_ reference: Reference, reason: String, by: String, at now: Instant) throws(Failure) {
    guard let place = try place(of: reference) else { throw .notFound }
    let event = try appendAct(
      .holdPlaced(reference, by: by),
      parts: [Part(class: .narrative, member: "/reason", text: reason)],
      partnership: place.partnership, at: now)
    try run { () throws(SQLiteError) in
      try connection.prepare("INSERT INTO legal_hold (stream_id, placed_by) VALUES (?1, ?2)")
        .run(place.stream, event)
    }
  }

  /// Whether all that holds it was placed by then.
  func isHeld(_ reference: Reference, onlyUntil instant: Instant) throws(Failure) -> Bool {
    try run { () throws(SQLiteError) in
      try connection.prepare(
        """
        SELECT 1 FROM legal_hold h JOIN stream s ON s.id = h.stream_id
        JOIN event v ON v.id = h.placed_by
        WHERE s.reference = ?1 AND h.released_by IS NULL AND v.recorded_at > ?2
        """
      ).first(reference.text, instant.milliseconds) { row in row.int64(0) } == nil
    }
  }

  /// Releases every hold on it; says whether there was one.
  func release(_ reference: Reference, by: String, at now: Instant) throws(Failure) -> Bool {
    guard let place = try place(of: reference) else { throw .notFound }
    guard try isHeld(place.stream) else { return false }
    let event = try appendAct(
      .holdReleased(reference, by: by), partnership: place.partnership, at: now)
    try run { () throws(SQLiteError) in
      try connection.prepare(
        "UPDATE legal_hold SET released_by = ?2 WHERE stream_id = ?1 AND released_by IS NULL"
      ).run(place.stream, event)
    }
    return true
  }

  /// Where an escalation lies.
  private struct StreamPlace {
    let stream: Int64
    let partnershipRow: Int64
    let partnership: PartnershipID
  }

  private func place(of reference: Reference) throws(Failure) -> StreamPlace? {
    try run { () throws(SQLiteError) in
      try connection.prepare(
        """
        SELECT s.id, g.id, g.name FROM stream s JOIN partnership g ON g.id = s.partnership_id
        WHERE s.reference = ?1 AND s.reference <> g.prefix
        """
      ).first(reference.text) { row in
        StreamPlace(
          stream: row.int64(0), partnershipRow: row.int64(1),
          partnership: PartnershipID(row.text(2)))
      }
    }
  }

  private func lastNumber(of stream: Int64) throws(Failure) -> Int? {
    let last = try run { () throws(SQLiteError) in
      try connection.prepare("SELECT max(number) FROM event WHERE stream_id = ?1")
        .first(stream) { row in row.optionalInt64(0) }
    }
    return last.flatMap { $0 }.map { Int($0) }
  }

  private func isHeld(_ stream: Int64) throws(Failure) -> Bool {
    try run { () throws(SQLiteError) in
      try connection.prepare(
        "SELECT 1 FROM legal_hold WHERE stream_id = ?1 AND released_by IS NULL"
      ).first(stream) { row in row.int64(0) } != nil
    }
  }

  /// The rows of the groups that are still there; reasons of holds go with the narrative.
  private func groups(_ erasure: Erasure, _ stream: Int64) throws(SQLiteError) -> [Int64] {
    let wanted = Set(erasure.classes.map(\.rawValue))
    var rows: [Int64] = []
    try connection.prepare(Self.groupsSQL).rows(stream, erasure.through ?? Int.max) { row in
      if wanted.contains(row.text(1)), erasure.person == nil || erasure.person == row.text(2) {
        rows.append(row.int64(0))
      }
    }
    guard erasure.person == nil, wanted.contains(Part.Class.narrative.rawValue) else { return rows }
    return try rows
      + connection.prepare(Self.holdReasonsSQL).all(stream) { row in row.int64(0) }
  }

  /// Has the words of drafts go; says how many.
  private func eraseDrafts(_ erasure: Erasure, _ stream: Int64) throws(SQLiteError) -> Int {
    var count = 0
    for `class` in erasure.classes {
      count += try DraftWords(connection: connection)
        .erase(`class`, person: erasure.person, ofStream: stream)
    }
    return count
  }

  func wipe(_ row: Int64, by event: Int64) throws(SQLiteError) {
    try connection.prepare(
      "UPDATE part SET salt = NULL, content = NULL, erased_by = ?2 WHERE id = ?1"
    ).run(row, event)
  }

  /// Has the escalation found by what is left of its identifiers, as a replay would.
  func renewMarks(_ stream: Int64, _ partnership: Int64) throws(Failure) {
    var left: [Part] = []
    for stored in try sql.stream.read(stream, through: .max) {
      for group in stored.parts {
        do {
          left += try group.parts()
        } catch {
          throw .broken("event \(stored.fields.number) of \(stored.fields.stream): \(error.why)")
        }
      }
    }
    try run { () throws(SQLiteError) in
      try projection.marks.renew(left, of: stream, in: partnership)
    }
  }

  private func agencies(_ stream: Int64) throws(Failure) -> [AgencyID]? {
    try run { () throws(SQLiteError) in
      try connection.prepare(
        """
        SELECT a.name FROM participation p JOIN agency a ON a.id = p.agency_id
        WHERE p.escalation_id = ?1 ORDER BY p.position
        """
      ).all(stream) { row in AgencyID(row.text(0)) }
    }
  }

  private static let groupsSQL = """
    SELECT p.id, p.class, p.person FROM event v JOIN part p ON p.event_id = v.id
    WHERE v.stream_id = ?1 AND v.number <= ?2 AND p.content IS NOT NULL ORDER BY p.id
    """

  private static let holdReasonsSQL = """
    SELECT p.id FROM legal_hold h JOIN part p ON p.event_id = h.placed_by
    WHERE h.stream_id = ?1 AND p.content IS NOT NULL
    """
}
