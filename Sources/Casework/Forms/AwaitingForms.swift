import Escalations
import NotificationForms

/// What orders on an escalation have to do with its forms.
struct FormConcerns {
  let ledger: any Ledger
  let library: Library
  let envelope: Envelope
  let state: Escalation
  let rules: Rules
  let now: Instant

  /// Refuses what is done through the form itself: to say that it was submitted, and to correct it.
  func check(_ command: Command) throws(Failure) {
    switch command {
    case .act(let act):
      guard act.kind == .submitForm, act.how == .done, act.form == nil else { return }
      let asking = openDuties(asking: act)
      guard let first = asking.first else { return }
      throw .refused([
        Refusal(
          .throughForm,
          "The form itself is submitted: begin it under /v1/escalations/{reference}/forms.",
          clause: first.duty.provenance.clause, pointer: "/kind", duties: asking.map(\.key))
      ])
    case .correct(let event):
      guard let form = state.acts(.submitForm).first(where: { $0.event == event })?.act.form else {
        return
      }
      throw .refused([
        Refusal(
          .throughForm, "That is a form: correct it under /v1/forms/\(form.form).",
          pointer: "/event")
      ])
    case .stateRisk, .addParty, .leave, .noteAction, .progressAction, .move, .changeLimit,
      .noteOutstanding, .progressOutstanding, .resolve, .withdraw, .transfer, .reopen,
      .noteLearning, .approve, .addAddendum, .void, .acknowledge, .acknowledgeForm, .checkClocks,
      .followCalendar, .migrate:
      break
    }
  }

  /// Open duties that ask for a form there is, among those that the act names or might mean.
  private func openDuties(asking act: Act) -> [(key: DutyKey, duty: Duty)] {
    state.duties.compactMap { item in
      guard item.isOpen, let duty = rules.policy.duty(item.key, of: state),
        let form = duty.form, library.forms.names.contains(form),
        act.duties.isEmpty || act.duties.contains(duty.id)
      else { return nil }
      return (item.key, duty)
    }
  }

  /// The refusals; those for which duties stand in the way name their forms and what each lacks.
  func naming(_ refusals: [Refusal]) throws(Failure) -> [Refusal] {
    var named: [Refusal] = []
    for refusal in refusals {
      let forms = refusal.reason == .dutiesOpen ? try awaited(by: refusal.duties) : []
      named.append(forms.isEmpty ? refusal : refusal.awaiting(forms))
    }
    return named
  }

  private func awaited(by duties: [DutyKey]) throws(Failure) -> [AwaitedForm] {
    var forms: [AwaitedForm] = []
    let today = library.zone.localDate(of: now)
    for key in duties {
      guard let duty = rules.policy.duty(key, of: state), let name = duty.form,
        let template = library.forms.current(TemplateID(name), on: today)
      else { continue }
      forms.append(try awaited(template, duty.part.map { FormPartID($0) }))
    }
    return forms
  }

  /// The agency's newest draft of that form that is still to be submitted, with what it lacks.
  private func awaited(_ template: Template, _ part: FormPartID?) throws(Failure) -> AwaitedForm {
    guard !envelope.viewer.agencies.isEmpty,
      let wanted = part ?? template.parts.first?.id
    else { return AwaitedForm(template: template.id, title: template.title, form: nil, lacks: []) }
    let reference = state.raised.reference
    var begun: [StoredForm] = []
    for agency in envelope.viewer.agencies {
      begun += try ledger.forms(of: reference, begunBy: agency)
    }
    let newest = begun.sorted {
      ($0.drafted.id.place?.number ?? 0) > ($1.drafted.id.place?.number ?? 0)
    }
    for stored in newest
    where stored.drafted.template == template.id {
      let kept =
        library.forms.template(template.id, version: stored.drafted.templateVersion) ?? template
      let setting = try FormSetting(
        kept, state, ledger: ledger, library: library, viewer: envelope.viewer, now: now)
      let form = stored.form(setting.events(of: stored.drafted.id))
      if form.isOver || form.isSubmitted(wanted) { continue }
      let lacks = setting.formRules.missing(
        in: wanted, of: form, draft: stored.draft(kept), texts: setting.texts(of: form.id))
      return AwaitedForm(
        template: template.id, title: template.title, form: form.id,
        lacks: lacks.map(AwaitedForm.Lack.init))
    }
    return AwaitedForm(template: template.id, title: template.title, form: nil, lacks: [])
  }
}

extension Refusal {
  /// The same, with the forms in data and in words.
  fileprivate func awaiting(_ forms: [AwaitedForm]) -> Refusal {
    let words = [detail] + forms.map(\.words)
    var refusal = Refusal(
      reason, words.joined(separator: " "), clause: clause, pointer: pointer, duties: duties)
    refusal.forms = forms
    return refusal
  }
}

extension AwaitedForm {
  /// What is to be done about it, with the first labels that are missing.
  fileprivate var words: String {
    guard let form else { return "Not begun: \(title)." }
    if lacks.isEmpty { return "\(form) is complete, and waits to be submitted." }
    let labels = lacks.prefix(5).map(\.label).joined(separator: "; ")
    let more = lacks.count > 5 ? "; and \(lacks.count - 5) more" : ""
    return "\(form) lacks: \(labels)\(more)."
  }
}

extension AwaitedForm.Lack {
  fileprivate init(_ fault: FormFault) {
    self.init(
      pointer: FiledContent.memberPrefix + fault.pointer, code: fault.code.rawValue,
      label: fault.label, detail: fault.detail)
  }
}
