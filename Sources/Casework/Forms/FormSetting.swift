import Escalations
import JSON
import NotificationForms

/// A form in its surroundings, as a command finds them: the escalation, the rules, the record.
struct FormSetting {
  let state: Escalation
  /// The rules that the escalation runs under.
  let rules: Rules
  /// The rules of the form.
  let formRules: FormRules
  /// The record as far as whoever commands may see it.
  let record: [RecordedEvent]

  /// The template that the rules hold.
  var template: Template { formRules.template }

  /// The surroundings of a form of that template.
  init(
    _ template: Template, _ state: Escalation, ledger: any Ledger, library: Library,
    viewer: Viewer, now: Instant
  ) throws(Failure) {
    guard
      let policy = library.policy(state.raised.policy, version: state.policyVersion),
      let rules = library.rules(for: policy)
    else { throw .broken("policy \(state.raised.policy) or its calendar is not loaded") }
    self.state = state
    self.rules = rules
    formRules = FormRules(
      template: template, policy: policy, escalation: state,
      today: library.zone.localDate(of: now))
    record = try ledger.record(of: state.raised.reference, for: viewer)
  }

  /// What the record fills in for an agency; nothing under a policy that the form does not belong to.
  func prefilled(for agency: AgencyID, _ ledger: any Ledger) throws(Failure) -> Prefilled {
    guard template.serves(state.raised.policy, track: state.track) else { return Prefilled() }
    var titles: [AgencyID: String] = [:]
    for party in state.participations.map(\.party) {
      titles[party.agency] = try ledger.agency(party.agency)?.title
    }
    return Prefill(
      template: template, policy: formRules.policy, escalation: state, events: record,
      for: agency, zone: rules.clock.zone, title: { titles[$0] }
    ).prefilled()
  }

  /// What the form's parts lack that are still drafts, part by part.
  func lacks(_ form: Form, _ draft: FormDraft) -> [Receipt.FormWord.Lack] {
    if form.isOver { return [] }
    let texts = texts(of: form.id)
    return template.parts.flatMap { part in
      formRules.missing(in: part.id, of: form, draft: draft, texts: texts).map { fault in
        Receipt.FormWord.Lack(
          part: part.id, pointer: FiledContent.memberPrefix + fault.pointer,
          code: fault.code.rawValue, label: fault.label, detail: fault.detail)
      }
    }
  }

  /// The form's own events.
  func events(of form: FormID) -> [RecordedFormEvent] {
    RecordedFormEvent.events(of: form, in: record)
  }

  /// The texts of its submitted parts, in the order of the record.
  func texts(of form: FormID) -> [Part] { events(of: form).flatMap(\.event.parts) }
}

/// Runs the forms' rules and turns what they find into Casework's failure.
func decidingForm<Value>(
  _ decide: () throws(FormFailure) -> Value
) throws(Failure) -> Value {
  do throws(FormFailure) {
    return try decide()
  } catch {
    switch error {
    case .faults(let faults): throw .invalid(faults.map { Fault($0) })
    case .corrections(let faults): throw .invalid(faults.map(Fault.init(ofCorrection:)))
    case .refused(let refusal): throw .formRefused(refusal)
    }
  }
}

extension Fault {
  /// A fault of a form's answers, which lie at `/answers` in a body.
  init(_ fault: FormFault) {
    self.init(fault, at: FiledContent.memberPrefix + fault.pointer)
  }

  /// A fault of a text that puts one right: in its body, the place is the name of a member.
  fileprivate init(ofCorrection fault: FormFault) {
    let name = FiledContent.memberPrefix + fault.pointer
    self.init(fault, at: JSONPointer().appending("texts").appending(name).description)
  }

  private init(_ fault: FormFault, at pointer: String) {
    self.init(pointer: pointer, code: fault.code.rawValue, detail: fault.detail)
    label = fault.label.isEmpty ? nil : fault.label
    allowed = fault.allowed
  }
}
