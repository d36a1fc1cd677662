public import Escalations

extension FormPage {
  /// A form as a page.
  ///
  /// `texts` are the parts of this form's events in the record that the reader may see, in their
  /// order.
  public init(
    _ form: Form, draft: FormDraft, texts: [Part], rules: FormRules, zone: ZoneTransitions
  ) {
    let composer = PageComposer(form: form, draft: draft, texts: texts, rules: rules, zone: zone)
    let template = rules.template
    self.init(
      title: template.title, policy: rules.policy.title, policyVersion: rules.policy.version,
      reference: rules.escalation.raised.reference, form: form.id,
      version: "\(template.id), version \(template.version)",
      standings: template.parts.map(composer.standing),
      principles: rules.policy.principles.map(\.title), notices: template.notices,
      sections: template.sections.compactMap(composer.section), addenda: composer.addenda)
  }
}

/// One page in the making.
private struct PageComposer {
  let form: Form
  let draft: FormDraft
  let texts: [Part]
  let rules: FormRules
  let zone: ZoneTransitions
  private let answers: Answers
  private let scope: AnswerScope

  init(form: Form, draft: FormDraft, texts: [Part], rules: FormRules, zone: ZoneTransitions) {
    self.form = form
    self.draft = draft
    self.texts = texts
    self.rules = rules
    self.zone = zone
    answers = form.answers(draft: draft, texts: texts, template: rules.template)
    scope = AnswerScope(answers: answers, escalation: rules.escalation)
  }

  // MARK: Around the fields

  func standing(of part: FormPart) -> String { part.title + ": " + standing(of: part.id) }

  private func standing(of part: FormPartID) -> String {
    guard let filing = form.filing(of: part) else {
      return form.declinedAt.map { "declined on \(day($0))" }
        ?? form.abandonedAt.map { "abandoned on \(day($0))" } ?? "draft, not submitted"
    }
    return [
      "submission \(filing.submitted.number), \(day(filing.at))",
      filing.acknowledgedAt.map { "acknowledged \(day($0))" },
      filing.correctedAt.map { "put right \(day($0))" },
    ].compactMap(\.self).joined(separator: ", ")
  }

  private func day(_ instant: Instant) -> String { zone.localDate(of: instant).inWords }

  var addenda: [FormPage.Addendum] {
    form.addenda.map { addendum in
      let note = addendum.note
      return FormPage.Addendum(
        number: note.number, part: rules.template.part(note.part)?.title ?? note.part.text,
        on: zone.localDate(of: addendum.at), agency: addendum.agency,
        text: texts.last { $0.member == FormEvent.AddendumNote.member(note.number) }?.text)
    }
  }

  /// A section, unless nothing in it is asked.
  func section(_ section: FormSection) -> FormPage.Section? {
    let entries = section.fields.filter { scope.asks($0) || answers[$0.id] != nil }.map { field in
      let value = value(of: field, in: section)
      let pointer = FormPlace().field(field).pointer
      let sources = form.origins.filter {
        $0.pointer == pointer || $0.pointer.hasPrefix(pointer + "/")
      }.flatMap(\.events)
      return FormPage.Entry(
        label: field.label, hint: field.hint, value: value, sources: sources.uniqued)
    }
    if entries.isEmpty { return nil }
    let author = rules.template.authors.count > 1 ? rules.template.author(section.author) : nil
    return FormPage.Section(
      title: section.title, hint: section.hint, author: author?.title,
      standing: standing(of: section.part), entries: entries)
  }

  // MARK: Values

  private func value(of field: Field, in section: FormSection) -> FormPage.Value {
    if case .signature(let author) = field.kind {
      return .signature(
        signature(at: SignaturePlace(part: section.part, author: author)))
    }
    return PageValues(ofFiled: form.isSubmitted(section.part)).value(answers[field.id], field.kind)
  }

  private func signature(at place: SignaturePlace) -> FormPage.Signature {
    let filed = form.filing(of: place.part)?.submitted.signatures
    guard let signed = (filed ?? form.signatures).first(where: { $0.place == place }) else {
      return .open
    }
    let name =
      filed == nil
      ? draft.names.last { $0.place == place }?.text
      : texts.last { $0.member == place.member }?.text
    let role = signed.role.map { rules.policy.role($0)?.title ?? $0.text }
    return .signed(name: name, role: role, on: zone.localDate(of: signed.at))
  }
}
