import Casework
import Escalations
import Foundation
import JSON
import NotificationForms
import Testing

@Suite("The forms that are shipped") struct ShippedFormsTests {
  @Test(arguments: FormFiles.templates) func `each loads and holds with its policies`(
    path: String
  ) throws {
    let policies = try FormFiles.allPolicies()

    let template = try TemplateReader.read(try FormFiles.bytes(path), policies: policies)

    #expect(path.hasSuffix("/\(template.id).json"))
  }

  @Test(arguments: FormFiles.policies) func `each form that a policy asks for is there`(
    path: String
  ) throws {
    let templates = try FormFiles.templates.map(FormFiles.template)

    let findings = FormLint.findings(asking: try FormFiles.policy(path), templates: templates)

    #expect(findings == [])
  }

  @Test func `Sutton's form has every field of the paper, by its label`() throws {
    let template = try FormFiles.template("config/forms/sutton-referral.json")

    #expect(
      labels(of: template) == [
        "Mosaic ID no.", "Name of child/ children", "Name", "Date of birth",
        "Name of practitioner and agency with which there is a concern", "Name", "Agency",
        "Brief description of nature of concern", "Outcomes sought",
        "Actions agreed by safeguarding advisor", "Should the Head of Service be contacted?",
        "Identify the following", "Who will do what?", "What will be undertaken?", "By when?",
        "Department", "Name of referrer, signature and date",
        "Safeguarding advisor, signature and date",
        "Outcome achieved following completion of actions",
      ])
  }

  @Test func `Newham's form has every field of the paper, by its label`() throws {
    let template = try FormFiles.template("config/forms/newham-referral.json")

    #expect(
      labels(of: template).filter { !["Stage", "Date"].contains($0) } == [
        "Child/young person", "Name of child/young person", "DOB", "Address",
        "Name, Role and Agency of person completing this form", "Name", "Role", "Agency",
        "Name, Roles and Agency of others involved", "Name", "Role", "Agency",
        "Brief details of the professional disagreement",
        "Outline of Steps taken and who was involved from Stages 1-5 in line with NSCP Escalation Policy",
        "Steps taken", "Who was involved", "Stages not tried", "Stage 1 Meeting Date",
        "Stage 3 Meeting Date", "Stage 5 Meeting Date",
        "If any of the above Stage Meeting dates have not taken place please outline the reasons why",
        "What is the learning for your agencies from this case?",
        "A requirement for staff training", "Development of a new NSCP Protocol / Procedure",
        "Further discussion at a particular NSCP Sub Group", "Which Sub Group", "Other",
      ])
  }

  @Test(arguments: FormFiles.templates) func `what is ours in a form is marked as ours`(
    path: String
  ) throws {
    let template = try FormFiles.template(path)
    let ours = ["croydon-notification", "gscp-resolution-group", "haringey-round-table"]

    #expect((template.provenance.basis == .assumed) == ours.contains(template.id.text))
    #expect(template.fields.allSatisfy { !$0.provenance.clause.isEmpty })
  }

  @Test(arguments: FormFiles.templates) func `each is written as it is read`(path: String) throws {
    let template = try FormFiles.template(path)

    #expect(try TemplateReader.read(template.json) == template)
    #expect(JSONWriter.bytes(of: template.json).count > 500)
  }

  /// `PARLEY_WRITE_SCHEMA=1 swift test --filter 'the schema beside the forms'` writes it anew.
  @Test func `the schema beside the forms is the one that the reader checks by`() throws {
    let schema = TemplateShape.template.schema(
      id: "https://parley.example/form.schema.json", title: "Form template")
    let bytes = JSONWriter.bytes(of: schema, layout: .indented) + [UInt8(ascii: "\n")]

    if ProcessInfo.processInfo.environment["PARLEY_WRITE_SCHEMA"] != nil {
      try Data(bytes).write(to: FormFiles.schema)
    }

    #expect([UInt8](try Data(contentsOf: FormFiles.schema)) == bytes)
  }

  /// Every label that a person reads, columns and members of an answer too.
  private func labels(of template: Template) -> [String] {
    template.fields.flatMap(labels)
  }

  private func labels(of field: Field) -> [String] {
    switch field.kind {
    case .practitioner(let labels):
      return own(field) + [labels.name, labels.role, labels.agency].compactMap { $0 }
    case .child(let labels): return own(field) + [labels.name, labels.birthDate].compactMap { $0 }
    case .table(let columns, _): return [field.label] + columns.flatMap(self.labels)
    case .text, .lines, .date, .yesNo, .choice, .choices, .agency, .signature:
      return [field.label]
    }
  }

  /// A column that stands for a whole row has no label of its own on the paper.
  private func own(_ field: Field) -> [String] {
    ["child", "practitioner"].contains(field.id.text) ? [] : [field.label]
  }
}
