public import Escalations

/// A credential that sees a restricted escalation, as its office is told.
public struct NamedCredential: Sendable, Equatable {
  /// Why it sees it.
  public enum Basis: String, Sendable, CaseIterable {
    /// It raised it.
    case raised
    /// An administrator named it for all restricted ones.
    case forAll
    /// The office named it for this one.
    case forThis
  }

  /// The credential.
  public let id: CredentialID
  /// What it may do.
  public let role: AccessRole
  /// The agency it acts for, which must take part too.
  public let agency: AgencyID?
  /// Why it sees it.
  public let basis: Basis

  /// A credential.
  public init(_ id: CredentialID, role: AccessRole, agency: AgencyID?, basis: Basis) {
    self.id = id
    self.role = role
    self.agency = agency
    self.basis = basis
  }
}

extension Job {
  /// A job that names those who alone see a restricted escalation, besides the credential that raised it.
  ///
  /// An allegation may be against the very person whose credential is named for all of them. With nobody
  /// named, those see it again.
  public static func name(
    _ credentials: [CredentialID], for reference: Reference, in envelope: Envelope
  ) -> Job {
    Job(credential: envelope.viewer.credential) { (ledger, _, now) throws(Failure) -> Receipt? in
      let viewer = envelope.viewer
      return try ledger.replaying(envelope, at: now) { () throws(Failure) -> Receipt in
        guard viewer.role == .partnership else {
          throw .notAllowed("The partnership's office does this.")
        }
        guard let state = try ledger.escalation(reference, for: viewer) else { throw .notFound }
        guard state.raised.restricted else {
          throw .invalid([
            Fault(pointer: "", code: "notRestricted", detail: "This escalation is not restricted.")
          ])
        }
        try check(credentials, ledger, viewer.partnership, at: now)
        let event =
          envelope.isDryRun
          ? nil : try ledger.name(credentials, for: reference, by: viewer, at: now)
        return Receipt(administering: nil, of: viewer.partnership, event: event, recordedAt: now)
      }
    }
  }

  /// Every fault at once.
  private static func check(
    _ credentials: [CredentialID], _ ledger: any Ledger, _ partnership: PartnershipID,
    at now: Instant
  ) throws(Failure) {
    var faults: [Fault] = []
    var hasOffice = false
    for (index, id) in credentials.enumerated() {
      let found = try ledger.credential(id)
      guard let found, found.viewer.partnership == partnership, found.isValid(at: now),
        found.viewer.role != .admin
      else {
        faults.append(
          Fault(
            pointer: "/credentials/\(index)", code: "unknownCredential",
            detail: "The partnership has no such credential that sees escalations."))
        continue
      }
      hasOffice = hasOffice || found.viewer.role == .partnership
    }
    if faults.isEmpty, !credentials.isEmpty, !hasOffice {
      faults.append(
        Fault(
          pointer: "/credentials", code: "officeMissing",
          detail: "Name one of the partnership's office too, or nobody can change this."))
    }
    if !faults.isEmpty { throw .invalid(faults) }
  }
}
