import Escalations
import SQLite

/// In whose eyes an escalation is counted: everybody's who may see it, and nobody else's.
///
/// A scope is a number: what anybody of the partnership or of an agency sees is at zero and above, what
/// only named credentials see is below, so that one who is not named adds up the former alone (HAR-11).
enum TallyScopes {
  /// The scope of all that is the partnership's.
  static let whole: Int64 = 0
  /// The scope of all restricted ones.
  static let restricted: Int64 = -1

  /// An agency's restricted ones, for those of its credentials that are named.
  static func restricted(agency: String) -> String { "-2 * \(agency)" }
  /// The restricted ones that a credential sees for itself: it raised them, or was named for them.
  static func alone(_ credential: String) -> String { "-2 * \(credential) - 1" }

  /// The scopes of an escalation.
  ///
  /// `agencies` are the rows of those of all its participations, in order; `eyes` are whose of a restricted
  /// one.
  static func of(
    _ escalation: Escalation, agencies: [Int64], lines: AgencyLines, eyes: RestrictedEyes?
  ) -> [Int64] {
    let taking = zip(escalation.participations, agencies).filter { participation, _ in
      participation.left == nil && !participation.voided
    }
    let present = Set(taking.flatMap { lines.standing(for: $0.1) })
    guard escalation.raised.restricted else { return [whole] + present.sorted() }
    let ofAll = [restricted] + present.sorted().map { -2 * $0 }
    guard let eyes else { return ofAll }
    let isOpenToNamed = eyes.named.isEmpty
    var alone = Set(
      eyes.named.filter { $0.agency.map(present.contains) ?? true }.map(\.credential))
    // The raiser's agency is the first of all, and sees it while it or what it was merged into takes part;
    // who counts it among those of all named does not count it twice.
    if let raiser = eyes.raiser, !(isOpenToNamed && eyes.raiserIsNamed), let first = agencies.first,
      lines.standing(for: first).contains(where: present.contains)
    {
      alone.insert(raiser)
    }
    return (isOpenToNamed ? ofAll : []) + alone.sorted().map { -2 * $0 - 1 }
  }
}

/// Whose eyes are on a restricted escalation, besides those of all who are named for such.
struct RestrictedEyes {
  /// A credential, with the row of its agency.
  struct Named {
    let credential: Int64
    let agency: Int64?
  }

  /// The credential that raised it; nil where it is none's.
  let raiser: Int64?
  /// Whether that is named for all restricted ones.
  let raiserIsNamed: Bool
  /// Those who are named for this one, in place of those who are for all.
  let named: [Named]
}

/// Which agencies stand for which: each for itself, and for all that were merged into it.
struct AgencyLines: Equatable {
  private let lines: [Int64: [Int64]]

  /// The lines as they are drawn in the file.
  init(_ connection: Connection) throws(SQLiteError) {
    var lines: [Int64: [Int64]] = [:]
    try connection.prepare("SELECT stands_for, agency_id FROM agency_line ORDER BY 1, 2").rows {
      row in
      lines[row.int64(0), default: []].append(row.int64(1))
    }
    self.lines = lines
  }

  /// Those that stand for an agency, itself among them.
  func standing(for agency: Int64) -> [Int64] { lines[agency] ?? [agency] }

  /// The agencies for which others stand than in those lines.
  func changes(since other: AgencyLines) -> [Int64] {
    Set(lines.keys).union(other.lines.keys).filter { standing(for: $0) != other.standing(for: $0) }
      .sorted()
  }
}

extension Connection {
  /// Whose eyes are on a restricted escalation.
  func restrictedEyes(of stream: Int64) throws(SQLiteError) -> RestrictedEyes {
    let raiser = try prepare(
      """
      SELECT c.id, c.sees_restricted FROM event v JOIN credential c ON c.id = v.credential_id
      WHERE v.stream_id = ?1 AND v.number = 1
      """
    ).first(stream) { row in (id: row.int64(0), isNamed: row.bool(1)) }
    let named = try prepare(
      """
      SELECT m.credential_id, c.agency_id FROM naming m JOIN credential c ON c.id = m.credential_id
      WHERE m.escalation_id = ?1
      """
    ).all(stream) { row in
      RestrictedEyes.Named(credential: row.int64(0), agency: row.optionalInt64(1))
    }
    return RestrictedEyes(
      raiser: raiser?.id, raiserIsNamed: raiser?.isNamed ?? false, named: named)
  }
}
