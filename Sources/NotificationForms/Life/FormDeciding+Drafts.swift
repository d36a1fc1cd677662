import Escalations

/// Changing and signing a draft.
extension FormDeciding {
  func change(to new: Answers) throws(FormFailure) -> FormDecision {
    try requireAlive()
    guard template.authors.contains(where: { mayWrite(as: $0.id) }) else {
      throw .refused(FormRefusal(.notYours, "Whoever writes this form does this."))
    }
    try requireTimeOfOthers()
    let change = try merge(new)
    let voided = form.signatures.map(\.place).filter { takesAway($0, changed: change.fields) }
    var left = draft
    left.answers = change.answers
    left.names.removeAll { voided.contains($0.place) }
    let changed = FormEvent.Changed(touched: change.touched, voided: voided)
    return FormDecision(event: event(.changed(changed)), draft: left)
  }

  /// Somebody else's agency sees the form, and answers it, once something of it was sent.
  private func requireTimeOfOthers() throws(FormFailure) {
    if order.by.agency != form.begun.agency {
      for part in template.parts where mayWrite(in: part) { try requireTime(of: part) }
    }
  }

  private struct Change {
    var answers: Answers
    var fields: [FieldID] = []
    var touched: [String] = []
  }

  /// The draft with the new answers, or a fault for each that is not for now or not for whoever
  /// asks.
  private func merge(_ new: Answers) throws(FormFailure) -> Change {
    let old = answers
    var change = Change(answers: draft.answers)
    var faults: [FormFault] = []
    for section in template.sections {
      for field in section.fields where new[field.id] != old[field.id] {
        if form.isSubmitted(section.part) || !mayWrite(as: section.author) {
          if new[field.id] != nil { faults.append(immovable(field, in: section)) }
          continue
        }
        change.answers[field.id] = new[field.id]
        change.fields.append(field.id)
        change.touched += field.touched(from: old[field.id], to: new[field.id])
      }
    }
    if !faults.isEmpty { throw .faults(faults) }
    return change
  }

  private func immovable(_ field: Field, in section: FormSection) -> FormFault {
    let place = FormPlace().field(field)
    if form.isSubmitted(section.part) {
      return place.fault(.submittedBefore, "This was submitted; leave it out, and add an addendum.")
    }
    let title = template.author(section.author)?.title ?? section.author.text
    return place.fault(.anotherAuthor, "This is for \(title) to write; leave it out.")
  }

  /// A signature stands for what its author wrote, and for what those wrote who sign before.
  private func takesAway(_ place: SignaturePlace, changed fields: [FieldID]) -> Bool {
    fields.contains { id in
      guard let section = template.section(of: id), section.part == place.part else { return false }
      return template.position(of: section.author) <= template.position(of: place.author)
    }
  }

  /// Lets the draft go; nothing of it was submitted, so nothing of it stays.
  func abandon() throws(FormFailure) -> FormDecision {
    guard order.by.agency == form.begun.agency else {
      throw .refused(FormRefusal(.notYours, "The agency that began the form abandons it."))
    }
    guard form.filings.isEmpty else {
      throw .refused(
        FormRefusal(.submittedBefore, "A part was submitted; empty the rest of the draft instead."))
    }
    try requireAlive()
    return FormDecision(event: event(.abandoned), draft: FormDraft())
  }

  func sign(_ id: FormPartID, _ author: AuthorID, _ role: RoleID?) throws(FormFailure)
    -> FormDecision
  {
    let part = try requireDraft(id)
    guard part.signedBy.contains(author), let asked = template.author(author) else {
      let signers = part.signedBy.map(\.text).joined(separator: ", ")
      throw .refused(
        FormRefusal(.noSuchPlace, "This part is signed by: \(signers).", pointer: "/author"))
    }
    guard mayWrite(as: author) else {
      throw .refused(FormRefusal(.notYours, "\(asked.title) is of another agency."))
    }
    try requireRole(role, of: asked)
    try requireTime(of: part)
    guard let name = order.words("/by/name") else {
      throw .refused(FormRefusal(.wordsMissing, "A signature has a name.", pointer: "/by/name"))
    }
    let place = SignaturePlace(part: id, author: author)
    if form.signatures.contains(where: { $0.place == place }) {
      throw .refused(FormRefusal(.alreadyDone, "\(asked.title) has signed this as it stands."))
    }
    var left = draft
    left.names.append(FormDraft.Name(place: place, text: name))
    let signed = FormEvent.Signed(place: place, role: role, at: now)
    let text = Part(class: .name, person: author.text, member: place.member, text: name)
    return FormDecision(event: event(.signed(signed), parts: [text]), draft: left)
  }

  /// The role, an equivalent by the policy, or none where the author may be anybody.
  private func requireRole(_ role: RoleID?, of author: FormAuthor) throws(FormFailure) {
    if author.roles.isEmpty { return }
    let policy = rules.policy
    let fits = author.roles.contains { asked in
      guard let role else { return false }
      return role == asked || policy.role(asked)?.equivalents.contains(role) ?? false
        || policy.role(role)?.equivalents.contains(asked) ?? false
    }
    if fits { return }
    let titles = author.roles.map { policy.role($0)?.title ?? $0.text }.joined(separator: ", ")
    throw .refused(
      FormRefusal(
        .wrongRole, "\(author.title) is one of: \(titles).", clause: template.provenance.clause,
        pointer: "/by/role"))
  }
}

extension Field {
  /// What a change touches: cells of a table whose rows stay as many, otherwise the field.
  fileprivate func touched(from old: Answer?, to new: Answer?) -> [String] {
    let place = FormPlace().field(self)
    guard case .rows(let before)? = old, case .rows(let after)? = new,
      before.count == after.count, case .table(let columns, _) = kind
    else { return [place.pointer] }
    return before.indices.flatMap { index in
      columns.filter { before[index][$0.id] != after[index][$0.id] }
        .map { place.row(index).field($0).pointer }
    }
  }
}
