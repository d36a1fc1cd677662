import Escalations
import JSON

/// Turns a file that is shaped as a policy into one; notes the few things no shape can say.
struct PolicyMapping {
  private(set) var faults: [PolicyFault] = []

  mutating func policy(_ file: Checked) -> Policy {
    Policy(
      id: PolicyID(file["id"].text), version: file["version"].text, title: file["title"].text,
      partnership: PartnershipID(file["partnership"].text),
      effectiveFrom: file["effectiveFrom"].value(as: CivilDate.self),
      effectiveTo: file["effectiveTo"].optionalValue(as: CivilDate.self),
      calendar: file["calendar"].text,
      endOfWorkingDay: file["endOfWorkingDay"].optionalValue(as: TimeOfDay.self),
      review: each(file["review"]) { $0.review($1) },
      principles: codedTexts(file["principles"]), standards: codedTexts(file["standards"]),
      documents: list(file["documents"]) { $0.document($1) },
      categories: codedTexts(file["categories"]), levels: codedTexts(file["levels"]),
      origins: codedTexts(file["origins"]), outcomes: codedTexts(file["outcomes"]),
      facts: codedTexts(file["facts"]), roles: list(file["roles"]) { $0.role($1) },
      panels: list(file["panels"]) { $0.panel($1) },
      scope: each(file["scope"]) { $0.scope($1) } ?? Scope(), risk: risk(file["risk"]),
      quiet: each(file["quiet"]) { $0.quiet($1) },
      sameMatter: each(file["sameMatter"]) { $0.sameMatter($1) },
      tracks: list(file["tracks"]) { $0.track($1) },
      learningRoutes: list(file["learningRoutes"]) { $0.learningRoute($1) },
      notes: list(file["notes"]) { $0.note($1) })
  }

  /// What is there, made by the function.
  mutating func each<Value>(
    _ value: Checked, _ make: (inout PolicyMapping, Checked) -> Value
  ) -> Value? {
    value.ifPresent.map { make(&self, $0) }
  }

  /// Each entry, made by the function.
  mutating func list<Value>(
    _ value: Checked, _ make: (inout PolicyMapping, Checked) -> Value
  ) -> [Value] {
    value.elements.map { make(&self, $0) }
  }

  /// Names of one kind.
  func names<Named>(_ value: Checked) -> [Identifier<Named>] { value.texts.map { Identifier($0) } }

  mutating func fault(_ code: String, at place: Checked, _ detail: String) {
    faults.append(
      PolicyFault(severity: .error, code: code, pointer: place.pointer, detail: detail))
  }

  mutating func provenance(_ rule: Checked) -> Provenance {
    let (isAssumed, isNotStated) = (rule["assumed"].isTrue, rule["notStated"].isTrue)
    if isAssumed, isNotStated {
      fault(
        "assumedAndNotStated", at: rule["notStated"],
        "A rule is assumed or not stated; it cannot be both.")
    }
    return Provenance(
      clause: rule["clause"].text,
      basis: isNotStated ? .notStated : isAssumed ? .assumed : .stated,
      note: rule["note"].optionalText)
  }
}
