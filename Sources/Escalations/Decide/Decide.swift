extension Rules {
  /// How far ahead of the service's clock a time may lie: clocks of machines differ a little.
  static let clockTolerance: Int64 = 5 * 60 * 1_000

  /// Decides on an order: the event with all that follows from it, or every reason against it.
  public func decide(_ order: Order, on state: Escalation, now: Instant) throws(Refused) -> Event {
    let occurredAt = order.occurredAt ?? now
    if occurredAt.milliseconds(since: now) > Rules.clockTolerance {
      throw Refused(.inTheFuture, "This has not happened yet.", pointer: "/occurredAt")
    }
    let deciding = Deciding(
      rules: self, state: state, order: order, occurredAt: occurredAt, now: now)
    return try deciding.event()
  }
}

/// One decision in the making: the order, what it is made on, and by which rules.
struct Deciding {
  let rules: Rules
  let state: Escalation
  let order: Order
  let occurredAt: Instant
  let now: Instant

  /// The policy.
  var policy: Policy { rules.policy }

  /// The event; an exhaustive table of commands, hence its length.
  func event() throws(Refused) -> Event {
    switch order.command {
    case .act(let act): try record(act)
    case .stateRisk(let statement): try stateRisk(statement)
    case .addParty(let party): try add(party)
    case .leave: try leave()
    case .noteAction(let owner, let dueOn, let agreed):
      try noteAction(owner: owner, dueOn: dueOn, agreed: agreed)
    case .progressAction(let step): try progress(step)
    case .move(let stage, let track, let risk): try move(to: stage, track: track, risk: risk)
    case .changeLimit(let duty, let dueOn, let role):
      try changeLimit(of: duty, to: dueOn, role: role)
    case .noteOutstanding(let owner, let dueOn): try noteOutstanding(owner: owner, dueOn: dueOn)
    case .progressOutstanding(let step): try progress(step)
    case .resolve(let resolution): try resolve(resolution)
    case .withdraw(let risk): try withdraw(risk: risk)
    case .transfer(let reference): try transfer(to: reference)
    case .reopen(let stage): try reopen(at: stage)
    case .noteLearning(let kind, let routes, let theme, let form):
      try noteLearning(kind: kind, routes: routes, theme: theme, form: form)
    case .approve(let approval): try approve(approval)
    case .correct(let event): try correct(event)
    case .addAddendum(let event): try addAddendum(to: event)
    case .void(let agency): try void(agency)
    case .acknowledge: try acknowledge()
    case .acknowledgeForm(let event): try acknowledgeForm(event)
    case .checkClocks(let hours): checkClocks(nearHours: hours)
    case .followCalendar: followCalendar()
    case .migrate: try migrate()
    }
  }

  /// The event of a body with what follows from it; `more` adds consequences of its own first.
  func make(
    _ body: EventBody, privateTo: AgencyID? = nil, settles: Bool = true,
    _ more: (inout Consequences) -> Void = { _ in }
  ) -> Event {
    var event = Event(
      body: body, occurredAt: occurredAt, agency: order.by.agency, privateTo: privateTo,
      parts: order.parts)
    var consequences = Consequences(of: event, on: state, rules: rules, now: now)
    more(&consequences)
    if settles { consequences.settle() }
    event.effects = consequences.effects
    event.restricts = !state.raised.restricted && consequences.restricts
    return event
  }

  /// A plain body by somebody who takes part, while the escalation runs.
  func whileOpen(_ body: () -> EventBody) throws(Refused) -> Event {
    try requireOpen()
    try requireParty()
    return make(body())
  }

  /// Refuses what comes after the end.
  func requireOpen() throws(Refused) {
    if !state.isOpen { throw Refused(.closed, "The escalation has ended.") }
  }

  /// Refuses whoever takes no part; the partnership's office takes part in its own.
  func requireParty() throws(Refused) {
    switch order.by {
    case .agency(let id):
      if state.side(of: id) == nil {
        throw Refused(.notAParty, "Only one who takes part may do this.")
      }
    case .partnership, .decider, .service: break
    }
  }

  /// Whether the order is an agency's that is on the raising side.
  var isRaisers: Bool { order.by.agency.map { state.side(of: $0) == .raising } ?? false }

  /// Refuses anybody but the raising side.
  func requireRaisingSide(_ detail: String, clause: String) throws(Refused) {
    if !isRaisers { throw Refused(.notRaisingSide, detail, clause: clause) }
  }
}
