public import Escalations

/// What is asked for with a new credential.
public struct CredentialRequest: Sendable, Equatable, Codable {
  /// The name it shall have in the record; unique on the server.
  public var id: CredentialID
  /// Words for people.
  public var name: String
  /// What it may do.
  public var role: AccessRole
  /// The agency it acts for.
  public var agency: AgencyID?
  /// The panel a decider sits on.
  public var panel: PanelID?
  /// From when on it is refused.
  public var expiresAt: Instant?
  /// Whether it is named for restricted escalations.
  public var seesRestricted: Bool

  /// A request.
  public init(id: CredentialID, name: String, role: AccessRole) {
    self.id = id
    self.name = name
    self.role = role
    seesRestricted = false
  }
}

/// Why a credential was revoked; a code, since free words could name somebody.
public enum RevocationReason: String, Sendable, CaseIterable, Codable {
  /// Its token is lost.
  case lost
  /// Its token was seen by others.
  case leaked
  /// Its owner left or needs it no more.
  case left
  /// Another took its place.
  case replaced
  /// Any other reason.
  case other
}

extension Job {
  /// A job that issues a credential under that token.
  public static func issue(
    _ request: CredentialRequest, _ token: Token, by administrator: Administrator
  ) -> Job {
    Job(credential: administrator.actor?.credential) {
      (ledger, _, now) throws(Failure) -> Receipt? in
      try administrator.check()
      let partnership = administrator.partnership
      try request.check(in: partnership, ledger, at: now)
      let viewer = Viewer(
        credential: request.id, role: request.role, partnership: partnership,
        agency: request.agency, panel: request.panel)
      let credential = Credential(
        id: request.id, name: request.name, viewer: viewer, tokenDigest: token.digest,
        expiresAt: request.expiresAt, seesRestricted: request.seesRestricted)
      try ledger.add(credential)
      try ledger.append(
        .credentialIssued(credential), partnership: partnership, by: administrator.actor, at: now)
      return nil
    }
  }

  /// A job that gives a credential another token; the one before opens until then.
  public static func rotate(
    _ id: CredentialID, _ token: Token, previousUntil: Instant, by administrator: Administrator
  ) -> Job {
    Job(credential: administrator.actor?.credential) {
      (ledger, _, now) throws(Failure) -> Receipt? in
      try administrator.check()
      let found = try ledger.credential(id, of: administrator)
      guard found.isValid(at: now) else { throw .notFound }
      try ledger.rotate(id, to: token.digest, previousUntil: previousUntil)
      try ledger.append(
        .credentialRotated(id, tokenDigest: token.digest, previousUntil: previousUntil),
        partnership: administrator.partnership, by: administrator.actor, at: now)
      return nil
    }
  }

  /// A job that revokes a credential: nothing opens with any of its tokens from the commit on.
  public static func revoke(
    _ id: CredentialID, _ reason: RevocationReason, by administrator: Administrator
  ) -> Job {
    Job(credential: administrator.actor?.credential) {
      (ledger, _, now) throws(Failure) -> Receipt? in
      try administrator.check()
      let found = try ledger.credential(id, of: administrator)
      // Revoked again is revoked; the record says it once.
      if found.revokedAt != nil { return nil }
      try ledger.revoke(id, at: now)
      try ledger.append(
        .credentialRevoked(id, reason), partnership: administrator.partnership,
        by: administrator.actor, at: now)
      return nil
    }
  }

  /// A job that writes down when credentials were last used.
  public static func noteUses(_ uses: [CredentialID: Instant]) -> Job {
    Job(credential: nil) { (ledger, _, _) throws(Failure) -> Receipt? in
      for (id, instant) in uses { try ledger.noteUse(of: id, at: instant) }
      return nil
    }
  }
}

extension CredentialRequest {
  /// Refuses what no credential may be; every fault at once.
  func check(
    in partnership: PartnershipID, _ ledger: any Ledger, at now: Instant
  ) throws(Failure) {
    guard try ledger.partnership(partnership) != nil else { throw .notFound }
    var faults: [Fault] = []
    if try ledger.credential(id) != nil {
      faults.append(
        Fault(
          pointer: "/id", code: "inUse", detail: "This name cannot be used: choose another."))
    }
    switch role {
    case .agency where agency == nil:
      faults.append(
        Fault(pointer: "/agency", code: "missing", detail: "This role acts for an agency."))
    case .partnership, .auditor, .admin:
      if agency != nil {
        faults.append(
          Fault(
            pointer: "/agency", code: "notWanted", detail: "This role acts for the partnership."))
      }
    case .agency, .decider, .dashboard: break
    }
    if let agency, try ledger.agency(agency)?.partnership != partnership {
      faults.append(
        Fault(
          pointer: "/agency", code: "unknownAgency", detail: "The partnership has no such agency."))
    }
    if panel != nil, role != .decider || agency != nil {
      faults.append(
        Fault(pointer: "/panel", code: "notWanted", detail: "Deciders of no agency sit on panels."))
    }
    if let expiresAt, expiresAt <= now {
      faults.append(Fault(pointer: "/expiresAt", code: "tooEarly", detail: "This has passed."))
    }
    if !faults.isEmpty { throw .invalid(faults) }
  }
}

extension Ledger {
  /// A credential of the administrator's own partnership; any other is not found.
  func credential(
    _ id: CredentialID, of administrator: Administrator
  ) throws(Failure) -> Credential {
    guard let found = try credential(id), found.viewer.partnership == administrator.partnership
    else { throw .notFound }
    return found
  }
}
