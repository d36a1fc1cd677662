import Casework
import Escalations
import SQLite

/// What an escalation adds to the counts, and whose counts those are.
extension SQLLedger {
  /// What the counts hold of an escalation before or after an event.
  ///
  /// Participations are only ever added, so that the ids of those there are serve for those there were.
  func facts(
    _ escalation: Escalation?, _ agencies: [Int64], _ stream: Int64
  ) throws(Failure) -> TallyFacts? {
    guard let escalation else { return nil }
    return try facts(of: escalation, agencies, stream, lines: lines())
  }

  /// The same, with those lines of agencies.
  func facts(
    of escalation: Escalation, _ agencies: [Int64], _ stream: Int64, lines: AgencyLines
  ) throws(Failure) -> TallyFacts {
    let eyes = try run { () throws(SQLiteError) in
      escalation.raised.restricted ? try connection.restrictedEyes(of: stream) : nil
    }
    return TallyFacts(
      escalation, policy: try policy(of: escalation),
      scopes: TallyScopes.of(escalation, agencies: agencies, lines: lines, eyes: eyes))
  }

  /// Which agencies stand for which.
  func lines() throws(Failure) -> AgencyLines {
    if let lines = memory.lines { return lines }
    let lines = try run { () throws(SQLiteError) in try AgencyLines(connection) }
    memory.lines = lines
    return lines
  }

  /// Counts anew, for those who stand for an agency now and did not before, or did and do no more.
  ///
  /// It looks at every escalation of that agency; agencies merge once in years.
  func countAgain(since before: AgencyLines) throws(Failure) {
    let after = try lines()
    for agency in after.changes(since: before) {
      let found = try run { () throws(SQLiteError) in
        try connection.prepare(
          """
          SELECT DISTINCT p.escalation_id, s.reference
          FROM participation p JOIN stream s ON s.id = p.escalation_id WHERE p.agency_id = ?1
          """
        ).all(agency) { row in (stream: row.int64(0), reference: Reference(row.text(1))) }
      }
      for (stream, reference) in found {
        guard let state = try escalationForService(reference) else { continue }
        let partnership = try knownPartnership(state.raised.partnership).id
        let agencies = try agencies(of: state)
        tallies.change(
          try facts(of: state, agencies, stream, lines: before),
          to: try facts(of: state, agencies, stream, lines: after), partnership: partnership)
      }
    }
  }
}
