import Casework
import Escalations
import SQLite

/// Escalations that may be one matter.
extension SQLLedger {
  /// Open ones about one of those children with one of those agencies on the receiving side, newest first.
  ///
  /// It looks once in each segment of marks, so it costs a little more with each sixteen thousand
  /// escalations; of a child without a number of its own nothing is looked up.
  func openMatters(
    about identifiers: [RecordIdentifier], with receiving: [AgencyID],
    except reference: Reference, for viewer: Viewer
  ) throws(Failure) -> [OpenMatter] {
    let sight = Visibility.Arguments(viewer)
    let partnership = try knownPartnership(viewer.partnership).id
    var found: [OpenMatter] = []
    for identifier in identifiers {
      let mark = IdentifierMarks.mark(identifier, in: partnership)
      for agency in receiving {
        found += try run { () throws(SQLiteError) in
          try connection.prepare(Self.openSQL).all(
            sight.reach.rawValue, sight.partnership, sight.credential, mark, reference.text,
            agency.text
          ) { row in
            OpenMatter(
              Reference(row.text(0)), isSeen: row.bool(1), isRestricted: row.bool(2))
          }
        }
      }
    }
    var seen: Set<Reference> = []
    return Array(found.filter { seen.insert($0.reference).inserted }.prefix(10))
  }

  /// Notes what is known of two, in the partnership's own stream and where it is found again.
  func note(
    _ knowledge: MatterKnowledge, of one: Reference, and other: Reference,
    partnership: PartnershipID, by actor: Viewer?, at now: Instant
  ) throws(Failure) -> Int {
    let act: AdministrativeAct =
      switch knowledge {
      case .hinted: .matterHinted(one, other)
      case .linked: .matterLinked(one, other)
      }
    let number = try append(act, parts: [], partnership: partnership, by: actor, at: now)
    let owner = try knownPartnership(partnership).id
    try run { () throws(SQLiteError) in
      try connection.prepare(Self.noteSQL).run(
        owner, one.text, other.text, knowledge.rawValue, now.milliseconds)
    }
    return number
  }

  /// Whether it is noted of them, whichever was named first.
  func isNoted(
    _ knowledge: MatterKnowledge, of one: Reference, and other: Reference
  ) throws(Failure) -> Bool {
    try run { () throws(SQLiteError) in
      try connection.prepare(Self.notedSQL).first(one.text, other.text, knowledge.rawValue) { _ in
        true
      } ?? false
    }
  }

  private static let openSQL = """
    WITH RECURSIVE segment(number) AS (
      SELECT coalesce(max(id), 0) / \(IdentifierMarks.segmentSize) FROM escalation
      UNION ALL SELECT number - 1 FROM segment WHERE number > 0)
    SELECT s.reference, coalesce(\(Visibility.standing), 0), e.restricted
    FROM segment g CROSS JOIN identifier_mark m ON m.segment = g.number AND m.mark = ?4
    JOIN escalation e ON e.id = m.escalation_id JOIN stream s ON s.id = e.id
    WHERE e.state = 'open' AND s.reference <> ?5
      AND e.partnership_id = (SELECT id FROM partnership WHERE name = ?2)
      AND EXISTS (SELECT 1 FROM participation r WHERE r.escalation_id = e.id
        AND r.side = 'receiving' AND r.voided = 0 AND r.left_event IS NULL
        AND r.agency_id = (SELECT id FROM agency WHERE name = ?6))
    ORDER BY e.id DESC LIMIT 10
    """

  private static let noteSQL = """
    INSERT INTO matter (partnership_id, stream_id, other_id, knowledge, noted_at)
    SELECT ?1, o.id, t.id, ?4, ?5 FROM stream o JOIN stream t
    WHERE o.reference = ?2 AND t.reference = ?3 ON CONFLICT DO NOTHING
    """

  private static let notedSQL = """
    SELECT 1 FROM stream o JOIN stream t JOIN matter m ON m.partnership_id = o.partnership_id
      AND m.knowledge = ?3
      AND ((m.stream_id = o.id AND m.other_id = t.id) OR (m.stream_id = t.id AND m.other_id = o.id))
    WHERE o.reference = ?1 AND t.reference = ?2
    """
}
