import Escalations

/// Submitting, declining, acknowledging and mending.
extension FormDeciding {
  func submit(_ id: FormPartID) throws(FormFailure) -> FormDecision {
    let part = try requireDraft(id)
    try requireTime(of: part)
    let submission = try checked(part)
    let fields = template.sections(of: id).flatMap(\.fields)
    let (content, texts) = submission.answers.separated(by: fields)
    let submitted = FormEvent.Submitted(
      part: id, number: rules.escalation.acts(.submitForm).count { $0.act.form?.filing != nil } + 1,
      duties: dutiesMet(by: part).map(\.id), contents: submission.contents(of: fields),
      signatures: form.signatures.filter { $0.place.part == id }, content: content)
    return FormDecision(
      event: event(.submitted(submitted), parts: texts + names(under: id)),
      draft: left(after: id, fields), act: act(submitted),
      learning: submission.learning(of: fields))
  }

  private func checked(_ part: FormPart) throws(FormFailure) -> Submission {
    do throws(FormFaults) {
      return try Submission(
        of: part, of: template, answers: answers, signed: form.signed(part.id),
        escalation: rules.escalation, today: rules.today)
    } catch {
      throw .faults(error.list)
    }
  }

  private func names(under part: FormPartID) -> [Part] {
    draft.names.filter { $0.place.part == part }.map { name in
      Part(
        class: .name, person: name.place.author.text, member: name.place.member, text: name.text)
    }
  }

  /// What stays a draft: nothing of the part that now lies in the record.
  private func left(after part: FormPartID, _ fields: [Field]) -> FormDraft {
    FormDraft(
      answers: draft.answers.replacing(fields.map(\.id), from: Answers()),
      names: draft.names.filter { $0.place.part != part })
  }

  private func act(_ submitted: FormEvent.Submitted) -> Act {
    Act(
      kind: .submitForm, role: submitted.signatures.last?.role, duties: submitted.duties,
      contents: submitted.contents, form: entry(submitted.filing))
  }

  private func entry(_ filing: FormFiling? = nil) -> FormEntry {
    FormEntry(
      form: form.id, template: template.id, templateVersion: template.version, filing: filing)
  }

  // MARK: Duties

  /// The open duties that submitting the part meets: the one the form was begun for, or else those
  /// of the present stage and of the whole track, or else the newest one left over from an earlier
  /// stage.
  func dutiesMet(by part: FormPart) -> [Duty] {
    let asking = openDuties.filter { asks($0.duty, for: part) }
    if let meant = asking.first(where: { $0.item.key == form.begun.duty }) { return [meant.duty] }
    let track = rules.policy.track(rules.escalation.track)
    let here = asking.filter { item, duty in
      item.key.visit == rules.escalation.visit
        || (track?.opening.contains { $0.id == duty.id } ?? false)
    }
    return (here.isEmpty ? asking.suffix(1) : here[...]).map(\.duty)
  }

  private func asks(_ duty: Duty, for part: FormPart) -> Bool {
    (duty.part ?? template.parts.first?.id.text) == part.id.text
  }

  /// Open duties of whoever asks that name this form.
  private var openDuties: [(item: DutyItem, duty: Duty)] {
    rules.escalation.duties.compactMap { item in
      guard item.isOpen, let agency = order.by.agency, item.isOwed(by: .agency(agency)),
        let duty = rules.policy.duty(item.key, of: rules.escalation),
        duty.form == template.id.text
      else { return nil }
      return (item, duty)
    }
  }

  // MARK: After and instead

  func decline() throws(FormFailure) -> FormDecision {
    guard order.by.agency == form.begun.agency else {
      throw .refused(FormRefusal(.notYours, "The agency that began the form declines it."))
    }
    if form.declinedAt != nil {
      throw .refused(FormRefusal(.alreadyDone, "The form was declined before."))
    }
    try requireAlive()
    guard form.filings.isEmpty, let first = template.parts.first else {
      throw .refused(FormRefusal(.submittedBefore, "A part was submitted; add an addendum."))
    }
    let duties = dutiesMet(by: first)
    let declinable = duties.filter(\.declinable).map(\.id)
    if declinable.isEmpty {
      throw .refused(
        FormRefusal(
          .notDeclinable, "No duty that is open lets this form be declined.",
          clause: duties.first?.provenance.clause))
    }
    guard order.words("/reason") != nil else {
      throw .refused(FormRefusal(.wordsMissing, "Declining wants a reason.", pointer: "/reason"))
    }
    let body = FormEvent.Body.declined(FormEvent.Declined(duties: declinable))
    let act = Act(
      kind: .submitForm, how: .declined, duties: declinable, hasReason: true, form: entry())
    let reason = order.parts.filter { $0.member == "/reason" }
    return FormDecision(event: event(body, parts: reason), draft: FormDraft(), act: act)
  }

  func acknowledge(_ part: FormPartID) throws(FormFailure) -> FormDecision {
    guard order.by == .partnership else {
      throw .refused(FormRefusal(.notYours, "The partnership's office acknowledges."))
    }
    if try requireFiling(of: part).acknowledgedAt != nil {
      throw .refused(FormRefusal(.alreadyDone, "It was acknowledged before."))
    }
    return FormDecision(event: event(.acknowledged(part)), draft: draft)
  }

  func addAddendum(to id: FormPartID) throws(FormFailure) -> FormDecision {
    _ = try requireFiling(of: id)
    guard mayWrite(in: try requirePart(id)) else {
      throw .refused(FormRefusal(.notYours, "Whoever wrote this part adds to it."))
    }
    guard let text = order.words("/text") else {
      throw .refused(FormRefusal(.wordsMissing, "An addendum has a text.", pointer: "/text"))
    }
    let note = FormEvent.AddendumNote(part: id, number: form.addenda.count + 1)
    let words = Part(
      class: .narrative, member: FormEvent.AddendumNote.member(note.number), text: text)
    return FormDecision(event: event(.addendumAdded(note), parts: [words]), draft: draft)
  }

  func correct(
    _ id: FormPartID, _ corrections: [TextCorrection]
  ) throws(FormFailure) -> FormDecision {
    let filing = try requireFiling(of: id)
    guard mayWrite(in: try requirePart(id)) else {
      throw .refused(FormRefusal(.notYours, "Whoever wrote this part puts it right."))
    }
    if corrections.isEmpty {
      throw .refused(FormRefusal(.wordsMissing, "Say what is to be put right.", pointer: "/texts"))
    }
    var reader = CorrectionReader(
      content: filing.submitted.content, texts: texts,
      fields: template.sections(of: id).flatMap(\.fields))
    let parts = corrections.compactMap { reader.read($0) }
    if !reader.faults.isEmpty { throw .corrections(reader.faults) }
    let members = parts.map { String($0.member.dropFirst(FiledContent.memberPrefix.count)) }
    let body = FormEvent.Corrected(part: id, members: members)
    return FormDecision(event: event(.corrected(body), parts: parts), draft: draft)
  }
}
