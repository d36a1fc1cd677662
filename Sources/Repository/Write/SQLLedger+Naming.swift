import Casework
import Escalations
import SQLite

/// Who alone sees a restricted escalation.
extension SQLLedger {
  /// Whether it is restricted and the viewer not among those who see it.
  func isWithheld(_ reference: Reference, from viewer: Viewer) throws(Failure) -> Bool {
    let sight = Visibility.Arguments(viewer)
    return try run { () throws(SQLiteError) in
      var withholding = try Withholding(connection, sight)
      return try withholding.withholds(reference.text)
    }
  }

  /// Names those who alone see it, and counts it in their eyes from now on.
  func name(
    _ credentials: [CredentialID], for reference: Reference, by actor: Viewer, at now: Instant
  ) throws(Failure) -> Int {
    guard let state = try escalationForService(reference),
      let stream = try run({ () throws(SQLiteError) in try findStream(reference) })
    else { throw .broken("no escalation \(reference)") }
    let partnership = try knownPartnership(state.raised.partnership)
    let agencies = try agencies(of: state)
    let before = try facts(of: state, agencies, stream, lines: lines())
    try replaceNaming(of: stream, by: credentials)
    tallies.change(
      before, to: try facts(of: state, agencies, stream, lines: lines()),
      partnership: partnership.id)
    let act = AdministrativeAct.restrictionNamed(reference, credentials)
    let number = try append(
      act, parts: [], partnership: partnership.value.id, by: actor, at: now)
    changes.touch(
      StoreChange.Touched(
        reference: reference, partnership: partnership.value.id,
        agencies: state.participations.map(\.party.agency)))
    return number
  }

  private func replaceNaming(
    of stream: Int64, by credentials: [CredentialID]
  ) throws(Failure) {
    try run { () throws(SQLiteError) in
      try connection.prepare("DELETE FROM naming WHERE escalation_id = ?1").run(stream)
    }
    for id in credentials {
      let credential = try credentialID(id)
      try run { () throws(SQLiteError) in
        try connection.prepare(
          """
          INSERT INTO naming (escalation_id, credential_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING
          """
        ).run(stream, credential)
      }
    }
  }
}
