import Casework
import Escalations
import SQLite

/// The mapping of the `escalation` table to status rows, in one place: the columns and how each is read.
enum StatusColumns {
  /// Separates parties, and the members of a party; neither can be in a name.
  private static let separators = (party: Character("\u{1E}"), member: Character("\u{1F}"))

  /// What the ETag says of an escalation's events: the last one's hash, and how often texts were erased.
  static let hashPrefix = "e.hash_prefix || iif(s.erasures = 0, '', '.' || s.erasures)"

  /// What a query selects, of an escalation `e` and its stream `s`.
  static let sql = """
    s.reference, ?2, e.policy, e.policy_version, e.track, e.stage, e.stage_number, e.formality,
    e.state, e.category, e.risk, e.raised_at, e.stage_entered_at, e.closed_at, e.updated_at,
    e.next_due_at, e.next_due_on, e.owed_count, e.revision, \(hashPrefix),
    (SELECT group_concat(a.name || char(31) || p.kind || char(31) || p.side, char(30))
     FROM participation p JOIN agency a ON a.id = p.agency_id
     WHERE p.escalation_id = s.id AND p.left_event IS NULL AND p.voided = 0)
    """

  /// Reads the row whose first status column has that number.
  static func read(_ row: borrowing Row, from first: Int) -> StatusRow {
    StatusRow(
      reference: Reference(row.text(first)),
      partnership: PartnershipID(row.text(first + 1)),
      policy: PolicyID(row.text(first + 2)),
      policyVersion: row.text(first + 3),
      track: TrackID(row.text(first + 4)),
      stage: StageID(row.text(first + 5)),
      stageNumber: row.int(first + 6),
      formality: row.code(first + 7),
      state: row.text(first + 8),
      category: row.optionalText(first + 9).map { Code($0) },
      risk: row.code(first + 10),
      raisedAt: row.instant(first + 11),
      stageEnteredAt: row.instant(first + 12),
      closedAt: row.optionalInstant(first + 13),
      updatedAt: row.instant(first + 14),
      nextDueAt: row.optionalInstant(first + 15),
      nextDueOn: row.optionalDate(first + 16),
      owedCount: row.int(first + 17),
      revision: row.int(first + 18),
      hashPrefix: row.text(first + 19),
      parties: parties(row, first + 20))
  }

  private static func parties(_ row: borrowing Row, _ column: Int) -> [Party] {
    var parties: [Party] = []
    for party in (row.optionalText(column) ?? "").split(separator: separators.party) {
      let members = party.split(separator: separators.member, omittingEmptySubsequences: false)
      guard members.count == 3, let side = Side(rawValue: String(members[2])) else {
        row.fail(column)
        return []
      }
      parties.append(
        Party(agency: AgencyID(String(members[0])), kind: String(members[1]), side: side))
    }
    return parties
  }
}
