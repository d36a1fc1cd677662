import Escalations
import NotificationForms

/// A small template with one field of each kind, and answers to all of them.
enum Sample {
  static let source = Provenance(clause: "T-1")

  static func field(
    _ id: FieldID, _ kind: FieldKind, _ requirement: Field.Requirement = .optional,
    shownIf: FieldCondition? = nil, from prefilledFrom: PrefillSource? = nil,
    sensitivity: Field.Sensitivity? = nil, mayBeWithheld: Bool = false,
    learning: LearningRule? = nil, content: Code? = nil
  ) -> Field {
    Field(
      id: id, label: "Label of \(id)", kind: kind, requirement: requirement, shownIf: shownIf,
      prefilledFrom: prefilledFrom, sensitivity: sensitivity, mayBeWithheld: mayBeWithheld,
      learning: learning, content: content, provenance: source)
  }

  static let themes = ["one", "two", "three"].map { Choice(code: Code($0), title: "Theme \($0)") }

  static let fields: [Field] = [
    field("line", .text(max: 10), .required),
    field("lines", .lines(max: 40), .requiredIf(.answered("when"))),
    field("when", .date(.past)),
    field("sure", .yesNo, .required),
    field("level", .choice(themes), .requiredIf(.yes("sure"))),
    field("themes", .choices(themes)),
    field("words", .lines(max: 40), .required, shownIf: .chosen("themes", ["two"])),
    field("who", .practitioner(PractitionerLabels(name: "Name", role: "Role", agency: nil))),
    field("where", .agency),
    field("child", .child(ChildLabels(name: "Child", birthDate: "Born"))),
    field(
      "address", .lines(max: 40), .required, sensitivity: .personal(.identifier),
      mayBeWithheld: true),
    field(
      "rows",
      .table(
        columns: [
          field("child", .child(ChildLabels(name: "Child", birthDate: nil))),
          field("note", .text(max: 20), .requiredIf(.answered("until"))),
          field("until", .date(.any)),
        ], maxRows: 3)),
  ]

  static func template(
    fields: [Field] = fields, version: String = "1", policies: [PolicyID] = ["croydon"]
  ) -> Template {
    Template(
      id: "sample", version: version, title: "Sample", effectiveFrom: CivilDate(dayNumber: 0),
      policies: policies.map { Template.Service(policy: $0) },
      authors: [FormAuthor(id: "author", title: "Author")],
      parts: [FormPart(id: "all", title: "All", time: .sent, signedBy: [], provenance: source)],
      sections: [FormSection(title: "All", part: "all", author: "author", fields: fields)],
      provenance: source)
  }
}
