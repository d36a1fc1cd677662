import Escalations
import JSON

/// A policy as somebody reads it who knows nothing of the interpreter: its JSON, and a handful of questions.
///
/// It judges what is plain in the data (who may act at a stage, what blocks whoever moves, which ways lead
/// on, who decides) and leaves conditions on what happened before alone.
struct PolicyBook {
  let json: JSONValue

  /// Why the policy forbids what was accepted; nil where the data does not forbid it.
  func objection(
    to order: Order, on state: Escalation, after record: [RecordedEvent], accepted event: Event
  ) -> String? {
    if let agency = order.by.agency, side(of: agency, state) == nil {
      return "whoever takes no part does nothing"
    }
    switch order.command {
    case .move(let stage, let track, let risk):
      return objection(toMoving: stage, track ?? state.track, risk, order, state, record)
    case .resolve(let resolution): return objection(to: resolution, order, state, record)
    case .withdraw:
      if !state.isOpen { return "what has ended is not withdrawn" }
      if sideName(of: order.by, state) != "raising" { return "the raising side withdraws" }
      return order.says("/reason") ? nil : "withdrawing wants a reason"
    case .reopen:
      if state.isOpen { return "what runs is not opened again" }
      let isTheirs = ["raising", "partnership"].contains(sideName(of: order.by, state))
      return isTheirs && order.says("/reason")
        ? nil : "the raising side or the partnership opens it again, with a reason"
    case .acknowledge, .stateRisk: return nil
    case .act(let act): return objection(to: act, order, state, event)
    default: return state.isOpen ? nil : "what has ended goes on in nothing but what is still owed"
    }
  }

  // MARK: Moving

  private func objection(
    toMoving target: StageID, _ track: TrackID, _ risk: RiskAnswer?, _ order: Order,
    _ state: Escalation, _ record: [RecordedEvent]
  ) -> String? {
    if !state.isOpen { return "what has ended goes nowhere" }
    if risk == nil, json["risk"]?["askedOnMoving"] == true { return "a move asks about risk" }
    let ways = (here(state)?["exits"]?.arrayValue ?? []).filter { exit in
      exit["to"]?.stringValue == target.text
        && (exit["track"]?.stringValue ?? state.track.text) == track.text
    }
    let mover = sideName(of: order.by, state) ?? "nobody"
    if ways.isEmpty {
      if mover != "raising" { return "without a way of its own, the raising side moves" }
      if let why = objection(toClimbing: target, track, order, state, record) { return why }
    } else {
      let isOpen = ways.contains { way in
        let movers = names(way["movers"]) ?? ["raising"]
        let isMover =
          movers.contains(mover)
          || ["raising", "receiving"].contains(mover)
            && !Set(movers).isDisjoint(with: ["sides", "each", "everyone", "together"])
        return isMover && way["when"].map { holds($0, state) ?? true } ?? true
      }
      if !isOpen { return "no way there is open to the \(mover) side" }
    }
    return blocking(order.by, state, record).map { "the mover still owes \($0)" }
  }

  private func objection(
    toClimbing target: StageID, _ track: TrackID, _ order: Order, _ state: Escalation,
    _ record: [RecordedEvent]
  ) -> String? {
    let ladder = stages(of: state.track).compactMap { $0["id"]?.stringValue }
    guard track == state.track, let from = ladder.firstIndex(of: state.stage.text),
      let to = ladder.firstIndex(of: target.text), to > from
    else { return "a ladder goes up" }
    if to == from + 1 {
      let exits = here(state)?["exits"]?.arrayValue ?? []
      return exits.isEmpty ? nil : "the stage spells out its ways on"
    }
    let rule = self.track(state.track)?["skipping"]
    switch rule?["rule"]?.stringValue {
    case "allowed": return nil
    case "withReason": return order.says("/reason") ? nil : "passing over wants a reason"
    case "afterConsultation":
      let duty = rule?["consultation"]?.stringValue ?? ""
      return meetings(of: duty, record).isEmpty ? "passing over wants a consultation" : nil
    default: return "nothing is passed over"
    }
  }

  /// A must of this stage that stands in the mover's way and that no act of the right kind has met.
  private func blocking(
    _ by: Acting, _ state: Escalation, _ record: [RecordedEvent]
  ) -> String? {
    guard let agency = by.agency, let side = side(of: agency, state) else { return nil }
    let duties =
      (track(state.track)?["everyStage"]?.arrayValue ?? [])
      + (here(state)?["duties"]?.arrayValue ?? [])
    let blocks = duties.filter { duty in
      duty["force"] == "must" && names(duty["blocks"])?.contains("moving") ?? false
        && duty["when"] == nil && duty["after"] == nil
        && isOwed(duty["owedBy"]?.stringValue ?? "", on: side)
    }
    let open = blocks.first { duty in
      !meetings(of: duty["id"]?.stringValue ?? "", record).contains { meeting in
        meeting.key.visit == state.visit
          && (meeting.key.owner == nil || meeting.key.owner == agency.text)
          && isMet(duty, by: meeting.act)
      }
    }
    return open?["id"]?.stringValue
  }

  private func isOwed(_ party: String, on side: Side) -> Bool {
    switch party {
    case "raising": side == .raising
    case "receiving": side == .receiving
    case "sides", "each": side != .involved
    case "everyone", "together": true
    default: false
    }
  }

  /// Whether an act of that kind, done in that way, can have met the duty.
  private func isMet(_ duty: JSONValue, by act: Act) -> Bool {
    let kinds =
      [duty["act"]?.stringValue]
      + (duty["alternatives"]?.arrayValue ?? []).map { $0["act"]?.stringValue }
    guard kinds.contains(act.kind.rawValue) else { return false }
    switch act.how {
    case .done: return true
    case .attempted: return duty["attemptMeets"] == true
    case .declined: return duty["declinable"] == true && act.hasReason
    }
  }

  /// Every time a duty of that name was met, by which act.
  private func meetings(
    of duty: String, _ record: [RecordedEvent]
  ) -> [(key: DutyKey, act: Act)] {
    record.flatMap { recorded -> [(key: DutyKey, act: Act)] in
      guard case .acted(let act) = recorded.event.body else { return [] }
      return recorded.event.effects.compactMap { effect in
        guard case .met(let key, let meeting) = effect, key.duty.text == duty else { return nil }
        var done = act
        done.how = meeting.how
        return (key, done)
      }
    }
  }

  // MARK: Acts and ends

  private func objection(
    to act: Act, _ order: Order, _ state: Escalation, _ event: Event
  ) -> String? {
    if act.decision?.basis == .determined, !mayDetermine(act, order.by, state) {
      return "only whom the stage names determines the matter"
    }
    if state.isOpen { return nil }
    let met = event.effects.compactMap { effect -> DutyID? in
      if case .met(let key, _) = effect { key.duty } else { nil }
    }
    let isOwed = met.contains { id in
      allDuties.contains { $0["id"]?.stringValue == id.text && $0["lifetime"] == "beyond" }
    }
    return isOwed ? nil : "after the end nothing is done but what outlives it"
  }

  /// Whoever holds a role that the stage names at its end or for a decision.
  private func mayDetermine(_ act: Act, _ by: Acting, _ state: Escalation) -> Bool {
    let deciding = (here(state)?["duties"]?.arrayValue ?? []).filter { $0["act"] == "decide" }
    let named =
      (names(here(state)?["end"]?["by"]) ?? []) + deciding.flatMap { names($0["by"]) ?? [] }
    let kinds: Set<String> =
      switch by {
      case .agency(let agency): Set(state.presentParties.filter { $0.agency == agency }.map(\.kind))
      case .partnership, .decider: ["partnership"]
      case .service: []
      }
    return named.contains { role in
      let rule = json["roles"]?.arrayValue?.first { $0["id"]?.stringValue == role }
      let holders = names(rule?["kinds"]) ?? []
      return (act.role.map { $0.text == role } ?? true)
        && (holders.isEmpty || !kinds.isDisjoint(with: holders))
    }
  }

  private func objection(
    to resolution: Resolution, _ order: Order, _ state: Escalation, _ record: [RecordedEvent]
  ) -> String? {
    if !state.isOpen { return "what has ended is not resolved again" }
    let side = sideName(of: order.by, state)
    let wanted = track(state.track)?["resolution"]?["contents"]?.arrayValue ?? []
    for content in wanted where content["required"] == true {
      let id = content["id"]?.stringValue ?? ""
      if !order.says("/contents/" + id) { return "a resolution says \(id)" }
    }
    switch resolution.basis {
    case .assent: return side == "raising" ? nil : "the raising side assents itself"
    case .decision:
      let decided = state.acts.contains { entry in
        entry.visit == state.visit && entry.act.decision?.basis == .determined
      }
      return decided && here(state)?["end"]?["kind"] == "decision"
        ? nil : "nobody has decided who could"
    case .unresolved:
      if side == "receiving" { return "the side that is disagreed with does not close it alone" }
      let isLast = stages(of: state.track).last?["id"]?.stringValue == state.stage.text
      return isLast || here(state)?["end"] != nil ? nil : "the ladder has not ended"
    }
  }

  // MARK: The data

  /// Whether a condition holds that speaks of the case alone; nil for one that speaks of its past.
  private func holds(_ condition: JSONValue, _ state: Escalation) -> Bool? {
    if let codes = names(condition["fact"]) {
      return codes.contains { state.facts.contains(Code($0)) }
    }
    if let answers = names(condition["risk"]) {
      return answers.contains(state.risk.answer.rawValue)
    }
    if let inner = condition["not"] { return holds(inner, state).map { !$0 } }
    if let all = condition["all"]?.arrayValue {
      let found = all.map { holds($0, state) }
      return found.contains(false) ? false : found.contains(nil) ? nil : true
    }
    if let any = condition["any"]?.arrayValue {
      let found = any.map { holds($0, state) }
      return found.contains(true) ? true : found.contains(nil) ? nil : false
    }
    return nil
  }

  private func names(_ list: JSONValue?) -> [String]? {
    list?.arrayValue?.compactMap(\.stringValue)
  }

  private func side(of agency: AgencyID, _ state: Escalation) -> Side? {
    state.presentParties.first { $0.agency == agency }?.side
  }

  private func sideName(of acting: Acting, _ state: Escalation) -> String? {
    switch acting {
    case .agency(let agency): side(of: agency, state)?.rawValue
    case .partnership: "partnership"
    case .decider, .service: nil
    }
  }

  private func track(_ id: TrackID) -> JSONValue? {
    json["tracks"]?.arrayValue?.first { $0["id"]?.stringValue == id.text }
  }

  private func stages(of id: TrackID) -> [JSONValue] { track(id)?["stages"]?.arrayValue ?? [] }

  private func here(_ state: Escalation) -> JSONValue? {
    stages(of: state.track).first { $0["id"]?.stringValue == state.stage.text }
  }

  private var allDuties: [JSONValue] {
    (json["tracks"]?.arrayValue ?? []).flatMap { track in
      ["opening", "everyStage", "closing"].flatMap { track[$0]?.arrayValue ?? [] }
        + (track["stages"]?.arrayValue ?? []).flatMap { $0["duties"]?.arrayValue ?? [] }
    }
  }
}
