import Escalations

/// Says in a line who did what; an exhaustive table of deeds.
enum SimulationWords {
  /// Who does it.
  static func actor(_ deed: SimulationScript.Deed) -> String {
    switch deed {
    case .order(let order): actor(order.by)
    case .holiday: "the calendar"
    case .wait: "nobody"
    }
  }

  private static func actor(_ acting: Acting) -> String {
    switch acting {
    case .agency(let id): id.text
    case .partnership: "the partnership"
    case .decider: "the decider"
    case .service: "the service"
    }
  }

  /// What happens.
  static func deed(_ deed: SimulationScript.Deed) -> String {
    switch deed {
    case .order(let order): command(order.command) + (order.isInternal ? ", internally" : "")
    case .holiday(.add(let holiday)): "bank holiday added on \(holiday.date): \(holiday.title)"
    case .holiday(.withdraw(let date)): "bank holiday on \(date) withdrawn"
    case .wait: "time passes"
    }
  }

  private static func command(_ command: Command) -> String {
    switch command {
    case .act(let act): self.act(act)
    case .stateRisk(let statement):
      "state risk: \(statement.answer.rawValue)"
        + (statement.toldKind.map { ", \($0) told" } ?? "")
    case .addParty(let party): "bring in \(party.agency) (\(party.kind)), \(party.side.rawValue)"
    case .leave: "leave"
    case .noteAction(let owner, let dueOn, _): "note an action for \(owner)" + by(dueOn)
    case .progressAction(let step): "action \(step.number): \(step.progress.rawValue)"
    case .move(let stage, let track, let risk):
      "move to \(track.map { "\($0), " } ?? "")\(stage)"
        + (risk.map { ", risk \($0.rawValue)" } ?? "")
    case .changeLimit(let duty, let day, let role):
      "limit of \(duty) to \(day)" + (role.map { ", as \($0)" } ?? "")
    case .noteOutstanding(let owner, let dueOn): "leave an issue to \(owner)" + by(dueOn)
    case .progressOutstanding(let step): "issue \(step.number): \(step.progress.rawValue)"
    case .resolve(let resolution): resolve(resolution)
    case .withdraw(let risk): "withdraw, risk \(risk.rawValue)"
    case .transfer(let reference): "transfer to \(reference)"
    case .reopen(let stage): "reopen at \(stage)"
    case .noteLearning(let kind, let routes, _, _): "note learning: \(kind)" + list(routes, " by ")
    case .approve(let approval): "approve discussion \(approval.discussion)"
    case .correct(let event): "correct event \(event)"
    case .addAddendum(let event): "add to event \(event)"
    case .void(let agency): "take \(agency) out"
    case .acknowledge: "acknowledge"
    case .acknowledgeForm: "acknowledge a form"
    case .checkClocks: "look at the clocks"
    case .followCalendar: "follow the calendar"
    case .migrate: "migrate"
    }
  }

  private static func act(_ act: Act) -> String {
    var text = act.kind.rawValue
    if act.how != .done { text += " (\(act.how.rawValue))" }
    if let role = act.role { text += " as \(role)" }
    if let role = act.substituteFor { text += " for \(role)" }
    text += list(act.duties, " for ")
    if let stage = act.stage { text += " of \(stage)" }
    if let answer = act.answer { text += ": \(answer)" }
    if let decision = act.decision {
      text += ", \(decision.basis.rawValue)" + (decision.outcome.map { ": \($0)" } ?? "")
    }
    if let medium = act.medium { text += ", by \(medium.rawValue)" }
    text += list(
      act.participants.map { $0.present ? $0.agency.text : "\($0.agency) invited" }, ", with ")
    return text + list(act.facts, ", stating ") + list(act.contents, ", carrying ")
  }

  private static func resolve(_ resolution: Resolution) -> String {
    var text = "resolve by \(resolution.basis.rawValue)"
    if let outcome = resolution.outcome { text += ": \(outcome)" }
    return text + list(resolution.dissenting, ", dissenting ")
  }

  private static func by(_ day: CivilDate?) -> String { day.map { " by \($0)" } ?? "" }

  private static func list<Item: CustomStringConvertible>(
    _ items: [Item], _ lead: String
  ) -> String {
    items.isEmpty ? "" : lead + items.map(\.description).joined(separator: ", ")
  }
}
