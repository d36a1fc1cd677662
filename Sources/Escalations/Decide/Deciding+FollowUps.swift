/// Actions, outstanding issues, learning, parties, and mending the record.
extension Deciding {
  func noteAction(owner: AgencyID, dueOn: CivilDate?, agreed: Bool) throws(Refused) -> Event {
    try requireOpen()
    try requireParty()
    try requirePartyNamed(owner)
    let note = ActionNote(
      number: state.actions.count + 1, owner: owner, dueOn: dueOn, agreed: agreed)
    return make(.actionNoted(note))
  }

  func progress(_ step: ActionProgress) throws(Refused) -> Event {
    try requireParty()
    guard state.actions.contains(where: { $0.note.number == step.number }) else {
      throw Refused(.noSuchEntry, "There is no action of that number.")
    }
    if step.progress == .abandoned, !order.says("/reason") {
      throw Refused(.reasonMissing, "Giving up wants a reason.", pointer: "/reason")
    }
    return make(.actionProgressed(step))
  }

  func noteOutstanding(owner: AgencyID, dueOn: CivilDate?) throws(Refused) -> Event {
    try requireParty()
    try requirePartyNamed(owner)
    let issue = OutstandingIssue(
      number: state.outstanding.count + 1, owner: owner, dueOn: dueOn)
    return make(.outstandingNoted(issue))
  }

  func progress(_ step: OutstandingProgress) throws(Refused) -> Event {
    try requireParty()
    guard state.outstanding.contains(where: { $0.issue.number == step.number }) else {
      throw Refused(.noSuchEntry, "There is no outstanding issue of that number.")
    }
    if step.progress == .abandoned, !order.says("/reason") {
      throw Refused(.reasonMissing, "Giving up wants a reason.", pointer: "/reason")
    }
    return make(.outstandingProgressed(step))
  }

  func noteLearning(
    kind: String, routes: [Code], theme: Code?, form: FormID?
  ) throws(Refused) -> Event {
    try requireParty()
    let known = policy.learningRoutes
    var chosen = routes
    for (place, route) in routes.enumerated() where !known.contains(where: { $0.code == route }) {
      let codes = known.map(\.code.text).joined(separator: ", ")
      throw Refused(.unknownCode, "One of: \(codes).", pointer: "/routes/\(place)")
    }
    if chosen.isEmpty { chosen = known.filter { $0.kind == kind }.map(\.code) }
    let learning = Learning(
      number: state.learning.count + 1, kind: kind, routes: chosen, theme: theme, fromForm: form)
    return make(.learningNoted(learning)) { meetImplied(.identifyLearning, in: &$0) }
  }

  private func requirePartyNamed(_ agency: AgencyID) throws(Refused) {
    if state.side(of: agency) == nil {
      throw Refused(
        .notAParty, "That agency takes no part; bring it in first.", pointer: "/owner")
    }
  }

  /// Brings an agency in: by a side for itself or as involved, by the partnership on any.
  ///
  /// Nobody else makes a side's company: whoever is on it may withdraw, assent and take others out.
  func add(_ party: Party) throws(Refused) -> Event {
    try requireOpen()
    try requireParty()
    let own = order.by.agency.map(state.sides) ?? []
    if order.by != .partnership, party.side != .involved, !own.contains(party.side) {
      throw Refused(
        .notAParty,
        "A side brings in agencies for itself or as involved; the partnership, on any side.",
        pointer: "/side")
    }
    if state.side(of: party.agency) != nil {
      throw Refused(.agencyTwice, "That agency takes part already.", pointer: "/agency")
    }
    return make(.joined(party))
  }

  /// Leaves; the last agency of a side cannot.
  func leave() throws(Refused) -> Event {
    try requireOpen()
    try requireParty()
    guard let agency = order.by.agency, let side = state.side(of: agency) else {
      throw Refused(.notAParty, "Only an agency that takes part leaves.")
    }
    if side != .involved, state.agencies(on: side).count == 1 {
      throw Refused(.notAParty, "The last agency of a side cannot leave; it can withdraw.")
    }
    return make(.left(agency)) { $0.release(agency) }
  }

  /// Puts texts of an event right: the old ones go for good, so only whoever wrote them does it.
  ///
  /// For an agency that takes part no more the partnership's office does.
  func correct(_ event: Int) throws(Refused) -> Event {
    let entry = try requireEvent(event)
    let isAbsent = entry.agency.map { state.side(of: $0) == nil } ?? true
    guard order.by.agency.map({ $0 == entry.agency }) ?? isAbsent else {
      throw Refused(
        .notAParty, "Whoever wrote it puts it right; others add an addendum.")
    }
    return make(
      .corrected(Correction(event: event, members: order.parts.map(\.member))),
      privateTo: entry.privateTo)
  }

  /// Adds words to an event; what stays inside an agency stays there with them.
  func addAddendum(to event: Int) throws(Refused) -> Event {
    let entry = try requireEvent(event)
    return make(.addendumAdded(Addendum(event: event)), privateTo: entry.privateTo)
  }

  /// The event of that number, where whoever asks sees it.
  private func requireEvent(_ event: Int) throws(Refused) -> Escalation.Entry {
    try requireParty()
    guard let entry = state.entry(event), order.by.sees(whatIsPrivateTo: entry.privateTo) else {
      throw Refused(.noSuchEntry, "There is no event of that number.", pointer: "/event")
    }
    return entry
  }

  /// Takes it from the sight of an agency that should never have had it.
  func void(_ agency: AgencyID) throws(Refused) -> Event {
    if order.by != .partnership {
      try requireRaisingSide(
        "The raising side or the partnership takes a wrong recipient out.", clause: "ALL-06")
    }
    guard let side = state.side(of: agency) else {
      throw Refused(.notAParty, "That agency takes no part.", pointer: "/agency")
    }
    if side == .raising, order.by != .partnership {
      throw Refused(
        .notAParty, "The partnership takes out who stands on the raising side.", clause: "ALL-06",
        pointer: "/agency")
    }
    if order.by.agency == agency {
      throw Refused(.notAParty, "An agency leaves; it does not void itself.", pointer: "/agency")
    }
    if !order.says("/reason") {
      throw Refused(.reasonMissing, "Taking out wants a reason.", pointer: "/reason")
    }
    return make(.voided(agency)) { $0.release(agency) }
  }

  func acknowledge() throws(Refused) -> Event {
    try requireParty()
    guard let agency = order.by.agency else {
      throw Refused(.notAParty, "An agency that takes part acknowledges.")
    }
    return make(.acknowledged(agency))
  }

  func acknowledgeForm(_ event: Int) throws(Refused) -> Event {
    try requireParty()
    guard state.acts(.submitForm).contains(where: { $0.event == event && $0.act.form != nil })
    else {
      throw Refused(.noSuchEntry, "That event submits no form.", pointer: "/event")
    }
    return make(.formAcknowledged(FormAcknowledgement(event: event)))
  }
}
