public import Escalations

/// What decisions about a form are made by: its template, the escalation with its policy, and the
/// day.
public struct FormRules: Sendable {
  /// The template, in the version that the form keeps.
  public let template: Template
  /// The policy the escalation runs under.
  public let policy: Policy
  /// The escalation as it stands.
  public let escalation: Escalation
  /// The local date.
  public let today: CivilDate

  /// Rules.
  public init(template: Template, policy: Policy, escalation: Escalation, today: CivilDate) {
    self.template = template
    self.policy = policy
    self.escalation = escalation
    self.today = today
  }

  /// Decides on beginning a form, with what the record fills in.
  ///
  /// `duty` names the duty it is meant for, where several ask for it.
  public func begin(
    _ id: FormID, by acting: Acting, duty: DutyKey? = nil, prefilled: Prefilled = Prefilled(),
    at now: Instant
  ) throws(FormFailure) -> FormDecision {
    guard template.serves(escalation.raised.policy, track: escalation.track) else {
      let named = template.policies.map(\.policy.text).joined(separator: ", ")
      throw .refused(
        FormRefusal(.wrongPolicy, "This form belongs to \(named).", pointer: "/template"))
    }
    guard let agency = acting.agency, mayBegin(agency) else {
      throw .refused(FormRefusal(.notYours, "An agency that takes part begins it."))
    }
    if let duty { try requireOpen(duty) }
    let drafted = FormEvent.Drafted(
      id: id, template: template.id, templateVersion: template.version,
      escalation: escalation.raised.reference, agency: agency, duty: duty,
      origins: prefilled.origins)
    let event = FormEvent(body: .drafted(drafted), occurredAt: now, agency: agency)
    return FormDecision(event: event, draft: FormDraft(answers: prefilled.answers))
  }

  private func requireOpen(_ key: DutyKey) throws(FormFailure) {
    guard let item = escalation.duty(key), item.isOpen,
      policy.duty(key, of: escalation)?.form == template.id.text
    else {
      throw .refused(
        FormRefusal(.noSuchDuty, "No open duty of that name asks for this form.", pointer: "/duty"))
    }
  }

  /// Whether an agency takes part, and may write something of what is sent first.
  private func mayBegin(_ agency: AgencyID) -> Bool {
    guard let side = escalation.side(of: agency), let first = template.parts.first else {
      return false
    }
    let authors = template.sections(of: first.id).compactMap { template.author($0.author) }
    return authors.contains { $0.side == nil || $0.side == side }
  }

  /// Decides on an order: what follows from it, or everything against it.
  ///
  /// `texts` are the parts of this form's events in the record, in their order.
  public func decide(
    _ order: FormOrder, on form: Form, draft: FormDraft, texts: [Part], at now: Instant
  ) throws(FormFailure) -> FormDecision {
    let deciding = FormDeciding(
      rules: self, form: form, draft: draft, texts: texts, order: order, now: now)
    switch order.command {
    case .change(let answers): return try deciding.change(to: answers)
    case .sign(let part, let author, let role): return try deciding.sign(part, author, role)
    case .submit(let part): return try deciding.submit(part)
    case .decline: return try deciding.decline()
    case .abandon: return try deciding.abandon()
    case .acknowledge(let part): return try deciding.acknowledge(part)
    case .addAddendum(let part): return try deciding.addAddendum(to: part)
    case .correct(let part, let corrections): return try deciding.correct(part, corrections)
    }
  }

  /// What a part lacks before it can be submitted; a refusal to move can name it.
  public func missing(
    in part: FormPartID, of form: Form, draft: FormDraft, texts: [Part]
  ) -> [FormFault] {
    guard let part = template.part(part), !form.isSubmitted(part.id) else { return [] }
    return Submission.faults(
      in: part, of: template,
      answers: form.answers(draft: draft, texts: texts, template: template),
      signed: form.signed(part.id), escalation: escalation, today: today)
  }
}

/// One decision about a form in the making.
struct FormDeciding {
  let rules: FormRules
  let form: Form
  let draft: FormDraft
  let texts: [Part]
  let order: FormOrder
  let now: Instant

  var template: Template { rules.template }

  /// All answers as they stand.
  var answers: Answers { form.answers(draft: draft, texts: texts, template: template) }

  func event(_ body: FormEvent.Body, parts: [Part] = []) -> FormEvent {
    FormEvent(body: body, occurredAt: now, agency: order.by.agency, parts: parts)
  }

  /// Whether whoever asks writes as that author.
  func mayWrite(as id: AuthorID) -> Bool {
    guard let author = template.author(id), let agency = order.by.agency else { return false }
    guard let side = author.side else { return agency == form.begun.agency }
    return rules.escalation.side(of: agency) == side
  }

  /// Whether whoever asks writes something of that part.
  func mayWrite(in part: FormPart) -> Bool {
    template.sections(of: part.id).contains { mayWrite(as: $0.author) }
  }

  func requirePart(_ id: FormPartID) throws(FormFailure) -> FormPart {
    guard let part = template.part(id) else {
      throw .refused(FormRefusal(.noSuchPlace, "The form has no such part.", pointer: "/part"))
    }
    return part
  }

  /// A part that is still a draft, for one of its authors, when its time has come.
  func requireDraft(_ id: FormPartID) throws(FormFailure) -> FormPart {
    let part = try requirePart(id)
    try requireAlive()
    if form.isSubmitted(id) {
      throw .refused(
        FormRefusal(.submittedBefore, "This part was submitted; add an addendum.", pointer: "/part")
      )
    }
    guard mayWrite(in: part) else {
      throw .refused(FormRefusal(.notYours, "Whoever writes this part does this."))
    }
    return part
  }

  /// A form that was declined or let go stays so.
  func requireAlive() throws(FormFailure) {
    if form.declinedAt != nil {
      throw .refused(FormRefusal(.declined, "The form was declined; begin another."))
    }
    if form.abandonedAt != nil {
      throw .refused(FormRefusal(.abandoned, "The draft was abandoned; begin another."))
    }
  }

  /// A part that was submitted.
  func requireFiling(of id: FormPartID) throws(FormFailure) -> Form.Filing {
    _ = try requirePart(id)
    guard let filing = form.filing(of: id) else {
      throw .refused(
        FormRefusal(.notSubmitted, "This part is still a draft.", pointer: "/part"))
    }
    return filing
  }

  /// Parts that are added later wait for those that are sent.
  func requireTime(of part: FormPart) throws(FormFailure) {
    let before = template.parts.first { $0.time == .sent && !form.isSubmitted($0.id) }
    if part.time == .afterwards, let before {
      throw .refused(
        FormRefusal(.notYet, "First: \(before.title).", clause: part.provenance.clause))
    }
  }
}
