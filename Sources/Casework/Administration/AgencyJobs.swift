public import Escalations

/// What an administrator says of an agency, all of it.
public struct AgencyRequest: Sendable, Equatable {
  /// The title people know.
  public var title: String
  /// Its kind.
  public var kind: String
  /// How it is reached.
  public var contact: String?
  /// Its names in other systems.
  public var references: [AgencyDetails.Reference] = []
  /// The first day on which it takes part in anything new.
  public var activeFrom: CivilDate?
  /// The last such day.
  public var activeTo: CivilDate?
  /// The agency it was merged into.
  public var successor: AgencyID?

  /// A request with what is required.
  public init(title: String, kind: String) {
    self.title = title
    self.kind = kind
  }
}

extension Job {
  /// A job that adds an agency, or changes the one whose revision was read; `done` is told of it as
  /// it stands then.
  public static func put(
    _ id: AgencyID, _ request: AgencyRequest, basedOn revision: Int?, by viewer: Viewer,
    done: @escaping @Sendable (Agency) -> Void
  ) -> Job {
    Job(credential: viewer.credential) { (ledger, _, now) throws(Failure) -> Receipt? in
      try Administrator.credential(viewer).check()
      let old = try ledger.agency(id)
      try old?.check(revision, of: viewer)
      if old == nil, revision != nil { throw .stale(current: "") }
      try request.check(id, in: viewer.partnership, ledger)
      let new = request.agency(id, in: viewer.partnership, before: old)
      if old == nil { try ledger.add(new) } else { try ledger.change(new) }
      let act = old == nil ? AdministrativeAct.agencyAdded(new) : .agencyChanged(new)
      try ledger.append(act, partnership: viewer.partnership, by: viewer, at: now)
      done(new)
      return nil
    }
  }

  /// A job that says anew which posts an agency has, and on which day that was checked.
  public static func put(
    _ posts: [AgencyDetails.Post], of id: AgencyID, checkedOn: CivilDate, basedOn revision: Int?,
    by viewer: Viewer, done: @escaping @Sendable (Agency) -> Void
  ) -> Job {
    Job(credential: viewer.credential) { (ledger, library, now) throws(Failure) -> Receipt? in
      try Administrator.credential(viewer).check()
      guard var agency = try ledger.agency(id), agency.partnership == viewer.partnership else {
        throw .notFound
      }
      try agency.check(revision, of: viewer)
      if checkedOn > library.zone.localDate(of: now) {
        throw .invalid([
          Fault(pointer: "/checkedOn", code: "inTheFuture", detail: "This day is yet to come.")
        ])
      }
      agency.details.roles = posts
      agency.details.rolesCheckedOn = checkedOn
      agency.revision += 1
      try ledger.change(agency)
      try ledger.append(
        .agencyRolesChanged(id, checkedOn: checkedOn, revision: agency.revision),
        partnership: viewer.partnership, by: viewer, at: now)
      done(agency)
      return nil
    }
  }
}

extension Agency {
  /// Holds a change against the revision it is based on; another partnership's is not there.
  fileprivate func check(_ revision: Int?, of viewer: Viewer) throws(Failure) {
    guard partnership == viewer.partnership else {
      throw .invalid([
        Fault(pointer: "", code: "inUse", detail: "This name cannot be used: choose another.")
      ])
    }
    guard let revision else { throw .preconditionMissing }
    guard revision == self.revision else { throw .stale(current: String(self.revision)) }
  }
}

extension AgencyRequest {
  fileprivate func check(
    _ id: AgencyID, in partnership: PartnershipID, _ ledger: any Ledger
  ) throws(Failure) {
    var faults: [Fault] = []
    if let activeFrom, let activeTo, activeTo < activeFrom {
      faults.append(Fault(pointer: "/activeTo", code: "tooEarly", detail: "Before activeFrom."))
    }
    if let successor {
      if try ledger.agency(successor)?.partnership != partnership {
        faults.append(
          Fault(
            pointer: "/successor", code: "unknownAgency",
            detail: "The partnership has no such agency."))
      } else if try leads(from: successor, to: id, ledger) {
        faults.append(
          Fault(
            pointer: "/successor", code: "circular", detail: "That agency was merged into this."))
      }
      if activeTo == nil {
        faults.append(
          Fault(
            pointer: "/activeTo", code: "missing", detail: "What was merged has a last day."))
      }
    }
    if !faults.isEmpty { throw .invalid(faults) }
  }

  /// Whether the chain of successors leads there.
  private func leads(
    from first: AgencyID, to last: AgencyID, _ ledger: any Ledger
  ) throws(Failure) -> Bool {
    var next: AgencyID? = first
    while let id = next {
      if id == last { return true }
      next = try ledger.agency(id)?.successor
    }
    return false
  }

  fileprivate func agency(
    _ id: AgencyID, in partnership: PartnershipID, before old: Agency?
  ) -> Agency {
    var agency = old ?? Agency(id: id, partnership: partnership, title: title, kind: kind)
    if let old {
      agency.revision = old.revision + 1
      // A name that people knew is not lost: whoever reads an old letter finds the agency by it.
      if old.title != title, !agency.details.formerTitles.contains(old.title) {
        agency.details.formerTitles.append(old.title)
      }
    }
    agency.title = title
    agency.kind = kind
    agency.details.contact = contact
    agency.details.references = references
    agency.activeFrom = activeFrom
    agency.activeTo = activeTo
    agency.successor = successor
    return agency
  }
}
