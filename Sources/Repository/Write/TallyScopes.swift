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
  /// The restricted ones that a credential raised, which is not named.
  static func raised(by credential: String) -> String { "-2 * \(credential) - 1" }

  /// The scopes of an escalation.
  ///
  /// `agencies` are the rows of those of all its participations, in order; `raiser` is the row of the
  /// credential that raised it, for a restricted one.
  static func of(
    _ escalation: Escalation, agencies: [Int64], lines: AgencyLines, raiser: Int64?
  ) -> [Int64] {
    let present = zip(escalation.participations, agencies).filter { participation, _ in
      participation.left == nil && !participation.voided
    }
    let eyes = Set(present.flatMap { lines.standing(for: $0.1) }).sorted()
    guard escalation.raised.restricted else { return [whole] + eyes }
    let named = [restricted] + eyes.map { -2 * $0 }
    // The raiser's agency is the first of all, and sees it while it or what it was merged into takes part.
    guard let raiser, let first = agencies.first,
      !lines.standing(for: first).allSatisfy({ !eyes.contains($0) })
    else { return named }
    return named + [-2 * raiser - 1]
  }
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
  /// The row of the credential that raised an escalation; nil where it is none's.
  func raiser(of stream: Int64) throws(SQLiteError) -> Int64? {
    let found = try prepare(
      "SELECT credential_id FROM event WHERE stream_id = ?1 AND number = 1"
    ).first(stream) { row in row.optionalInt64(0) }
    return found ?? nil
  }
}
