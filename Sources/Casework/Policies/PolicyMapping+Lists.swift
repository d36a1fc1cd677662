import Escalations
import JSON

extension PolicyMapping {
  mutating func codedTexts(_ list: Checked) -> [CodedText] {
    self.list(list) { mapping, entry in
      CodedText(
        code: Code(entry["code"].text), title: entry["title"].text,
        needsWords: entry["needsWords"].isTrue, tracks: mapping.names(entry["tracks"]),
        figures: mapping.names(entry["figures"]), guidance: entry["guidance"].optionalText,
        provenance: mapping.provenance(entry))
    }
  }

  mutating func document(_ entry: Checked) -> RelatedDocument {
    RelatedDocument(
      title: entry["title"].text, edition: entry["edition"].optionalText,
      provenance: provenance(entry))
  }

  mutating func role(_ entry: Checked) -> Role {
    Role(
      id: RoleID(entry["id"].text), title: entry["title"].text,
      equivalents: names(entry["equivalents"]), kinds: entry["kinds"].texts,
      preferredIn: entry["preferredIn"].texts, provenance: provenance(entry))
  }

  mutating func panel(_ entry: Checked) -> Panel {
    let seats = entry["seats"].elements.map { seat in
      Panel.Seat(
        role: RoleID(seat["role"].text), publishedTitle: seat["publishedTitle"].text,
        presentTitle: seat["presentTitle"].optionalText)
    }
    return Panel(
      id: PanelID(entry["id"].text), title: entry["title"].text, seats: seats,
      provenance: provenance(entry))
  }

  mutating func learningRoute(_ entry: Checked) -> LearningRoute {
    LearningRoute(
      code: Code(entry["code"].text), kind: entry["kind"].text, to: entry["to"].text,
      via: entry["via"].optionalText, provenance: provenance(entry))
  }

  mutating func note(_ entry: Checked) -> PolicyNote {
    PolicyNote(
      about: entry["about"].text, text: entry["text"].text, provenance: provenance(entry))
  }

  mutating func review(_ rule: Checked) -> Review {
    Review(
      everyMonths: rule["everyMonths"].integer, by: rule["by"].text,
      lastReviewed: rule["lastReviewed"].optionalValue(as: CivilDate.self),
      provenance: provenance(rule))
  }

  mutating func quiet(_ rule: Checked) -> QuietRule {
    QuietRule(
      afterCalendarDays: rule["afterCalendarDays"].integer, provenance: provenance(rule))
  }

  mutating func sameMatter(_ rule: Checked) -> SameMatterRule {
    SameMatterRule(tellsRaiser: rule["tellsRaiser"].boolean, provenance: provenance(rule))
  }

  mutating func risk(_ rule: Checked) -> RiskRule {
    RiskRule(
      urgentAction: rule["urgentAction"].text, askedOnMoving: rule["askedOnMoving"].boolean,
      provenance: provenance(rule))
  }

  mutating func scope(_ rule: Checked) -> Scope {
    Scope(
      exclusions: list(rule["exclusions"]) { mapping, entry in
        let (ground, value) = entry["ground"].only
        return Scope.Exclusion(
          ground: ground == "matter" ? .matter(Code(value.text)) : .withinOneAgency,
          title: entry["title"].text, destination: entry["destination"].text,
          onwardAlert: entry["onwardAlert"].optionalText, refuses: entry["refuses"].boolean,
          provenance: mapping.provenance(entry))
      })
  }
}
