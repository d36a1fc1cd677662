public import Escalations

extension Job {
  /// A job that records that two escalations are one matter.
  ///
  /// It stands in the partnership's own record and not in theirs: whoever takes part in one of them need
  /// not learn of the other.
  public static func link(
    _ reference: Reference, to other: Reference, in envelope: Envelope
  ) -> Job {
    Job(credential: envelope.viewer.credential) { (ledger, _, now) throws(Failure) -> Receipt? in
      let viewer = envelope.viewer
      return try ledger.replaying(envelope, at: now) { () throws(Failure) -> Receipt in
        guard try ledger.escalation(reference, for: viewer) != nil else { throw .notFound }
        try check(reference, other, ledger, viewer)
        let event =
          envelope.isDryRun
          ? nil
          : try ledger.note(
            .linked, of: reference, and: other, partnership: viewer.partnership, by: viewer, at: now
          )
        return Receipt(administering: nil, of: viewer.partnership, event: event, recordedAt: now)
      }
    }
  }

  private static func check(
    _ reference: Reference, _ other: Reference, _ ledger: any Ledger, _ viewer: Viewer
  ) throws(Failure) {
    func refuse(_ code: String, _ detail: String) -> Failure {
      .invalid([Fault(pointer: "/other", code: code, detail: detail)])
    }
    if reference == other { throw refuse("sameEscalation", "That is this escalation itself.") }
    guard try ledger.escalation(other, for: viewer) != nil else {
      throw refuse("unknownEscalation", "There is no such escalation.")
    }
    if try ledger.isNoted(.linked, of: reference, and: other) {
      throw refuse("alreadyLinked", "They are linked already.")
    }
  }
}
