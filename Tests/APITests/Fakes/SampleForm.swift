import Escalations
import NotificationForms

/// An invented form of the invented policy: one part that is signed, one that comes later.
enum SampleForm {
  static let template = Template(
    id: "sample-form", version: "1", title: "Sample form",
    effectiveFrom: CivilDate(dayNumber: 0), policies: [Template.Service(policy: "sample")],
    notices: ["Keep a copy."], authors: [FormAuthor(id: "writer", title: "Writer")],
    parts: [
      FormPart(
        id: "sent", title: "Sent", time: .sent, signedBy: ["writer"],
        provenance: SamplePolicy.source),
      FormPart(
        id: "later", title: "Later", time: .afterwards, signedBy: [],
        provenance: SamplePolicy.source),
    ],
    sections: [
      FormSection(
        title: "The child", part: "sent", author: "writer", fields: [child, nature, lesson, sign]),
      FormSection(title: "Outcome", part: "later", author: "writer", fields: [outcome]),
    ], provenance: SamplePolicy.source)

  private static let child = Field(
    id: "children", label: "Children",
    kind: .table(
      columns: [
        Field(
          id: "child", label: "Child",
          kind: .child(ChildLabels(name: "Name", birthDate: "Date of birth")),
          requirement: .required, prefilledFrom: .child, provenance: SamplePolicy.source)
      ], maxRows: 5),
    prefilledFrom: .children, provenance: SamplePolicy.source)
  private static let nature = Field(
    id: "nature", label: "Nature of the concern", kind: .lines(max: 200), requirement: .required,
    prefilledFrom: .summary, provenance: SamplePolicy.source)
  private static let lesson = Field(
    id: "lesson", label: "Learning", kind: .lines(max: 200),
    learning: LearningRule(kind: "theme", routes: ["group"], words: nil),
    provenance: SamplePolicy.source)
  private static let sign = Field(
    id: "signature", label: "Signature", kind: .signature("writer"),
    provenance: SamplePolicy.source)
  private static let outcome = Field(
    id: "outcome", label: "Outcome", kind: .lines(max: 200), requirement: .required,
    provenance: SamplePolicy.source)
}
