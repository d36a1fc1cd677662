public import Escalations
public import NotificationForms

/// One form as one viewer may see it: its submitted parts, and of its drafts what the viewer's own agency
/// writes.
public struct FormView: Sendable {
  /// The form.
  public let form: Form
  /// The template with the sections that the viewer may see.
  public let template: Template
  /// The escalation as the viewer sees it.
  public let escalation: Escalation
  /// The policy that it runs under.
  public let policy: Policy
  /// When the draft was last changed.
  public let changedAt: Instant
  /// All answers that the viewer may see.
  public let answers: Answers
  /// What the parts lack that the viewer writes and that are still drafts.
  public let lacks: [Receipt.FormWord.Lack]
  /// Its ETag.
  public let tag: EntityTag
  /// The form as it is read and printed.
  public let page: FormPage

  private let texts: [Part]
  private let draft: FormDraft

  /// The form of a reading; nil where the viewer is not to see it.
  public init?(
    _ reading: FormReading, for viewer: Viewer, library: Library, now: Instant
  ) throws(Failure) {
    let stored = reading.stored
    let escalation = reading.history.escalation
    guard
      let policy = library.policy(escalation.raised.policy, version: escalation.policyVersion),
      let whole = library.forms.template(
        stored.drafted.template, version: stored.drafted.templateVersion)
    else { throw .broken("the policy or template of \(stored.drafted.id) is not loaded") }
    let events = RecordedFormEvent.events(
      of: stored.drafted.id, in: reading.history.entries.map(\.recorded))
    let form = stored.form(events)
    let sight = FormSight(viewer: viewer, form: form, escalation: escalation, policy: policy)
    guard sight.sees(whole) else { return nil }
    let template = whole.showing { sight.sees($0, of: whole) }
    let draft = stored.draft(whole).limited(to: template)
    let texts = events.flatMap(\.event.parts)
    let rules = FormRules(
      template: template, policy: policy, escalation: escalation,
      today: library.zone.localDate(of: now))
    self.form = form
    self.template = template
    self.escalation = escalation
    self.policy = policy
    self.draft = draft
    self.texts = texts
    changedAt = stored.changedAt
    answers = form.answers(draft: draft, texts: texts, template: template)
    lacks =
      sight.writes
      ? Self.lacks(rules, form, draft, texts).filter { sight.writes($0.part, of: whole) } : []
    tag = EntityTag(revision: form.revision, hashPrefix: reading.hashPrefix, viewer: viewer)
    page = FormPage(form, draft: draft, texts: texts, rules: rules, zone: library.zone)
  }

  private static func lacks(
    _ rules: FormRules, _ form: Form, _ draft: FormDraft, _ texts: [Part]
  ) -> [Receipt.FormWord.Lack] {
    if form.isOver { return [] }
    return rules.template.parts.flatMap { part in
      rules.missing(in: part.id, of: form, draft: draft, texts: texts).map { fault in
        Receipt.FormWord.Lack(
          part: part.id, pointer: FiledContent.memberPrefix + fault.pointer,
          code: fault.code.rawValue, label: fault.label, detail: fault.detail)
      }
    }
  }

  /// What the record filled in and nobody has changed since, as far as the viewer sees it.
  public var origins: [PrefillOrigin] {
    form.origins.filter { origin in
      template.fields.contains { field in
        let pointer = "/" + field.id.text
        return origin.pointer == pointer || origin.pointer.hasPrefix(pointer + "/")
      }
    }
  }

  /// The name under a part, where it is there and seen.
  public func name(of author: AuthorID, under part: FormPartID) -> String? {
    let place = SignaturePlace(part: part, author: author)
    return form.isSubmitted(part)
      ? texts.last { $0.member == place.member }?.text
      : draft.names.last { $0.place == place }?.text
  }

  /// The words of an addendum, where they are there.
  public func text(ofAddendum number: Int) -> String? {
    texts.last { $0.member == "/addenda/\(number)" }?.text
  }
}

/// Who sees and writes which parts of one form.
private struct FormSight {
  let viewer: Viewer
  let form: Form
  let escalation: Escalation
  let policy: Policy

  /// Whether it is for this viewer at all.
  ///
  /// Before the stage from which the policy shows it names, the partnership sees the forms that the
  /// policy sends to it, and no others.
  func sees(_ template: Template) -> Bool {
    switch viewer.role {
    case .agency: true
    case .decider where !viewer.decidesForAll: true
    case .partnership, .decider: policy.sends(template.id) || policy.showsPartnership(escalation)
    case .auditor, .dashboard, .admin: false
    }
  }

  func sees(_ section: FormSection, of template: Template) -> Bool {
    form.isSubmitted(section.part) || writes(section, of: template)
  }

  /// Whether the viewer writes forms.
  var writes: Bool { viewer.role == .agency }

  /// Whether the viewer's agency writes something of that part.
  func writes(_ part: FormPartID, of template: Template) -> Bool {
    template.sections(of: part).contains { writes($0, of: template) }
  }

  /// The agency that began a form sees all of it; one on an author's side sees what that author writes,
  /// once the form was sent.
  private func writes(_ section: FormSection, of template: Template) -> Bool {
    if viewer.standsFor(form.begun.agency) { return true }
    guard let side = template.author(section.author)?.side, !form.filings.isEmpty else {
      return false
    }
    return viewer.agencies.contains { escalation.side(of: $0) == side }
  }
}

extension Policy {
  /// Whether some duty sends that form to the partnership.
  fileprivate func sends(_ template: TemplateID) -> Bool {
    tracks.contains { track in
      let lists: [[Duty]] = [track.opening, track.closing] + track.stages.map(\.duties)
      return lists.joined().contains { $0.form == template.text && $0.to == .partnership }
    }
  }

  /// Whether a stage was entered from which the partnership sees names.
  public func showsPartnership(_ escalation: Escalation) -> Bool {
    escalation.visits.contains { visit in
      guard let track = track(visit.track) else { return false }
      guard let from = track.partnershipSeesFrom.flatMap(track.position) else { return true }
      return track.position(of: visit.stage).map { $0 >= from } ?? false
    }
  }
}

extension Template {
  /// The template with those sections alone.
  fileprivate func showing(_ isShown: (FormSection) -> Bool) -> Template {
    Template(
      id: id, version: version, title: title, effectiveFrom: effectiveFrom,
      effectiveTo: effectiveTo, policies: policies, notices: notices, authors: authors,
      parts: parts, sections: sections.filter(isShown), provenance: provenance)
  }
}

extension FormDraft {
  /// The draft without the answers to fields that the template does not have.
  fileprivate func limited(to template: Template) -> FormDraft {
    var kept = Answers()
    for field in template.fields { kept[field.id] = answers[field.id] }
    let parts = Set(template.sections.map(\.part))
    return FormDraft(answers: kept, names: names.filter { parts.contains($0.place.part) })
  }
}
