import Escalations
import JSON

/// Deeds as the commands that the service would give; an exhaustive table, hence its length.
extension SimulationMapping {
  func command(_ name: String, _ body: Checked) -> Command {
    switch name {
    case "act": .act(act(body))
    case "risk":
      .stateRisk(
        RiskStatement(answer: risk(body["answer"]), toldKind: body["told"].optionalText))
    case "join": .addParty(party(body))
    case "leave": .leave
    case "action":
      .noteAction(
        owner: AgencyID(body["owner"].text), dueOn: date(body["dueOn"]),
        agreed: body["agreed"].isTrue)
    case "actionProgress":
      .progressAction(ActionProgress(number: body["number"].integer, progress: progress(body)))
    case "move":
      .move(
        to: StageID(body["to"].text), track: body["track"].optionalText.map { TrackID($0) },
        risk: body["risk"].optionalValue(as: RiskAnswer.self))
    case "limit":
      .changeLimit(
        duty: DutyID(body["duty"].text), dueOn: body["dueOn"].value(as: CivilDate.self),
        role: role(body["role"]))
    case "outstanding":
      .noteOutstanding(owner: AgencyID(body["owner"].text), dueOn: date(body["dueOn"]))
    case "outstandingProgress":
      .progressOutstanding(
        OutstandingProgress(number: body["number"].integer, progress: progress(body)))
    case "resolve": .resolve(resolution(body))
    case "withdraw": .withdraw(risk: risk(body["risk"]))
    case "transfer": .transfer(to: Reference(body["to"].text))
    case "reopen": .reopen(at: StageID(body["stage"].text))
    case "learning":
      .noteLearning(
        kind: body["kind"].text, routes: names(body["routes"]),
        theme: body["theme"].optionalText.map { Code($0) })
    case "approve":
      .approve(Approval(discussion: body["discussion"].integer, role: role(body["role"])))
    default: preconditionFailure("the shape of a script knows a deed that no command does: \(name)")
    }
  }

  private func risk(_ value: Checked) -> RiskAnswer { value.value(as: RiskAnswer.self) }

  private func date(_ value: Checked) -> CivilDate? { value.optionalValue(as: CivilDate.self) }

  private func role(_ value: Checked) -> RoleID? { value.optionalText.map { RoleID($0) } }

  private func progress(_ body: Checked) -> FollowUpProgress {
    body["progress"].value(as: FollowUpProgress.self)
  }

  private func act(_ body: Checked) -> Act {
    Act(
      kind: body["kind"].value(as: ActKind.self),
      how: body["how"].optionalValue(as: Effect.Meeting.How.self) ?? .done,
      role: role(body["role"]), substituteFor: role(body["substituteFor"]),
      duties: names(body["duties"]), stage: body["stage"].optionalText.map { StageID($0) },
      answer: body["answer"].optionalText.map { Code($0) }, hasReason: body["reason"].isTrue,
      contents: names(body["contents"]),
      participants: body["participants"].elements.map(participant),
      medium: body["medium"].optionalValue(as: Act.Medium.self),
      decision: body["decision"].ifPresent.map(decision), facts: names(body["facts"]),
      circumstances: circumstances(body))
  }

  private func participant(_ body: Checked) -> Act.Participant {
    Act.Participant(
      agency: AgencyID(body["agency"].text), role: role(body["role"]),
      present: body["present"].optionalBoolean ?? true)
  }

  private func decision(_ body: Checked) -> Decision {
    Decision(
      basis: body["basis"].value(as: Decision.Basis.self),
      outcome: body["outcome"].optionalText.map { Code($0) }, agreedBy: names(body["agreedBy"]))
  }

  private func circumstances(_ body: Checked) -> Circumstances? {
    let levels = body["levels"].entries.map { ($0.name, Code($0.value.text)) }
    guard body["category"].isPresent || body["origin"].isPresent || !levels.isEmpty else {
      return nil
    }
    return Circumstances(
      category: body["category"].optionalText.map { Code($0) },
      origin: body["origin"].optionalText.map { Code($0) },
      levels: Dictionary(levels, uniquingKeysWith: { $1 }))
  }

  private func resolution(_ body: Checked) -> Resolution {
    Resolution(
      basis: body["basis"].value(as: Resolution.Basis.self),
      outcome: body["outcome"].optionalText.map { Code($0) }, assenting: names(body["assenting"]),
      dissenting: names(body["dissenting"]))
  }
}
