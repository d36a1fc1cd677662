import Casework
import Escalations
import NotificationForms

extension FakeStore: FormLedger, FormReader {
  func form(_ id: FormID, for viewer: Viewer) throws(Failure) -> StoredForm? {
    try failing { state in
      guard let form = state.visible(id, viewer),
        let escalation = state.escalation(form.drafted.escalation)
      else { return nil }
      return FakeStore.sees(viewer, escalation) ? form : nil
    }
  }

  func forms(
    of reference: Reference, begunBy agency: AgencyID
  ) throws(Failure) -> [StoredForm] {
    try failing { state in
      state.forms(of: reference).filter { $0.drafted.agency == agency }
    }
  }

  func nextFormNumber(of reference: Reference) throws(Failure) -> Int {
    try failing { $0.forms(of: reference).count + 1 }
  }

  func keep(_ form: StoredForm) throws(Failure) {
    try failing { $0.forms[form.drafted.id] = form }
  }

  func record(
    of reference: Reference, for viewer: Viewer
  ) throws(Failure) -> [RecordedEvent] {
    try history(of: reference, for: viewer)?.entries.map(\.recorded) ?? []
  }

  func hashPrefix(of reference: Reference) throws(Failure) -> String {
    try failing { $0.hashPrefix(reference) }
  }

  func addTemplate(_ template: Template, json: [UInt8], at now: Instant) throws(Failure) {}

  func form(_ id: FormID, for viewer: Viewer) throws(Failure) -> FormReading? {
    let form = try failing { $0.visible(id, viewer) }
    guard let form, let history = try history(of: form.drafted.escalation, for: viewer) else {
      return nil
    }
    return FormReading(
      stored: form, history: history, hashPrefix: try hashPrefix(of: form.drafted.escalation))
  }

  func forms(of reference: Reference, for viewer: Viewer) throws(Failure) -> [FormRow]? {
    guard let history = try history(of: reference, for: viewer) else { return nil }
    return try failing { state in
      state.forms(of: reference).filter { state.visible($0.drafted.id, viewer) != nil }.map {
        form in
        FormRow(form, history.filings(of: form.drafted.id), for: viewer)
      }
    }
  }

  func forms(_ query: FormQuery, for viewer: Viewer) throws(Failure) -> Page<FormRow> {
    let agency = query.agency ?? viewer.agency
    let begun = try failing { state in
      state.forms.values.filter {
        (agency == nil || $0.drafted.agency == agency)
          && state.visible($0.drafted.id, viewer) != nil
      }.sorted { ($0.begunAt, $0.drafted.id) < ($1.begunAt, $1.drafted.id) }
    }
    var rows: [(key: Int64, row: FormRow)] = []
    for (place, form) in begun.enumerated().reversed() {
      let filings = try history(of: form.drafted.escalation, for: viewer)?
        .filings(of: form.drafted.id)
      let row = FormRow(form, filings ?? [], for: viewer)
      guard query.template == nil || row.template == query.template,
        query.state == nil || row.state == query.state, Int64(place) < query.after?.key ?? .max
      else { continue }
      rows.append((Int64(place), row))
    }
    let shown = rows.prefix(query.limit)
    return Page(
      rows: shown.map(\.row),
      next: rows.count > shown.count ? shown.last.map { Position(key: $0.key, tie: 0) } : nil)
  }
}

extension FormRow {
  fileprivate init(_ form: StoredForm, _ filings: [Filing], for viewer: Viewer) {
    self.init(
      id: form.drafted.id, template: form.drafted.template,
      templateVersion: form.drafted.templateVersion, agency: form.drafted.agency,
      begunAt: form.begunAt,
      changedAt: viewer.standsFor(form.drafted.agency) ? form.changedAt : nil,
      abandonedAt: form.bones.abandonedAt, filings: filings)
  }
}

extension FakeStore.State {
  fileprivate func forms(of reference: Reference) -> [StoredForm] {
    forms.values.filter { $0.drafted.escalation == reference }
      .sorted { $0.drafted.id < $1.drafted.id }
  }

  /// The form, if it is the viewer's own agency's, or something of it is on a record that it sees.
  fileprivate func visible(_ id: FormID, _ viewer: Viewer) -> StoredForm? {
    guard let form = forms[id], let escalation = escalation(form.drafted.escalation),
      let last = FakeStore.lastEvent(for: viewer, escalation)
    else { return nil }
    let isFiled = (streams[form.drafted.escalation] ?? []).prefix(last).contains { stored in
      guard case .acted(let act) = stored.recorded.event.body else { return false }
      return act.form?.form == id
    }
    return form.drafted.agency == viewer.agency || isFiled ? form : nil
  }
}

extension History {
  fileprivate func filings(of form: FormID) -> [FormRow.Filing] {
    entries.compactMap { entry in
      guard case .acted(let act) = entry.recorded.event.body, let filed = act.form,
        filed.form == form
      else { return nil }
      return FormRow.Filing(
        part: filed.filing?.part, number: filed.filing?.number,
        at: entry.recorded.event.occurredAt, event: entry.recorded.number)
    }
  }
}
