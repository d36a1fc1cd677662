import Escalations
import JSON

extension PolicyMapping {
  mutating func track(_ rule: Checked) -> Track {
    Track(
      id: TrackID(rule["id"].text), title: rule["title"].text,
      child: rule["child"].value(as: Track.ChildRule.self), subjects: names(rule["subjects"]),
      startable: rule["startable"].optionalBoolean ?? true,
      entry: each(rule["entry"]) { $0.condition($1) },
      restricted: each(rule["restricted"]) { $0.condition($1) },
      partnershipSeesFrom: rule["partnershipSeesFrom"].optionalText.map { StageID($0) },
      otherParties: names(rule["otherParties"]), skipping: skipping(rule["skipping"]),
      media: each(rule["media"]) { $0.media($1) },
      resolution: each(rule["resolution"]) { $0.resolution($1) },
      opening: list(rule["opening"]) { $0.duty($1) },
      everyStage: list(rule["everyStage"]) { $0.duty($1) },
      stages: list(rule["stages"]) { $0.stage($1) }, caps: list(rule["caps"]) { $0.cap($1) },
      closing: list(rule["closing"]) { $0.duty($1) }, provenance: provenance(rule))
  }

  private mutating func skipping(_ rule: Checked) -> Skipping {
    let consultation = rule["consultation"].optionalText
    let isAsked = rule["rule"].text == "afterConsultation"
    if isAsked != (consultation != nil) {
      fault(
        "consultation", at: rule["consultation"],
        isAsked
          ? "Which duty is the consultation?" : "Only afterConsultation goes with a consultation.")
    }
    return Skipping(
      rule: skippingRule(rule["rule"].text, DutyID(consultation ?? "")),
      provenance: provenance(rule))
  }

  private func skippingRule(_ name: String, _ consultation: DutyID) -> Skipping.Rule {
    switch name {
    case "forbidden": .forbidden
    case "allowed": .allowed
    case "withReason": .withReason
    case "afterConsultation": .afterConsultation(consultation)
    default: preconditionFailure("the shape of skipping knows more than the language: \(name)")
    }
  }

  private mutating func media(_ rule: Checked) -> MediaRule {
    MediaRule(
      preferred: rule["preferred"].elements.map { $0.value(as: Act.Medium.self) },
      remarked: rule["remarked"].elements.map { $0.value(as: Act.Medium.self) },
      provenance: provenance(rule))
  }

  private mutating func resolution(_ rule: Checked) -> ResolutionRule {
    ResolutionRule(contents: contents(rule["contents"]), provenance: provenance(rule))
  }

  private mutating func cap(_ rule: Checked) -> Cap {
    Cap(
      id: DutyID(rule["id"].text), title: rule["title"].text, from: StageID(rule["from"].text),
      through: StageID(rule["through"].text), clock: stageClock(rule["clock"]))
  }

  private mutating func stage(_ rule: Checked) -> Stage {
    Stage(
      id: StageID(rule["id"].text), number: rule["number"].integer, title: rule["title"].text,
      formality: rule["formality"].value(as: Stage.Formality.self),
      actors: rule["actors"].optionalText, clock: each(rule["clock"]) { $0.stageClock($1) },
      duties: list(rule["duties"]) { $0.duty($1) }, exits: list(rule["exits"]) { $0.exit($1) },
      end: each(rule["end"]) { $0.end($1) }, provenance: provenance(rule))
  }

  private mutating func exit(_ rule: Checked) -> Exit {
    let movers = rule["movers"].elements.map { $0.value(as: PartyRule.self) }
    return Exit(
      track: rule["track"].optionalText.map { TrackID($0) }, to: StageID(rule["to"].text),
      movers: movers.isEmpty ? [.raising] : movers, when: each(rule["when"]) { $0.condition($1) },
      provenance: provenance(rule))
  }

  private mutating func end(_ rule: Checked) -> End {
    End(
      kind: rule["kind"].value(as: End.Kind.self), by: names(rule["by"]),
      provenance: provenance(rule))
  }

  private mutating func duty(_ rule: Checked) -> Duty {
    Duty(
      id: DutyID(rule["id"].text), title: rule["title"].text,
      act: rule["act"].value(as: ActKind.self),
      owedBy: rule["owedBy"].value(as: PartyRule.self), by: names(rule["by"]),
      to: rule["to"].optionalValue(as: PartyRule.self), with: names(rule["with"]),
      via: rule["via"].optionalText.map { RoleID($0) },
      force: rule["force"].value(as: Duty.Force.self),
      blocks: rule["blocks"].elements.map { $0.value(as: Duty.Blocking.self) },
      after: each(rule["after"]) { $0.trigger($1) }, when: each(rule["when"]) { $0.condition($1) },
      requires: names(rule["requires"]), alternatives: alternatives(rule["alternatives"]),
      answers: answers(rule["answers"]), contents: contents(rule["contents"]),
      form: rule["form"].optionalText, part: rule["part"].optionalText,
      declinable: rule["declinable"].isTrue,
      attemptMeets: rule["attemptMeets"].isTrue, repeats: rule["repeats"].isTrue,
      isPrivate: rule["private"].isTrue,
      lifetime: rule["lifetime"].optionalValue(as: Duty.Lifetime.self) ?? .escalation,
      clock: each(rule["clock"]) { $0.clock($1) }, provenance: provenance(rule))
  }

  private func alternatives(_ list: Checked) -> [Duty.Alternative] {
    list.elements.map { entry in
      Duty.Alternative(act: entry["act"].value(as: ActKind.self), by: names(entry["by"]))
    }
  }

  private func answers(_ list: Checked) -> [Duty.Answer] {
    list.elements.map { entry in
      Duty.Answer(
        code: Code(entry["code"].text), title: entry["title"].text,
        needsReason: entry["needsReason"].isTrue)
    }
  }

  private func contents(_ list: Checked) -> [Duty.Content] {
    list.elements.map { entry in
      Duty.Content(
        id: Code(entry["id"].text), title: entry["title"].text,
        required: entry["required"].boolean)
    }
  }
}
