public import Escalations
public import NotificationForms

/// What somebody asks of a form that exists.
public enum FormChange: Sendable {
  /// Put these answers in the place of the draft's.
  case answers(RawAnswer)
  /// Anything else.
  case command(FormCommand)

  /// Whether it changes what was read, and so says what it is based on.
  var needsMatch: Bool {
    switch self {
    case .answers: true
    case .command(let command): command.needsMatch
    }
  }
}

extension Job {
  /// A job that changes, signs, submits, declines, acknowledges or mends a form.
  ///
  /// What is submitted, declined, acknowledged or mended is an event of the escalation and meets its
  /// duties in the same transaction; the learning in it is noted there too.
  public static func form(
    _ id: FormID, _ change: FormChange, parts: [Part] = [], in envelope: Envelope
  ) -> Job {
    Job(credential: envelope.viewer.credential) {
      (ledger, library, now) throws(Failure) -> Receipt? in
      try ledger.replaying(envelope, at: now) { () throws(Failure) -> Receipt in
        let work = try FormWork(
          id, change, parts, envelope: envelope, ledger: ledger, library: library, now: now)
        return try work.perform(on: ledger)
      }
    }
  }
}

/// The steps of a change, inside the writer's transaction.
private struct FormWork {
  let acting: Acting
  let envelope: Envelope
  let now: Instant
  let setting: FormSetting
  let form: Form
  let draft: FormDraft
  let texts: [Part]
  let order: FormOrder

  /// In this order: sight, precondition, right, and whether the answers are answers at all.
  init(
    _ id: FormID, _ change: FormChange, _ parts: [Part], envelope: Envelope, ledger: any Ledger,
    library: Library, now: Instant
  ) throws(Failure) {
    let viewer = envelope.viewer
    guard let stored = try ledger.form(id, for: viewer) else { throw .notFound }
    let state = try ledger.escalation(
      toActIn: stored.drafted.escalation, for: viewer, library, at: now)
    acting = try Self.acting(viewer, change, on: stored.drafted.agency, state)
    try envelope.check(change, against: stored.revision)
    guard
      let template = library.forms.template(
        stored.drafted.template, version: stored.drafted.templateVersion)
    else { throw .broken("template \(stored.drafted.template) is not loaded") }
    self.envelope = envelope
    self.now = now
    setting = try FormSetting(
      template, state, ledger: ledger, library: library, viewer: viewer, now: now)
    let events = setting.events(of: id)
    form = stored.form(events)
    draft = stored.draft(template)
    texts = events.flatMap(\.event.parts)
    order = FormOrder(
      by: acting, command: try Self.command(change, template, state), parts: parts)
  }

  /// Whoever stands for the agency that began the form acts as that agency.
  private static func acting(
    _ viewer: Viewer, _ change: FormChange, on author: AgencyID, _ state: Escalation
  ) throws(Failure) -> Acting {
    if case .command(.acknowledge) = change {
      guard viewer.role == .partnership else {
        throw .notAllowed("The partnership's office acknowledges.")
      }
      return .partnership
    }
    guard viewer.role == .agency, let agency = viewer.agency(in: state) else {
      throw .notAllowed("Agencies write forms.")
    }
    let isAuthor = viewer.standsFor(author) && state.side(of: author) != nil
    return .agency(isAuthor ? author : agency)
  }

  private static func command(
    _ change: FormChange, _ template: Template, _ state: Escalation
  ) throws(Failure) -> FormCommand {
    switch change {
    case .command(let command): return command
    case .answers(let raw):
      do throws(FormFaults) {
        let children = state.raised.children.map(\.key)
        return .change(try Answers.read(raw, template: template, children: children))
      } catch {
        throw .invalid(error.list.map { Fault($0) })
      }
    }
  }

  func perform(on ledger: any Ledger) throws(Failure) -> Receipt {
    let decision = try decidingForm { () throws(FormFailure) in
      try setting.formRules.decide(order, on: form, draft: draft, texts: texts, at: now)
    }
    var series = RecordingSeries(
      state: setting.state, rules: setting.rules, acting: acting, envelope: envelope, now: now)
    for (command, parts) in try events(decision) {
      try series.append(command, parts, to: ledger)
    }
    let keeping = FormKeeping(setting: setting, envelope: envelope, now: now)
    var receipt = series.receipt ?? keeping.receipt
    if case .submitted(let submitted) = decision.event.body {
      receipt.form = Receipt.FormWord(
        id: form.id, etag: "", revision: 0, submission: submitted.number, lacks: [])
    }
    var after = form
    let number = series.receipt?.event ?? form.lastEvent
    after.apply(RecordedFormEvent(number: number, recordedAt: now, event: decision.event))
    return try keeping.keep(after, decision.draft, in: ledger, receipt: receipt)
  }

  /// What the escalation records of it, in order: nothing while it is a draft.
  private func events(_ decision: FormDecision) throws(Failure) -> [(Command, [Part])] {
    let parts = decision.event.parts
    let by = order.parts.filter { $0.member.hasPrefix("/by/") }
    switch decision.event.body {
    case .drafted, .changed, .signed, .abandoned: return []
    case .submitted, .declined:
      guard let act = decision.act else { throw .broken("a form is filed without an act") }
      return [(.act(act), parts + by)] + decision.learning.map(learning)
    case .acknowledged(let part): return [(.acknowledgeForm(event: try event(of: part)), [])]
    case .addendumAdded(let note):
      return [(.addAddendum(event: try event(of: note.part)), parts + by)]
    case .corrected(let correction):
      let why = order.parts.filter { $0.member.hasPrefix("/correction/") }
      return [(.correct(event: try event(of: correction.part)), parts + why)]
    }
  }

  private func event(of part: FormPartID) throws(Failure) -> Int {
    guard let filing = form.filing(of: part) else { throw .broken("\(part) was not submitted") }
    return filing.event
  }

  private func learning(_ note: LearningNote) -> (Command, [Part]) {
    let words = note.words.map { Part(class: .narrative, member: "/words", text: $0) }
    return (
      .noteLearning(kind: note.kind, routes: note.routes, theme: note.theme, form: form.id),
      words.map { [$0] } ?? []
    )
  }
}

extension Envelope {
  /// Holds a change of a form against the revision it is based on.
  fileprivate func check(_ change: FormChange, against revision: Int) throws(Failure) {
    if isDryRun { return }
    guard let ifMatch else {
      if change.needsMatch { throw .preconditionMissing }
      return
    }
    guard EntityTag.revision(in: ifMatch) == revision else {
      throw .stale(current: String(revision))
    }
  }
}
