import Casework
import Escalations

/// An erasure as it is noted outside the database, so that a restored backup forgets it again.
///
/// No personal data: what was erased is named by escalation, class and person's key.
struct NotedErasure: Sendable, Hashable, Codable {
  let partnership: PartnershipID
  let escalation: Reference
  let classes: [Part.Class]
  let person: String?
  let rule: String
  let by: String
  /// The last event whose texts went; nil where an earlier release did not say.
  let through: Int?
  let at: Instant

  init(_ erasure: Erasure, partnership: PartnershipID, at: Instant) {
    self.partnership = partnership
    escalation = erasure.reference
    classes = erasure.classes
    person = erasure.person
    rule = erasure.rule
    by = erasure.by
    through = erasure.through
    self.at = erasure.firstErasedAt ?? at
  }

  /// As the record has it.
  init?(body: [String: String], partnership: PartnershipID, at: Instant) {
    guard let reference = body["escalation"], let classes = body["classes"], let rule = body["rule"]
    else { return nil }
    self.partnership = partnership
    escalation = Reference(reference)
    self.classes = classes.split(separator: " ").compactMap { Part.Class(rawValue: String($0)) }
    person = body["person"]
    self.rule = rule
    by = body["by"] ?? ""
    through = body["through"].flatMap { Int($0) }
    self.at = body["firstErasedAt"].flatMap { Instant($0) } ?? at
  }

  /// The same erasure, though only one of the two may say how far it went.
  static func == (one: Self, other: Self) -> Bool {
    one.partnership == other.partnership && one.escalation == other.escalation
      && one.classes == other.classes && one.person == other.person && one.rule == other.rule
      && one.by == other.by && one.at == other.at
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(escalation)
    hasher.combine(at)
  }

  /// What a restore does again.
  var again: Erasure {
    Erasure(
      reference: escalation, classes: classes, person: person, rule: rule, by: by,
      through: through, firstErasedAt: at)
  }
}
