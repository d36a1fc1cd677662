public import Escalations
import NotificationForms

extension Job {
  /// A job that begins a form of an escalation, filled in from its record.
  ///
  /// Only its agency sees it until something of it is submitted, so the record gets no event.
  public static func beginForm(
    _ template: TemplateID, for duty: DutyKey?, on reference: Reference, in envelope: Envelope
  ) -> Job {
    Job(credential: envelope.viewer.credential) {
      (ledger, library, now) throws(Failure) -> Receipt? in
      try ledger.replaying(envelope, at: now) { () throws(Failure) -> Receipt in
        guard let state = try ledger.escalation(reference, for: envelope.viewer) else {
          throw .notFound
        }
        guard envelope.viewer.role == .agency, let agency = envelope.viewer.agency(in: state)
        else {
          throw .notAllowed("Agencies begin forms.")
        }
        let today = library.zone.localDate(of: now)
        guard let template = library.forms.current(template, on: today) else {
          let detail = "There is no such form in force."
          throw .invalid([Fault(pointer: "/template", code: "unknownCode", detail: detail)])
        }
        let setting = try FormSetting(
          template, state, ledger: ledger, library: library, viewer: envelope.viewer, now: now)
        let id = FormID(reference, number: try ledger.nextFormNumber(of: reference))
        let prefilled = try setting.prefilled(for: agency, ledger)
        let decision = try decidingForm { () throws(FormFailure) in
          try setting.formRules.begin(
            id, by: .agency(agency), duty: duty, prefilled: prefilled, at: now)
        }
        return try FormKeeping(setting: setting, envelope: envelope, now: now).begin(
          decision, in: ledger)
      }
    }
  }
}

/// Keeps what was decided about a form, and says so in a receipt.
struct FormKeeping {
  let setting: FormSetting
  let envelope: Envelope
  let now: Instant

  func begin(_ decision: FormDecision, in ledger: any Ledger) throws(Failure) -> Receipt {
    let recorded = RecordedFormEvent(number: 1, recordedAt: now, event: decision.event)
    guard let form = Form.replay([recorded]) else {
      throw .broken("what begins a form does not begin it")
    }
    return try keep(form, decision.draft, in: ledger, receipt: receipt)
  }

  /// Keeps the form, unless nothing is to be recorded, and adds to the receipt what is to be said of it.
  func keep(
    _ form: Form, _ draft: FormDraft, in ledger: any Ledger, receipt: Receipt
  ) throws(Failure) -> Receipt {
    if !envelope.isDryRun {
      try ledger.keep(StoredForm(form, draft, setting.template, at: now))
    }
    let prefix = try ledger.hashPrefix(of: setting.state.raised.reference)
    var receipt = receipt
    let tag = EntityTag(revision: form.revision, hashPrefix: prefix, viewer: envelope.viewer)
    receipt.form = Receipt.FormWord(
      id: form.id, etag: tag.text, revision: form.revision, submission: receipt.form?.submission,
      lacks: setting.lacks(form, draft))
    return receipt
  }

  /// A receipt for what the record holds nothing of.
  var receipt: Receipt {
    Receipt(
      reference: setting.state.raised.reference, event: 0, number: nil, etag: "",
      stage: setting.state.stage, recordedAt: now, met: [], owed: [], urgent: nil, warnings: [])
  }
}
