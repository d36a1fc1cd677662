import Escalations
import JSON
import NotificationForms

/// The way from a checked file to a template.
///
/// Few faults are left to find here.
struct TemplateMapping {
  private(set) var faults: [TemplateFault] = []

  mutating func template(_ file: Checked) -> Template {
    let whole = provenance(file, within: nil)
    let parts = file["parts"].elements.map { part($0, within: whole) }
    return Template(
      id: TemplateID(file["id"].text), version: file["version"].text, title: file["title"].text,
      effectiveFrom: file["effectiveFrom"].value(as: CivilDate.self),
      effectiveTo: file["effectiveTo"].optionalValue(as: CivilDate.self),
      policies: file["policies"].elements.map { service in
        Template.Service(
          policy: PolicyID(service["id"].text), tracks: service["tracks"].texts.map { TrackID($0) })
      }, notices: file["notices"].texts, authors: file["authors"].elements.map(author),
      parts: parts,
      sections: file["sections"].elements.map { section($0, parts, within: whole) },
      provenance: whole)
  }

  private func author(_ file: Checked) -> FormAuthor {
    FormAuthor(
      id: AuthorID(file["id"].text), title: file["title"].text,
      roles: file["roles"].texts.map { RoleID($0) },
      side: file["side"].optionalValue(as: Side.self))
  }

  private mutating func part(_ file: Checked, within whole: Provenance) -> FormPart {
    FormPart(
      id: FormPartID(file["id"].text), title: file["title"].text,
      time: file["when"].value(as: FormPart.Time.self),
      signedBy: file["signedBy"].texts.map { AuthorID($0) },
      provenance: provenance(file, within: whole))
  }

  /// A field comes from where its part comes from, unless it says better.
  private mutating func section(
    _ file: Checked, _ parts: [FormPart], within whole: Provenance
  ) -> FormSection {
    let part = FormPartID(file["part"].text)
    let source = parts.first { $0.id == part }?.provenance ?? whole
    return FormSection(
      title: file["title"].text, hint: file["hint"].optionalText, part: part,
      author: AuthorID(file["author"].text),
      fields: file["fields"].elements.map { field($0, within: source) })
  }

  private mutating func field(_ file: Checked, within whole: Provenance) -> Field {
    Field(
      id: FieldID(file["id"].text), label: file["label"].text, hint: file["hint"].optionalText,
      kind: kind(file["kind"], within: whole), requirement: requirement(file),
      shownIf: file["shownIf"].ifPresent.map(condition),
      prefilledFrom: file["prefilledFrom"].optionalValue(as: PrefillSource.self),
      sensitivity: file["sensitivity"].ifPresent.map(sensitivity),
      mayBeWithheld: file["mayBeWithheld"].isTrue,
      learning: file["learning"].ifPresent.map(learning),
      content: file["content"].optionalText.map { Code($0) },
      provenance: provenance(file, within: whole))
  }

  private mutating func requirement(_ file: Checked) -> Field.Requirement {
    guard let condition = file["requiredIf"].ifPresent else {
      return file["required"].isTrue ? .required : .optional
    }
    if file["required"].isTrue {
      refuse(file["requiredIf"].pointer, "Either required or requiredIf.")
    }
    return .requiredIf(self.condition(condition))
  }

  private mutating func kind(_ file: Checked, within whole: Provenance) -> FieldKind {
    let (name, value) = file.only
    switch FieldKind.Name(rawValue: name) {
    case .text?: return .text(max: value["max"].integer)
    case .lines?: return .lines(max: value["max"].integer)
    case .date?: return .date(value["lies"].value(as: FieldKind.DateRule.self))
    case .choice?: return .choice(value.elements.map(choice))
    case .choices?: return .choices(value.elements.map(choice))
    case .practitioner?:
      let labels = PractitionerLabels(
        name: value["name"].text, role: value["role"].optionalText,
        agency: value["agency"].optionalText)
      return .practitioner(labels)
    case .agency?: return .agency
    case .child?:
      return .child(
        ChildLabels(name: value["name"].text, birthDate: value["birthDate"].optionalText))
    case .table?:
      let columns = value["columns"].elements.map { field($0, within: whole) }
      return .table(columns: columns, maxRows: value["maxRows"].integer)
    case .signature?: return .signature(AuthorID(value.text))
    case .yesNo?, nil: return .yesNo
    }
  }

  private func choice(_ file: Checked) -> Choice {
    Choice(code: Code(file["code"].text), title: file["title"].text)
  }

  private func sensitivity(_ file: Checked) -> Field.Sensitivity {
    let (name, value) = file.only
    switch name {
    case "personal": return .personal(value.value(as: Part.Class.self))
    case "narrative": return .narrative
    default: return .plain
    }
  }

  private func learning(_ file: Checked) -> LearningRule {
    LearningRule(
      kind: file["kind"].text, routes: file["routes"].texts.map { Code($0) },
      words: file["words"].optionalText.map { FieldID($0) })
  }

  /// A condition; the shape has made sure that it has exactly one member, out of these.
  private func condition(_ file: Checked) -> FieldCondition {
    let (name, value) = file.only
    switch name {
    case "all": return .all(value.elements.map(condition))
    case "any": return .any(value.elements.map(condition))
    case "not": return .not(condition(value))
    case "answered": return .answered(FieldID(value.text))
    case "yes": return .yes(FieldID(value.text))
    case "no": return .no(FieldID(value.text))
    case "chosen":
      return .chosen(FieldID(value["field"].text), value["codes"].texts.map { Code($0) })
    case "reached": return .reached(StageID(value.text))
    case "hasChild": return .hasChild
    default: return .closed
    }
  }

  private mutating func provenance(_ file: Checked, within whole: Provenance?) -> Provenance {
    let (isAssumed, isNotStated) = (file["assumed"].isTrue, file["notStated"].isTrue)
    if isAssumed, isNotStated {
      refuse(file["notStated"].pointer, "A rule is assumed, or it is not stated.")
    }
    let note = file["note"].optionalText
    let basis: Provenance.Basis = isAssumed ? .assumed : isNotStated ? .notStated : .stated
    guard let whole else {
      return Provenance(clause: file["clause"].text, basis: basis, note: note)
    }
    let clause = file["clause"].optionalText
    let isOwn = clause != nil || basis != .stated
    return Provenance(
      clause: clause ?? whole.clause, basis: isOwn ? basis : whole.basis, note: note)
  }

  private mutating func refuse(_ pointer: JSONPointer, _ detail: String) {
    faults.append(TemplateFault(code: "exactlyOne", pointer: pointer, detail: detail))
  }
}
