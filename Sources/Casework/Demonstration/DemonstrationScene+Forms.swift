import Escalations
import NotificationForms

/// Forms of invented cases: begun, filled in, signed and submitted through everybody's commands.
extension DemonstrationScene {
  /// Sees to a duty by its form; false where it has none, or is seen to in another way.
  mutating func fillIn(for duty: Duty, by viewer: Viewer) throws(Failure) -> Bool {
    guard duty.form != nil else { return false }
    // What may be sent at any time is mostly left until it must be.
    if duty.force == .may {
      return random.happens(80) ? true : try submitForm(for: duty, by: viewer)
    }
    if duty.declinable, random.happens(40) { return false }
    return try submitForm(for: duty, by: viewer)
  }

  /// Submits the form that a duty asks for, or leaves its draft for later; false where it is refused.
  @discardableResult
  mutating func submitForm(for duty: Duty, by viewer: Viewer) throws(Failure) -> Bool {
    let today = library.zone.localDate(of: now)
    guard let template = duty.form.flatMap({ library.forms.current(TemplateID($0), on: today) }),
      let part = duty.part.flatMap({ template.part(FormPartID($0)) }) ?? template.parts.first,
      let form = try standing(template, part, by: viewer),
      try answer(form, template, part, by: viewer)
    else { return false }
    if random.happens(8) { return true }
    for author in part.signedBy {
      let role = template.author(author)?.roles.first
      try give(.command(.sign(part.id, as: author, role: role)), to: form, by: viewer)
    }
    guard try give(.command(.submit(part.id)), to: form, by: viewer) != nil else { return false }
    if random.happens(70), let office = one.viewers.first(where: { $0.role == .partnership }) {
      try give(.command(.acknowledge(part.id)), to: form, by: office)
    }
    return true
  }

  /// The form whose first part was sent, for a later one; otherwise a new one.
  private mutating func standing(
    _ template: Template, _ part: FormPart, by viewer: Viewer
  ) throws(Failure) -> FormID? {
    guard let reference = one.reference, let agency = viewer.agency else { return nil }
    if part.time == .afterwards {
      return try ledger.forms(of: reference, begunBy: agency).last {
        $0.drafted.template == template.id && $0.bones.abandonedAt == nil
      }?.drafted.id
    }
    let envelope = Envelope(viewer: viewer, key: nil)
    return try attempt(.beginForm(template.id, for: nil, on: reference, in: envelope))?.form?.id
  }

  /// Answers what the part asks; what is not asked because of other answers is taken away again.
  private mutating func answer(
    _ form: FormID, _ template: Template, _ part: FormPart, by viewer: Viewer
  ) throws(Failure) -> Bool {
    guard let draft = try ledger.form(form, for: viewer)?.draft(template) else { return false }
    var inventing = DemonstrationAnswers(
      children: try state()?.raised.children.map(\.key) ?? [], other: one.receiving.agency,
      today: library.zone.localDate(of: now), random: random)
    let fields = template.sections(of: part.id).flatMap(\.fields)
    var answers = inventing.filled(draft.answers, fields)
    random = inventing.random
    for _ in 0..<3 {
      let change = FormCommand.change(answers)
      guard let receipt = try give(.command(change), to: form, by: viewer) else { return false }
      let spare = (receipt.form?.lacks ?? []).filter { $0.code == FormFault.Code.notAsked.rawValue }
      if spare.isEmpty { return true }
      for lack in spare { answers[Self.field(of: lack.pointer)] = nil }
    }
    return false
  }

  /// The field that `/answers/subGroupName` is about.
  private static func field(of pointer: String) -> FieldID {
    FieldID(String(pointer.split(separator: "/").dropFirst().first ?? ""))
  }

  @discardableResult
  private mutating func give(
    _ change: FormChange, to form: FormID, by viewer: Viewer
  ) throws(Failure) -> Receipt? {
    guard let revision = try revision(of: form, by: viewer) else { return nil }
    let tag = EntityTag(revision: revision, hashPrefix: "", viewer: viewer)
    let envelope = Envelope(viewer: viewer, key: nil, ifMatch: change.needsMatch ? tag.text : nil)
    return try attempt(.form(form, change, parts: [name("/by/name")], in: envelope))
  }

  private func revision(of form: FormID, by viewer: Viewer) throws(Failure) -> Int? {
    try ledger.form(form, for: viewer)?.revision
  }
}
